using System.Collections.Immutable;
using System.IO.Compression;
using Xiangyin.Documents;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Script = Xiangyin.Documents.Script;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A report as files: the document, its figures, and the package that proves them.</summary>
internal sealed class ReportFiles(ReportDesk desk, ReportSeal seal, TownLedger ledger, Outlines outlines)
{
    public const string Document = "report.docx";
    public const string Pdf = "report.pdf";
    public const string Ofd = "report.ofd";
    public const string Figures = "figures.json";
    public const string Package = "package.zip";

    /// <summary>Drafts a report from the county's first outline and writes all its files into a folder.</summary>
    /// <param name="unit">Whose report.</param>
    /// <param name="year">Which year.</param>
    /// <param name="cutOff">Its cut-off; by default the year's end.</param>
    /// <param name="knownAt">What had been recorded by then; by default everything.</param>
    /// <param name="folder">Where to write; made if it isn't there.</param>
    /// <param name="site">Where the site is, for the links behind figures.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>The files' names, and why there is no PDF and no OFD where there is none.</returns>
    public async Task<(IReadOnlyList<string> Names, IReadOnlyList<Refusal> Refusals)> Write(
        UnitId unit,
        int year,
        DateOnly? cutOff,
        DateTimeOffset? knownAt,
        string folder,
        Uri site,
        CancellationToken ct
    )
    {
        var known = knownAt is { } at ? ledger.KnownAt(at) : ledger.Now;
        var report = await desk.Draft(
            outlines.All.First(),
            unit,
            year,
            cutOff ?? Period.Year(year).To,
            known,
            default,
            ct
        );
        var hans = await desk.OpenAt(report, known, "zh-Hans", ct);
        var hant = await desk.OpenAt(report, known, "zh-Hant", ct);
        Directory.CreateDirectory(folder);
        var document = DocumentOf(hans, Day.Of(known.At), site);
        await File.WriteAllBytesAsync(Path.Combine(folder, Document), document.ToDocx(), ct);
        List<string> names = [Document];
        IReadOnlyList<Refusal> refusals = [];
        try
        {
            var pages = document.LayOut();
            await File.WriteAllBytesAsync(Path.Combine(folder, Pdf), pages.ToPdf(), ct);
            await File.WriteAllBytesAsync(Path.Combine(folder, Ofd), pages.ToOfd(), ct);
            names.AddRange([Pdf, Ofd]);
        }
        catch (DocumentRefusedException refused)
        {
            refusals = refused.Refusals;
        }

        await File.WriteAllBytesAsync(Path.Combine(folder, Figures), await FiguresOf(hans, ct), ct);
        await File.WriteAllBytesAsync(Path.Combine(folder, Package), seal.Seal(hans, hant, known).Package, ct);
        return ([.. names, Figures, Package], refusals);
    }

    /// <summary>The figures of a printed report, with the records behind each.</summary>
    public async Task<byte[]> FiguresOf(Sheet sheet, CancellationToken ct)
    {
        var queries = ReportSeal.Queries(sheet);
        var figures = await ledger.Figures(queries, ct);
        var all = new List<FigureJson>();
        foreach (var (query, figure) in queries.Zip(figures))
        {
            var behind = await ledger.BehindIds(query, FigureJson.MostRecords, ct);
            all.Add(
                FigureJson.Of(figure, []) with
                {
                    RecordCount = (int)behind.Count,
                    RecordsDigest = behind.Digest,
                    Records = behind.Ids is null ? null : [.. behind.Ids.Order()],
                }
            );
        }

        return FigureJson.Write(all);
    }

    /// <summary>The report as it stands, with the day it was made and the way back to this site.</summary>
    public async Task<OfficialDocument> DocumentOf(Report report, string language, Uri site, CancellationToken ct)
    {
        var made = report.Last(StepAction.Approve)?.At ?? report.LastSaved?.At ?? report.BegunAt;
        var document = DocumentOf(await desk.Open(report, language, ct), Day.Of(made), site);
        // Only what is frozen will still be there as printed.
        return report.State == ReportState.Frozen
            ? document with
            {
                Verification = new Uri(site, $"/reports/{report.Id}"),
            }
            : document;
    }

    /// <summary>The document. Each figure opens its page on the site, as known when the report was printed.</summary>
    /// <param name="sheet">The report as printed.</param>
    /// <param name="date">The day on which it was made.</param>
    /// <param name="site">Where the site is.</param>
    private static OfficialDocument DocumentOf(Sheet sheet, DateOnly date, Uri site) =>
        new()
        {
            Script = sheet.Language == "zh-Hant" ? Script.Traditional : Script.Simplified,
            Title = sheet.Title,
            Date = date,
            Signature = new Signature(sheet.Signer),
            Body =
            [
                .. sheet.Sections.SelectMany(s =>
                    (s.Heading is null ? [] : (Block[])[new Heading(s.Section.Level, s.Heading)]).Concat(
                        s.Paragraphs.Select(p => new Paragraph([.. p.Pieces.SelectMany(i => Runs(i, site))]))
                    )
                ),
            ],
        };

    /// <summary>A file inside a sealed package.</summary>
    public static byte[] FromPackage(SealedReport sealedReport, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(sealedReport.Package), ZipArchiveMode.Read);
        using var entry = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static ImmutableArray<Inline> Runs(Printed piece, Uri site) =>
        piece is not PrintedFigure figure
            ? [new Plain(piece.Text)]
            :
            [
                .. (
                    (Inline[])
                        [
                            new Plain(figure.Before),
                            new Documents.Figure(
                                figure.Text,
                                figure.Bound.Indicator,
                                new Uri(site, FigureUrl.Of(figure.Figure.Query, pinned: true))
                            ),
                            new Plain(figure.After),
                        ]
                ).Where(r => r.Text.Length > 0),
            ];
}
