using System.Collections.Frozen;
using System.Text;

namespace Xiangyin.Reading;

/// <summary>Which characters belong to one script only.</summary>
internal static class Scripts
{
    private static readonly Encoding Big5 = CodePagesEncodingProvider.Instance.GetEncoding("big5")!;
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("gbk")!;
    private static readonly char[] Simplified = Read();
    private static readonly char[] Traditional = Inverse();

    // 哪吒, 回鹘: traditional by the table, and written in simplified text all the same, for GB 2312 has them.
    private static readonly FrozenSet<char> Common = Enumerable
        .Range(0, char.MaxValue + 1)
        .Select(c => (char)c)
        .Where(c => Simplified[c] != c && IsInGb2312(c))
        .ToFrozenSet();

    /// <summary>Whether simplified text writes this character otherwise.</summary>
    public static bool IsTraditionalOnly(char c) =>
        Simplified[c] is var s && s != c && Traditional[s] != s && !Common.Contains(c);

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

    // A simplified character that traditional text writes too tells no script: 吃, 划 and 征 are among the common ones of Big5.
    private static char[] Inverse()
    {
        var both = RuleBook.Default["script/mixed"].Words("both").SelectMany(word => word).ToHashSet();
        var map = Same();
        for (var c = char.MaxValue; c > 0; c--)
        {
            var s = Simplified[c];
            if (s != c && Simplified[s] == s && !both.Contains(s) && !IsCommonInBig5(s))
            {
                map[s] = c;
            }
        }

        return map;
    }

    private static bool IsCommonInBig5(char c) => Bytes(Big5, c) is >= 0xA440 and <= 0xC67E;

    private static bool IsInGb2312(char c) =>
        Bytes(Gbk, c) is >= 0xB0A1 and <= 0xF7FE and var code && (code & 0xFF) >= 0xA1;

    // The two bytes of a character; 0 where it has none there.
    private static int Bytes(Encoding encoding, char c)
    {
        Span<byte> bytes = stackalloc byte[4];
        return encoding.GetBytes([c], bytes) == 2 ? (bytes[0] << 8) | bytes[1] : 0;
    }

    private static char[] Same() => [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c)];
}
