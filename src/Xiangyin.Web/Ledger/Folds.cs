using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Works out one term over the rows of one reach.</summary>
internal abstract class Fold(TermReader term, Reach reach, long seq) : Sink(seq)
{
    private bool hasCells;

    public TermReader Term => term;

    public Reach Reach => reach;

    public override IEnumerable<int> Kinds => term.Kinds;

    public override IEnumerable<Span> Spans => Wanted;

    /// <summary>The rows that it must see itself.</summary>
    protected List<Span> Wanted => hasCells ? reach.Edges : reach.Rows;

    public abstract TermValue Value { get; }

    /// <summary>Leaves whole months to cells.</summary>
    public void LeaveToCells() => hasCells = true;

    public static Fold Of(TermReader term, Reach reach, long seq) =>
        term.Term switch
        {
            Distinct => new DistinctFold(term, reach, seq),
            Highest => new HighestFold(term, reach, seq),
            Holders => new HoldersFold(term, reach, seq),
            Least => new LeastFold(term, reach, seq),
            _ => new LaneFold(term, reach, seq),
        };

    public override void Take(in Row row)
    {
        var kind = term.For(row.Kind)!;
        if (reach.Has(Wanted, row.Key, row.Unit, row.Day) && kind.Reads(row.Facts))
        {
            Take(row, kind);
        }
    }

    protected abstract void Take(in Row row, KindReader kind);

    protected static TermValue Number(int number, long records) =>
        new(new(number, Approximation.Exact, Basis.Counted), records);
}

/// <summary>A count, a sum or a median: lanes, part of which may come from cells.</summary>
internal sealed class LaneFold(TermReader term, Reach reach, long seq) : Fold(term, reach, seq)
{
    private readonly long[] main = new long[term.Main];
    private readonly long[] aside = new long[term.Aside];

    public override TermValue Value => Term.Value(main, aside);

    /// <summary>Adds what cells hold.</summary>
    public void Add(ReadOnlySpan<long> mainLanes, ReadOnlySpan<long> asideLanes)
    {
        Lanes.Add(main, mainLanes);
        Lanes.Add(aside, asideLanes);
    }

    protected override void Take(in Row row, KindReader kind) => Term.AddTo(main, aside, row.Facts, 1);
}

/// <summary>How many different things.</summary>
internal sealed class DistinctFold(TermReader term, Reach reach, long seq) : Fold(term, reach, seq)
{
    private enum Sort
    {
        Value,
        Person,
        Record,
    }

    private readonly string what = ((Distinct)term.Term).What;
    private readonly HashSet<(Sort, UInt128)> things = [];
    private EventCounts? events;
    private long records;

    public override TermValue Value =>
        events is null
            ? Number(things.Count, records)
            : Number(events.Events + things.Count(t => !events.Has(t.Item2)), events.Records + records);

    /// <summary>Adds what cells hold.</summary>
    public void Add(EventCounts fromCells) => events = fromCells;

    protected override void Take(in Row row, KindReader kind)
    {
        records++;
        switch (what)
        {
            case "event":
                things.Add((Sort.Record, row.Facts.Event ?? row.Id));
                break;
            case "unit":
                things.Add((Sort.Value, (UInt128)row.Unit.Value));
                break;
            default:
                TakeNamed(row.Facts, kind);
                break;
        }
    }

    private void TakeNamed(in Facts facts, KindReader kind)
    {
        if (kind.CurrentOf(facts, Term.By) is not 0 and var value)
        {
            things.Add((Sort.Value, (UInt128)value));
            return;
        }

        for (var people = facts.People; people.Next(out var role, out var person); )
        {
            if (role == Term.Field)
            {
                things.Add((Sort.Person, person));
            }
        }

        for (var links = facts.Links; links.Next(out var type, out var target); )
        {
            if (type == Term.Field)
            {
                things.Add((Sort.Record, target));
            }
        }
    }
}

/// <summary>Things told by a link, each once at the highest value that it reached first.</summary>
internal sealed class HighestFold(TermReader term, Reach reach, long seq) : Fold(term, reach, seq)
{
    private readonly Dictionary<UInt128, (int Rank, DateOnly On, UInt128 Record, bool Counts)> highest = [];
    private long records;

    public override TermValue Value => Number(highest.Values.Count(h => h.Counts), records);

    /// <summary>The records by which things reached their highest.</summary>
    public IReadOnlySet<UInt128> Reached => highest.Values.Where(h => h.Counts).Select(h => h.Record).ToHashSet();

    protected override void Take(in Row row, KindReader kind)
    {
        records++;
        var (rank, on, record) = (kind.RankOf(row.Facts, Term.By), row.Day, row.Id);
        for (var links = row.Facts.Links; links.Next(out var type, out var thing); )
        {
            if (
                type == Term.Field
                && (
                    !highest.TryGetValue(thing, out var best)
                    || (rank, on, record).CompareTo((best.Rank, best.On, best.Record)) < 0
                )
            )
            {
                highest[thing] = (rank, on, record, KindReader.Hold(kind.OfHighest, row.Facts));
            }
        }
    }
}

/// <summary>People with more openings than closings for at least one value.</summary>
internal sealed class HoldersFold(TermReader term, Reach reach, long seq) : Fold(term, reach, seq)
{
    private readonly Dictionary<(UInt128 Person, int By), int> open = [];
    private long records;

    public override TermValue Value =>
        Number(open.Where(o => o.Value > 0).Select(o => o.Key.Person).Distinct().Count(), records);

    protected override void Take(in Row row, KindReader kind)
    {
        records++;
        var by = kind.CurrentOf(row.Facts, Term.By);
        for (var people = row.Facts.People; people.Next(out var role, out var person); )
        {
            if (role == Term.Field)
            {
                open[(person, by)] = open.GetValueOrDefault((person, by)) + (kind.Opens ? 1 : -1);
            }
        }
    }
}

/// <summary>The smallest value among the units of a type.</summary>
internal sealed class LeastFold(TermReader term, Reach reach, long seq) : Fold(term, reach, seq)
{
    private readonly UnitType type = ((Least)term.Term).Type;
    private readonly Dictionary<UnitId, UnitId?> heirs = [];
    private readonly Dictionary<UnitId, (long[] Main, long[] Aside)> lanes = [];
    private long records;

    public override TermValue Value =>
        new(
            Reach
                .OpenUnits(type)
                .Select(u =>
                    lanes.TryGetValue(u, out var of) ? of : (Main: new long[Term.Main], Aside: new long[Term.Aside])
                )
                .Select(of => Term.Value(of.Main, of.Aside).Amount)
                .MinBy(a => (a.Value is not null, a.Value)) // a unit that gave no number is the least known
                ?? new(null, Approximation.None, Basis.Counted),
            records
        );

    protected override void Take(in Row row, KindReader kind)
    {
        records++;
        if (!heirs.TryGetValue(row.Unit, out var heir))
        {
            heirs[row.Unit] = heir = Reach.HeirOf(row.Unit, type);
        }

        if (heir is { } unit)
        {
            if (!lanes.TryGetValue(unit, out var of))
            {
                lanes[unit] = of = (new long[Term.Main], new long[Term.Aside]);
            }

            Term.AddTo(of.Main, of.Aside, row.Facts, 1);
        }
    }
}

/// <summary>How many records wait that any of a formula's terms would read.</summary>
internal sealed class WaitingCount(
    IReadOnlyList<TermReader> terms,
    Reach reach,
    IReadOnlyList<(long Low, long High)> ranges,
    long seq
) : Sink(seq)
{
    public long Count { get; private set; }

    public override IEnumerable<int> Kinds => terms.SelectMany(t => t.Kinds).Distinct();

    public override IEnumerable<Span> Spans =>
        reach.Days.IsEmpty ? [] : ranges.Select(r => new Span(r.Low, r.High, reach.Days));

    public override void Take(in Row row)
    {
        if (!reach.HasWaiting(row.Unit, row.Day))
        {
            return;
        }

        foreach (var term in terms)
        {
            if (term.ReadsFully(row.Kind, row.Facts))
            {
                Count++;
                return;
            }
        }
    }
}
