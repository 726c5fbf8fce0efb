using System.Buffers;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The words around a quantity, in simplified script, by how near they stand to it.</summary>
/// <param name="Subject">What the text says is counted.</param>
/// <param name="Near">From the quantity or the stop before it up to it, and on to the next mark.</param>
/// <param name="Sentence">The sentence up to it.</param>
/// <param name="Heading">The headings above it.</param>
internal sealed record Wording(string Subject, string Near, string Sentence, string Heading)
{
    private const int Farthest = 160;
    private const int FarthestAfter = 24;
    private const string Stops = "。！？；\n";
    private const string Marks = "。！？；，、：,;:\n（）()";
    private static readonly SearchValues<char> AnyMark = SearchValues.Create(Marks);

    /// <summary>The wording around each quantity of a document, in their order.</summary>
    public static IReadOnlyList<Wording> Of(ReadDocument document)
    {
        var text = document.Plain.Text;
        var places = document
            .Quantities.Select(q =>
                (Start: document.Plain.PlaceOf(q.Phrase.Start), End: document.Plain.PlaceOf(q.Phrase.End))
            )
            .ToList();
        var headings = new Dictionary<int, string>();
        var all = new List<Wording>(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            var (start, end) = places[i];
            var sentence = StartOf(text, start, Stops);
            var near =
                i > 0 && places[i - 1].End > sentence
                    ? After(text, places[i - 1].End, start, all[i - 1].Subject)
                    : sentence;
            var next = i + 1 < places.Count ? places[i + 1].Start : text.Length;
            var section =
                document.Quantities[i].Paragraph is var p && p >= 0 && p < document.Paragraphs.Count
                    ? document.Paragraphs[p].Section
                    : -1;
            if (!headings.TryGetValue(section, out var heading))
            {
                headings[section] = heading = section < 0 ? "" : Plain(document.Headings[section].Title);
            }

            all.Add(
                new(
                    Plain(document.Quantities[i].Subject),
                    Joined(text[near..start])
                        + " "
                        + Joined(text[end..EndOf(text, end, Math.Min(next, end + FarthestAfter))]),
                    Joined(text[sentence..start]),
                    heading
                )
            );
        }

        return all;
    }

    // 机关、站所 is 机关站所 in an indicator's name.
    private static string Joined(string words) => words.Replace("、", "", StringComparison.Ordinal);

    /// <summary>The same words in simplified script, without what only interrupts.</summary>
    public static string Plain(string words) => words.Length == 0 ? "" : Joined(Reader.Read(words).Plain.Text);

    // What follows the quantity before may be what that one counts: this one's words begin after the mark between them, or after those words.
    private static int After(string text, int before, int start, string subject)
    {
        if (before >= start)
        {
            return start;
        }

        var between = text.AsSpan(before, start - before);
        var mark = between.LastIndexOfAny(AnyMark);
        return mark >= 0 && mark < between.Length - 1 ? before + mark + 1
            : subject.Length > 0 && between.StartsWith(subject, StringComparison.Ordinal) ? before + subject.Length
            : mark >= 0 ? start
            : before;
    }

    private static int StartOf(string text, int from, string stops)
    {
        var least = Math.Max(0, from - Farthest);
        var at = from;
        while (at > least && !stops.Contains(text[at - 1], StringComparison.Ordinal))
        {
            at--;
        }

        return at;
    }

    private static int EndOf(string text, int from, int most)
    {
        var at = Math.Min(from, text.Length);
        while (at < Math.Min(most, text.Length) && !AnyMark.Contains(text[at]))
        {
            at++;
        }

        return at;
    }
}
