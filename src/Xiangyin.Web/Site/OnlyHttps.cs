using System.Net.Mime;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>
/// Where browsers come by https only, whatever seems to come otherwise is refused with what the operator has to set: its cookies would not be
/// kept, and no form could be sent. Most often it is a proxy that does not say by what it was asked.
/// </summary>
internal static partial class OnlyHttps
{
    public static void UseOnlyHttps(this WebApplication app, SiteOptions options, Texts texts)
    {
        var told = 0;
        app.Use(
            async (context, next) =>
            {
                // Whether it lives is asked on the machine itself.
                if (context.Request.IsHttps || context.Request.Path == "/healthz")
                {
                    await next(context);
                    return;
                }

                var site = options.AddressFor(context.Request);
                if (Interlocked.Exchange(ref told, 1) == 0)
                {
                    NotHttps(app.Logger, site);
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";
                await context.Response.WriteAsync(
                    string.Join("\n\n", LocalText.Languages.Select(l => new T(texts, l)["error.not-https", site]))
                );
            }
        );
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A request was refused because it did not come by https (told once). Browsers use {Site}. The proxy in front must set X-Forwarded-Proto: https."
    )]
    private static partial void NotHttps(ILogger log, Uri site);
}
