using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>What a phone asks first when it has a signal: as whom it is signed in, what time it is, and whether its forms are the newest.</summary>
internal sealed class HelloModel(CaptureForms forms, IAntiforgery antiforgery, Scope scope, TimeProvider clock, T t)
    : CapturePage(t)
{
    public async Task<IActionResult> OnGet(CancellationToken ct) =>
        Say(
            new Hello(
                scope.Actor.Id.Value,
                clock.GetUtcNow(),
                (await forms.Of(scope, T, ct)).Tag,
                antiforgery.GetAndStoreTokens(HttpContext).RequestToken!
            )
        );

    /// <param name="Person">As whom.</param>
    /// <param name="Now">By the server's clock.</param>
    /// <param name="Forms">The entity tag of the newest forms.</param>
    /// <param name="Token">For the header <see cref="Gate.TokenHeader"/> of whatever is sent.</param>
    private sealed record Hello(Guid Person, DateTimeOffset Now, string Forms, string Token);
}
