using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.SigningIn;

/// <summary>Signs in by password; by passkey or the county's own sign-on from here.</summary>
internal sealed class IndexModel(AccountDesk accounts, SignInManager<Account> signIn, SiteOptions options, T t)
    : PageModel
{
    private T T => t;

    public string Back { get; private set; } = "/";

    public string? Login { get; private set; }

    public bool Kept { get; private set; }

    public string? Problem { get; private set; }

    public bool HasCounty => options.SignOn is not null;

    public string? CountyName => options.SignOn?.Name;

    public IActionResult OnGet(string? back, string? problem)
    {
        Back = Preferences.Local(back);
        if (HttpContext.Scope() is not null && SignIns.PersonOf(User) is not null)
        {
            return LocalRedirect(Back);
        }

        Problem =
            SignIns.PersonOf(User) is not null ? T["sign-in.problem.no-post"]
            : problem == "county" ? T["sign-in.problem.county"]
            : problem == "stranger" ? T["sign-in.problem.stranger"]
            : null;
        return Page();
    }

    public async Task<IActionResult> OnPost(string? login, string? password, bool kept, string? back)
    {
        (Login, Kept, Back) = (login?.Trim(), kept, Preferences.Local(back));
        if (string.IsNullOrEmpty(Login) || string.IsNullOrEmpty(password) || password.Length > PasswordRules.Longest)
        {
            return Refuse("sign-in.problem.wrong");
        }

        if (await accounts.FindByNameAsync(Login) is not { } account)
        {
            accounts.LookAtNobody(password);
            return Refuse("sign-in.problem.wrong");
        }

        var result = await signIn.PasswordSignInAsync(account, password, kept, lockoutOnFailure: true);
        return result.Succeeded ? LocalRedirect(Back)
            : result.RequiresTwoFactor ? RedirectToPage("/SigningIn/Code", new { kept, back = Back })
            : result.IsLockedOut ? Refuse("sign-in.problem.locked", t.Instant(account.LockedUntil!.Value))
            : Refuse("sign-in.problem.wrong");
    }

    private PageResult Refuse(string problem, params object[] arguments)
    {
        Problem = T[problem, arguments];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
