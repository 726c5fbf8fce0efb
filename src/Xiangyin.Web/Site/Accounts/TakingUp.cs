using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>Takes up an invitation in one of the ways there are, and signs its person in. Answers with the rule that is broken, if one is.</summary>
internal sealed class TakingUp(
    Invitations invitations,
    AccountDesk accounts,
    SignInManager<Account> signIn,
    SignIns signIns,
    TimeProvider clock
)
{
    public const string Means = "invitation";

    public async Task<string?> ByPassword(Invitation invitation, string login, string password, CancellationToken ct)
    {
        var account = New(invitation, login);
        var (hash, problems) = await accounts.Hash(account, password);
        account.Password = hash;
        return problems is [var problem, ..] ? problem.Code : await Finish(invitation, account, null, null, ct);
    }

    public Task<string?> ByPasskey(
        Invitation invitation,
        string login,
        UserPasskeyInfo passkey,
        CancellationToken ct
    ) => Finish(invitation, New(invitation, login), passkey, null, ct);

    /// <summary>Who comes from the county's sign-on has no login here but the person's own name, which is only for reading.</summary>
    public Task<string?> ByCounty(Invitation invitation, string login, UserLoginInfo county, CancellationToken ct) =>
        Finish(invitation, New(invitation, login), null, county, ct);

    private async Task<string?> Finish(
        Invitation invitation,
        Account account,
        UserPasskeyInfo? passkey,
        UserLoginInfo? county,
        CancellationToken ct
    )
    {
        if (account.Login.Length is 0 or > Account.LongestLogin || account.Login.Any(char.IsControl))
        {
            return "login";
        }

        var done = await invitations.TakeUp(invitation, account, passkey, county, ct);
        signIns.Forget();
        if (done != TakenUp.Done)
        {
            return done == TakenUp.Closed ? "closed" : "login-taken";
        }

        await signIn.SignInWithClaimsAsync(account, isPersistent: true, [new Claim("amr", Means)]);
        return null;
    }

    private Account New(Invitation invitation, string login) =>
        new()
        {
            Person = invitation.Person,
            Login = login,
            MadeAt = clock.GetUtcNow(),
        };
}
