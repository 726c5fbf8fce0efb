using System.Collections.Frozen;
using System.Reflection;

namespace Xiangyin.Reading;

/// <summary>Which characters belong to one script only, from the reader's own table.</summary>
internal static class Scripts
{
    private static readonly FrozenDictionary<char, char> Simplified = Read();
    private static readonly FrozenDictionary<char, char> Traditional = Inverse();

    /// <summary>Whether simplified text writes this character otherwise.</summary>
    public static bool IsTraditionalOnly(char c) => Simplified.TryGetValue(c, out var s) && Traditional.ContainsKey(s);

    /// <summary>The traditional character of one that is simplified and nothing else; null for any other.</summary>
    public static char? TraditionalOf(char simplified) => Traditional.TryGetValue(simplified, out var t) ? t : null;

    /// <summary>Whether more characters are traditional only than simplified only.</summary>
    public static bool IsTraditional(string text)
    {
        var lead = 0;
        foreach (var c in text)
        {
            lead +=
                c < '\u3400' ? 0
                : Simplified.ContainsKey(c) ? 1
                : Traditional.ContainsKey(c) ? -1
                : 0;
        }

        return lead > 0;
    }

    public static string ToTraditional(string simplified) =>
        string.Create(
            simplified.Length,
            simplified,
            static (span, text) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = TraditionalOf(text[i]) ?? text[i];
                }
            }
        );

    public static string ToSimplified(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = Simplified.TryGetValue(from[i], out var s) ? s : from[i];
                }
            }
        );

    /// <summary>Simplified, and letters and digits half-width; as long as it was.</summary>
    public static string Fold(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    var c = from[i];
                    span[i] =
                        c < '\u3000' ? c
                        : c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' ? (char)(c - 0xFEE0)
                        : Simplified.TryGetValue(c, out var s) ? s
                        : c;
                }
            }
        );

    private static FrozenDictionary<char, char> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("script.txt")!;
        using var reader = new StreamReader(stream);
        var pairs = new Dictionary<char, char>();
        while (reader.ReadLine() is { } line)
        {
            for (var i = 0; !line.StartsWith('#') && i + 1 < line.Length; i += 2)
            {
                pairs[line[i]] = line[i + 1];
            }
        }

        return pairs.ToFrozenDictionary();
    }

    // A simplified character that is also written in traditional text, or that stands for several, is none that tells a script.
    private static FrozenDictionary<char, char> Inverse()
    {
        var both = RuleBook.Default["script/mixed"].Words("both").SelectMany(word => word).ToHashSet();
        return Simplified
            .Where(pair => !both.Contains(pair.Value) && !Simplified.ContainsKey(pair.Value))
            .GroupBy(pair => pair.Value, pair => pair.Key)
            .ToFrozenDictionary(group => group.Key, group => group.First());
    }
}
