using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.Me;

/// <summary>The phones and computers that one is signed in with.</summary>
internal sealed class DevicesModel(SignIns signIns, Scope scope) : PageModel
{
    public IReadOnlyList<SignIn> Open { get; private set; } = [];

    public Guid? Here => SignIns.IdOf(User);

    public void OnGet() => Open = signIns.Of(scope.Actor.Id);

    public async Task<IActionResult> OnPost(Guid id, CancellationToken ct)
    {
        await signIns.End(id, scope.Actor.Id, ct);
        return LocalRedirect(id == Here ? "/sign-in" : "/me/devices");
    }

    public async Task<IActionResult> OnPostOthers(CancellationToken ct)
    {
        if (Here is { } here)
        {
            await signIns.EndOthers(here, scope.Actor.Id, ct);
        }

        return LocalRedirect("/me/devices");
    }
}
