using System.Collections.Frozen;

namespace Xiangyin.Reading;

/// <summary>Which characters belong to one script only.</summary>
internal static class Scripts
{
    private static readonly FrozenSet<char> Both = RuleBook
        .Default["script/mixed"]
        .Words("both")
        .SelectMany(word => word)
        .ToFrozenSet();

    private static readonly char[] Simplified = Read();
    private static readonly char[] Traditional = Inverse();

    /// <summary>Whether simplified text writes this character otherwise.</summary>
    public static bool IsTraditionalOnly(char c) =>
        Simplified[c] is var s && s != c && Traditional[s] != s && !Both.Contains(c);

    /// <summary>Whether traditional text writes this character otherwise, whatever the word.</summary>
    public static bool IsSimplifiedOnly(char c) => Traditional[c] != c;

    /// <summary>Whether more characters are traditional only than simplified only.</summary>
    public static bool IsTraditional(string text)
    {
        var lead = 0;
        foreach (var c in text)
        {
            lead +=
                Simplified[c] != c ? 1
                : Traditional[c] != c ? -1
                : 0;
        }

        return lead > 0;
    }

    public static string ToTraditional(string text) => Map(text, Traditional);

    public static string ToSimplified(string text) => Map(text, Simplified);

    /// <summary>Simplified, with letters and digits half-width, and as long as it was: places stay what they are, and so do marks.</summary>
    public static string Fold(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    var c = from[i];
                    span[i] = c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ'
                        ? (char)(c - 0xFEE0)
                        : Simplified[c];
                }
            }
        );

    private static string Map(string text, char[] map) =>
        string.Create(
            text.Length,
            (text, map),
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = from.map[from.text[i]];
                }
            }
        );

    private static char[] Read()
    {
        var map = Same();
        foreach (var line in Lexicon.Lines("script.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                map[line[i]] = line[i + 1];
            }
        }

        return map;
    }

    // A simplified character that traditional text writes too tells no script.
    private static char[] Inverse()
    {
        var map = Same();
        for (var c = char.MaxValue; c > 0; c--)
        {
            var s = Simplified[c];
            if (s != c && Simplified[s] == s && !Both.Contains(s))
            {
                map[s] = c;
            }
        }

        return map;
    }

    private static char[] Same() => [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c)];
}
