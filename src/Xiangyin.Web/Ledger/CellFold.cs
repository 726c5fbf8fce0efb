using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>The lanes of all cells in one reach, added up: one pass for however many indicators.</summary>
internal sealed class CellFold(Session session, long county)
{
    private readonly List<long[]?> blocks = [];

    /// <summary>Adds the cells of some spans, which are whole months, up to a month of recording; of those that are over, totals where there are any.</summary>
    public void Add(IEnumerable<Span> spans, LedgerState state, int recordedUpTo) =>
        session.Each(
            """
            SELECT block, lanes FROM cell
            WHERE county = @county AND level = @level AND year = @year AND unit_key BETWEEN @low AND @high
                AND month BETWEEN @first AND @last AND recorded_month <= @recorded
            """,
            [.. spans.SelectMany(s => Sets(s, state, recordedUpTo))],
            rows => Lanes.Add(Block((int)rows.Int(0)), Lanes.Read(rows.Bytes(1)))
        );

    /// <summary>Hands a slot's lanes to the fold that asks for its term.</summary>
    public void Give(Slot slot, LaneFold fold) => fold.Add(Of(slot.Main), Of(slot.Aside));

    private IEnumerable<object?[]> Sets(Span span, LedgerState state, int recordedUpTo)
    {
        var ranges = Totals.Cover(span.Low, span.High);
        if (Totals.LevelOf(recordedUpTo, state.Head) == Totals.Open)
        {
            ranges = ranges.Append((Totals.Open, span.Low, span.High));
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

    private long[] Block(int block)
    {
        if (block < blocks.Count && blocks[block] is { } known)
        {
            return known;
        }

        while (blocks.Count <= block)
        {
            blocks.Add(null);
        }

        return blocks[block] ??= new long[Lanes.PerBlock];
    }

    private ReadOnlySpan<long> Of(LaneRun run) =>
        run.Block < blocks.Count && blocks[run.Block] is { } lanes ? run.In(lanes) : [];
}
