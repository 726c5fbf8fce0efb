using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>半年来 in a report on a year, 全年 done in a report on half of it. Not: 下半年 as plan, 上半年 as a part of the year, 近半年来.</summary>
internal sealed partial class Contradictions : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["period/contradiction", "period/broken-year"];

    public override void Look(Paper paper, Findings findings)
    {
        var tenor = paper.Tenor;
        if (tenor.IsAnnual && !tenor.IsPlan)
        {
            foreach (Match match in HalfYear().Matches(paper.Plain))
            {
                findings.Add("period/contradiction", paper.Origin(match), null, match.Value, Period(tenor));
            }
        }
        else if (tenor.IsPartOfYear && tenor.Title.Contains("半年", StringComparison.Ordinal))
        {
            foreach (Match match in AYear().Matches(paper.Plain))
            {
                findings.Add("period/contradiction", paper.Origin(match), null, match.Value, "半年");
            }
        }

        foreach (Match match in HalfWithWhole().Matches(paper.Plain))
        {
            findings.Add(
                "period/contradiction",
                paper.Origin(match.Groups["half"]),
                null,
                match.Groups["half"].Value,
                "全年"
            );
        }

        foreach (Match match in BrokenYear().Matches(paper.Plain))
        {
            findings.Add("period/broken-year", paper.Origin(match));
        }
    }

    private static string Period(Tenor tenor) => tenor.TitleYear is { } year ? $"{year}年" : "全年";

    [GeneratedRegex(
        "(?<![上下近大])(?:这)?半年(?:多)?(?:以)?来|(?<=(?:总结|回顾)[^。，\n]{0,8})上半年(?=的?工作[，。])"
    )]
    private static partial Regex HalfYear();

    [GeneratedRegex("(?<![近两二三四五])一年(?:以)?来(?=[，,])")]
    private static partial Regex AYear();

    // 上半年工作总结如下:全年共…
    [GeneratedRegex("(?<half>上半年)工作(?:情况)?(?:总结|汇报)如下[：:][^\n。]{0,6}全年共")]
    private static partial Regex HalfWithWhole();

    [GeneratedRegex(@"(?<!\d)20[0-3]\d\d{1,2}年(?!限)")]
    private static partial Regex BrokenYear();
}
