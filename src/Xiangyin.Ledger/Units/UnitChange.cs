namespace Xiangyin.Ledger;

/// <summary>One entry in the append-only history of the unit tree.</summary>
/// <param name="Seq">The recorded sequence at which it became known; the order of entries with one sequence is their order in the list.</param>
/// <param name="Unit">The unit that changes.</param>
/// <param name="On">The first day on which the change holds.</param>
public abstract record UnitChange(long Seq, UnitId Unit, DateOnly On);

/// <summary>A unit comes into being.</summary>
public sealed record UnitFounded(
    long Seq,
    UnitId Unit,
    DateOnly On,
    UnitType Type,
    LocalText Name,
    UnitId? Parent,
    string? Code = null
) : UnitChange(Seq, Unit, On);

/// <summary>A unit gets another name.</summary>
public sealed record UnitRenamed(long Seq, UnitId Unit, DateOnly On, LocalText Name) : UnitChange(Seq, Unit, On);

/// <summary>A unit moves, with everything below it, under another parent.</summary>
public sealed record UnitMoved(long Seq, UnitId Unit, DateOnly On, UnitId Parent) : UnitChange(Seq, Unit, On);

/// <summary>A unit ends and its past belongs to <paramref name="Into"/>.</summary>
public sealed record UnitMerged(long Seq, UnitId Unit, DateOnly On, UnitId Into) : UnitChange(Seq, Unit, On);

/// <summary>A unit ends and <paramref name="Into"/> take its place; its past stays with its parent as "before the split", never apportioned.</summary>
public sealed record UnitSplit(long Seq, UnitId Unit, DateOnly On, IReadOnlyList<UnitId> Into)
    : UnitChange(Seq, Unit, On);

/// <summary>A unit ends without a successor; its past stays with its parent.</summary>
public sealed record UnitClosed(long Seq, UnitId Unit, DateOnly On) : UnitChange(Seq, Unit, On);
