using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Units that are missing or wrong, hedges that contradict each other or stand in the wrong place. Not: 近年来, 7.7万余场, 平方公里, 一千多名.
/// </summary>
internal sealed partial class Units : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["unit/wrong", "unit/approximation", "unit/order"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (Match match in Square().Matches(paper.Plain))
        {
            var span = paper.Origin(match);
            findings.Add("unit/wrong", span, span.In(paper.Text) + "米", paper.Show(span), "平方米");
        }

        foreach (Match match in NoCounter().Matches(paper.Plain))
        {
            var span = paper.Origin(match);
            findings.Add(
                "unit/wrong",
                span,
                null,
                paper.Show(span),
                match.Groups["n"].Value + "家（个）" + match.Groups["thing"].Value
            );
        }

        foreach (Match match in WrongCounter().Matches(paper.Plain))
        {
            findings.Add("unit/wrong", paper.Origin(match), null, paper.Show(paper.Origin(match)), "份（篇）");
        }

        foreach (Match match in TwoHedges().Matches(paper.Plain))
        {
            findings.Add("unit/approximation", paper.Origin(match));
        }

        foreach (Match match in Misplaced().Matches(paper.Plain))
        {
            var span = paper.Origin(match);
            var fix = paper.InItsScript(
                $"{match.Groups["n"].Value}{match.Groups["hedge"].Value}{match.Groups["big"].Value}{match.Groups["unit"].Value}"
            );
            findings.Add("unit/order", span, fix, paper.Show(span), fix);
        }
    }

    private const string Number =
        @"(?:\d[\d,.]*|[一二三四五六七八九两几]?[十百千][一二三四五六七八九十百千]*|[一二三四五六七八九两](?=[万亿千]))";

    [GeneratedRegex(@"\d平方(?![米公千里厘分尺mM])")]
    private static partial Regex Square();

    [GeneratedRegex(@"(?<=[、，,])(?<n>\d{1,3})(?<thing>网吧|KTV|书店|超市|歌厅|酒店|饭店|药店)")]
    private static partial Regex NoCounter();

    [GeneratedRegex(@"(?:材料|资料|稿件|信息|简报|论文)\d+(?:户|名|人)(?![次均])")]
    private static partial Regex WrongCounter();

    [GeneratedRegex(
        @"(?:大约|约|将近|接近|近)"
            + Number
            + @"[万亿千百]?(?:余|多(?!种|样))"
            + @"|(?:大约|约|将近|接近|近)"
            + Number
            + @"[万亿千百]?[\u4e00-\u9fff]{0,3}(?:左右|上下)"
            + "|"
            + Number
            + @"[万亿千百]?(?:余|多)[\u4e00-\u9fff]{1,3}(?:左右|以上|上下)"
            + "|"
            + Number
            + "[万亿千百]?(?:多余|余多)[人名次份个条篇]"
    )]
    private static partial Regex TwoHedges();

    // 20万余元 is 20余万元; 7.7万余 and 1万余 can't be said otherwise.
    [GeneratedRegex(
        @"(?<![\d.])(?<n>[1-9]\d*0)(?<big>[万亿])(?<hedge>余|多)(?<unit>元|人次?|字|株|份|斤)|(?<n>\d+)(?<unit>[台场个])(?<hedge>多|余)(?<big>次)(?!元)"
    )]
    private static partial Regex Misplaced();
}
