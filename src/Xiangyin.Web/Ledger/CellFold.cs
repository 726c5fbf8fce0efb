using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>What all cells of some spans hold together: one pass for however many indicators that add, one for each that counts different events.</summary>
/// <param name="session">Reads them.</param>
/// <param name="county">Whose.</param>
/// <param name="state">The state as of which they are read.</param>
/// <param name="spans">Whole months.</param>
/// <param name="recordedUpTo">The last month of recording. Of those that are over, totals are read where there are any.</param>
internal sealed class CellFold(
    Session session,
    long county,
    LedgerState state,
    IReadOnlyList<Span> spans,
    int recordedUpTo
)
{
    private List<long[]?>? blocks;

    /// <summary>Hands what a slot holds to the fold that asks for its term.</summary>
    public void Give(Slot slot, Fold fold)
    {
        switch (fold)
        {
            case LaneFold lanes:
                lanes.Add(Of(slot.Main), Of(slot.Aside));
                break;
            case DistinctFold events:
                events.Add(EventsOf(slot));
                break;
            default:
                throw new ArgumentException($"cells don't keep {fold.Term.Term}", nameof(fold));
        }
    }

    private ReadOnlySpan<long> Of(LaneRun run)
    {
        blocks ??= ReadBlocks();
        return run.Block < blocks.Count && blocks[run.Block] is { } lanes ? run.In(lanes) : [];
    }

    private List<long[]?> ReadBlocks()
    {
        var sums = new List<long[]?>();
        session.Each(
            """
            SELECT block, lanes FROM cell
            WHERE county = @county AND level = @level AND year = @year AND unit_key BETWEEN @low AND @high
                AND month BETWEEN @first AND @last AND recorded_month <= @recorded
            """,
            [.. spans.SelectMany(Sets)],
            rows => Lanes.Add(Block(sums, (int)rows.Int(0)), Lanes.Read(rows.Bytes(1)))
        );
        return sums;
    }

    private EventCounts EventsOf(Slot slot)
    {
        var events = new EventCounts();
        session.Each(
            """
            SELECT events FROM cell_events
            WHERE slot = @slot AND county = @county AND level = @level AND year = @year
                AND unit_key BETWEEN @low AND @high AND month BETWEEN @first AND @last AND recorded_month <= @recorded
            """,
            [.. spans.SelectMany(Sets).Select(set => (object?[])[slot.Number, .. set])],
            rows => events.Add(rows.Bytes(0))
        );
        return events;
    }

    private IEnumerable<object?[]> Sets(Span span)
    {
        var ranges = Totals.Cover(span.Low, span.High);
        if (Totals.LevelOf(recordedUpTo, state.Head) == Totals.Open)
        {
            ranges = ranges
                .Select(r => (Totals.Together + r.Level, r.Low, r.High))
                .Append((Totals.Open, span.Low, span.High));
        }

        var first = Math.Max(span.Days.From.Year, state.Shelves.First);
        var last = Math.Min(span.Days.To.Year, state.Shelves.Last);
        foreach (var (level, low, high) in ranges)
        {
            for (var year = first; year <= last; year++)
            {
                yield return
                [
                    county,
                    level,
                    year,
                    low,
                    high,
                    year == span.Days.From.Year ? span.Days.From.Month : 1,
                    year == span.Days.To.Year ? span.Days.To.Month : 12,
                    recordedUpTo,
                ];
            }
        }
    }

    private static long[] Block(List<long[]?> sums, int block)
    {
        if (block < sums.Count && sums[block] is { } known)
        {
            return known;
        }

        while (sums.Count <= block)
        {
            sums.Add(null);
        }

        return sums[block] ??= new long[Lanes.PerBlock];
    }
}
