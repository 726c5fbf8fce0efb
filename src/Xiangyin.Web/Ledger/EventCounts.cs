using System.Runtime.InteropServices;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// How many records tell of each event. Adds as lanes do, so that different events are counted exactly from cells; in a row, 20 bytes for each: the id's
/// halves and the count, rising by id.
/// </summary>
internal sealed class EventCounts : ISum
{
    // Each rising, and more than twice as long as the one after it: whatever comes is merged about as often as it has binary digits.
    private readonly List<ArraySegment<Entry>> runs = [];

    public bool IsEmpty => Whole().Count == 0;

    /// <summary>How many different events.</summary>
    public int Events => Whole().Count(e => e.Records > 0);

    public long Records => Whole().Sum(e => (long)e.Records);

    public bool Has(UInt128 id) =>
        Whole().AsSpan().BinarySearch(new Entry(id, 0)) is >= 0 and var at && Whole()[at].Records > 0;

    public static bool AreEqual(EventCounts? a, EventCounts? b) =>
        (a?.Whole() ?? ArraySegment<Entry>.Empty)
            .AsSpan()
            .SequenceEqual((b?.Whole() ?? ArraySegment<Entry>.Empty).AsSpan());

    /// <summary>Adds a record that tells of an event, or takes one out again.</summary>
    public void Add(UInt128 id, int sign) => Append(new[] { new Entry(id, sign) });

    /// <summary>Adds what stands in a row.</summary>
    public void Add(ReadOnlySpan<byte> row) => Append(MemoryMarshal.Cast<byte, Entry>(row).ToArray());

    public byte[] ToBytes() => MemoryMarshal.AsBytes(Whole().AsSpan()).ToArray();

    private void Append(ArraySegment<Entry> run)
    {
        while (runs is [.., var last] && last.Count <= run.Count * 2)
        {
            runs.RemoveAt(runs.Count - 1);
            run = Merge(last, run);
        }

        runs.Add(run);
    }

    private ArraySegment<Entry> Whole()
    {
        while (runs is [.., var last, var more])
        {
            runs.RemoveRange(runs.Count - 2, 2);
            runs.Add(Merge(last, more));
        }

        return runs is [var whole] ? whole : ArraySegment<Entry>.Empty;
    }

    private static ArraySegment<Entry> Merge(ReadOnlySpan<Entry> a, ReadOnlySpan<Entry> b)
    {
        // Of a province there are megabytes: to clear them first would take as long as to merge them.
        var merged = GC.AllocateUninitializedArray<Entry>(a.Length + b.Length);
        var (i, j, length) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].CompareTo(b[j]);
            if (order != 0)
            {
                merged[length++] = order < 0 ? a[i++] : b[j++];
                continue;
            }

            if (a[i].Records + b[j].Records is not 0 and var records)
            {
                merged[length++] = a[i] with { Records = records };
            }

            (i, j) = (i + 1, j + 1);
        }

        a[i..].CopyTo(merged.AsSpan(length));
        length += a.Length - i;
        b[j..].CopyTo(merged.AsSpan(length));
        length += b.Length - j;
        return new(merged, 0, length);
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Entry(ulong High, ulong Low, int Records) : IComparable<Entry>
    {
        public Entry(UInt128 id, int records)
            : this((ulong)(id >> 64), (ulong)id, records) { }

        public int CompareTo(Entry other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
    }
}
