using System.Buffers;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Marks that stand for what was masked or left open: XX镇, 20xx年, **县, ____余场, 某某镇, 文明村多少个. Not: letters of names and models (VR, Y两优, XXL), bold in
/// Markdown, lines of asterisks, blanks of a form, 某 of a person, those whose wrongs are reported, a question.
/// </summary>
internal sealed partial class Placeholders : Rule
{
    public override IReadOnlyList<string> Ids { get; } =
    [
        "placeholder/name",
        "placeholder/year",
        "placeholder/number",
        "placeholder/congress",
        "placeholder/in-number",
        "placeholder/asterisks",
        "placeholder/underscores",
        "placeholder/some",
    ];

    public override void Look(Paper paper, Findings findings)
    {
        LookForLetters(paper, findings);
        LookForBlanks(paper, findings);
        if (paper.Plain.Contains('*', StringComparison.Ordinal))
        {
            LookForAsterisks(paper, findings);
        }

        if (paper.Plain.Contains('_', StringComparison.Ordinal))
        {
            LookForUnderscores(paper, findings);
        }

        if (!Misdeeds().IsMatch(paper.Plain))
        {
            LookForSome(paper, findings);
        }
    }

    private static void LookForLetters(Paper paper, Findings findings)
    {
        if (!paper.Plain.AsSpan().ContainsAny(Marks))
        {
            return;
        }

        foreach (Match match in Letters().Matches(paper.Plain))
        {
            var rule =
                match.Groups["broken"].Success ? "placeholder/in-number"
                : match.Groups["year"].Success || match.Groups["date"].Success ? "placeholder/year"
                : match.Groups["congress"].Success ? "placeholder/congress"
                : match.Groups["number"].Success ? "placeholder/number"
                : "placeholder/name";
            findings.Add(rule, paper.Origin(match));
        }
    }

    // [乡镇名称], {具体数字}: a form's words for what is to be put.
    private static void LookForBlanks(Paper paper, Findings findings)
    {
        foreach (Match match in Blanks().Matches(paper.Text))
        {
            var rule =
                match.Groups["year"].Success ? "placeholder/year"
                : match.Groups["number"].Success ? "placeholder/number"
                : "placeholder/name";
            findings.Add(rule, new(match.Index, match.Length));
        }
    }

    private static void LookForAsterisks(Paper paper, Findings findings)
    {
        foreach (Match match in Asterisks().Matches(paper.Plain))
        {
            if (match.Groups["unit"].Success || !IsBold(paper.Plain, match))
            {
                findings.Add("placeholder/asterisks", paper.Origin(match));
            }
        }
    }

    // A pair of ** around words, as Markdown has it.
    private static bool IsBold(string plain, Match match)
    {
        if (match.Length != 2)
        {
            return false;
        }

        var from = plain.LastIndexOf('\n', match.Index) + 1;
        var to = plain.IndexOf('\n', match.Index);
        var line = plain.AsSpan(from, (to < 0 ? plain.Length : to) - from);
        return line.Count("**") % 2 == 0 && line.Count("***") == 0;
    }

    private static void LookForUnderscores(Paper paper, Findings findings)
    {
        foreach (Match match in Underscores().Matches(paper.Plain))
        {
            findings.Add("placeholder/underscores", paper.Origin(match));
        }
    }

    private static void LookForSome(Paper paper, Findings findings)
    {
        foreach (Match match in Some().Matches(paper.Plain))
        {
            findings.Add("placeholder/some", paper.Origin(match));
        }
    }

    private static readonly SearchValues<char> Marks = SearchValues.Create("xX×ХΧ□〇*_");

    private const string Unit =
        "省|市(?!场|民)|县|区(?!别)|乡|镇|村|街道|社区|局|站|所(?!有|以)|学校|中学|小学|国小|幼儿园|党委|党支部|书屋|公司|办事处|节|大队|中心|书记|同志|故事";

    private const string Month = @"(?:[xX×]{1,2}|\d{1,2})月(?:(?:[xX×]{1,2}|\d{1,2})日)?";

    private const string Counter =
        "场次|人次|场(?!镇|所|地)|次|个|名|人(?!民|大|才|员|社|力|武)|篇|份|条(?!例)|期(?!间|待)|户|册|本(?!地)|件|起|支|只|车(?!间|站|辆)|台|套|万|亿|千|百|元|亩|吨|米|公里|平方|小时|天|%|家|幅|张|项(?!目)|块|余|多(?!种|样|方)|株|棵|分钟|盆|盏|枚|头(?!条)|袋|瓶|箱|桌|部(?!门|署|分)|首(?!届|次)|批|辆|处(?!理)|轮|遍|课时|字(?!号|样|幕)";

    [GeneratedRegex(
        @"(?<broken>(?:(?<![\d.])\d{1,5}[xX]{1,4}\d{0,3}|(?<![A-Za-z0-9])[xX]{2,4}\d{1,4})(?=(?:余|多)?(?:万|千)?(?:"
            + Counter
            + @")))"
            + @"|(?<year>(?<!\d)(?:(?:20|19)(?:[xX×ХΧ]{1,4}|\d[xX×]|[*_]{1,2}(?=年)|\d[*_](?=年))|\d{2}[xX](?=年))年?度?(?:(?<=年)"
            + Month
            + @")?)"
            + @"|(?<![A-Za-z0-9Ⅰ-ⅹ./-])(?:(?<number>[\[〔][xX]{1,4}[\]〕]|[xX×]{1,6}(?=(?:余|多)?(?:"
            + Counter
            + @")))"
            + @"|(?<=第)(?<number>[xX×]{1,4})(?=届|次|批|期)"
            + @"|(?<=(?:电话|手机|号码|热线|传真|邮编)[:：]?)(?<number>[xX×]{4,13})"
            + @"|(?:党的)?(?<congress>(?<=党的)[xX×]{1,4}大(?!型|概|多)|(?:十?[xX×]{1,4}|[\[〔][xX][\]〕])(?:大(?=[精报以召，。、和与的及])|届(?=[一二三四五六七xX]{1,2}中|全国|以来|历次)))"
            + @"|(?<date>[xX×]{1,4}(?:年(?!级|制)|日(?!常|报))|[xX×]{1,4}月(?:(?:[xX×]{1,2}|\d{1,2})日)?)"
            + @"|(?:[xX×ХΧ]{2,8}|(?<![一二三四五六七八九〇])[□〇]{2,6}(?![一二三四五六七八九])|[xX×](?="
            + Unit
            + @"))(?:"
            + Unit
            + @")?)(?!(?<=[xX×ХΧ])[A-Za-z])",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Letters();

    [GeneratedRegex(
        @"[\[［{](?:[^\]］}\n]{0,6}(?:名称|名稱|姓名)|(?:具体|具體)?(?:(?<year>年份|日期|时间|時間)|(?<number>数字|數字|数量|數量)))[\]］}]",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"(?<![*\w])\*{2,6}(?![*])(?<unit>省|市|县|区|乡|镇|村|街道|社区|局|站|所|年|校|党委)"
            + @"|(?<=[\u4e00-\u9fff，。、：“《]|^|\n)\*{1,6}(?![*])(?<unit>镇|乡|县|村|市|区|街道|社区|年|局|[中小]学(?![生习教校]))"
            + @"|(?<=[\u4e00-\u9fff，。、：“《])\*{2,6}(?=[\u4e00-\u9fff，。、\n]|$)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Asterisks();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_])_{2,}(?:镇|乡|县|村|市|区|街道|社区|年|月)?(?=[\u4e00-\u9fff，。、])|(?<=[\u4e00-\u9fff，。、])(?<![：:]\s?)_{2,}(?:镇|乡|县|村|市|区|街道|社区|年|月)?|(?<![A-Za-z0-9_])_(?:镇|乡|县|村|市|区|街道|社区|年|月|余|多|个|名|次|场|万|篇|份)"
    )]
    private static partial Regex Underscores();

    // Who did wrong is not named on purpose: 某村原会计李某受到处分.
    [GeneratedRegex("处分|违纪|诫勉|违规|警示")]
    private static partial Regex Misdeeds();

    [GeneratedRegex(
        @"(?<![王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文])某某(?:省|市|县|区|乡|镇|村|街道|社区|局|站|学校|单位|同志)?|(?<![\u4e00-\u9fff]{0}[王李张刘陈杨赵黄周吴])某(?:乡|镇|县|街道|社区|局|市(?!民)|村(?!民))|(?<=(?:村|户|人员|单位|达到?|占|共|共计|家庭|社区|活动|培训|资金))多少(?:个|名|户|场|篇|份|期|%|万)(?![^。\n]{0,12}[？?都])"
    )]
    private static partial Regex Some();
}
