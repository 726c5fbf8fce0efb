using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Words put in the place of a stretch of the original text.</summary>
/// <param name="Span">In the original.</param>
/// <param name="Text">What stands there now.</param>
internal sealed record Edit(Span Span, string Text);

/// <summary>
/// What was changed in a text, told in places of the original: so that the same changes can be made in the Word file that the text was read from, and
/// each can be taken back. Rising, apart from one another. Immutable.
/// </summary>
internal sealed record Edits(IReadOnlyList<Edit> All)
{
    public static readonly Edits None = new([]);

    /// <summary>The text as it reads now.</summary>
    public string Apply(string original)
    {
        var text = new System.Text.StringBuilder(original.Length);
        var at = 0;
        foreach (var edit in All)
        {
            text.Append(original, at, edit.Span.Start - at).Append(edit.Text);
            at = edit.Span.End;
        }

        return text.Append(original, at, original.Length - at).ToString();
    }

    /// <summary>Puts words in the place of a stretch of the text as it reads now. What touches an earlier change becomes one with it.</summary>
    public Edits With(string original, Span now, string words)
    {
        var (before, touched, after) = (new List<Edit>(), new List<(Edit Edit, int Start)>(), new List<Edit>());
        var (shift, shiftBefore) = (0, 0);
        foreach (var edit in All)
        {
            var start = edit.Span.Start + shift;
            var end = start + edit.Text.Length;
            if (end < now.Start)
            {
                before.Add(edit);
                shiftBefore = shift + edit.Text.Length - edit.Span.Length;
            }
            else if (start > now.End)
            {
                after.Add(edit);
            }
            else
            {
                touched.Add((edit, start));
            }

            shift += edit.Text.Length - edit.Span.Length;
        }

        if (touched.Count == 0)
        {
            return Merged(before, new(new(now.Start - shiftBefore, now.Length), words), after, original);
        }

        var ((first, firstStart), (last, lastStart)) = (touched[0], touched[^1]);
        var (head, tail) = (Math.Max(0, firstStart - now.Start), Math.Max(0, now.End - (lastStart + last.Text.Length)));
        var span = Span.Between(first.Span.Start - head, last.Span.End + tail);
        var kept = firstStart < now.Start ? first.Text[..(now.Start - firstStart)] : "";
        var rest = lastStart + last.Text.Length > now.End ? last.Text[(now.End - lastStart)..] : "";
        return Merged(before, new(span, kept + words + rest), after, original);
    }

    /// <summary>Takes a change back.</summary>
    public Edits Without(Edit edit) => new([.. All.Where(e => e != edit)]);

    /// <summary>Where a stretch of the text as it reads now stands in the original; within what was put there, the whole of what it replaced.</summary>
    public Span Origin(Span now)
    {
        return Span.Between(Place(now.Start, end: false), Math.Max(Place(now.Start, false), Place(now.End, end: true)));

        int Place(int at, bool end)
        {
            var shift = 0;
            foreach (var edit in All)
            {
                var start = edit.Span.Start + shift;
                if (at < start || (at == start && end))
                {
                    break;
                }

                if (at < start + edit.Text.Length || (end && at == start + edit.Text.Length))
                {
                    return end ? edit.Span.End : edit.Span.Start;
                }

                shift += edit.Text.Length - edit.Span.Length;
            }

            return at - shift;
        }
    }

    private static Edits Merged(List<Edit> before, Edit made, List<Edit> after, string original) =>
        new([.. before, .. made.Span.In(original) == made.Text ? Array.Empty<Edit>() : [made], .. after]);
}
