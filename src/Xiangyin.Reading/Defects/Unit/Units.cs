using System.Buffers;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Units that are missing or wrong, hedges that contradict each other or stand in the wrong place. Not: 近年来, 7.7万余场, 平方公里, 一千多名.
/// </summary>
internal sealed partial class Units : Rule
{
    private const string Number =
        @"(?:\d[\d,.]*|[一二三四五六七八九两几]?[十百千][一二三四五六七八九十百千]*|[一二三四五六七八九两](?=[万亿千]))";

    private static readonly SearchValues<string> Ranges = SearchValues.Create(
        ["左右", "以上", "上下"],
        StringComparison.Ordinal
    );

    public override IReadOnlyList<string> Ids { get; } = ["unit/wrong", "unit/approximation", "unit/order"];

    public override void Look(Paper paper, Findings findings)
    {
        LookForUnits(paper, findings);
        LookForHedges(paper, findings);
        LookForOrder(paper, findings);
    }

    private static void LookForUnits(Paper paper, Findings findings)
    {
        foreach (Match match in Square().Matches(paper.Plain))
        {
            var span = paper.Origin(match.Index - 1, match.Index + match.Length);
            findings.Add("unit/wrong", span, span.In(paper.Text) + "米", paper.Show(span), "平方米");
        }

        foreach (Match match in NoCounter().Matches(paper.Plain))
        {
            var span = paper.Origin(match.Groups["n"].Index, match.Index + match.Length);
            findings.Add(
                "unit/wrong",
                span,
                null,
                paper.Show(span),
                $"{match.Groups["n"].Value}家{match.Groups["thing"].Value}"
            );
        }

        foreach (Match match in WrongCounter().Matches(paper.Plain))
        {
            findings.Add("unit/wrong", paper.Origin(match), null, paper.Show(paper.Origin(match)), "份（篇）");
        }
    }

    private static void LookForHedges(Paper paper, Findings findings)
    {
        foreach (Match match in TwoHedges().Matches(paper.Plain))
        {
            // 大约, 将近, 接近
            var from = match.Index - (match.Index > 0 && "大将接".Contains(paper.Plain[match.Index - 1]) ? 1 : 0);
            findings.Add("unit/approximation", paper.Origin(from, match.Index + match.Length));
        }

        if (paper.Plain.AsSpan().ContainsAny(Ranges))
        {
            foreach (Match match in HedgeAndRange().Matches(paper.Plain))
            {
                findings.Add("unit/approximation", paper.Origin(match.Groups["n"].Index, match.Index + match.Length));
            }
        }

        foreach (Match match in HedgeAndHedge().Matches(paper.Plain))
        {
            findings.Add("unit/approximation", paper.Origin(match.Groups["n"].Index, match.Index + match.Length));
        }
    }

    private static void LookForOrder(Paper paper, Findings findings)
    {
        foreach (Match match in Misplaced().Matches(paper.Plain))
        {
            var (number, hedge) = (match.Groups["n"], match.Groups["hedge"].Value);
            var span = paper.Origin(number.Index, match.Index + match.Length);
            var fix = paper.InItsScript(
                $"{number.Value}{hedge}{match.Groups["big"].Value}{match.Groups["unit"].Value}"
            );
            findings.Add("unit/order", span, fix, paper.Show(span), fix);
        }
    }

    [GeneratedRegex(@"平方(?<=\d平方)(?![米公千里厘分尺mM])")]
    private static partial Regex Square();

    [GeneratedRegex(@"(?<thing>网吧|KTV|书店|超市|歌厅|酒店|饭店|药店)(?<=[、，](?<n>\d{1,3})\k<thing>)")]
    private static partial Regex NoCounter();

    [GeneratedRegex(@"(?:材料|资料|稿件|信息|简报|论文)\d{1,9}(?:户|名|人)(?![次均])")]
    private static partial Regex WrongCounter();

    [GeneratedRegex(
        "(?<![节公条签邀预制合契集简])[约近]"
            + Number
            + @"[万亿千百]?(?:余|多(?!种|样)|[\u4e00-\u9fff]{0,3}(?:左右|上下))"
    )]
    private static partial Regex TwoHedges();

    [GeneratedRegex(
        @"[余多][\u4e00-\u9fff]{1,3}(?:左右|以上|上下)(?<=(?<n>(?:\d{1,9}|[一二三四五六七八九十百千两]{1,6})[万亿千百]?)[余多]\w{3,5})"
    )]
    private static partial Regex HedgeAndRange();

    [GeneratedRegex(
        @"(?:多余|余多)[人名次份个条篇](?<=(?<n>(?:\d{1,9}|[一二三四五六七八九两])[十百千万亿]?)[余多]{2}\w)"
    )]
    private static partial Regex HedgeAndHedge();

    // 20万余元 is 20余万元; 7.7万余 and 1万余 can't be said otherwise. 60册余 is 60余册.
    [GeneratedRegex(
        @"(?<big>[万亿])(?<hedge>[余多])(?<unit>元|人次?|次|字|株|份|斤|册|张|条|篇|件)(?<=(?<![\d.])(?<n>[1-9]\d{0,6}0)[万亿]\w{2,3})|(?<unit>[台场个])(?<hedge>[多余])(?<big>次)(?!元)(?<=(?<n>\d{1,9})[台场个]\w{2})|(?<unit>册|份|人次?|场次?|次|名|件|篇|条|张|幅|本|户|台|个)(?<hedge>余)(?=[，。；、\n]|$)(?<=(?<n>\d{1,8}0|[一二三四五六七八九]?[十百千])(?:册|份|人次?|场次?|次|名|件|篇|条|张|幅|本|户|台|个)余)"
    )]
    private static partial Regex Misplaced();
}
