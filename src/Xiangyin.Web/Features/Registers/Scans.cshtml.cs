using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>Pictures that were sent together, and how far their reading is. Needs no script: it asks again by itself.</summary>
internal sealed class ScansModel(RegisterDesk desk, Scope scope) : PageModel
{
    public IReadOnlyList<Scan> Scans { get; private set; } = [];

    public Job? Job { get; private set; }

    public IActionResult OnGet(Guid batch)
    {
        Scans = desk.Book.Batch(batch);
        if (Scans.Count == 0 || Scans[0].By != scope.Actor.Id)
        {
            return NotFound();
        }

        Job = desk.JobOf(batch);
        if (Scans.Any(s => !s.IsRead))
        {
            // Also after the site was stopped while it read.
            Job ??= desk.Read(batch);
            Response.Headers["Refresh"] = "1";
        }

        return Page();
    }

    /// <summary>The register of a picture, where the actor may record for its unit.</summary>
    public Register? RegisterOf(Scan scan) =>
        scan.Register is { } id && desk.Book.Find(id) is { } register && scope.May(Verb.Record, register.Unit)
            ? register
            : null;
}
