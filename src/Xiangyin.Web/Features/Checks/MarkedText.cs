using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Something in the text that is pointed out, with its number on the page.</summary>
/// <param name="Number">From 1, in the order of the text.</param>
/// <param name="Span">Where.</param>
/// <param name="Look">What gives it its shape: agrees, differs, norecord, error, warning, hint.</param>
/// <param name="Defect">What a reader would object to; or</param>
/// <param name="Comparison">a quantity against the ledger.</param>
internal sealed record Mark(int Number, Span Span, string Look, Defect? Defect, Comparison? Comparison)
{
    /// <summary>All that was found, in the order of the text.</summary>
    public static IReadOnlyList<Mark> Of(Checked found) =>
        [
            .. found
                .Defects.Select(d => new Mark(0, d.Span, LookOf(d.Severity), d, null))
                .Concat(found.Comparisons.Select(c => new Mark(0, c.Quantity.Span, LookOf(c.Outcome), null, c)))
                .OrderBy(m => m.Span.Start)
                .ThenBy(m => m.Span.End)
                .Select((m, i) => m with { Number = i + 1 }),
        ];

    public static string LookOf(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string LookOf(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}

/// <summary>A stretch of a line that is marked by the same marks throughout.</summary>
/// <param name="Text">The words.</param>
/// <param name="Looks">The classes of the marks over it.</param>
/// <param name="Begins">Marks that begin with it.</param>
/// <param name="Ends">Marks that end with it: their numbers are written behind it.</param>
/// <param name="IsHeading">Whether it belongs to a heading that its body follows in the same line.</param>
internal sealed record Segment(
    string Text,
    string Looks,
    IReadOnlyList<Mark> Begins,
    IReadOnlyList<Mark> Ends,
    bool IsHeading = false
);

/// <summary>A line of the document as it reads.</summary>
/// <param name="Kind">What sort of line.</param>
/// <param name="Level">Of a heading: its level.</param>
/// <param name="Segments">Its words.</param>
internal sealed record MarkedLine(ParagraphKind Kind, int Level, IReadOnlyList<Segment> Segments)
{
    /// <summary>A document's lines with its marks.</summary>
    public static IEnumerable<MarkedLine> Of(ReadDocument document, IReadOnlyList<Mark> marks)
    {
        var next = 0;
        var going = new List<Mark>();
        foreach (var paragraph in document.Paragraphs)
        {
            // A mark between two lines, where something is missing, is shown with the line after it.
            while (next < marks.Count && marks[next].Span.Start <= paragraph.Span.End)
            {
                going.Add(marks[next++]);
            }

            going.RemoveAll(m => m.Span.End < paragraph.Span.Start && m.Span.Length > 0);
            var heading = paragraph is { Kind: ParagraphKind.Heading, Section: >= 0 }
                ? document.Headings[paragraph.Section]
                : null;
            yield return new(
                heading is { RunsOn: true } ? ParagraphKind.Body : paragraph.Kind,
                heading is { RunsOn: false } ? heading.Level : 0,
                Cut(document.Text, paragraph.Span, going, heading is { RunsOn: true } ? heading.Span.End : 0)
            );
            going.RemoveAll(m => m.Span.End <= paragraph.Span.End);
        }
    }

    private static List<Segment> Cut(string text, Span line, List<Mark> marks, int headingEnd)
    {
        int Within(int at) => Math.Clamp(at, line.Start, line.End);
        var cuts = marks
            .SelectMany(m => new[] { Within(m.Span.Start), Within(m.Span.End) })
            .Append(line.Start)
            .Append(line.End)
            .Append(Within(headingEnd))
            .Distinct()
            .Order()
            .ToList();
        var segments = new List<Segment>();
        var empty = marks.Where(m => Within(m.Span.Start) == Within(m.Span.End)).ToList();
        void Point(int at)
        {
            if (empty.Where(m => Within(m.Span.Start) == at).ToList() is { Count: > 0 } here)
            {
                segments.Add(new("", Classes(here), here, here));
            }
        }

        Point(line.Start);
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var (start, end) = (cuts[i], cuts[i + 1]);
            var over = marks.Where(m => m.Span.Start < end && m.Span.End > start).ToList();
            segments.Add(
                new(
                    text[start..end],
                    Classes(over),
                    [.. over.Where(m => Math.Max(m.Span.Start, line.Start) == start && m.Span.Start >= line.Start)],
                    [
                        .. over.Where(m =>
                            m.Span.End == end || (end == line.End && m.Span.End > end && m.Span.Start >= line.Start)
                        ),
                    ],
                    end <= headingEnd
                )
            );
            Point(end);
        }

        return segments;
    }

    private static string Classes(IEnumerable<Mark> marks) =>
        string.Join(' ', marks.Select(m => "is-" + m.Look).Distinct());
}
