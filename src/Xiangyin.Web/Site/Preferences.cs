using Microsoft.Net.Http.Headers;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>Language and size of type: kept in a cookie, chosen by a link, known without signing in.</summary>
internal static class Preferences
{
    private const string LanguageCookie = "language";
    private const string TypeSizeCookie = "type-size";
    private const string Large = "large";

    /// <summary>The language asked for: the cookie first, then what the browser prefers, then simplified Chinese.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        if (request.Cookies[LanguageCookie] is { } chosen && LocalText.Languages.Contains(chosen))
        {
            return chosen;
        }

        return StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted)
            ? accepted
                .OrderByDescending(a => a.Quality ?? 1)
                .Select(a => Match(a.Value.ToString()))
                .FirstOrDefault(l => l is not null)
                ?? "zh-Hans"
            : "zh-Hans";
    }

    public static bool IsLarge(HttpRequest request) => request.Cookies[TypeSizeCookie] == Large;

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/language/{language}",
            (string language, string? back, HttpContext context) =>
            {
                if (LocalText.Languages.Contains(language))
                {
                    Keep(context, LanguageCookie, language);
                }

                return Results.LocalRedirect(Local(back));
            }
        );
        routes.MapGet(
            "/type-size/{size}",
            (string size, string? back, HttpContext context) =>
            {
                Keep(context, TypeSizeCookie, size == Large ? Large : "normal");
                return Results.LocalRedirect(Local(back));
            }
        );
    }

    /// <summary><paramref name="path"/> where it stays on this site, otherwise the home page.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";

    private static void Keep(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(
            cookie,
            value,
            new()
            {
                HttpOnly = true,
                SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(400),
            }
        );

    private static string? Match(string tag) =>
        tag.Split('-') switch
        {
            ["zh" or "ZH", .. var rest] => rest.Any(p => p.ToUpperInvariant() is "HANT" or "TW" or "HK" or "MO")
                ? "zh-Hant"
                : "zh-Hans",
            ["en" or "EN", ..] => "en",
            _ => null,
        };
}
