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
    public Edits With(string original, Span now, string words) => With(original, [new(now, words)]);

    /// <summary>The same for many stretches of the text as it reads now, apart from one another. It takes time in step with the text, however many they are.</summary>
    public Edits With(string original, IReadOnlyList<Edit> changes)
    {
        var text = Apply(original);
        var made = new List<Edit>(All.Count + changes.Count);
        var (earlier, later, shift) = (0, 0, 0);
        var rising = changes.OrderBy(c => c.Span.Start).ThenBy(c => c.Span.End).ToList();
        while (earlier < All.Count || later < rising.Count)
        {
            // What touches is one: from the first that begins, as long as one begins where the others have not ended.
            var before = shift;
            var (from, to) = (int.MaxValue, -1);
            var (kept, put) = (earlier, later);
            while (true)
            {
                var old = earlier < All.Count ? All[earlier].Span.Start + shift : int.MaxValue;
                var young = later < rising.Count ? rising[later].Span.Start : int.MaxValue;
                if (Math.Min(old, young) is var start && (start == int.MaxValue || (to >= 0 && start > to)))
                {
                    break;
                }

                from = Math.Min(from, start);
                if (old <= young)
                {
                    to = Math.Max(to, old + All[earlier].Text.Length);
                    shift += All[earlier].Text.Length - All[earlier].Span.Length;
                    earlier++;
                }
                else
                {
                    to = Math.Max(to, rising[later].Span.End);
                    later++;
                }
            }

            var edit =
                later == put
                    ? All[kept]
                    : new(Span.Between(from - before, to - shift), Put(text, from, to, rising[put..later]));
            if (edit.Span.In(original) != edit.Text)
            {
                made.Add(edit);
            }
        }

        return new(made);
    }

    private static string Put(string text, int from, int to, IEnumerable<Edit> changes)
    {
        var put = new System.Text.StringBuilder();
        foreach (var change in changes)
        {
            put.Append(text, from, change.Span.Start - from).Append(change.Text);
            from = change.Span.End;
        }

        return put.Append(text, from, to - from).ToString();
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
}
