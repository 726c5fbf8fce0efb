namespace Xiangyin.Reading;

/// <summary>Words to be found at a place of a text, the longest first, forwards or backwards, without a copy.</summary>
internal sealed class WordSet
{
    /// <summary>No words: what most documents bring.</summary>
    public static readonly WordSet None = new([]);

    private readonly ushort[] first = new ushort[char.MaxValue + 1];
    private readonly ushort[] last = new ushort[char.MaxValue + 1];
    private readonly List<string[]> byFirst =
    [
        [],
    ];
    private readonly List<string[]> byLast =
    [
        [],
    ];

    public WordSet(IEnumerable<string> words)
    {
        var all = words.Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).ToList();
        foreach (var group in all.GroupBy(w => w[0]))
        {
            first[group.Key] = (ushort)byFirst.Count;
            byFirst.Add([.. group]);
        }

        foreach (var group in all.GroupBy(w => w[^1]))
        {
            last[group.Key] = (ushort)byLast.Count;
            byLast.Add([.. group]);
        }
    }

    /// <summary>The longest word that begins at a place; null where none does.</summary>
    public string? At(string text, int start)
    {
        if ((uint)start >= (uint)text.Length || first[text[start]] is var bucket && bucket == 0)
        {
            return null;
        }

        foreach (var word in byFirst[bucket])
        {
            if (string.CompareOrdinal(text, start, word, 0, word.Length) == 0)
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>The longest word that ends before a place and does not begin before another; null where none does.</summary>
    public string? Before(string text, int end, int from = 0)
    {
        if (end <= from || last[text[end - 1]] is var bucket && bucket == 0)
        {
            return null;
        }

        foreach (var word in byLast[bucket])
        {
            if (end - word.Length >= from && string.CompareOrdinal(text, end - word.Length, word, 0, word.Length) == 0)
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Whether some word stands within a stretch.</summary>
    public bool Within(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            foreach (var word in byFirst[first[text[i]]])
            {
                if (i + word.Length <= end && string.CompareOrdinal(text, i, word, 0, word.Length) == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
