namespace Xiangyin.Reading;

/// <summary>What numbers are followed by.</summary>
internal enum CounterKind
{
    None,

    /// <summary>Counts things one by one or happening by happening: 名, 场次.</summary>
    Measure,

    /// <summary>Measures how much: 元, 亩, 小时, %.</summary>
    Amount,

    /// <summary>A unit counted without a measure word: 村.</summary>
    Place,

    /// <summary>A group counted without a measure word, its unit the last character: 村民组.</summary>
    Group,

    /// <summary>People without a measure word.</summary>
    Person,

    /// <summary>Things without a measure word.</summary>
    Thing,
}

/// <summary>A counter found at a place.</summary>
/// <param name="Kind">What sort; <see cref="CounterKind.None"/> where there is none.</param>
/// <param name="Length">How many characters.</param>
internal readonly record struct Counter(CounterKind Kind, int Length);

internal static class Counters
{
    private static readonly ushort[] First = new ushort[char.MaxValue + 1];
    private static readonly List<(string Word, string NotBefore, CounterKind Kind)[]> Buckets = Load();

    /// <summary>The longest counter at a place; a text that was not folded yet is folded while it is compared.</summary>
    public static Counter At(string text, int start, bool folded = true)
    {
        if ((uint)start >= (uint)text.Length)
        {
            return default;
        }

        var first = folded ? text[start] : Script.Fold(text[start]);
        foreach (var (word, notBefore, kind) in Buckets[First[first]])
        {
            if (Matches(text, start, word, folded) && !Excluded(text, start + word.Length, notBefore, folded))
            {
                return new(kind, word.Length);
            }
        }

        return default;
    }

    private static bool Matches(string text, int start, string word, bool folded)
    {
        if (start + word.Length > text.Length)
        {
            return false;
        }

        for (var i = 1; i < word.Length; i++)
        {
            if ((folded ? text[start + i] : Script.Fold(text[start + i])) != word[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Excluded(string text, int after, string notBefore, bool folded) =>
        notBefore.Length > 0
        && after < text.Length
        && notBefore.Contains(folded ? text[after] : Script.Fold(text[after]), StringComparison.Ordinal);

    private static List<(string, string, CounterKind)[]> Load()
    {
        var buckets = new List<(string Word, string NotBefore, CounterKind Kind)[]>
        {
            Array.Empty<(string, string, CounterKind)>(),
        };
        var words =
            from entry in Lexicon.Sections("counters.txt")
            let parts = entry.Word.Split('!')
            select (
                Word: parts[0],
                NotBefore: parts.Length > 1 ? parts[1] : "",
                Kind: Enum.Parse<CounterKind>(entry.Section, true)
            );
        foreach (var group in words.DistinctBy(w => w.Word).GroupBy(w => w.Word[0]))
        {
            First[group.Key] = (ushort)buckets.Count;
            buckets.Add([.. group.OrderByDescending(w => w.Word.Length)]);
        }

        return buckets;
    }
}
