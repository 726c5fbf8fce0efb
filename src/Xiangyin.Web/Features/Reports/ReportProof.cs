using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;

namespace Xiangyin.Web.Features.Reports;

/// <summary>What a reader would object to in a report's text, and in which paragraph: the same rules that look over documents from elsewhere.</summary>
/// <param name="Defect">What.</param>
/// <param name="Words">The words concerned.</param>
/// <param name="Paragraph">Where; none for the title, a heading or the signature.</param>
internal sealed record ProofMark(Defect Defect, string Words, Guid? Paragraph);

/// <summary>Reads a report through by the rules before it is approved.</summary>
internal sealed class ReportProof(DefectFinder finder)
{
    private const int MostWords = 24;

    /// <summary>The defects of a sheet as it would be printed, errors first.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="may">Whose earlier texts the reader may see.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<ProofMark>> Of(Sheet sheet, Func<UnitId, bool> may, CancellationToken ct)
    {
        var text = new StringBuilder();
        var places = new List<(int Start, ReportParagraph? Paragraph)>();
        foreach (var (line, paragraph) in sheet.Lines.Where(l => l.Text.Length > 0))
        {
            places.Add((text.Length, paragraph));
            text.Append(line).Append('\n');
        }

        var document = Reader.Read(text.ToString().TrimEnd('\n'));
        var scope = new CheckScope(sheet.Report.Unit, sheet.Report.Year, sheet.Report.CutOff);
        return
        [
            .. (await finder.Find(document, scope, may, ct))
                .Where(d => d.Severity != Severity.Hint && !IsTheOutlines(d))
                .OrderByDescending(d => d.Severity)
                .ThenBy(d => d.Span.Start)
                .Select(d => new ProofMark(d, Words(d.Span.In(document.Text)), ParagraphAt(d)?.Id)),
        ];

        ReportParagraph? ParagraphAt(Defect defect) => places.Last(p => p.Start <= defect.Span.Start).Paragraph;

        // What the outline says every year, with this year's figures in it, was copied by nobody.
        bool IsTheOutlines(Defect defect) =>
            ParagraphAt(defect)?.Origin is not null && defect.Rule.StartsWith("similar/", StringComparison.Ordinal);
    }

    private static string Words(string words) => words.Length <= MostWords ? words : words[..(MostWords - 1)] + "…";
}
