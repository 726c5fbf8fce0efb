using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Documents;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A report's files: document, figures, package. Of a frozen one they stay as they were.</summary>
internal sealed class FileModel(ReportDesk desk, ReportFiles files, Scope scope, T t) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, string name, CancellationToken ct)
    {
        if (desk.Find(id) is not { } report || !scope.May(Verb.See, report.Unit))
        {
            return NotFound();
        }

        var kept = desk.Sealed(id);
        return name switch
        {
            ReportFiles.Document => await Document(report, d => d.ToDocx(), DocumentWriter.DocxMediaType, "docx", ct),
            ReportFiles.Pdf => await Document(report, d => d.LayOut().ToPdf(), DocumentWriter.PdfMediaType, "pdf", ct),
            ReportFiles.Ofd => await Document(report, d => d.LayOut().ToOfd(), DocumentWriter.OfdMediaType, "ofd", ct),
            ReportFiles.Figures => File(
                kept is not null
                    ? ReportFiles.FromPackage(kept, ReportFiles.Figures)
                    : await files.FiguresOf(await desk.Open(report, "zh-Hans", ct), ct),
                "application/json",
                ReportFiles.Figures
            ),
            ReportFiles.Package when kept is not null => File(kept.Package, "application/zip", ReportFiles.Package),
            _ => NotFound(),
        };
    }

    private async Task<IActionResult> Document(
        Report report,
        Func<OfficialDocument, byte[]> write,
        string mediaType,
        string extension,
        CancellationToken ct
    )
    {
        var document = await files.DocumentOf(report, t.Language, Request.Site, ct);
        try
        {
            return File(write(document), mediaType, $"{document.Title}.{extension}");
        }
        catch (DocumentRefusedException)
        {
            // The page of its pages says why.
            return LocalRedirect($"/reports/{report.Id}/pages");
        }
    }
}
