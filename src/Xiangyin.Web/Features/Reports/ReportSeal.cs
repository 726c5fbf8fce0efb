using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Seals a report: its text with figures as they stand, and the archive package that recomputes them.</summary>
internal sealed class ReportSeal(
    TownLedger ledger,
    ArchiveSource source,
    ArchiveKeyFile keys,
    AuditTrail trail,
    TimeProvider clock
)
{
    /// <summary>Seals a report.</summary>
    /// <param name="hans">The report printed in simplified Chinese, as known at <paramref name="known"/>.</param>
    /// <param name="hant">And in traditional.</param>
    /// <param name="known">The known-at that stays.</param>
    public SealedReport Seal(Sheet hans, Sheet hant, KnownAt known)
    {
        var report = hans.Report;
        var queries = Queries(hans);
        var structure = TextOf(hans, hant, queries).ToJson();
        var kinds = ArchivePackage.KindsOf(ledger.CatalogueAt(known.Seq), queries);
        var day = ledger.Tree.On(report.Unit, report.CutOff);
        var county = ledger.Tree.AboveOn(report.Unit, UnitType.County, report.CutOff) ?? day.Id;
        var head = trail.Head().Hash is { Length: > 0 } hash ? hash : null;
        using var key = keys.Open();
        using var package = new MemoryStream();
        var digest = ArchivePackage.Seal(
            new PackageContent(
                report.Id.ToString(),
                ledger.Tree.On(county, report.CutOff).Name.Hans,
                Encoding.UTF8.GetBytes(structure),
                queries,
                known,
                source.History(kinds, known),
                source.Catalogue(known.Seq),
                clock.GetUtcNow(),
                head
            ),
            key,
            package
        );
        return new(structure, digest, package.ToArray(), head);
    }

    /// <summary>Every question that the text rests on, once, in the order in which it is first met.</summary>
    public static IReadOnlyList<FigureQuery> Queries(Sheet sheet) =>
        [
            .. sheet
                .Paragraphs.SelectMany(p => p.Pieces)
                .OfType<PrintedFigure>()
                .SelectMany(f => f.Earlier is null ? [f.Figure.Query] : new[] { f.Figure.Query, f.Earlier.Query })
                .Distinct(),
        ];

    private static SealedText TextOf(Sheet hans, Sheet hant, IReadOnlyList<FigureQuery> queries)
    {
        var numbers = queries.Select((q, i) => (q, i)).ToDictionary();
        IReadOnlyList<SealedPiece> Pieces(SheetParagraph paragraph) =>
            [
                .. paragraph.Pieces.Select(p =>
                    p is PrintedFigure f
                        ? new SealedPiece(
                            f.Text,
                            numbers[f.Figure.Query],
                            f.Earlier is { } earlier ? numbers[earlier.Query] : null,
                            f.Bound.ToString(),
                            f.Before.Length > 0 ? f.Before : null,
                            f.After.Length > 0 ? f.After : null
                        )
                        : new SealedPiece(p.Text)
                ),
            ];
        var report = hans.Report;
        return new(
            report.Outline,
            report.OutlineVersion,
            report.Unit.Value,
            report.Year,
            report.CutOff,
            report.Frame.Title,
            report.Frame.Signer,
            [
                .. hans.Sections.Zip(
                    hant.Sections,
                    (s, t) =>
                        new SealedSection(
                            s.Section.Id,
                            s.Section.Level,
                            s.Heading is null ? null : new(s.Heading, t.Heading!, s.Heading),
                            [
                                .. s.Paragraphs.Zip(
                                    t.Paragraphs,
                                    (p, q) =>
                                        new SealedParagraph(
                                            p.Paragraph.Id,
                                            Pieces(p),
                                            q.Language == "zh-Hant" ? Pieces(q) : null
                                        )
                                ),
                            ]
                        )
                ),
            ]
        );
    }
}
