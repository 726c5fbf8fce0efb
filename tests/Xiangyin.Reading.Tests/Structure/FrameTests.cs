using Xunit;

namespace Xiangyin.Reading.Tests.Structure;

public sealed class FrameTests
{
    private const string Report = """
        网站首页 个人文档 工作总结 述职报告 心得体会
        青石镇2021年宣传工作总结
        栏目：工作总结 / 发布于： / 人气：1.68W
        青石镇2021年宣传工作总结
        一年来，我镇开展宣讲12场。
        一、存在不足
        主要表现在：一是力量薄弱；二是投稿不多。
        二、2022年打算
        1、每季度培训一次。
        2、新建书屋2个。
        中共青石镇委员会
        2022年1月14日
        """;

    [Fact]
    public void Read_Report_TellsWhoseAndWhen()
    {
        var read = Reader.Read(Report);

        Assert.Equal("青石镇2021年宣传工作总结", read.Title?.Text);
        Assert.Equal(2, read.Titles.Count);
        Assert.Equal("中共青石镇委员会", read.Issuer?.Text);
        Assert.Equal(new DateOnly(2021, 12, 31), read.Period?.To);
        Assert.Equal(new DateOnly(2022, 1, 14), read.SignedOn?.From);
    }

    [Fact]
    public void Read_Report_TellsProblemsAndPlans()
    {
        var read = Reader.Read(Report);

        Assert.Equal(["力量薄弱", "投稿不多"], read.Problems.Select(p => p.Text));
        Assert.Equal(["每季度培训一次。", "新建书屋2个。"], read.PlanItems.Select(p => p.Text));
    }

    [Theory]
    [InlineData("下一步打算：⏎1、办班2期。⏎2、上稿30篇。", "", "办班2期。|上稿30篇。")]
    [InlineData("存在的问题：⏎1、力量薄弱。⏎2、投稿不多。⏎二、工作成效⏎上稿3篇。", "力量薄弱。|投稿不多。", "")]
    [InlineData("一、成效⏎上稿3篇。⏎主要问题：一是力量薄弱；二是投稿不多。⏎群众满意。", "力量薄弱|投稿不多", "")]
    [InlineData(
        "存在的主要问题：⏎力量薄弱。⏎下一步工作打算：⏎办班两期。⏎上稿三十篇。",
        "力量薄弱",
        "办班两期|上稿三十篇"
    )]
    [InlineData("下一步，我们将：⏎1、办班2期。", "", "")]
    [InlineData("座谈中群众提了问题：⏎1、路灯不亮。", "", "")]
    [InlineData("工作措施：⏎1、办班2期。⏎工作重点：⏎1、上稿。", "", "")]
    public void Read_LinesThatLeadUp_TellProblemsAndPlans(string text, string problems, string plans)
    {
        var read = Reader.Read(text.Replace('⏎', '\n'));

        Assert.Equal(problems, string.Join('|', read.Problems.Select(p => p.Text)));
        Assert.Equal(plans, string.Join('|', read.PlanItems.Select(p => p.Text)));
    }

    [Fact]
    public void Read_QuantityAfterALineThatLeadsUp_IsPlanned() =>
        Assert.Equal(
            [QuantityNature.Done, QuantityNature.Plan],
            Reader.Read("上稿3篇。\n下一步打算：\n1、上稿30篇。").Quantities.Select(q => q.Nature)
        );

    [Fact]
    public void Read_SiteNoise_IsSetApart() =>
        Assert.Equal(
            [ParagraphKind.Noise, ParagraphKind.Title, ParagraphKind.Noise, ParagraphKind.Title, ParagraphKind.Body],
            Reader.Read(Report).Paragraphs.Take(5).Select(p => p.Kind)
        );

    [Fact]
    public void PositionOf_CountsLinesAndColumnsFromOne() =>
        Assert.Equal((3, 2), Reader.Read("一\r\n二\n三四").PositionOf(6));
}
