using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.SigningIn;

/// <summary>Where the QR of an invitation leads: its person chooses a password, or a passkey, and is signed in.</summary>
internal sealed class InvitedModel(
    Invitations invitations,
    TakingUp takingUp,
    PeopleStore people,
    Actors actors,
    TownLedger ledger,
    SiteOptions options,
    TimeProvider clock,
    T t
) : PageModel
{
    private T T => t;

    public Invitation? Invitation { get; private set; }

    /// <summary>Who is invited; none where the code opens nothing.</summary>
    public Person? Person { get; private set; }

    public Role Role { get; private set; }

    public string Place { get; private set; } = "";

    public string? Typed { get; private set; }

    public string Login { get; private set; } = "";

    public string? Problem { get; private set; }

    public bool HasCounty => options.SignOn is not null;

    public string? CountyName => options.SignOn?.Name;

    public async Task<IActionResult> OnGet(string? code, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(code) && !await Open(code, ct))
        {
            // Scanned a second time by whoever used it.
            return Invitation is { UsedAt: not null } used && SignIns.PersonOf(User) == used.Person
                ? LocalRedirect("/")
                : Shown(StatusCodes.Status404NotFound);
        }

        Login = Person?.Name.Hans ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPost(string? code, string? login, string? password, CancellationToken ct)
    {
        if (!await Open(code ?? "", ct))
        {
            return Invitation is { UsedAt: not null } used && SignIns.PersonOf(User) == used.Person
                ? LocalRedirect("/")
                : Shown(StatusCodes.Status404NotFound);
        }

        Login = login?.Trim() ?? "";
        Problem = await takingUp.ByPassword(Invitation!, Login, password ?? "", ct) is { } broken
            ? T[$"invited.problem.{broken}", PasswordRules.Shortest]
            : null;
        return Problem is null ? LocalRedirect("/") : Shown(StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<bool> Open(string code, CancellationToken ct)
    {
        Typed = code;
        Invitation = invitations.FindByCode(code);
        if (
            Invitation is null
            || !Invitation.IsOpen(clock.GetUtcNow())
            || await people.Find(Invitation.Person, ct) is not { } person
            || actors.Of(person) is not { } actor
        )
        {
            Problem = T[
                Invitation is { UsedAt: not null } ? "invited.problem.used"
                : Invitation is null ? "invited.problem.unknown"
                : "invited.problem.closed"
            ];
            return false;
        }

        (Person, Role) = (person, actor.Role);
        Place = string.Concat(new Scope(actor, ledger.Tree, clock.Today()).PlaceName(t));
        return true;
    }

    private PageResult Shown(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
