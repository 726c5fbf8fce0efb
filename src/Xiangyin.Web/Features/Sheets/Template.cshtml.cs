using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A kind's template as a file.</summary>
internal sealed class TemplateModel(TownLedger ledger, KindSheet sheet, Scope scope, TimeProvider clock, T t)
    : PageModel
{
    private T T => t;

    public async Task<IActionResult> OnGet(string kind, int? year, CancellationToken ct)
    {
        if (
            ledger.Catalogue.Kind(kind) is not { } of
            || !KindSheet.KindsFor(scope, ledger.Catalogue).Contains(of)
            || year is < 1950 or > 2199
        )
        {
            return NotFound();
        }

        var mark = new TemplateMark(kind, Guid.CreateVersion7(clock.GetUtcNow()), year ?? scope.Today.Year);
        var file = new MemoryStream();
        new Template(t).Write(file, of, await sheet.Columns(of, ct), mark);
        file.Position = 0;
        return File(file, SheetFile.MediaType, SheetFile.NameOf(T["sheet.template.name", T[of.Name], $"{mark.Year}"]));
    }
}
