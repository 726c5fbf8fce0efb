using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Something that the rows of many cells add up to.</summary>
internal interface ISum
{
    void Add(ReadOnlySpan<byte> row);

    /// <summary>As a row; empty where nothing is left.</summary>
    byte[] ToBytes();
}

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

    private static readonly Summed[] Tables =
    [
        new(CellTable.Blocks, () => new LaneSum()),
        new(CellTable.Events, () => new EventCounts()),
    ];

    /// <summary>The level of a town's cell.</summary>
    /// <param name="recordedMonth">The cell's month of recording.</param>
    /// <param name="head">The last sequence: nothing can be recorded before its month any more.</param>
    public static int LevelOf(int recordedMonth, KnownAt head) => recordedMonth < Months.Of(head.At) ? Over : Open;

    /// <summary>Closes the months of recording before that of the last sequence.</summary>
    public static void Close(Session session, long county, KnownAt head)
    {
        var month = Months.Of(head.At);
        foreach (var table in Tables)
        {
            table.Write(session, county, table.Sum(session, county, Open, month));
            session.Run(
                $"UPDATE {table.Cells.Name} SET level = @over WHERE county = @county AND level = @open AND recorded_month < @month",
                Over,
                county,
                Open,
                month
            );
        }
    }

    /// <summary>Sums all anew, after cells were counted anew.</summary>
    public static void Rebuild(Session session, long county)
    {
        foreach (var table in Tables)
        {
            session.Run($"DELETE FROM {table.Cells.Name} WHERE county = @county AND level < @over", county, Over);
            table.Write(session, county, table.Sum(session, county, Over, int.MaxValue));
        }
    }

    /// <summary>Totals that aren't the sum of the cells below.</summary>
    public static IEnumerable<CellDifference> Verify(Session session, long county) =>
        Tables.SelectMany(t => t.Verify(session, county));

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

        // The last province's keys end where a long does.
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

    private sealed record Summed(CellTable Cells, Func<ISum> New)
    {
        /// <summary>What towns' cells of a level add up to in each unit above.</summary>
        public Dictionary<CellPart, ISum> Sum(Session session, long county, int level, int before)
        {
            var sums = new Dictionary<CellPart, ISum>();
            Cells.Each(
                session,
                county,
                "level = @level AND recorded_month < @before",
                [level, before],
                (in place, row) =>
                {
                    for (var above = 0; above < Over; above++)
                    {
                        var at = place.At with { Unit = UnitKey.Above(place.At.Unit, above) };
                        var of = place with { Level = above, At = at };
                        (sums.TryGetValue(of, out var sum) ? sum : sums[of] = New()).Add(row);
                    }
                }
            );
            return sums;
        }

        public void Write(Session session, long county, Dictionary<CellPart, ISum> sums)
        {
            foreach (var (place, sum) in sums)
            {
                Cells.Put(session, county, place, sum.ToBytes());
            }
        }

        public IEnumerable<CellDifference> Verify(Session session, long county)
        {
            var sums = Sum(session, county, Over, int.MaxValue);
            var kept = new Dictionary<CellPart, byte[]>();
            Cells.Each(session, county, "level < @over", [Over], (in place, row) => kept.Add(place, row.ToArray()));
            foreach (var place in sums.Keys.Union(kept.Keys))
            {
                var (a, b) = (kept.GetValueOrDefault(place, []), sums.GetValueOrDefault(place)?.ToBytes() ?? []);
                if (!a.AsSpan().SequenceEqual(b))
                {
                    yield return new(
                        place.At,
                        $"{Cells.Part} {place.Part} of level {place.Level}",
                        Convert.ToHexString(a),
                        Convert.ToHexString(b)
                    );
                }
            }
        }
    }

    private sealed class LaneSum : ISum
    {
        private readonly long[] lanes = new long[Lanes.PerBlock];

        public void Add(ReadOnlySpan<byte> row) => Lanes.Add(lanes, Lanes.Read(row));

        public byte[] ToBytes() => Lanes.Bytes(lanes);
    }
}
