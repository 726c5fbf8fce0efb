namespace Xiangyin.Documents;

/// <summary>A face as one document uses it.</summary>
/// <param name="Number">1, 2 … in the order of first use.</param>
/// <param name="Face">The whole face.</param>
/// <param name="Role">What it was first used for.</param>
/// <param name="Runes">The characters used, in order.</param>
internal sealed record UsedFace(int Number, FontFace Face, FontRole Role, int[] Runes)
{
    private readonly Lazy<FontSubset> subset = new(() => Face.Subset(Runes));

    /// <summary>Made once for all forms of the document.</summary>
    public FontSubset Subset => subset.Value;

    /// <summary>A name of its own for each subset, as PDF asks: six letters and a plus sign before the face's name.</summary>
    public string SubsetName => $"XYAAA{(char)('A' + ((Number - 1) % 26))}+{Face.PostScriptName}";

    /// <summary>A character's place among those used, from 1.</summary>
    public int Place(int rune) => rune < places.Length ? places[rune] : Array.BinarySearch(Runes, rune) + 1;

    private readonly ushort[] places = Places(Runes);

    private static ushort[] Places(int[] runes)
    {
        var last = Array.FindLastIndex(runes, rune => rune <= 0xFFFF);
        var places = new ushort[last < 0 ? 0 : runes[last] + 1];
        for (var i = 0; i <= last; i++)
            places[runes[i]] = (ushort)(i + 1);
        return places;
    }

    public static Dictionary<FontFace, UsedFace> Of(List<Page> pages)
    {
        var used = new Dictionary<FontFace, (FontRole Role, RuneSet Runes)>();
        foreach (var page in pages)
        foreach (var text in page.Texts)
        {
            if (!used.TryGetValue(text.Face, out var face))
                used.Add(text.Face, face = (text.Role, new RuneSet()));
            foreach (var rune in text.Runes)
                face.Runes.Add(rune);
        }
        return used.Select((face, i) => new UsedFace(i + 1, face.Key, face.Value.Role, face.Value.Runes.ToArray()))
            .ToDictionary(face => face.Face);
    }

    /// <summary>A set of code points as bits.</summary>
    private sealed class RuneSet
    {
        private readonly ulong[] basic = new ulong[0x10000 / 64];
        private readonly SortedSet<int> beyond = [];

        public void Add(int rune)
        {
            if (rune <= 0xFFFF)
                basic[rune >> 6] |= 1UL << (rune & 63);
            else
                beyond.Add(rune);
        }

        public int[] ToArray()
        {
            var runes = new List<int>(1024);
            for (var i = 0; i < basic.Length; i++)
            {
                for (var bits = basic[i]; bits != 0; bits &= bits - 1)
                    runes.Add((i << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits));
            }
            runes.AddRange(beyond);
            return [.. runes];
        }
    }
}
