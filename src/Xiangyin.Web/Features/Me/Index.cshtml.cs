using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Me;

/// <summary>Picks who one is, on demonstration data.</summary>
internal sealed class IndexModel(Actors actors) : PageModel
{
    public IReadOnlyList<Actor> People { get; private set; } = [];

    public string Back { get; private set; } = "/";

    public bool Unknown { get; private set; }

    public Scope Scope => HttpContext.Scope()!;

    public async Task OnGet(string? back, CancellationToken ct)
    {
        Back = Preferences.Local(back);
        People = await actors.All(ct);
    }

    public async Task<IActionResult> OnPost(Guid? person, string? back, CancellationToken ct)
    {
        if (person is { } picked && await actors.Pick(new PersonId(picked), HttpContext, ct))
        {
            return LocalRedirect(Preferences.Local(back));
        }

        await OnGet(back, ct);
        Unknown = true;
        return Page();
    }
}
