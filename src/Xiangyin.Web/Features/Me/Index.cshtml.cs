using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.Me;

/// <summary>One's own account: by what one signs in. On demonstration data, without signing in: picks who one is.</summary>
internal sealed class IndexModel(
    Actors actors,
    AccountDesk accounts,
    SignInManager<Account> signIn,
    SignIns signIns,
    SiteOptions options,
    T t
) : PageModel
{
    private T T => t;

    public IReadOnlyList<Actor> People { get; private set; } = [];

    public string Back { get; private set; } = "/";

    public bool Unknown { get; private set; }

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public UserLoginInfo? County { get; private set; }

    public string? Problem { get; private set; }

    public string? Done { get; private set; }

    public bool HasCounty => options.SignOn is not null;

    public bool IsPicked => actors.IsPicked(HttpContext);

    public Scope Scope => HttpContext.Scope()!;

    public async Task OnGet(string? back, string? done, CancellationToken ct)
    {
        Back = Preferences.Local(back);
        Done = done is "password" ? T["me.password.done"] : null;
        await Show(ct);
    }

    public async Task<IActionResult> OnPost(Guid? person, string? back, CancellationToken ct)
    {
        if (person is { } picked && await actors.Pick(new PersonId(picked), HttpContext, ct))
        {
            return LocalRedirect(Preferences.Local(back));
        }

        await OnGet(back, null, ct);
        Unknown = true;
        return Page();
    }

    public async Task<IActionResult> OnPostSignOut()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in");
    }

    public async Task<IActionResult> OnPostPassword(string? old, string? @new, CancellationToken ct)
    {
        if (await accounts.GetUserAsync(User) is not { } account)
        {
            return NotFound();
        }

        if (
            account.Password is not null
            && !(await signIn.CheckPasswordSignInAsync(account, old ?? "", true)).Succeeded
        )
        {
            return await Refuse(T["me.password.wrong"], ct);
        }

        var (hash, problems) = await accounts.Hash(account, @new ?? "");
        if (hash is null)
        {
            return await Refuse(T[$"invited.problem.{problems[0].Code}", PasswordRules.Shortest], ct);
        }

        account.Password = hash;
        await accounts.UpdateSecurityStampAsync(account);
        // Whoever knew the old one is out.
        await signIns.EndOthers(SignIns.IdOf(User)!.Value, account.Person, ct);
        return LocalRedirect("/me?done=password");
    }

    public async Task<IActionResult> OnPostRemovePasskey(string? credential, CancellationToken ct)
    {
        if (await accounts.GetUserAsync(User) is { } account && credential is not null)
        {
            var mine = await accounts.GetPasskeysAsync(account);
            if (mine.FirstOrDefault(p => Convert.ToHexString(p.CredentialId) == credential) is { } passkey)
            {
                var isOnly =
                    account.Password is null && mine.Count == 1 && (await accounts.GetLoginsAsync(account)).Count == 0;
                if (isOnly)
                {
                    return await Refuse(T["me.passkey.only"], ct);
                }

                await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
            }
        }

        return LocalRedirect("/me");
    }

    public async Task<IActionResult> OnPostRemoveCounty(CancellationToken ct)
    {
        if (
            await accounts.GetUserAsync(User) is { } account
            && (await accounts.GetLoginsAsync(account)).FirstOrDefault() is { } county
        )
        {
            if (account.Password is null && (await accounts.GetPasskeysAsync(account)).Count == 0)
            {
                return await Refuse(T["me.passkey.only"], ct);
            }

            await accounts.RemoveLoginAsync(account, county.LoginProvider, county.ProviderKey);
        }

        return LocalRedirect("/me");
    }

    private async Task<PageResult> Refuse(string problem, CancellationToken ct)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Show(ct);
        return Page();
    }

    private async Task Show(CancellationToken ct)
    {
        if (IsPicked)
        {
            People = await actors.All(ct);
            return;
        }

        Account = (await accounts.GetUserAsync(User))!;
        Passkeys = [.. await accounts.GetPasskeysAsync(Account)];
        County = (await accounts.GetLoginsAsync(Account)).FirstOrDefault();
    }
}
