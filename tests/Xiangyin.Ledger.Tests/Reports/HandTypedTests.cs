using Xunit;

namespace Xiangyin.Ledger.Tests.Reports;

public class HandTypedTests
{
    [Theory]
    [InlineData("全年学习12次", "12次")]
    [InlineData("发放宣传单6000余份", "6000余份")]
    [InlineData("覆盖率达98.5%", "98.5%")]
    [InlineData("藏书1,200册", "1,200册")]
    [InlineData("共２０场", "２０场")]
    [InlineData("配备一名宣传干事", "一名")]
    [InlineData("发放六类宣传单", "六类")]
    [InlineData("各村两场次", "两场次")]
    [InlineData("累计数百人次", "数百人次")]
    [InlineData("上稿七十六篇，其中三十三篇在市级", "七十六篇|三十三篇")]
    [InlineData("編發宣傳冊三百餘冊", "三百餘冊")]
    [InlineData("若干份传单", "若干份")]
    [InlineData("截至7月13日上稿4篇", "4篇")]
    [InlineData("2021年开展15场", "15场")]
    [InlineData("“发放6000份”", "6000份")]
    [InlineData("近5年来", "5")]
    [InlineData("3.5万元", "3.5万元")]
    public void Find_Quantity_PointsItOut(string prose, string expected) =>
        Assert.Equal(expected, string.Join('|', HandTyped.Find(prose).Select(r => prose[r])));

    [Theory]
    [InlineData("2021年6月，截至7月13日，下午15:30，3月至5月")]
    [InlineData("2021—2022年度，二〇二一年十二月，六月中旬，一季度")]
    [InlineData("一、二是并列；（三）也是；第一、第二，第三批，第十五届")]
    [InlineData("党的十九大和十九届六中全会")]
    [InlineData("“三会一课”“四个意识”《一百问》")]
    [InlineData("云发〔2021〕12号文件，12345热线，电话：0773-1234567")]
    [InlineData("一批骨干，一系列活动，一方面，进一步，统一，每一次，一次性，一村一品，一户一策")]
    [InlineData("千家万户，万众一心，十分重要，4G和5G网络，A4纸")]
    [InlineData("一是学习不够紧，二是力量不足")]
    public void Find_NoQuantity_FindsNothing(string prose) =>
        Assert.Equal("", string.Join('|', HandTyped.Find(prose).Select(r => prose[r])));
}
