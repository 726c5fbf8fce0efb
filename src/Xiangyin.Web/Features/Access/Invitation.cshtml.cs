using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.Access;

/// <summary>An invitation as it is printed and handed over. It can be printed again until it is used.</summary>
internal sealed class InvitationModel(
    Invitations invitations,
    PeopleStore people,
    Actors actors,
    SiteOptions options,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    public Invitation Invitation { get; private set; } = null!;

    public Person Person { get; private set; } = null!;

    public Role Role { get; private set; }

    public string Place { get; private set; } = "";

    public bool IsOpen => Invitation.IsOpen(clock.GetUtcNow());

    /// <summary>Where the QR leads.</summary>
    public Uri Address => Invitation.At(options.AddressFor(Request));

    /// <summary>What is typed without a camera: the site's address and /invited.</summary>
    public string Short => new Uri(options.AddressFor(Request), "/invited").ToString();

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => await Open(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken ct)
    {
        if (!await Open(id, ct))
        {
            return NotFound();
        }

        await invitations.Revoke(Invitation, ct);
        return LocalRedirect("/access");
    }

    private async Task<bool> Open(Guid id, CancellationToken ct)
    {
        if (
            invitations.Find(id) is not { } invitation
            || await people.Find(invitation.Person, ct) is not { } person
            || !scope.May(Verb.Invite, person.Unit)
            || actors.Of(person) is not { } actor
            || !Rights.MayInvite(scope.Actor.Role, actor.Role)
        )
        {
            return false;
        }

        (Invitation, Person, Role) = (invitation, person, actor.Role);
        Place = string.Concat(new Scope(actor, scope.Tree, scope.Today).PlaceName(t));
        HttpContext.LeaveNoCopy();
        return true;
    }
}
