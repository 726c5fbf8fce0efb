using System.Collections.Concurrent;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Every key under which a row of some unit may stand in the ledger, by any tree known up to one sequence.</summary>
internal sealed class Places
{
    private static readonly Period Always = new(DateOnly.MinValue, DateOnly.MaxValue);
    private readonly UnitTree tree;
    private readonly Dictionary<UnitId, HashSet<long>> keys = [];
    private readonly ConcurrentDictionary<UnitId, IReadOnlyList<(long Low, long High)>> ranges = [];
    private readonly Lazy<(long Town, (UnitId Unit, long Key)[] Units)[]> towns;

    public Places(UnitTree tree)
    {
        this.tree = tree;

        // A row keeps the key that was right when it was written; only a move makes later rows stand elsewhere.
        foreach (var version in tree.Changes.OfType<UnitMoved>().Select(m => m.Seq - 1).Distinct().Append(tree.Version))
        {
            var then = tree.KnownAt(version);
            foreach (var unit in then.Units)
            {
                if (!keys.TryGetValue(unit, out var ofUnit))
                {
                    keys.Add(unit, ofUnit = []);
                }

                ofUnit.UnionWith(then.RangesThen(unit, Always).Select(r => r.Low));
            }
        }

        towns = new(() =>
            [
                .. keys.SelectMany(k => k.Value.Select(key => (Unit: k.Key, Key: key)))
                    .GroupBy(x => UnitKey.Above(x.Key, UnitKey.Depth(UnitType.Town)))
                    .OrderBy(g => g.Key)
                    .Select(g => (g.Key, g.ToArray())),
            ]
        );
    }

    /// <summary>The places of each town, and of each unit above towns: its first key and who ever stood there.</summary>
    public IReadOnlyList<(long Town, (UnitId Unit, long Key)[] Units)> Towns => towns.Value;

    /// <summary>Ranges that hold every row which could belong to a unit, however organised: of itself, of all that ever lay below, and of all that ended into these.</summary>
    public IReadOnlyList<(long Low, long High)> Of(UnitId unit) => ranges.GetOrAdd(unit, Find);

    private IReadOnlyList<(long Low, long High)> Find(UnitId unit)
    {
        var span = UnitKey.Span(UnitKey.Depth(tree.On(unit, DateOnly.MaxValue).Type));
        var own = keys[unit].Select(low => (Low: low, High: low + span - 1)).ToList();
        var strays = Kin(unit)
            .SelectMany(u => keys[u])
            .Where(key => !own.Any(r => r.Low <= key && key <= r.High))
            .Select(key => (Low: key, High: key));
        return [.. own.Concat(strays).OrderBy(r => r.Low)];
    }

    private HashSet<UnitId> Kin(UnitId unit)
    {
        var kin = new HashSet<UnitId> { unit };
        for (var before = 0; before < kin.Count; )
        {
            before = kin.Count;
            foreach (var change in tree.Changes)
            {
                var joins = change switch
                {
                    UnitFounded { Parent: { } parent } => kin.Contains(parent),
                    UnitMoved moved => kin.Contains(moved.Parent),
                    UnitMerged merged => kin.Contains(merged.Into),
                    _ => false,
                };
                if (joins)
                {
                    kin.Add(change.Unit);
                }
            }
        }

        return kin;
    }
}
