using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>截止目前, 截至…止. Not: 截止日期, 报名截止到5月10日, 截至年底停止.</summary>
internal sealed partial class CutOffWording : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["period/cut-off-wording"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (Match match in Wrong().Matches(paper.Plain))
        {
            var fix = "截至" + match.Groups["when"].Value;
            findings.Add("period/cut-off-wording", paper.Origin(match), paper.InItsScript(fix));
        }
    }

    [GeneratedRegex(
        @"截至(?<when>(?:目前|今[天日]|[^，。；,;、\n]{0,12}?[\d一二三四五六七八九十](?:月|日|号|年)(?:底|份|末)?))(?:为止|止)(?=[，。；,;、：\s]|我|全|共|已|本|$)"
            + @"|(?<!(?:报名|申报|时间|日期|征集|投票|征文|投稿|活动)[^，。；,;]{0,6})截止(?:到|至)?(?<when>目前|现在|今(?!年)|本?[\d一二三四五六七八九十]{1,5}(?:年|月)(?:[\d一二三四五六七八九十]{1,3}[日月号])?(?:[\d一二三四五六七八九十]{1,3}[日号])?(?:底|份|末)?|[本上]月(?:底|末)?|(?:去|今|本)?年底|年末|[\d]{1,2}[日号])(?:为止|止)?"
    )]
    private static partial Regex Wrong();
}
