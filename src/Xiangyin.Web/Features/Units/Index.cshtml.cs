using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Units;

/// <summary>The tree of units as it stood on a day.</summary>
internal sealed class IndexModel(Scope scope, T t) : PageModel
{
    public DateOnly On { get; private set; }

    public UnitTree Tree => scope.Tree;

    public UnitWords Words => new(t, scope.Tree);

    /// <summary>The county's reader starts at the county; everybody else at their own unit.</summary>
    public UnitId Top => scope.Root;

    /// <summary>What happened to units of the actor's scope, newest first; their founding is not news.</summary>
    public IReadOnlyList<UnitChange> Changes { get; private set; } = [];

    public bool Sees(UnitId unit) => scope.May(Verb.See, unit);

    public void OnGet(string? on)
    {
        On = (string.IsNullOrWhiteSpace(on) ? null : Typed.Day(on)) ?? scope.Today;
        Changes =
        [
            .. Tree.Changes.Where(c => c is not UnitFounded && Sees(c.Unit)).OrderByDescending(c => c.On).Take(50),
        ];
    }
}
