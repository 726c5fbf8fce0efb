using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Documents;
using Xiangyin.Ledger;
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
        switch (name)
        {
            case ReportFiles.Document:
                var sheet = await desk.Open(report, t.Language, ct);
                var made = report.Last(StepAction.Approve)?.At ?? report.LastSaved?.At ?? report.BegunAt;
                using (var document = new MemoryStream())
                {
                    var site = new Uri($"{Request.Scheme}://{Request.Host}");
                    ReportFiles.WriteDocument(sheet, Day.Of(made), site, document);
                    return File(document.ToArray(), DocumentWriter.DocxMediaType, $"{sheet.Title}.docx");
                }

            case ReportFiles.Figures:
                return File(
                    kept is not null
                        ? ReportFiles.FromPackage(kept, ReportFiles.Figures)
                        : await files.FiguresOf(await desk.Open(report, "zh-Hans", ct), ct),
                    "application/json",
                    ReportFiles.Figures
                );
            case ReportFiles.Package when kept is not null:
                return File(kept.Package, "application/zip", ReportFiles.Package);
            default:
                return NotFound();
        }
    }
}
