using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.SigningIn;

/// <summary>The second step for whoever uses time-based codes: the code, or one that was written down for a lost phone.</summary>
internal sealed class CodeModel(SignInManager<Account> signIn, T t) : PageModel
{
    private const int CodeLength = 6;

    private T T => t;

    public string Back { get; private set; } = "/";

    public bool Kept { get; private set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGet(bool kept, string? back)
    {
        (Kept, Back) = (kept, Preferences.Local(back));
        return await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("/SigningIn/Index") : Page();
    }

    public async Task<IActionResult> OnPost(string? code, bool kept, string? back)
    {
        (Kept, Back) = (kept, Preferences.Local(back));
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            return RedirectToPage("/SigningIn/Index");
        }

        var typed = string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c)));
        var result =
            typed.Length == CodeLength
                ? await signIn.TwoFactorAuthenticatorSignInAsync(typed, kept, rememberClient: false)
                : await Recover(account, typed);
        if (result.Succeeded)
        {
            return LocalRedirect(Back);
        }

        Problem = result.IsLockedOut
            ? T["sign-in.problem.locked", t.Instant(account.LockedUntil!.Value)]
            : T["sign-in.problem.code"];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // Identity does not count wrong recovery codes; here they count as wrong codes do.
    private async Task<Microsoft.AspNetCore.Identity.SignInResult> Recover(Account account, string code)
    {
        if (await signIn.UserManager.IsLockedOutAsync(account))
        {
            return Microsoft.AspNetCore.Identity.SignInResult.LockedOut;
        }

        var result = await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
        {
            await signIn.UserManager.AccessFailedAsync(account);
        }

        return result;
    }
}
