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
    public int Place(int rune) => Array.BinarySearch(Runes, rune) + 1;

    public static Dictionary<FontFace, UsedFace> Of(List<Page> pages)
    {
        var runes = new Dictionary<FontFace, (FontRole Role, HashSet<int> Runes)>();
        foreach (var text in pages.SelectMany(page => page.Texts))
        {
            if (!runes.TryGetValue(text.Face, out var used))
                runes.Add(text.Face, used = (text.Role, []));
            foreach (var rune in text.Runes)
                used.Runes.Add(rune);
        }
        return runes
            .Select((face, i) => new UsedFace(i + 1, face.Key, face.Value.Role, [.. face.Value.Runes.Order()]))
            .ToDictionary(used => used.Face);
    }
}
