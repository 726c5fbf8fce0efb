using System.Buffers.Binary;

namespace Xiangyin.Web.Demonstration;

/// <summary>
/// Chance that is the same everywhere and for ever: SplitMix64. Each part of the town throws its own dice (<see cref="For"/>), so that
/// a change in one part leaves the others as they were.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Dice of their own for something with a name.</summary>
    public static Dice For(string name)
    {
        var seed = 14695981039346656037UL;
        foreach (var c in name)
        {
            seed = (seed ^ c) * 1099511628211UL;
        }

        return new(seed);
    }

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, not including, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>An index, more often where the weight is larger.</summary>
    public int Weighted(IReadOnlyList<int> weights)
    {
        var at = Below(weights.Sum());
        for (var i = 0; ; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }
    }

    /// <summary>In another order.</summary>
    public List<T> Shuffle<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    /// <summary>An id in the shape of a UUIDv7 of that instant.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(
            bytes,
            ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (Next() & 0x0FFF)
        );
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000);
        return new(bytes, bigEndian: true);
    }
}
