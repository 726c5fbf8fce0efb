using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Xiangyin.Web.Site;

/// <summary>The main navigation: the clerk's jobs in order, those that have a page.</summary>
internal sealed class Nav(IActionDescriptorCollectionProvider pages)
{
    private static readonly Entry[] All =
    [
        new("home", "/", ["/"]),
        new("records", "/records", ["/records", "/second-look", "/pictures", "/sheets", "/registers"]),
        new("indicators", "/indicators", ["/indicators", "/figures"]),
        new("reports", "/reports", ["/reports"]),
        new("checks", "/checks", ["/checks"]),
        new("roster", "/roster", ["/roster"]),
        new("units", "/units", ["/units"]),
        new("access", "/access", ["/access"]),
        new("audit", "/audit", ["/audit"]),
    ];

    private readonly Entry[] shown =
    [
        .. All.Where(entry =>
            pages.ActionDescriptors.Items.Any(p => "/" + p.AttributeRouteInfo?.Template == entry.Path)
        ),
    ];

    /// <summary>The entries that a role may open, each with what <c>aria-current</c> says on the page at <paramref name="path"/>.</summary>
    public IEnumerable<(Entry Entry, string? Current)> On(PathString path, Role role) =>
        shown
            .Where(entry => Rights.Of(entry.Path, HttpMethods.Get)?.Admits(role) == true)
            .Select(entry =>
                (
                    entry,
                    path == entry.Path ? "page"
                    : entry.Holds(path) ? "true"
                    : null
                )
            );

    /// <param name="Name">Its text is <c>nav.</c> and this.</param>
    /// <param name="Path">Its page.</param>
    /// <param name="Within">Paths of which it is the heading.</param>
    internal sealed record Entry(string Name, string Path, string[] Within)
    {
        public bool Holds(PathString path) => Within.Any(w => w != "/" && path.StartsWithSegments(w));
    }
}
