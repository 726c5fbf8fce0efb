using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Turns an outline and facts into the text of a report.</summary>
internal static class Drafting
{
    // Room for a thousand paragraphs between two.
    private const long Step = 1 << 20;

    /// <summary>Title, signer and sections.</summary>
    public static ReportFrame Frame(Outline outline, Facts facts) =>
        new(
            outline.Title.Render(facts),
            outline.Signer.Render(facts),
            outline.Limit,
            [.. outline.Sections.Select(s => new ReportSection(s.Id, s.Level, s.Heading?.Render(facts)))]
        );

    /// <summary>The first revisions of all paragraphs that have something to say.</summary>
    public static IEnumerable<ReportParagraph> Paragraphs(
        Outline outline,
        Facts facts,
        PersonId by,
        DateTimeOffset at
    ) =>
        outline.Sections.SelectMany(section =>
            section
                .Paragraphs.SelectMany(p => Write(p, facts))
                .Where(d => d.Hans.Length > 0)
                .Select(
                    (draft, i) =>
                    {
                        var id = Guid.CreateVersion7(at);
                        return new ReportParagraph
                        {
                            Id = id,
                            ChangeId = id,
                            Section = section.Id,
                            Place = (i + 1) * Step,
                            Hans = draft.Hans,
                            Hant = draft.Hant,
                            Origin = draft.Origin,
                            Branches = draft.Branches,
                            By = by,
                            At = at,
                        };
                    }
                )
        );

    /// <summary>What the outline says today in a paragraph that came from it; none where it no longer says anything.</summary>
    public static DraftedParagraph? Today(Outline outline, Facts facts, string origin) =>
        outline
            .Sections.SelectMany(s => s.Paragraphs)
            .Where(p => origin == p.Id || origin.StartsWith(p.Id + Of, StringComparison.Ordinal))
            .SelectMany(p => Write(p, facts))
            .FirstOrDefault(d => d.Origin == origin);

    private const string Of = "/";

    private static IEnumerable<DraftedParagraph> Write(OutlineParagraph paragraph, Facts facts) =>
        paragraph.Each is not { } list
            ? [Write(paragraph, facts, paragraph.Id)]
            : facts
                .Lists.GetValueOrDefault(list, [])
                .Select(
                    (item, i) =>
                        Write(paragraph, facts with { Item = item, Index = i + 1 }, $"{paragraph.Id}{Of}{item.Id}")
                );

    private static DraftedParagraph Write(OutlineParagraph paragraph, Facts facts, string origin)
    {
        var sentences = paragraph.Sentences.Select(s => Choose(s, facts)).ToList();
        var said = sentences.Select(s => s.Said).OfType<Template>().ToList();
        return new(
            origin,
            string.Concat(said.Select(t => t.Render(facts, "zh-Hans"))),
            string.Concat(said.Select(t => t.Render(facts, "zh-Hant"))),
            string.Concat(sentences.Select(s => s.Branch))
        );
    }

    private static (char Branch, Template? Said) Choose(OutlineSentence sentence, Facts facts) =>
        sentence.When.All(c => c.Holds(facts)) ? ('1', sentence.Text)
        : sentence.Otherwise is { } otherwise ? ('0', otherwise)
        : ('-', null);

    /// <summary>The place of a new paragraph after another.</summary>
    public static long PlaceAfter(IEnumerable<ReportParagraph> section, long place)
    {
        var next = section.Select(p => p.Place).Where(p => p > place).DefaultIfEmpty(place + (2 * Step)).Min();
        return place + ((next - place) / 2);
    }
}

/// <summary>A paragraph as the outline words it.</summary>
/// <param name="Origin">The outline's paragraph, with the record it is about where it is repeated.</param>
/// <param name="Hans">Prose in simplified Chinese.</param>
/// <param name="Hant">And in traditional.</param>
/// <param name="Branches">Of each sentence: 1 said, 0 its alternative, - nothing.</param>
internal sealed record DraftedParagraph(string Origin, string Hans, string Hant, string Branches);
