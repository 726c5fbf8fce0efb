using Microsoft.AspNetCore.Mvc;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>What a phone asks first when it has a signal: as whom it is signed in, what time it is, and whether its forms are the newest.</summary>
internal sealed class HelloModel(CaptureForms forms, TimeProvider clock, T t) : CapturePage(t)
{
    public async Task<IActionResult> OnGet(CancellationToken ct) =>
        HttpContext.Scope() is { } scope
            ? Say(new Hello(scope.Actor.Id.Value, clock.GetUtcNow(), (await forms.Of(scope, T, ct)).Tag))
            : Refuse(StatusCodes.Status401Unauthorized, "signed-out", T["capture.refused.signed-out"]);

    /// <param name="Person">As whom.</param>
    /// <param name="Now">By the server's clock.</param>
    /// <param name="Forms">The entity tag of the newest forms.</param>
    private sealed record Hello(Guid Person, DateTimeOffset Now, string Forms);
}
