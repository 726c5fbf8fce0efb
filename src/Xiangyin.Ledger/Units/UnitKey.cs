namespace Xiangyin.Ledger;

/// <summary>
/// A place in the tree as a 63-bit number that sorts in tree order: the ordinals of the path from the province down, most significant
/// first. All that lies below a place lies in one range of keys.
/// </summary>
public static class UnitKey
{
    // Bits for province, city, county, town and village; 21 bits below stay free for groups within a village.
    private static readonly int[] Bits = [6, 7, 8, 9, 12];
    private const int Spare = 21;

    /// <summary>The depth of a type of unit: 0 for a province, 4 for villages, offices and schools.</summary>
    public static int Depth(UnitType type) => Math.Min((int)type, 4);

    /// <summary>How many keys one place at <paramref name="depth"/> spans.</summary>
    public static long Span(int depth) => 1L << (Spare + Bits[(depth + 1)..].Sum());

    /// <summary>The largest ordinal that fits at <paramref name="depth"/>.</summary>
    public static int MaxOrdinal(int depth) => (1 << Bits[depth]) - 1;

    /// <summary>The key of the child with <paramref name="ordinal"/> (from 1) at <paramref name="depth"/> below <paramref name="parent"/>.</summary>
    public static long Child(long parent, int depth, int ordinal) => parent + (ordinal * Span(depth));

    /// <summary>The key of the place at <paramref name="depth"/> above, or at, <paramref name="key"/>.</summary>
    public static long Above(long key, int depth) => key / Span(depth) * Span(depth);
}

/// <summary>Keys from <paramref name="Low"/> to <paramref name="High"/>, both inclusive, on the days of <paramref name="Days"/>.</summary>
public readonly record struct KeyRange(long Low, long High, Period Days);
