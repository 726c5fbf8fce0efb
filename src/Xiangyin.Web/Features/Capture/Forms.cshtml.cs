using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>The forms that a phone keeps, so that it can record without signal.</summary>
internal sealed class FormsModel(CaptureForms forms, Scope scope, T t) : CapturePage(t)
{
    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var kept = await forms.Of(scope, T, ct);
        Response.Headers.CacheControl = "private, no-cache";
        return new FileContentResult(kept.Json, "application/json") { EntityTag = new EntityTagHeaderValue(kept.Tag) };
    }
}
