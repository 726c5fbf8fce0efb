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
        for (var start = 0; start < text.Length; )
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var line = Span.Between(start, length < 0 ? text.Length : start + length);
            LookAtLine(text, line, findings);
            start = line.End + 1;
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

    private static void LookAtLine(string text, Span line, Findings findings)
    {
        if (text.AsSpan(line.Start, line.Length).IndexOfAny("，。；,;") >= 0)
        {
            LookFor(Between(), match => match.Index > line.Start && IsStray(text, line.Start, match));
        }

        LookFor(BeforeMark(), _ => true);

        void LookFor(Regex blanks, Func<Match, bool> isStray)
        {
            var (quoted, at) = (false, line.Start);
            for (var match = blanks.Match(text, line.Start, line.Length); match.Success; match = match.NextMatch())
            {
                quoted = IsQuoted(text, at, match.Index, quoted);
                at = match.Index;
                if (!quoted && isStray(match))
                {
                    findings.Add("spacing/stray", new(match.Index, match.Length), $"{match.Value[0]}{match.Value[^1]}");
                }
            }
        }
    }

    private static bool IsStray(string text, int lineStart, Match match) =>
        match.Groups["gap"].Length <= Widest
        && match.Value[0] is not ('页' or '頁')
        && !Article().IsMatch(text.AsSpan(lineStart, match.Index + 1 - lineStart))
        && !Named().IsMatch(text.AsSpan(lineStart, match.Index + 1 - lineStart))
        && !IsParallel(text, match);

    // Whether a quotation is open at a place, where it is known of an earlier one in the line.
    private static bool IsQuoted(string text, int from, int to, bool before)
    {
        var between = text.AsSpan(from, to - from);
        var (opens, closes) = (between.LastIndexOfAny(Openers), between.LastIndexOfAny(Closers));
        return opens == closes ? before : opens > closes;
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

    // 展板 。
    [GeneratedRegex(@"[\u3400-\u9fff][ \t\u3000\u00a0]{1,2}[。，；、](?![ \u3000])")]
    private static partial Regex BeforeMark();

    // 第一条　为加强农家书屋管理，…
    [GeneratedRegex(@"^\s*第[一二三四五六七八九十百零\d]{1,5}(?:[条條章节節款篇讲講步]|部分|季度)\z")]
    private static partial Regex Article();

    // 联系人：文化站 周晓敏
    [GeneratedRegex(@"(?:人|者|员|單位|单位)[:：][^，。；：:]{0,16}\z")]
    private static partial Regex Named();

    [GeneratedRegex(@"[\u3400-\u9fff](?<gap>[ \t\u3000\u00a0]+)(?=[\u3400-\u9fff])[\u3400-\u9fff]")]
    private static partial Regex Between();

    [GeneratedRegex(@"[\u3400-\u9fff] +\d[\d.]*|(?<![\d.])\d[\d.]* +[\u3400-\u9fff]")]
    private static partial Regex BesideDigits();
}
