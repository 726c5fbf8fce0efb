using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.Access;

/// <summary>Who may sign in: invites people, invites them anew, ends their access.</summary>
internal sealed class IndexModel(
    PeopleStore people,
    AccountStore accounts,
    Invitations invitations,
    SignIns signIns,
    Actors actors,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    private T T => t;

    public Scope Scope => scope;

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public async Task OnGet(CancellationToken ct)
    {
        var there = await people.In(scope.Units(Verb.Invite), scope.Today, ct);
        var (all, newest) = (accounts.All(), invitations.Newest());
        Members =
        [
            .. from person in there
            let actor = actors.Of(person)
            where actor is not null
            select new Member(
                person,
                actor.Role,
                all.GetValueOrDefault(person.Id),
                newest.GetValueOrDefault(person.Id),
                Rights.MayInvite(scope.Actor.Role, actor.Role)
            ),
        ];
    }

    public async Task<IActionResult> OnPostInvite(Guid person, Guid id, CancellationToken ct)
    {
        if (id == Guid.Empty || await Invited(person, ct) is not { } invited)
        {
            return NotFound();
        }

        var invitation = await invitations.Invite(id, invited.Id, scope.Actor.Id, ct);
        return LocalRedirect($"/access/invitations/{invitation.Id}");
    }

    public async Task<IActionResult> OnPostEnd(Guid person, CancellationToken ct)
    {
        if (await Invited(person, ct) is not { } ended || ended.Id == scope.Actor.Id)
        {
            return NotFound();
        }

        if (accounts.Find(ended.Id) is { } account)
        {
            await accounts.DeleteAsync(account, ct);
            signIns.Forget();
        }

        return LocalRedirect("/access");
    }

    /// <summary>"未开通", "已邀请，10月22日前有效", "已开通，登录名韦小兰".</summary>
    public string StateOf(Member member) =>
        string.Join(
            T["access.and"],
            new[]
            {
                member.Account is not { } account ? T["access.none"]
                : account.LockedUntil > Now ? T["access.locked", account.Login, t.Instant(account.LockedUntil.Value)]
                : T[account.CodeOn ? "access.has.code" : "access.has", account.Login],
                member.OpenInvitation(Now) is { } open ? T["access.invited", t.DayOfYear(Day.Of(open.Until))] : null,
            }.OfType<string>()
        );

    private async Task<Person?> Invited(Guid id, CancellationToken ct) =>
        await people.Find(new PersonId(id), ct) is { } person
        && scope.May(Verb.Invite, person.Unit)
        && actors.Of(person) is { } actor
        && Rights.MayInvite(scope.Actor.Role, actor.Role)
            ? person
            : null;

    /// <summary>Somebody with a post, and how far their access has come.</summary>
    internal sealed record Member(Person Person, Role Role, Account? Account, Invitation? Newest, bool MayInvite)
    {
        public Invitation? OpenInvitation(DateTimeOffset now) => Newest?.IsOpen(now) == true ? Newest : null;
    }
}
