using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>提纲: what a kind of report says, in which order, from which figures. A county changes it without a programmer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Raised by hand with every change.</param>
/// <param name="Name">What it is called when a report is begun.</param>
/// <param name="Limit">The most characters the report may have.</param>
/// <param name="Title">The report's title.</param>
/// <param name="Signer">Who signs it.</param>
/// <param name="Lists">Records that sentences go through one by one.</param>
/// <param name="Sections">In order.</param>
internal sealed record Outline(
    string Id,
    int Version,
    LocalText Name,
    int Limit,
    Template Title,
    Template Signer,
    IReadOnlyList<OutlineList> Lists,
    IReadOnlyList<OutlineSection> Sections
)
{
    /// <summary>Every figure that it mentions, in a text or in a condition.</summary>
    public IEnumerable<BoundFigure> Figures(int year) =>
        Sections
            .SelectMany(s => s.Paragraphs)
            .SelectMany(p => p.Sentences)
            .SelectMany(s =>
                s.When.SelectMany(c => c.Figures(year))
                    .Concat(s.Text.Figures(year))
                    .Concat(s.Otherwise?.Figures(year) ?? [])
            );
}

/// <summary>Records of one kind, of the report's year or the next, that a template may go through.</summary>
/// <param name="Name">The name in templates.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="YearsLater">0 for the report's year, 1 for the next, -1 for the one before.</param>
internal sealed record OutlineList(string Name, string Kind, int YearsLater);

/// <summary>A part of the report under a heading.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">1 for 一、, 2 for （一）; 0 without a heading.</param>
/// <param name="Heading">Without its number.</param>
/// <param name="Paragraphs">In order.</param>
internal sealed record OutlineSection(
    string Id,
    int Level,
    Template? Heading,
    IReadOnlyList<OutlineParagraph> Paragraphs
);

/// <summary>A paragraph of the outline.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Each">The list of which each record gets such a paragraph; none for a single one.</param>
/// <param name="Sentences">In order.</param>
internal sealed record OutlineParagraph(string Id, string? Each, IReadOnlyList<OutlineSentence> Sentences);

/// <summary>A sentence that may depend on figures.</summary>
/// <param name="When">All must hold; none always holds.</param>
/// <param name="Text">What is said then.</param>
/// <param name="Otherwise">What is said if not; none says nothing.</param>
internal sealed record OutlineSentence(IReadOnlyList<Condition> When, Template Text, Template? Otherwise);
