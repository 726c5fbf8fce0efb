using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Units;

/// <summary>Says in words what happened to a unit.</summary>
internal sealed class UnitWords(T T, UnitTree tree)
{
    public string Of(UnitChange change) =>
        change switch
        {
            UnitFounded founded => T["unit.founded", Before(change), founded.Parent is { } p ? Name(p, change.On) : ""],
            UnitRenamed renamed => T["unit.renamed", Before(change), T[renamed.Name]],
            UnitMoved moved => T["unit.moved", Before(change), Name(moved.Parent, change.On)],
            UnitMerged merged => T["unit.merged", Before(change), Name(merged.Into, change.On)],
            UnitSplit split => T["unit.split", Before(change), T.List(split.Into.Select(u => Name(u, change.On)))],
            UnitClosed => T["unit.closed", Before(change)],
            _ => "",
        };

    public string Name(UnitId unit, DateOnly day) => T[tree.On(unit, day).Name];

    private string Before(UnitChange change) =>
        Name(change.Unit, change is UnitFounded ? change.On : change.On.AddDays(-1));
}
