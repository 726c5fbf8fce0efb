using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The labels that Word writes by itself: 一、 and 1. stand in no text of the file, and a reader sees them all the same.</summary>
internal sealed class DocxNumbering
{
    private const int Levels = 9;
    private static readonly XNamespace W = DocxText.W;
    private readonly Dictionary<string, (string Abstract, Level?[] Levels)> lists = [];
    private readonly Dictionary<string, (string? Num, int Level)> styles = [];
    private readonly Dictionary<string, int[]> counters = [];

    private sealed record Level(int Start, string Format, string Text, string? Style);

    public static DocxNumbering Of(BoundedZip zip, string numberingPart, string stylesPart)
    {
        var numbering = new DocxNumbering();
        if (zip.FindXml(numberingPart)?.Root is { } root)
        {
            numbering.ReadLists(root);
            numbering.ReadStyles(zip.FindXml(stylesPart)?.Root);
        }

        return numbering;
    }

    /// <summary>The label before a paragraph; empty where it has none. Asked once for each paragraph, in order.</summary>
    public string LabelOf(XElement paragraph)
    {
        if (lists.Count == 0)
        {
            return "";
        }

        var format = paragraph.Element(W + "pPr");
        var (num, at) = Of(format?.Element(W + "numPr"), Value(format?.Element(W + "pStyle")) ?? "");
        if (
            num is null
            || at is < 0 or >= Levels
            || !lists.TryGetValue(num, out var list)
            || list.Levels[at] is not { } level
        )
        {
            return "";
        }

        var counts = counters.TryGetValue(list.Abstract, out var kept)
            ? kept
            : counters[list.Abstract] = new int[Levels];
        counts[at] = counts[at] == 0 ? level.Start : counts[at] + 1;
        Array.Clear(counts, at + 1, Levels - at - 1);
        return level.Format is "bullet" or "none" ? "" : Write(level.Text, list.Levels, counts);
    }

    private (string? Num, int Level) Of(XElement? own, string style)
    {
        var inherited = styles.GetValueOrDefault(style);
        return own is null
            ? inherited
            : (Value(own.Element(W + "numId")) ?? inherited.Num, Number(own.Element(W + "ilvl")) ?? inherited.Level);
    }

    private void ReadLists(XElement root)
    {
        var patterns = root.Elements(W + "abstractNum")
            .Where(a => a.Attribute(W + "abstractNumId") is not null)
            .DistinctBy(a => a.Attribute(W + "abstractNumId")!.Value)
            .ToDictionary(a => a.Attribute(W + "abstractNumId")!.Value, ReadLevels);
        foreach (var num in root.Elements(W + "num"))
        {
            if (
                num.Attribute(W + "numId")?.Value is { } id
                && Value(num.Element(W + "abstractNumId")) is { } pattern
                && patterns.TryGetValue(pattern, out var levels)
            )
            {
                lists[id] = (pattern, levels);
            }
        }
    }

    private static Level?[] ReadLevels(XElement pattern)
    {
        var levels = new Level?[Levels];
        foreach (var level in pattern.Elements(W + "lvl"))
        {
            if (
                int.TryParse(level.Attribute(W + "ilvl")?.Value, CultureInfo.InvariantCulture, out var at)
                && at is >= 0 and < Levels
            )
            {
                levels[at] = new(
                    Number(level.Element(W + "start")) ?? 1,
                    Value(level.Element(W + "numFmt")) ?? "decimal",
                    Value(level.Element(W + "lvlText")) ?? "",
                    Value(level.Element(W + "pStyle"))
                );
            }
        }

        return levels;
    }

    private void ReadStyles(XElement? root)
    {
        foreach (var (num, list) in lists)
        {
            for (var at = 0; at < Levels; at++)
            {
                if (list.Levels[at]?.Style is { } style)
                {
                    styles.TryAdd(style, (num, at));
                }
            }
        }

        foreach (var style in root?.Elements(W + "style") ?? [])
        {
            var own = style.Element(W + "pPr")?.Element(W + "numPr");
            if (style.Attribute(W + "styleId")?.Value is { } id && Value(own?.Element(W + "numId")) is { } num)
            {
                styles[id] = (num, Number(own!.Element(W + "ilvl")) ?? styles.GetValueOrDefault(id).Level);
            }
        }
    }

    private static string Write(string pattern, Level?[] levels, int[] counts)
    {
        var label = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var at = pattern[++i] - '1';
                label.Append(Write(Math.Max(counts[at], 1), levels[at]?.Format ?? "decimal"));
            }
            else
            {
                label.Append(pattern[i]);
            }
        }

        return label.ToString();
    }

    private static string Write(int number, string format) =>
        format switch
        {
            _ when format.Contains("hinese", StringComparison.Ordinal)
                    || format.StartsWith("ideograph", StringComparison.Ordinal)
                    || format.StartsWith("taiwanese", StringComparison.Ordinal)
                    || format.StartsWith("japanese", StringComparison.Ordinal) => Chinese(number),
            "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when number <= 20 => (
                (char)('①' + number - 1)
            ).ToString(),
            "lowerLetter" when number <= 26 => ((char)('a' + number - 1)).ToString(),
            "upperLetter" when number <= 26 => ((char)('A' + number - 1)).ToString(),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };

    private static string Chinese(int number)
    {
        const string digits = "零一二三四五六七八九";
        return number switch
        {
            < 10 => digits[number].ToString(),
            < 20 => "十" + (number == 10 ? "" : digits[number - 10].ToString()),
            < 100 => digits[number / 10] + "十" + (number % 10 == 0 ? "" : digits[number % 10].ToString()),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string? Value(XElement? element) => element?.Attribute(W + "val")?.Value;

    private static int? Number(XElement? element) =>
        int.TryParse(Value(element), CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 10_000
            ? number
            : null;
}
