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
    public IReadOnlyList<ProofMark> Of(Sheet sheet)
    {
        var text = new StringBuilder(sheet.Title).Append('\n');
        var places = new List<(int Start, Guid Id)>();
        foreach (var section in sheet.Sections)
        {
            if (section.Heading is { } heading)
            {
                text.Append(heading).Append('\n');
            }

            foreach (var paragraph in section.Paragraphs)
            {
                places.Add((text.Length, paragraph.Paragraph.Id));
                text.Append(Printer.Text(paragraph.Pieces)).Append('\n');
                places.Add((text.Length, Guid.Empty));
            }
        }

        var document = Reader.Read(text.Append(sheet.Signer).ToString());
        return
        [
            .. finder
                .Find(document, sheet.Report.Unit, sheet.Report.CutOff)
                .Where(d => d.Severity != Severity.Hint)
                .OrderByDescending(d => d.Severity)
                .ThenBy(d => d.Span.Start)
                .Select(d => new ProofMark(d, Words(d.Span.In(document.Text)), ParagraphAt(d.Span.Start))),
        ];

        Guid? ParagraphAt(int at) =>
            places.LastOrDefault(p => p.Start <= at) is { Id: var id } && id != Guid.Empty ? id : null;
    }

    private static string Words(string words) => words.Length <= MostWords ? words : words[..(MostWords - 1)] + "…";
}
