namespace Xiangyin.Web.Site;

/// <summary>What every answer tells the browser not to do.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly object NoCopy = new();

    /// <summary>The page shows a secret: no copy of it stays in the browser.</summary>
    public static void LeaveNoCopy(this HttpContext context) => context.Items[NoCopy] = true;

    // The page for phones shows photographs and plays voice notes that have not been sent yet, and can be installed.
    private const string CapturePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string CapturePage = "/capture";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                var captures = context.Request.Path == CapturePage;
                headers.ContentSecurityPolicy = captures ? CapturePolicy : ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = captures
                    ? "geolocation=(), microphone=(self), payment=(), usb=()"
                    : "geolocation=(), microphone=(), payment=(), usb=()";
                // Pages differ by person, so nothing between may keep them; but the browser may, or "back" would lose what was typed
                // (a form's token otherwise makes them no-store).
                context.Response.OnStarting(
                    static state =>
                    {
                        var response = (HttpResponse)state;
                        if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                        {
                            response.Headers.CacheControl = response.HttpContext.Items.ContainsKey(NoCopy)
                                ? "no-store"
                                : "private, no-cache";
                            response.Headers.Remove("Pragma");
                        }

                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );
}
