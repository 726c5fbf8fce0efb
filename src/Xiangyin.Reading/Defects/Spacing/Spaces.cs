using System.Buffers;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Blanks between the characters of a sentence. Not: titles and signatures set apart, 中共中央 国务院, an article behind its number, parallel phrases in quotation marks or set side by side, columns.
/// </summary>
internal sealed partial class Spaces : Rule
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("“《『「（(");
    private static readonly SearchValues<char> Closers = SearchValues.Create("”》』」）)");
    private const int Widest = 2;

    public override IReadOnlyList<string> Ids { get; } = ["spacing/stray", "spacing/number"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Text;
        foreach (Match match in Between().Matches(text))
        {
            if (
                match.Groups["gap"].Length <= Widest
                && match.Value[0] is not ('页' or '頁')
                && !Article()
                    .IsMatch(text.AsSpan(LineStart(text, match.Index), match.Index + 1 - LineStart(text, match.Index)))
                && InSentence(text, match)
                && !IsQuoted(text, match.Index)
                && !IsParallel(text, match)
            )
            {
                findings.Add("spacing/stray", new(match.Index, match.Length), $"{match.Value[0]}{match.Value[^1]}");
            }
        }

        foreach (Match match in BeforeMark().Matches(text))
        {
            if (!IsQuoted(text, match.Index))
            {
                findings.Add("spacing/stray", new(match.Index, match.Length), $"{match.Value[0]}{match.Value[^1]}");
            }
        }

        if (findings.Wants("spacing/number"))
        {
            foreach (Match match in BesideDigits().Matches(text))
            {
                findings.Add(
                    "spacing/number",
                    new(match.Index, match.Length),
                    match.Value.Replace(" ", "", StringComparison.Ordinal)
                );
            }
        }
    }

    private static bool InSentence(string text, Match match)
    {
        var from = LineStart(text, match.Index);
        var to = text.IndexOf('\n', match.Index);
        return text.AsSpan(from, (to < 0 ? text.Length : to) - from).IndexOfAny("，。；,;") >= 0 && match.Index > from;
    }

    private static bool IsQuoted(string text, int at)
    {
        var before = text.AsSpan(LineStart(text, at), at - LineStart(text, at));
        return before.LastIndexOfAny(Openers) > before.LastIndexOfAny(Closers);
    }

    // 加强领导 落实责任: two phrases of one length.
    private static bool IsParallel(string text, Match match)
    {
        const int Shortest = 4;
        var left = 0;
        for (var i = match.Index; i >= 0 && Lines.IsChinese(text[i]); i--)
        {
            left++;
        }

        var right = 0;
        for (var i = match.Index + match.Length - 1; i < text.Length && Lines.IsChinese(text[i]); i++)
        {
            right++;
        }

        return left == right && left >= Shortest;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    // 展板 。
    [GeneratedRegex(@"[\u3400-\u9fff][ \t\u3000\u00a0]{1,2}[。，；、](?![ \u3000])")]
    private static partial Regex BeforeMark();

    // 第一条　为加强农家书屋管理，…
    [GeneratedRegex(@"^\s*第[一二三四五六七八九十百零\d]{1,5}[条條章节節款]\z")]
    private static partial Regex Article();

    [GeneratedRegex(@"[\u3400-\u9fff](?<gap>[ \t\u3000\u00a0]+)(?=[\u3400-\u9fff])[\u3400-\u9fff]")]
    private static partial Regex Between();

    [GeneratedRegex(@"[\u3400-\u9fff] +\d[\d.]*|(?<![\d.])\d[\d.]* +[\u3400-\u9fff]")]
    private static partial Regex BesideDigits();
}
