using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A report as it reads: text, what there is to look at, and how long it is.</summary>
/// <param name="Report">The report.</param>
/// <param name="Language">The language in which it is printed: simplified or traditional Chinese.</param>
/// <param name="Sections">In order.</param>
/// <param name="Findings">What its author should look at, most pressing first.</param>
/// <param name="Length">Characters, headings and title included.</param>
internal sealed record Sheet(
    Report Report,
    string Language,
    IReadOnlyList<SheetSection> Sections,
    IReadOnlyList<Finding> Findings,
    int Length
)
{
    public bool IsNearLimit => Length >= Report.Frame.Limit * ReportLength.Near;

    public bool IsOverLimit => Length > Report.Frame.Limit;

    public string Title => Report.Frame.Title.In(Language);

    /// <summary>The title in parts between which a line may break: "…总结及" and "…计划".</summary>
    public IEnumerable<string> TitleParts
    {
        get
        {
            var at = Title.IndexOf('及', StringComparison.Ordinal) + 1;
            return [Title[..at], Title[at..]];
        }
    }

    public string Signer => Report.Frame.Signer.In(Language);

    /// <summary>The whole text, a line each: title, headings, paragraphs, signature.</summary>
    public IEnumerable<(string Text, ReportParagraph? Paragraph)> Lines =>
        [
            (Title, null),
            .. Sections.SelectMany(s =>
                s.Paragraphs.Select(p => (Printer.Text(p.Pieces), (ReportParagraph?)p.Paragraph))
                    .Prepend((s.Heading ?? "", null))
            ),
            (Signer, null),
        ];

    /// <summary>All paragraphs.</summary>
    public IEnumerable<SheetParagraph> Paragraphs => Sections.SelectMany(s => s.Paragraphs);
}

/// <summary>A section with its heading as printed.</summary>
internal sealed record SheetSection(ReportSection Section, string? Heading, IReadOnlyList<SheetParagraph> Paragraphs);

/// <summary>A paragraph as printed.</summary>
/// <param name="Paragraph">As stored.</param>
/// <param name="Language">Simplified where nobody wrote a traditional wording.</param>
/// <param name="Pieces">In reading order.</param>
internal sealed record SheetParagraph(ReportParagraph Paragraph, string Language, IReadOnlyList<Printed> Pieces);

/// <summary>What a finding is about.</summary>
internal enum FindingKind
{
    /// <summary>A figure that can't be read, or is not in the catalogue; keeps the report from being frozen.</summary>
    Unreadable,

    /// <summary>A quantity typed by hand.</summary>
    Unsourced,

    /// <summary>Another figure than when the paragraph was saved.</summary>
    Changed,

    /// <summary>Another wording of the outline fits the figures now.</summary>
    Wording,

    /// <summary>Somebody expected has not reported; the sentence says so.</summary>
    Incomplete,

    /// <summary>No record stands behind the figure.</summary>
    Empty,

    /// <summary>Records wait for confirmation and are not counted.</summary>
    Awaiting,

    /// <summary>A cut-off of its own; the sentence prints it.</summary>
    OwnCutOff,

    /// <summary>A plan item that no indicator will show.</summary>
    NoMeasure,

    /// <summary>Nearly, or more than, as long as it may be.</summary>
    Length,
}

/// <summary>Something that an author should look at.</summary>
/// <param name="Kind">What.</param>
/// <param name="Paragraph">Where; none for the whole.</param>
/// <param name="Subject">The words or the indicator concerned.</param>
/// <param name="Details">What the message names.</param>
/// <param name="Figure">The figure, where one is concerned.</param>
internal sealed record Finding(
    FindingKind Kind,
    Guid? Paragraph,
    string Subject,
    IReadOnlyList<string> Details,
    Figure? Figure = null
);
