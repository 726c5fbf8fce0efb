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
