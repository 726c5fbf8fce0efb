using System.Globalization;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Prints a whole report and looks it over.</summary>
/// <param name="report">The report.</param>
/// <param name="scope">Its scope, with the known-at at which it is read.</param>
/// <param name="figures">The answers to all its questions.</param>
/// <param name="tree">For the names of units.</param>
/// <param name="language">What the reader prefers.</param>
internal sealed class SheetPrinter(
    Report report,
    ReportScope scope,
    IReadOnlyDictionary<FigureQuery, Figure> figures,
    UnitTree tree,
    string language
)
{
    // A report is written in Chinese; whoever reads the site in English sees the simplified text.
    private readonly string written = language == "zh-Hant" ? "zh-Hant" : "zh-Hans";
    private readonly int[] numbers = new int[3];

    public Sheet Print()
    {
        var paragraphs = report.Paragraphs.ToLookup(p => p.Section);
        SheetSection[] sections =
        [
            .. report.Frame.Sections.Select(s => new SheetSection(s, Heading(s), [.. paragraphs[s.Id].Select(Print)])),
        ];
        var length =
            ReportLength.Of(report.Frame.Title.In(written))
            + sections.Sum(s =>
                ReportLength.Of(s.Heading ?? "") + s.Paragraphs.Sum(p => ReportLength.Of(Printer.Text(p.Pieces)))
            );
        return new(
            report,
            written,
            sections,
            [.. Gathered(report.Paragraphs.SelectMany(LookOver)), .. LookOver(length)],
            length
        );
    }

    /// <summary>What the figures of a text say now, to be kept with its revision.</summary>
    public IReadOnlyDictionary<string, string> Told(string stored) =>
        new Printer(scope, figures, tree, "zh-Hans")
            .Print(stored)
            .OfType<PrintedFigure>()
            .GroupBy(f => f.Bound.ToString())
            .ToDictionary(g => g.Key, g => g.First().Told);

    private SheetParagraph Print(ReportParagraph paragraph)
    {
        var inTraditional = written == "zh-Hant" && paragraph.Hant is not null;
        var printer = new Printer(scope, figures, tree, inTraditional ? "zh-Hant" : "zh-Hans");
        return new(
            paragraph,
            inTraditional ? "zh-Hant" : "zh-Hans",
            printer.Print(inTraditional ? paragraph.Hant! : paragraph.Hans)
        );
    }

    private string? Heading(ReportSection section)
    {
        if (section.Level == 0 || section.Heading is not { } heading)
        {
            return null;
        }

        numbers[section.Level]++;
        Array.Clear(numbers, section.Level + 1, numbers.Length - section.Level - 1);
        var number = ChineseNumeral.Of(numbers[section.Level]);
        return (section.Level == 1 ? number + "、" : $"（{number}）") + heading.In(written);
    }

    // Most pressing first; several figures of a paragraph with one cut-off of their own are one finding.
    private static IEnumerable<Finding> Gathered(IEnumerable<Finding> findings) =>
        findings
            .GroupBy(f => (f.Kind, f.Paragraph, Key: f.Kind == FindingKind.OwnCutOff ? f.Details[0] : f.Subject))
            .Select(g => g.First() with { Subject = string.Join('、', g.Select(f => f.Subject).Distinct()) })
            .OrderBy(f => f.Kind);

    // Looked over in simplified Chinese, in which it was written, whatever the reader reads.
    private IEnumerable<Finding> LookOver(ReportParagraph paragraph)
    {
        foreach (var piece in new Printer(scope, figures, tree, "zh-Hans").Print(paragraph.Hans))
        {
            IEnumerable<Finding> found = piece switch
            {
                PrintedWords words => words.HandTyped.Select(r => new Finding(
                    FindingKind.Unsourced,
                    paragraph.Id,
                    words.Text[r],
                    []
                )),
                PrintedUnreadable unreadable =>
                [
                    new(FindingKind.Unreadable, paragraph.Id, unreadable.Text, [unreadable.Problem]),
                ],
                PrintedFigure figure => LookOver(paragraph, figure),
                _ => [],
            };
            foreach (var finding in found)
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> LookOver(int length) =>
        length >= report.Frame.Limit * ReportLength.Near
            ? [new(FindingKind.Length, null, Whole(length), [Whole(report.Frame.Limit)])]
            : [];

    private IEnumerable<Finding> LookOver(ReportParagraph paragraph, PrintedFigure printed)
    {
        var figure = printed.Figure;
        var name = figure.Indicator.Name.In(language);
        var id = paragraph.Id;
        if (figure.Completeness.Complete == false)
        {
            var missing = figure.Completeness.Missing.Select(u => tree.On(u, figure.Query.CutOff).Name.In(language));
            yield return new(FindingKind.Incomplete, id, name, [.. missing], figure);
        }

        if (paragraph.Told.TryGetValue(printed.Bound.ToString(), out var told) && told != printed.Told)
        {
            yield return new(FindingKind.Changed, id, name, [told, printed.Told], figure);
        }

        if (
            figure is { Amount.Value: null, Withheld: Withheld.No, Completeness.Complete: not false }
            && printed.Bound.Shows is Shows.Value or Shows.Number
        )
        {
            yield return new(FindingKind.Empty, id, name, [], figure);
        }

        if (figure.Completeness.Awaiting > 0)
        {
            yield return new(FindingKind.Awaiting, id, name, [Whole(figure.Completeness.Awaiting)], figure);
        }

        if (
            printed.Bound.CutOff is not null
            && figure.Query.CutOff != scope.CutOffOf(printed.Bound with { CutOff = null })
        )
        {
            yield return new(FindingKind.OwnCutOff, id, name, [Day(figure.Query.CutOff)], figure);
        }
    }

    private string Day(DateOnly day) =>
        day.ToString(day.Year == scope.Year ? "M月d日" : "yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
