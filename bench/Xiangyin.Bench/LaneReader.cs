using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>The ledger's own reading of a year's indicators, without its cache.</summary>
internal sealed class LaneReader(BenchTown town)
{
    private readonly Register register = new(town.Database, town.Size.County);

    public FigureReader Fresh() => new(register);

    /// <summary>The indicators that add, from cells.</summary>
    public IReadOnlyList<decimal?> FromCells(KnownAt known, UnitId? unit = null)
    {
        var state = register.Current;
        using var session = town.Database.Read();
        return Values(FromCells(session, state, known, unit));
    }

    /// <summary>The indicators that add, from cells, and then those that count different events.</summary>
    public IReadOnlyList<decimal?> WithDistinct(KnownAt known, UnitId? unit = null)
    {
        var state = register.Current;
        using var session = town.Database.Read();
        var folds = FromCells(session, state, known, unit);
        var (_, distinct) = Folds(state, known, unit, town.Distinct);
        new LedgerScan(session, town.Size.County, state).Run(Book.Ledger, distinct);
        return Values([.. folds, .. distinct]);
    }

    public IReadOnlyList<decimal?> FromLedger(KnownAt known)
    {
        var state = register.Current;
        using var session = town.Database.Read();
        var (_, folds) = Folds(state, known, null, town.Additive);
        new LedgerScan(session, town.Size.County, state).Run(Book.Ledger, folds);
        return Values(folds);
    }

    private List<Fold> FromCells(Session session, LedgerState state, KnownAt known, UnitId? unit)
    {
        var (reach, folds) = Folds(state, known, unit, town.Additive);
        var cells = new CellFold(session, town.Size.County);
        cells.Add(reach.Cells, state, register.CellsUpTo(state, known)!.Value);
        foreach (var fold in folds)
        {
            cells.Give(state.SlotOf(fold.Term)!, (LaneFold)fold);
        }

        return folds;
    }

    private static IReadOnlyList<decimal?> Values(List<Fold> folds) => [.. folds.Select(f => f.Value.Amount.Value)];

    private (Reach Reach, List<Fold> Folds) Folds(
        LedgerState state,
        KnownAt known,
        UnitId? unit,
        IReadOnlyList<Indicator> indicators
    )
    {
        var (tree, places) = register.TreeAt(state, known.Seq);
        var adopted = state.CatalogueAt(known.Seq);
        var reach = new Reach(tree, places, town.Query(indicators[0], known, unit), Nature.Flow);
        return (
            reach,
            [.. indicators.Select(i => Fold.Of(adopted.Readers(i.Policies[0], state.Symbols)[0], reach, known.Seq))]
        );
    }
}
