using System.Buffers.Binary;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Where a cell stands: a town (or a unit above towns), a month of the day, a month of recording.</summary>
internal readonly record struct CellAddress(int Year, long Unit, int Month, int RecordedMonth)
{
    public static CellAddress Of(long key, DateOnly day, int recordedMonth) =>
        new(day.Year, UnitKey.Above(key, UnitKey.Depth(UnitType.Town)), day.Month, recordedMonth);
}

/// <summary>The blocks of one cell, with those that changed.</summary>
internal sealed class Cell
{
    private readonly SortedDictionary<int, long[]> blocks = [];
    private readonly SortedDictionary<int, EventCounts> events = [];
    private readonly HashSet<int> changed = [];
    private readonly HashSet<int> changedEvents = [];

    public IEnumerable<KeyValuePair<int, long[]>> Blocks => blocks;

    public IReadOnlyCollection<int> Changed => changed;

    /// <summary>Different events, by the number of the slot that counts them.</summary>
    public IReadOnlyDictionary<int, EventCounts> Events => events;

    public IReadOnlyCollection<int> ChangedEvents => changedEvents;

    public bool HasChanged => changed.Count > 0 || changedEvents.Count > 0;

    public void Put(int block, ReadOnlySpan<long> lanes) => blocks[block] = lanes.ToArray();

    public ReadOnlySpan<long> this[int block] => blocks.TryGetValue(block, out var lanes) ? lanes : [];

    public void Put(int slot, EventCounts counts) => events[slot] = counts;

    /// <summary>Adds a row to a slot that counts different events.</summary>
    public void Add(Slot slot, UInt128 told, int sign)
    {
        (events.TryGetValue(slot.Number, out var counts) ? counts : events[slot.Number] = new()).Add(told, sign);
        changedEvents.Add(slot.Number);
    }

    public void Add(Slot slot, in Facts facts, int sign)
    {
        Span<long> aside = stackalloc long[slot.Aside.Length];
        slot.Reader!.AddTo(Touch(slot.Main), aside, facts, sign);
        if (aside.ContainsAnyExcept(0))
        {
            Lanes.Add(Touch(slot.Aside), aside);
        }
    }

    /// <summary>Sets a slot's lanes back to nothing.</summary>
    public void Clear(Slot slot)
    {
        if (events.ContainsKey(slot.Number))
        {
            events[slot.Number] = new();
            changedEvents.Add(slot.Number);
        }

        foreach (var run in new[] { slot.Main, slot.Aside }.Where(r => r.Length > 0 && blocks.ContainsKey(r.Block)))
        {
            Touch(run).Clear();
        }
    }

    /// <summary>Says that the changes are written.</summary>
    public void Settle()
    {
        changed.Clear();
        changedEvents.Clear();
    }

    private Span<long> Touch(LaneRun run)
    {
        if (!blocks.TryGetValue(run.Block, out var lanes))
        {
            blocks.Add(run.Block, lanes = new long[Lanes.PerBlock]);
        }

        changed.Add(run.Block);
        return run.In(lanes.AsSpan());
    }
}

/// <summary>Cells being changed in a transaction; the ones last written stay in memory for the next.</summary>
internal sealed class CellSheet(long county)
{
    private const int Kept = 256;
    private readonly Dictionary<CellAddress, Cell> cells = [];

    public IReadOnlyDictionary<CellAddress, Cell> Cells => cells;

    public void Forget() => cells.Clear();

    /// <summary>Adds a ledger row to the slots that read it.</summary>
    public void Add(
        Session session,
        LedgerState state,
        CellAddress at,
        int kind,
        UInt128 record,
        in Facts facts,
        int sign
    )
    {
        foreach (var slot in state.SlotsOf(kind))
        {
            if (!slot.Reader!.For(kind)!.Reads(facts))
            {
                continue;
            }

            var cell = Find(session, at);
            if (slot.Reader.TellsEvents)
            {
                FindEvents(session, at, cell, slot.Number);
            }

            Add(cell, slot, record, facts, sign);
        }
    }

    private static void Add(Cell cell, Slot slot, UInt128 record, in Facts facts, int sign)
    {
        if (slot.Reader!.TellsEvents)
        {
            cell.Add(slot, facts.Event ?? record, sign);
        }
        else
        {
            cell.Add(slot, facts, sign);
        }
    }

    /// <summary>Writes what changed. What holds nothing any more goes.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="head">The last sequence before it.</param>
    public void Write(Session session, KnownAt head)
    {
        foreach (var (at, cell) in cells.Where(c => c.Value.HasChanged))
        {
            var level = Totals.LevelOf(at.RecordedMonth, head);
            foreach (var block in cell.Changed)
            {
                CellTable.Blocks.Put(session, county, new(level, at, block), Lanes.Bytes(cell[block]));
            }

            foreach (var slot in cell.ChangedEvents)
            {
                CellTable.Events.Put(session, county, new(level, at, slot), cell.Events[slot].ToBytes());
            }

            cell.Settle();
        }

        if (cells.Count > Kept)
        {
            cells.Clear();
        }
    }

    /// <summary>All cells of a year as they stand.</summary>
    public void Load(Session session, int year)
    {
        const string ofTowns = "level BETWEEN @over AND @open AND year = @year";
        object?[] values = [Totals.Over, Totals.Open, year];
        CellTable.Blocks.Each(session, county, ofTowns, values, (in p, row) => At(p.At).Put(p.Part, Lanes.Read(row)));
        CellTable.Events.Each(session, county, ofTowns, values, (in p, row) => At(p.At).Put(p.Part, Counts(row)));
    }

    private Cell At(CellAddress at) => cells.TryGetValue(at, out var cell) ? cell : cells[at] = new();

    private static EventCounts Counts(ReadOnlySpan<byte> row)
    {
        var counts = new EventCounts();
        counts.Add(row);
        return counts;
    }

    private void FindEvents(Session session, CellAddress at, Cell cell, int slot)
    {
        if (cell.Events.ContainsKey(slot))
        {
            return;
        }

        var counts = new EventCounts();
        CellTable.Events.Add(session, county, new(Totals.Open, at, slot), counts);
        cell.Put(slot, counts);
    }

    /// <summary>Adds every ledger row of a year to some slots.</summary>
    public void Recount(Session session, int year, ILookup<int, Slot> slotsByKind) =>
        session.Each(
            """
            SELECT kind, unit_key, day, recorded_month, sign, facts, id FROM ledger
            WHERE county = @county AND kind = @kind AND year = @year
            """,
            [.. slotsByKind.Select(k => new object?[] { county, k.Key, year })],
            rows =>
            {
                var kind = (int)rows.Int(0);
                var at = CellAddress.Of(rows.Int(1), rows.Day(2), (int)rows.Int(3));
                var record = BinaryPrimitives.ReadUInt128BigEndian(rows.Bytes(6));
                var facts = new Facts(rows.Bytes(5));
                foreach (var slot in slotsByKind[kind])
                {
                    if (slot.Reader!.For(kind)!.Reads(facts))
                    {
                        Add(At(at), slot, record, facts, (int)rows.Int(4));
                    }
                }
            }
        );

    private Cell Find(Session session, CellAddress at)
    {
        if (cells.TryGetValue(at, out var known))
        {
            return known;
        }

        var cell = cells[at] = new();
        using var rows = session.Query(
            """
            SELECT block, lanes FROM cell
            WHERE county = @county AND level = @open AND year = @year AND unit_key = @unit AND month = @month
                AND recorded_month = @recorded
            """,
            county,
            Totals.Open,
            at.Year,
            at.Unit,
            at.Month,
            at.RecordedMonth
        );
        while (rows.Next())
        {
            cell.Put((int)rows.Int(0), Lanes.Read(rows.Bytes(1)));
        }

        return cell;
    }
}

/// <summary>A cell's block, or what a slot of it says of events, that isn't what the ledger says.</summary>
internal sealed record CellDifference(CellAddress At, string Part, string Kept, string Counted)
{
    public static CellDifference OfBlock(CellAddress at, int block, long[] kept, long[] counted) =>
        new(at, $"block {block}", string.Join(' ', kept), string.Join(' ', counted));

    public static CellDifference OfEvents(CellAddress at, int slot, EventCounts? kept, EventCounts? counted) =>
        new(
            at,
            $"events of slot {slot}",
            $"{kept?.Events} in {kept?.Records}",
            $"{counted?.Events} in {counted?.Records}"
        );
}

/// <summary>Counts cells anew from the ledger: for slots that a catalogue has brought, and to verify.</summary>
internal static class Recount
{
    /// <summary>Fills the lanes of slots that aren't ready, a year at a time.</summary>
    public static void Fill(Session session, long county, LedgerState state, IReadOnlyCollection<Slot> slots)
    {
        var byKind = ByKind(slots);
        foreach (var year in state.Shelves.Years)
        {
            var sheet = new CellSheet(county);
            sheet.Load(session, year);
            foreach (var cell in sheet.Cells.Values)
            {
                foreach (var slot in slots)
                {
                    cell.Clear(slot);
                }
            }

            sheet.Recount(session, year, byKind);
            sheet.Write(session, state.Head);
        }

        Totals.Rebuild(session, county);
    }

    /// <summary>Blocks in which the lanes of ready slots differ from the ledger, and totals that do from the cells below; none when all is well.</summary>
    public static IReadOnlyList<CellDifference> Verify(Session session, long county, LedgerState state)
    {
        var slots = state.Slots.Where(s => s is { Ready: true, Reader: not null }).ToList();
        var byKind = ByKind(slots);
        var differences = new List<CellDifference>();
        foreach (var year in state.Shelves.Years)
        {
            var (kept, counted) = (new CellSheet(county), new CellSheet(county));
            kept.Load(session, year);
            counted.Recount(session, year, byKind);
            foreach (var at in kept.Cells.Keys.Union(counted.Cells.Keys))
            {
                differences.AddRange(
                    Compare(at, kept.Cells.GetValueOrDefault(at), counted.Cells.GetValueOrDefault(at), slots)
                );
            }
        }

        return [.. differences, .. Totals.Verify(session, county)];
    }

    private static IEnumerable<CellDifference> Compare(CellAddress at, Cell? kept, Cell? counted, List<Slot> slots)
    {
        var blocks = (kept?.Blocks ?? []).Concat(counted?.Blocks ?? []).Select(b => b.Key).Distinct();
        foreach (var block in blocks)
        {
            var (a, b) = (Live(kept, block, slots), Live(counted, block, slots));
            if (!a.AsSpan().SequenceEqual(b))
            {
                yield return CellDifference.OfBlock(at, block, a, b);
            }
        }

        foreach (var slot in slots.Where(s => s.Reader!.TellsEvents).Select(s => s.Number))
        {
            var (a, b) = (kept?.Events.GetValueOrDefault(slot), counted?.Events.GetValueOrDefault(slot));
            if (!EventCounts.AreEqual(a, b))
            {
                yield return CellDifference.OfEvents(at, slot, a, b);
            }
        }
    }

    // Lanes of slots that today's catalogue no longer has are left as they were, and mean nothing.
    private static long[] Live(Cell? cell, int block, List<Slot> slots)
    {
        var live = new long[Lanes.PerBlock];
        if (cell is null || cell[block].IsEmpty)
        {
            return live;
        }

        foreach (var run in slots.SelectMany(s => new[] { s.Main, s.Aside }).Where(r => r.Block == block))
        {
            run.In(cell[block]).CopyTo(run.In(live.AsSpan()));
        }

        return live;
    }

    private static ILookup<int, Slot> ByKind(IEnumerable<Slot> slots) =>
        slots.SelectMany(s => s.Reader!.Kinds.Select(kind => (kind, s))).ToLookup(x => x.kind, x => x.s);
}
