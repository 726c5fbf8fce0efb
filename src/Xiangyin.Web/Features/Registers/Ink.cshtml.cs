using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>The ink behind a value, cut out of the picture and laid flat; without a field, the whole picture.</summary>
internal sealed class InkModel(RegisterDesk desk, EvidenceStore evidence, Scope scope) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, string? field, CancellationToken ct)
    {
        if (
            desk.Book.FindScan(id) is not { Register: { } of } scan
            || desk.Book.Find(of) is not { } register
            || !scope.May(Verb.Record, register.Unit)
        )
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "private, max-age=3600";
        if (field is not null)
        {
            return await desk.InkOf(scan, field, ct) is { } ink ? File(ink, "image/jpeg") : NotFound();
        }

        return await evidence.Open(scan.Evidence.Hash, ct) is { } file
            ? File(file.Content, file.MediaType)
            : NotFound();
    }
}
