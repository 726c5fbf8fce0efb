using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Sums of the cells below each county, city and province. Only of months of recording that are over: nothing more can be recorded in them, so that a
/// total is written once, when its month ends, and no two writers ever wait for one.
/// </summary>
internal static class Totals
{
    /// <summary>The level of towns' cells of the month that is being recorded.</summary>
    public const int Open = 4;

    /// <summary>The level of towns' cells of months that are over; below it are the totals, by the depth of their unit.</summary>
    public static readonly int Over = UnitKey.Depth(UnitType.Town);

    /// <summary>The level of a town's cell.</summary>
    /// <param name="recordedMonth">The cell's month of recording.</param>
    /// <param name="head">The last sequence: nothing can be recorded before its month any more.</param>
    public static int LevelOf(int recordedMonth, KnownAt head) => recordedMonth < Months.Of(head.At) ? Over : Open;

    /// <summary>Closes the months of recording before that of the last sequence.</summary>
    public static void Close(Session session, long county, KnownAt head)
    {
        var month = Months.Of(head.At);
        Write(session, county, Sum(session, county, Open, month));
        session.Run(
            "UPDATE cell SET level = @over WHERE county = @county AND level = @open AND recorded_month < @month",
            Over,
            county,
            Open,
            month
        );
    }

    /// <summary>Sums all anew, after cells were counted anew.</summary>
    public static void Rebuild(Session session, long county)
    {
        session.Run("DELETE FROM cell WHERE county = @county AND level < @over", county, Over);
        Write(session, county, Sum(session, county, Over, int.MaxValue));
    }

    /// <summary>Totals that aren't the sum of the cells below.</summary>
    public static IEnumerable<CellDifference> Verify(Session session, long county)
    {
        var sums = Sum(session, county, Over, int.MaxValue);
        var kept = new Dictionary<(int Level, CellAddress At, int Block), long[]>();
        Read(
            session,
            county,
            (0, Over - 1),
            int.MaxValue,
            (level, at, block, lanes) => kept.Add((level, at, block), lanes.ToArray())
        );
        var none = new long[Lanes.PerBlock];
        return from key in sums.Keys.Union(kept.Keys)
            let pair = (Kept: kept.GetValueOrDefault(key, none), Summed: sums.GetValueOrDefault(key, none))
            where !pair.Kept.AsSpan().SequenceEqual(pair.Summed)
            select new CellDifference(key.At, key.Block, pair.Kept, pair.Summed);
    }

    /// <summary>The fewest levels and ranges of keys that hold what stands between two keys in months that are over.</summary>
    public static IEnumerable<(int Level, long Low, long High)> Cover(long low, long high, int level = 0)
    {
        if (low > high)
        {
            return [];
        }

        if (level == Over)
        {
            return [(level, low, high)];
        }

        var span = (Int128)UnitKey.Span(level);
        var (first, end) = ((low + span - 1) / span * span, (high + Int128.One) / span * span);
        return first >= end
            ? Cover(low, high, level + 1)
            :
            [
                .. Cover(low, (long)(first - 1), level + 1),
                (level, (long)first, (long)(end - 1)),
                .. end > high ? [] : Cover((long)end, high, level + 1),
            ];
    }

    private static Dictionary<(int Level, CellAddress At, int Block), long[]> Sum(
        Session session,
        long county,
        int level,
        int before
    )
    {
        var sums = new Dictionary<(int Level, CellAddress At, int Block), long[]>();
        Read(
            session,
            county,
            (level, level),
            before,
            (_, at, block, lanes) =>
            {
                for (var above = 0; above < Over; above++)
                {
                    var key = (above, at with { Unit = UnitKey.Above(at.Unit, above) }, block);
                    Lanes.Add(sums.TryGetValue(key, out var sum) ? sum : sums[key] = new long[Lanes.PerBlock], lanes);
                }
            }
        );
        return sums;
    }

    private delegate void OnCell(int level, CellAddress at, int block, ReadOnlySpan<long> lanes);

    private static void Read(Session session, long county, (int Least, int Most) levels, int before, OnCell onCell) =>
        session.Each(
            """
            SELECT level, year, unit_key, month, recorded_month, block, lanes FROM cell
            WHERE county = @county AND level BETWEEN @least AND @most AND recorded_month < @before
            """,
            [
                [county, levels.Least, levels.Most, before],
            ],
            rows =>
                onCell(
                    (int)rows.Int(0),
                    new((int)rows.Int(1), rows.Int(2), (int)rows.Int(3), (int)rows.Int(4)),
                    (int)rows.Int(5),
                    Lanes.Read(rows.Bytes(6))
                )
        );

    private static void Write(
        Session session,
        long county,
        Dictionary<(int Level, CellAddress At, int Block), long[]> sums
    )
    {
        foreach (var ((level, at, block), lanes) in sums.Where(s => s.Value.AsSpan().ContainsAnyExcept(0)))
        {
            session.Run(
                """
                INSERT INTO cell (county, level, year, unit_key, month, recorded_month, block, lanes)
                VALUES (@county, @level, @year, @unit, @month, @recorded, @block, @lanes)
                """,
                county,
                level,
                at.Year,
                at.Unit,
                at.Month,
                at.RecordedMonth,
                block,
                Lanes.Bytes(lanes)
            );
        }
    }
}
