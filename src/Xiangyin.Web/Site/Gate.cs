using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace Xiangyin.Web.Site;

/// <summary>
/// Lets a request through to a page or keeps it out, as <c>access.yaml</c> says; what is not in it opens to nobody. A page sends whoever is signed out
/// to sign in; an address below <c>/api/</c> answers in JSON instead, because a program asks there.
/// </summary>
internal static class Gate
{
    public const string Api = "/api";

    /// <summary>The header in which a program sends back the token of <c>/api/session</c>, or of a page's form.</summary>
    public const string TokenHeader = "X-Form-Token";

    /// <summary>Whose phone it was when it captured what it sends: nothing is sent in the name of whoever has the phone next.</summary>
    public const string PersonHeader = "Capture-Person";

    /// <summary>The cookie that goes with the token.</summary>
    public const string TokenCookie = "form";

    public static void UseGate(this WebApplication app)
    {
        var antiforgery = app.Services.GetRequiredService<IAntiforgery>();
        app.Use(
            async (http, next) =>
            {
                if (http.GetEndpoint() is not RouteEndpoint endpoint || IsAsset(endpoint))
                {
                    await next(http);
                    return;
                }

                if (IsApi(http) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
                {
                    pages.Enabled = false;
                }

                var page = PageOf(endpoint);
                var admission = Rights.Of(page, http.Request.Method);
                if (admission is null)
                {
                    await Refuse(http, StatusCodes.Status403Forbidden, "not-yours");
                }
                else if (!admission.Anyone && http.Scope() is null)
                {
                    await AskToSignIn(http);
                }
                else if (http.Scope() is { } scope && !admission.Admits(scope.Actor.Role))
                {
                    await Refuse(http, StatusCodes.Status403Forbidden, "not-yours");
                }
                else if (IsApi(http) && IsWriting(http) && !await antiforgery.IsRequestValidAsync(http))
                {
                    await Refuse(http, StatusCodes.Status400BadRequest, "form-expired");
                }
                else
                {
                    await next(http);
                }
            }
        );
    }

    /// <summary>A route as <c>access.yaml</c> writes it.</summary>
    public static string PageOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    /// <summary>Whether it is a style sheet, a script or a picture of the program.</summary>
    public static bool IsAsset(Endpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments(Api);

    private static bool IsWriting(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);

    private static Task AskToSignIn(HttpContext http)
    {
        if (IsApi(http) || IsWriting(http))
        {
            return Refuse(http, StatusCodes.Status401Unauthorized, "signed-out");
        }

        var back = http.Request.Path + http.Request.QueryString;
        http.Response.Redirect(back == "/" ? "/sign-in" : $"/sign-in?back={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    // A page's refusal is filled in by the page of errors.
    private static Task Refuse(HttpContext http, int status, string error)
    {
        http.Response.StatusCode = status;
        return IsApi(http) ? http.Response.WriteAsJsonAsync(new { error }) : Task.CompletedTask;
    }
}
