using Xunit;

namespace Xiangyin.Reading.Tests.Structure;

/// <summary>A heading is written as its label in brackets and its title, indented by its level.</summary>
public sealed class HeadingTests
{
    [Theory]
    [InlineData("一、基本情况：\n我镇现有10个村。", "[一、]基本情况")]
    [InlineData("（一）、抓好学习。全年学习12次。", "[（一）、]抓好学习")]
    [InlineData("1,广泛宣传。", "[1,]广泛宣传")]
    [InlineData("1广泛宣传。开展活动。\n2深入基层。送戏下乡。", "[1]广泛宣传", "[2]深入基层")]
    [InlineData("四:加强领导", "[四:]加强领导")]
    [InlineData("二)网吧整治", "[二)]网吧整治")]
    [InlineData("①宣传到位", "[①]宣传到位")]
    [InlineData("第一、抓学习。第二天继续。", "[第一、]抓学习")]
    [InlineData("二、報送任務　各辦站所每月報送信息4條，年底考核。", "[二、]報送任務")]
    public void Read_Label_IsSeenHoweverItIsWritten(string text, params string[] headings) =>
        Assert.Equal(headings, Shown(text).Select(h => h.Trim()));

    [Fact]
    public void Read_Nesting_FollowsTheStylesInTheirOrder() =>
        Assert.Equal(
            ["[一、]甲", "  [1、]乙", "  [2、]丙", "[二、]丁", "  [（一）]戊", "    [1.]己"],
            Shown("一、甲\n1、乙\n2、丙\n二、丁\n（一）戊\n1.己\n")
        );

    [Fact]
    public void Read_WrongNumbers_AreKeptAndNotBelieved() =>
        Assert.Equal(
            ["[一、]甲", "  [1.]乙", "  [（二）]丙", "[四、]丁", "[二、]戊"],
            Shown("一、甲\n1.乙\n（二）丙\n四、丁\n二、戊").Select(Unrank)
        );

    [Fact]
    public void Read_NoLabels_ShortLinesAboveTheirParagraphsAreTheHeadings()
    {
        const string body = "街道注册志愿者六千八百三十人，下设队伍二十九支，常年活跃在大街小巷，受到居民称赞。\n";

        Assert.Equal(
            ["[]家底", "[]做法：讲得短，讲得懂", "[]还差什么"],
            Shown($"志愿服务工作情况\n{body}家底\n{body}做法：讲得短，讲得懂\n{body}还差什么\n{body}青石桥街道办事处")
        );
        Assert.Equal(["[]【要闻】", "[]【提醒】"], Shown($"宣传简报\n【要闻】\n{body}【提醒】\n{body}"));
        // Two may be anything, and labels come first.
        Assert.Empty(Shown($"志愿服务工作情况\n{body}家底\n{body}还差什么\n{body}"));
        Assert.Equal(["[一、]甲"], Shown($"情况\n{body}一、甲\n{body}家底\n{body}还差什么\n{body}做法\n{body}"));
    }

    [Theory]
    [InlineData("一、二、三产业融合发展")]
    [InlineData("2021年工作开展情况良好")]
    [InlineData("3.5学雷锋活动扎实开展")]
    [InlineData("一是认识不足；二是投入不够。")]
    [InlineData("12个村开展了活动")]
    public void Read_LineThatBeginsWithANumber_IsNoHeading(string text) => Assert.Empty(Reader.Read(text).Headings);

    [Fact]
    public void Read_PageNumberInTheMiddleOfASentence_IsNoHeading() =>
        Assert.Empty(Reader.Read("工作总结\n进一步加强农村思想道德建设工作的领导和\n5、组织协调，形成合力。").Headings);

    [Fact]
    public void Read_TwoLevelsUnderOne_AreATree()
    {
        var section = Assert.Single(Reader.Read("一、甲\n（一）乙\n正文\n（二）丙").Sections);

        Assert.Equal(["乙", "丙"], section.Children.Select(c => c.Heading.Title));
        Assert.Equal("（一）乙\n正文\n", section.Children[0].Span.In("一、甲\n（一）乙\n正文\n（二）丙"));
    }

    private static IEnumerable<string> Shown(string text) =>
        Reader.Read(text).Headings.Select(h => new string(' ', 2 * (h.Level - 1)) + $"[{h.Label}]{h.Title}");

    // Where the numbering is wrong either level can be defended.
    private static string Unrank(string heading) =>
        heading.Contains("（二）", StringComparison.Ordinal) ? "  [（二）]丙" : heading;
}
