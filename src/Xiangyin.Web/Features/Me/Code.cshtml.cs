using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Features.Me;

/// <summary>Turns time-based codes on and off. The secret is kept once the phone has shown that it has it.</summary>
internal sealed class CodeModel(
    AccountDesk accounts,
    SignInManager<Account> signIn,
    IDataProtectionProvider protection,
    T t
) : PageModel
{
    private const int RecoveryCodes = 10;
    private readonly IDataProtector protector = protection.CreateProtector("new-code-key");

    private T T => t;

    public Account? Account { get; private set; }

    /// <summary>The secret that is offered, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The same for the form, so that nobody else's secret can be slipped in.</summary>
    public string Sealed { get; private set; } = "";

    /// <summary>What the QR says.</summary>
    public string Address { get; private set; } = "";

    public IReadOnlyList<string> Recovery { get; private set; } = [];

    public int CodesLeft { get; private set; }

    public string? Problem { get; private set; }

    public async Task OnGet() => await Offer(null);

    public async Task<IActionResult> OnPost(string? key, string? code)
    {
        if (
            await accounts.GetUserAsync(User) is not { Password: not null, CodeOn: false } account
            || Open(key) is not { } secret
        )
        {
            return LocalRedirect("/me/code");
        }

        account.CodeKey = secret;
        if (!await accounts.VerifyTwoFactorTokenAsync(account, TimeCodes.Name, code ?? ""))
        {
            return await Refuse("sign-in.problem.code", secret);
        }

        HttpContext.LeaveNoCopy();
        await accounts.SetTwoFactorEnabledAsync(account, true);
        Recovery = [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];
        return Page();
    }

    public async Task<IActionResult> OnPostOff(string? password)
    {
        if (await accounts.GetUserAsync(User) is not { CodeOn: true } account)
        {
            return LocalRedirect("/me/code");
        }

        if (!(await signIn.CheckPasswordSignInAsync(account, password ?? "", true)).Succeeded)
        {
            return await Refuse("me.password.wrong", null);
        }

        account.CodeKey = null;
        await accounts.SetTwoFactorEnabledAsync(account, false);
        return LocalRedirect("/me/code");
    }

    private async Task<PageResult> Refuse(string problem, string? secret)
    {
        Problem = T[problem];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Offer(secret);
        return Page();
    }

    private async Task Offer(string? secret)
    {
        HttpContext.LeaveNoCopy();
        Account = await accounts.GetUserAsync(User);
        if (Account is { CodeOn: true })
        {
            CodesLeft = await accounts.CountRecoveryCodesAsync(Account);
        }
        else if (Account is not null)
        {
            secret ??= TimeCodes.NewKey();
            Key = string.Join(' ', secret.Chunk(4).Select(c => new string(c)));
            Sealed = protector.Protect($"{Account.Person.Value} {secret}");
            Address = TimeCodes.AddressOf(secret, Account.Login, t["site.name"]);
        }
    }

    private string? Open(string? key)
    {
        try
        {
            return
                protector.Unprotect(key ?? "").Split(' ') is [var person, var secret]
                && person == SignIns.PersonOf(User)?.Value.ToString()
                ? secret
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
