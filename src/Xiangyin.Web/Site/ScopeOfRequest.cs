using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>Gives every request its <see cref="Scope"/>.</summary>
internal static class ScopeOfRequest
{
    private static readonly object Key = new();

    /// <summary>The request's scope; none where nobody is signed in, and on an error page.</summary>
    public static Scope? Scope(this HttpContext context) => context.Items[Key] as Scope;

    /// <summary>Finds out who asks.</summary>
    public static IApplicationBuilder UseScope(this WebApplication app)
    {
        var ledger = app.Services.GetRequiredService<TownLedger>();
        var actors = app.Services.GetRequiredService<Actors>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        return app.Use(
            async (context, next) =>
            {
                // An error's page asks nothing of a ledger that may be what failed.
                var actor = context.Request.Path.StartsWithSegments("/error")
                    ? null
                    : await actors.Of(context.Request, context.RequestAborted);
                if (actor is not null)
                {
                    context.Items[Key] = new Scope(actor, ledger.Tree, clock.Today());
                }

                Origin.Current = new(actor?.Id.Value, $"{context.Connection.RemoteIpAddress}", actor?.Unit.Value);

                await next(context);
            }
        );
    }

    /// <summary>The place for which the actor stands, from the county down: "云溪县", "桐花镇", "石桥村".</summary>
    public static IReadOnlyList<string> PlaceName(this Scope scope, T t)
    {
        var names = new List<string>();
        for (UnitId? at = scope.Root; at is { } unit; )
        {
            var known = scope.Tree.On(unit, scope.Today);
            names.Insert(0, t[known.Name]);
            at = known.Type <= UnitType.County ? null : known.Parent;
        }

        return names;
    }
}
