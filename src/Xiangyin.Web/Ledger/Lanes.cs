using System.Numerics;
using System.Runtime.InteropServices;

namespace Xiangyin.Web.Ledger;

/// <summary>Lanes that belong to one slot. They lie within one block: main ones in even blocks, those aside in odd ones.</summary>
internal readonly record struct LaneRun(int First, int Length, bool IsAside)
{
    public int Block => (First / Lanes.PerBlock * 2) + (IsAside ? 1 : 0);

    /// <summary>The lanes of this run in its block.</summary>
    public Span<long> In(Span<long> block) => block.Slice(First % Lanes.PerBlock, Length);

    /// <inheritdoc cref="In(Span{long})"/>
    public ReadOnlySpan<long> In(ReadOnlySpan<long> block) => block.Slice(First % Lanes.PerBlock, Length);

    /// <summary>The next free run of a length.</summary>
    public static LaneRun After(IEnumerable<LaneRun> taken, int length, bool isAside)
    {
        var free = taken.Select(t => t.First + t.Length).DefaultIfEmpty(0).Max();
        var fits = (free % Lanes.PerBlock) + length <= Lanes.PerBlock;
        return new(fits ? free : ((free / Lanes.PerBlock) + 1) * Lanes.PerBlock, length, isAside);
    }
}

/// <summary>Numbers that add.</summary>
internal static class Lanes
{
    // The longest whole number of vectors with which SQLite keeps a row of an index within its page of 4 KB (sqlite.org/fileformat2, 1.6).
    public const int PerBlock = 120;

    /// <summary>Adds lane by lane.</summary>
    public static void Add(Span<long> to, ReadOnlySpan<long> lanes)
    {
        var sums = MemoryMarshal.Cast<long, Vector<long>>(to[..lanes.Length]);
        var more = MemoryMarshal.Cast<long, Vector<long>>(lanes);
        for (var i = 0; i < more.Length; i++)
        {
            sums[i] += more[i];
        }

        for (var i = more.Length * Vector<long>.Count; i < lanes.Length; i++)
        {
            to[i] += lanes[i];
        }
    }

    /// <summary>A block as it stands in a row. Rows are little-endian, as every machine that .NET runs on.</summary>
    public static ReadOnlySpan<long> Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, long>(bytes);

    /// <summary>A block as a row; empty where there is nothing but zeros.</summary>
    public static byte[] Bytes(ReadOnlySpan<long> lanes) =>
        lanes.ContainsAnyExcept(0) ? MemoryMarshal.AsBytes(lanes).ToArray() : [];
}
