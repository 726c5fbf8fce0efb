namespace Xiangyin.Documents.Tests;

public class TitleBreakerTests
{
    [Theory]
    [InlineData("桐花镇2021年宣传思想工作总结", "桐花镇2021年宣传思想工作总结")]
    [InlineData("桐花镇2021年宣传思想工作总结及2022年工作计划", "桐花镇2021年宣传思想工作总结|及2022年工作计划")]
    [InlineData("第一行由作者定\n第二行也是", "第一行由作者定|第二行也是")]
    [InlineData(
        "中共云溪县委办公室关于印发《云溪县基层减负若干规定》的通知",
        "中共云溪县委办公室关于印发|《云溪县基层减负若干规定》的通知"
    )]
    public void Title_IsBrokenByMeaning(string title, string expected) =>
        Assert.Equal(expected, string.Join('|', TitleBreaker.Break(title, OfficialFormat.TitleColumns)));

    [Fact]
    public void AnyTitle_KeepsItsText_AndFitsItsLines() =>
        CsCheck.Check.Sample(
            Generated.Text,
            title =>
            {
                var lines = TitleBreaker.Break(title, OfficialFormat.TitleColumns);
                Assert.Equal(Bare(title), Bare(string.Concat(lines)));
                Assert.All(lines, line => Assert.True(TextWidth.Of(line.Trim()) <= OfficialFormat.TitleColumns, line));
            },
            iter: 300
        );

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
