using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// 76余篇, 3余个, 约57名: exact to its last digit, and yet about. 各村各2场次 where no number of villages is given. Not: 70余篇, 6000余份, 15余名, 各村各2场次 beside 10个行政村.
/// </summary>
internal sealed partial class Counts : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["count/approximate", "count/each"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (Match match in ExactYetAbout().Matches(paper.Plain))
        {
            findings.Add("count/approximate", paper.Origin(match.Groups["n"].Index, match.Index + match.Length));
        }

        foreach (Match match in AboutYetExact().Matches(paper.Plain))
        {
            findings.Add("count/approximate", paper.Origin(match));
        }

        foreach (Match match in Each().Matches(paper.Plain))
        {
            var number = match.Groups["unit"].Value == "村" ? NumberOfVillages() : NumberOfOthers();
            if (!number.IsMatch(paper.Plain))
            {
                findings.Add("count/each", paper.Origin(match));
            }
        }
    }

    // Known to the last head, and yet about: 约57名. 约50名 and 约55名 are rounded.
    [GeneratedRegex(@"约\d{1,3}(?<=[1-9][1-46-9])(?:名|人|户|篇|次|场)")]
    private static partial Regex AboutYetExact();

    // Two digits and more, the last no zero; 1X余 is let go: “15余” may be meant as more than fifteen.
    [GeneratedRegex(
        @"[余多](?:场次|人次|篇|次|场|期|条|份|个|名|支|家|件|户)(?<=(?<![\d.,])(?<n>[1-9]|[2-9][1-9]|\d{1,6}[1-9][1-9]|\d{1,6}0[1-9])[余多]\w{1,2})"
    )]
    private static partial Regex ExactYetAbout();

    [GeneratedRegex(
        @"各(?<unit>村|社区|支部|单位|站所|学校)(?:委会|组织|[(（]社区[)）])?[^，。；、,;\n]{0,20}各\d{1,6}(?:场次|人次|次|场|期|篇|支|块|条)"
    )]
    private static partial Regex Each();

    [GeneratedRegex(@"个?(?:行政)?村(?!民)(?<=[\d一二三四五六七八九十]个?(?:行政)?村)")]
    private static partial Regex NumberOfVillages();

    [GeneratedRegex(
        @"(?:村|社区|党?支部|单位|站所|学校)(?<=[\d一二三四五六七八九十]个?(?:村|社区|党?支部|单位|站所|学校))"
    )]
    private static partial Regex NumberOfOthers();
}
