using System.Runtime.InteropServices;
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
/// Sums of cells: below each county, city and province for a month of recording, and for each unit of all such months together, which is what is asked for
/// most. Only of months of recording that are over: nothing more can be recorded in them, so that totals are written when a month ends, and no two writers
/// ever wait for one.
/// </summary>
internal static class Totals
{
    /// <summary>The level of towns' cells of the month that is being recorded.</summary>
    public const int Open = 4;

    /// <summary>The level from which on stand the totals of all months that are over, by the depth of their unit.</summary>
    public const int Together = 5;

    /// <summary>The level of towns' cells of months that are over; below it are their totals, by the depth of their unit.</summary>
    public static readonly int Over = UnitKey.Depth(UnitType.Town);

    private const string AreTotals = "(level < @over OR level >= @together)";

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
            var sums = table.Sum(session, county, Open, month);
            table.AddKept(session, county, sums);
            table.Write(session, county, sums);
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
            session.Run(
                $"DELETE FROM {table.Cells.Name} WHERE county = @county AND {AreTotals}",
                county,
                Over,
                Together
            );
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
        /// <summary>What towns' cells of a level add up to: in each unit above, and in each unit with other months of recording.</summary>
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
                    for (var above = 0; above <= Over; above++)
                    {
                        var at = place.At with { Unit = UnitKey.Above(place.At.Unit, above) };
                        SumAt(sums, new(Together + above, at with { RecordedMonth = 0 }, place.Part)).Add(row);
                        if (above < Over)
                        {
                            SumAt(sums, new(above, at, place.Part)).Add(row);
                        }
                    }
                }
            );
            return sums;
        }

        private ISum SumAt(Dictionary<CellPart, ISum> sums, in CellPart place)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, place, out _);
            return sum ??= New();
        }

        /// <summary>Adds what the months before hold together.</summary>
        public void AddKept(Session session, long county, Dictionary<CellPart, ISum> sums)
        {
            foreach (var (place, sum) in sums.Where(s => s.Key.Level >= Together))
            {
                Cells.Add(session, county, place, sum);
            }
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
            Cells.Each(session, county, AreTotals, [Over, Together], (in place, row) => kept.Add(place, row.ToArray()));
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
