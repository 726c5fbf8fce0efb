using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Documents;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A report as it will be on paper, page by page, and the forms in which it can be taken along.</summary>
internal sealed class PagesModel(ReportDesk desk, ReportFiles files, Scope scope, T t) : PageModel
{
    public Report Report { get; private set; } = null!;

    /// <summary>Each page as SVG.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    /// <summary>Faces that stand in for official ones.</summary>
    public IReadOnlyList<Warning> Substitutes { get; private set; } = [];

    /// <summary>Why there are no pages.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (desk.Find(id) is not { } report || !scope.May(Verb.See, report.Unit))
        {
            return NotFound();
        }

        Report = report;
        var document = await files.DocumentOf(report, t.Language, Request.Site, ct);
        try
        {
            var paged = document.LayOut();
            Pages = [.. Enumerable.Range(1, paged.Pages).Select(paged.ToSvg)];
            Substitutes = [.. paged.Warnings.Where(w => w.Kind == WarningKind.FontSubstituted)];
        }
        catch (DocumentRefusedException refused)
        {
            Refusals = refused.Refusals;
        }

        return Page();
    }
}
