using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// The county's own sign-on: sends there, and sees who comes back. Somebody known is signed in; an invitation is taken up; whoever is signed in
/// is linked. Anybody else stays outside: being known to the county makes nobody a member of a town's office.
/// </summary>
internal static class CountyEndpoints
{
    public static void MapCountySignOn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/county", Leave);
        routes.MapGet("/sign-in/county/done", Return);
    }

    private static IResult Leave(string? back, string? invitation, SiteOptions options) =>
        options.SignOn is null
            ? Results.NotFound()
            : Results.Challenge(
                new()
                {
                    RedirectUri =
                        "/sign-in/county/done"
                        + QueryString.Create(
                            new Dictionary<string, string?>
                            {
                                ["back"] = Preferences.Local(back),
                                ["invitation"] = invitation,
                            }.Where(p => p.Value is not null)
                        ),
                },
                [AccountServices.County]
            );

    private static async Task<IResult> Return(
        string? back,
        string? invitation,
        HttpContext http,
        SiteOptions options,
        SignInManager<Account> signIn,
        AccountDesk accounts,
        Invitations invitations,
        TakingUp takingUp,
        PeopleStore people,
        CancellationToken ct
    )
    {
        var came = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (options.SignOn is not { } signOn || came.Principal?.FindFirst("sub")?.Value is not { Length: > 0 } subject)
        {
            return Results.LocalRedirect("/sign-in?problem=county");
        }

        // Another provider's people are other people.
        var county = new UserLoginInfo(signOn.Authority.ToString(), subject, signOn.Name);
        if (!string.IsNullOrEmpty(invitation))
        {
            return await TakeUp(invitation, county, invitations, takingUp, people, ct);
        }

        if (await accounts.GetUserAsync(http.User) is { } account)
        {
            await accounts.AddLoginAsync(account, county);
            return Results.LocalRedirect("/me");
        }

        if (await accounts.FindByLoginAsync(county.LoginProvider, county.ProviderKey) is not { } known)
        {
            return Results.LocalRedirect("/sign-in?problem=stranger");
        }

        await signIn.SignInWithClaimsAsync(known, isPersistent: false, [new("amr", AccountServices.County)]);
        return Results.LocalRedirect(Preferences.Local(back));
    }

    private static async Task<IResult> TakeUp(
        string code,
        UserLoginInfo county,
        Invitations invitations,
        TakingUp takingUp,
        PeopleStore people,
        CancellationToken ct
    )
    {
        if (
            invitations.FindByCode(code) is not { } invitation
            || await people.Find(invitation.Person, ct) is not { } person
        )
        {
            return Results.LocalRedirect($"/invited/{Uri.EscapeDataString(code)}");
        }

        var broken = await takingUp.ByCounty(invitation, person.Name.Hans, county, ct);
        if (broken == "login-taken")
        {
            broken = await takingUp.ByCounty(
                invitation,
                $"{person.Name.Hans} {county.ProviderKey[..Math.Min(8, county.ProviderKey.Length)]}",
                county,
                ct
            );
        }

        return Results.LocalRedirect(broken is null ? "/" : $"/invited/{invitation.Code}");
    }
}
