using Microsoft.AspNetCore.Antiforgery;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>What a program on a phone asks before it sends what it kept: am I still signed in, and as whom.</summary>
internal static class SessionEndpoint
{
    public static void MapSession(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/api/session",
            (HttpContext http, IAntiforgery antiforgery, T t) =>
            {
                var scope = http.Scope()!;
                http.Response.Headers.CacheControl = "no-store";
                return Results.Json(
                    new Session(
                        scope.Actor.Id.Value,
                        t[scope.Actor.Name],
                        scope.Actor.Role.ToString(),
                        scope.Actor.Unit.Value,
                        antiforgery.GetAndStoreTokens(http).RequestToken!
                    )
                );
            }
        );

    /// <param name="Person">Who is signed in: what they keep on the phone is theirs alone.</param>
    /// <param name="Name">In the language of the request.</param>
    /// <param name="Role">One of <see cref="Site.Role"/>.</param>
    /// <param name="Unit">The unit they act for.</param>
    /// <param name="Token">To send back as <see cref="Gate.TokenHeader"/> with everything that writes.</param>
    private sealed record Session(Guid Person, string Name, string Role, long Unit, string Token);
}
