using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// Passkeys, as <c>passkey.js</c> asks for them. Each address is asked twice: without a credential it answers what to ask the device, with the device's
/// credential it does what it is for.
/// </summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/passkey/sign-in", SignIn);
        routes.MapPost("/api/passkey/invited", TakeUp);
        routes.MapPost("/api/passkey/new", Add);
    }

    private static async Task<IResult> SignIn(
        Asked asked,
        SignInManager<Account> signIn,
        AccountDesk accounts,
        Actors actors,
        T t,
        CancellationToken ct
    )
    {
        if (asked.Credential is null)
        {
            return Options(await signIn.MakePasskeyRequestOptionsAsync(null!));
        }

        var result = await signIn.PerformPasskeyAssertionAsync(asked.Credential);
        if (!result.Succeeded)
        {
            return Refuse("passkey", t["passkey.failed"]);
        }

        if (await accounts.IsLockedOutAsync(result.User))
        {
            return Refuse("locked", t["sign-in.problem.locked", t.Instant(result.User.LockedUntil!.Value)]);
        }

        if (await actors.Of(result.User.Person, ct) is null)
        {
            return Refuse("no-post", t["sign-in.problem.no-post"]);
        }

        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        await signIn.SignInWithClaimsAsync(result.User, asked.Kept, [new Claim("amr", "passkey")]);
        return Results.Json(new { done = true });
    }

    private static async Task<IResult> TakeUp(
        Asked asked,
        SignInManager<Account> signIn,
        Invitations invitations,
        TakingUp takingUp,
        PeopleStore people,
        TimeProvider clock,
        T t,
        CancellationToken ct
    )
    {
        if (
            invitations.FindByCode(asked.Invitation ?? "") is not { } invitation
            || !invitation.IsOpen(clock.GetUtcNow())
            || await people.Find(invitation.Person, ct) is not { } person
        )
        {
            return Refuse("closed", t["invited.problem.closed"]);
        }

        var login = asked.Login?.Trim() ?? "";
        if (asked.Credential is null)
        {
            return login.Length == 0
                ? Refuse("login", t["invited.problem.login"])
                : Options(
                    await signIn.MakePasskeyCreationOptionsAsync(
                        new()
                        {
                            Id = invitation.Person.Value.ToString(),
                            Name = login,
                            DisplayName = t[person.Name],
                        }
                    )
                );
        }

        var result = await signIn.PerformPasskeyAttestationAsync(asked.Credential);
        if (!result.Succeeded || result.UserEntity.Id != invitation.Person.Value.ToString())
        {
            return Refuse("passkey", t["passkey.failed"]);
        }

        result.Passkey.Name = asked.Name;
        return await takingUp.ByPasskey(invitation, login, result.Passkey, ct) is { } broken
            ? Refuse(broken, t[$"invited.problem.{broken}"])
            : Results.Json(new { done = true });
    }

    private static async Task<IResult> Add(
        Asked asked,
        HttpContext http,
        SignInManager<Account> signIn,
        AccountDesk accounts,
        T t
    )
    {
        // Whoever only picked who they are has no account to add to.
        if (await accounts.GetUserAsync(http.User) is not { } account)
        {
            return Refuse("signed-out", t["passkey.failed"]);
        }

        if (asked.Credential is null)
        {
            return Options(
                await signIn.MakePasskeyCreationOptionsAsync(
                    new()
                    {
                        Id = account.Person.Value.ToString(),
                        Name = account.Login,
                        DisplayName = account.Login,
                    }
                )
            );
        }

        var result = await signIn.PerformPasskeyAttestationAsync(asked.Credential);
        if (!result.Succeeded || result.UserEntity.Id != account.Person.Value.ToString())
        {
            return Refuse("passkey", t["passkey.failed"]);
        }

        result.Passkey.Name = asked.Name is { Length: > 0 and <= 40 } name ? name : null;
        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey);
        return Results.Json(new { done = true });
    }

    private static IResult Options(string json) => Results.Content(json, "application/json");

    private static IResult Refuse(string error, string text) =>
        Results.Json(new { error, text }, statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <param name="Credential">What the device answered, as JSON; none in the first step.</param>
    /// <param name="Invitation">The code, where one is taken up.</param>
    /// <param name="Login">The login, where one is chosen.</param>
    /// <param name="Name">What its owner calls the device.</param>
    /// <param name="Kept">Whether it is one's own device.</param>
    private sealed record Asked(string? Credential, string? Invitation, string? Login, string? Name, bool Kept = true);
}
