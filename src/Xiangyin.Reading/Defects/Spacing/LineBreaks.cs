using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>
/// Line breaks inside a sentence. Not: a heading before its text, a title, a signature, a line that ends with a mark, text that is broken at one width throughout (told once).
/// </summary>
internal sealed class LineBreaks : Rule
{
    private const int ShortestLine = 25;
    private static readonly SearchValues<char> LabelMarks = SearchValues.Create("、.．)）：:");
    private static readonly SearchValues<char> Numerals = SearchValues.Create(
        "0123456789０１２３４５６７８９一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨"
    );
    private const int Throughout = 8;

    public override IReadOnlyList<string> Ids { get; } = ["spacing/line-break"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Text;
        var breaks = new List<Span>();
        Span? previous = null;
        foreach (var line in Lines.Of(text))
        {
            if (previous is { } above && Cuts(text, above, line))
            {
                breaks.Add(Span.Between(above.End - 1, line.Start + 1));
            }

            previous = line;
        }

        foreach (var cut in breaks.Count > Throughout ? breaks.Take(1) : breaks)
        {
            findings.Add("spacing/line-break", cut, $"{text[cut.Start]}{text[cut.End - 1]}");
        }
    }

    private static bool Cuts(string text, Span above, Span line) =>
        above.Length >= ShortestLine
        && Lines.IsChinese(text[above.End - 1])
        && (Lines.IsChinese(text[line.Start]) || char.IsAsciiDigit(text[line.Start]))
        && text.AsSpan(above.End, line.Start - above.End).Count('\n') <= 1
        && text.AsSpan(above.Start, above.Length).IndexOfAny("，。；,;") >= 0
        && !IsLabel(text, line)
        && (line.Length > 12 || text.AsSpan(line.Start, line.Length).IndexOfAny("，。；,;") >= 0);

    private static bool IsLabel(string text, Span line)
    {
        var begin = text.AsSpan(line.Start, Math.Min(5, line.Length));
        return (begin.IndexOfAny(LabelMarks) is > 0 and var mark && begin[..mark].IndexOfAnyExcept(Numerals) < 0)
            || begin.StartsWith("第")
            || (begin.Length > 1 && begin[1] == '是');
    }
}
