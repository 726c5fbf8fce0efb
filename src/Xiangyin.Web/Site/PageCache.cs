using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>
/// Keeps a rendered page for one reader until anything is written. For pages that say nothing but what the ledger, the reader and the day
/// decide, and that carry no form's token: <c>[OutputCache(PolicyName = PageCache.UntilRecorded)]</c>.
/// </summary>
internal sealed class PageCache(TownLedger ledger, Database database) : IOutputCachePolicy
{
    public const string UntilRecorded = "until-recorded";
    public const long SizeLimit = 16 << 20;

    // Another program on the same database may change names of people, which stand outside the ledger.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var scope = http.Scope();
        var keeps = scope is not null && HttpMethods.IsGet(http.Request.Method);
        context.EnableOutputCaching = keeps;
        context.AllowCacheLookup = keeps;
        context.AllowCacheStorage = keeps;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Longest;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = "Accept-Encoding";
        if (scope is not null)
        {
            context.CacheVaryByRules.VaryByValues["reader"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{scope.Actor.Id.Value} {scope.Actor.Role} {scope.Actor.Unit} {scope.Today.DayNumber} {ledger.Now.Seq} {database.Commits} {Preferences.LanguageOf(http.Request)} {Preferences.IsLarge(http.Request)}"
            );
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage =
            response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }
}
