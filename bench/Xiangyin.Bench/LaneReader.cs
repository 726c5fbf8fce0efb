using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>The ledger's own reading of a year's indicators, without its cache.</summary>
internal sealed class LaneReader(BenchTown town)
{
    private readonly Register register = new(town.Database, town.Size.County);

    public FigureReader Fresh() => new(register);

    /// <summary>The indicators that add, or others, from cells.</summary>
    public IReadOnlyList<decimal?> FromCells(
        KnownAt known,
        UnitId? unit = null,
        IReadOnlyList<Indicator>? indicators = null
    )
    {
        var state = register.Current;
        using var session = town.Database.Read();
        var (reach, folds) = Folds(state, known, unit, indicators ?? town.Additive);
        var month = register.CellsUpTo(state, known)!.Value;
        var cells = new CellFold(session, town.Size.County, state, reach.Cells, month);
        foreach (var fold in folds)
        {
            cells.Give(state.SlotOf(fold.Term)!, fold);
        }

        return Values(folds);
    }

    public IReadOnlyList<decimal?> FromLedger(KnownAt known)
    {
        var state = register.Current;
        using var session = town.Database.Read();
        var (_, folds) = Folds(state, known, null, town.Additive);
        new LedgerScan(session, town.Size.County, state).Run(Book.Ledger, folds);
        return Values(folds);
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
