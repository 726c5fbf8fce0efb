using Xunit;

namespace Xiangyin.Reading.Tests.Times;

public sealed class TimeTests
{
    [Theory]
    [InlineData("截至7月13日止，上稿4篇", "截至7月13日止", "2021-07-13", "2021-07-13", true)]
    [InlineData("至5月底，上稿4篇", "至5月底", "2021-05-01", "2021-05-31", true)]
    [InlineData("2021年6月开展", "2021年6月", "2021-06-01", "2021-06-30", false)]
    [InlineData("今年上半年开展", "今年上半年", "2021-01-01", "2021-06-30", false)]
    [InlineData("1-6月开展", "1-6月", "2021-01-01", "2021-06-30", false)]
    [InlineData("3月11日—3月31日开展", "3月11日—3月31日", "2021-03-11", "2021-03-31", false)]
    [InlineData("第三季度开展", "第三季度", "2021-07-01", "2021-09-30", false)]
    [InlineData("二〇二一年七月一日开展", "二〇二一年七月一日", "2021-07-01", "2021-07-01", false)]
    [InlineData("“十四五”期间", "十四五", "2021-01-01", "2025-12-31", false)]
    [InlineData("去年12月开展", "去年12月", "2020-12-01", "2020-12-31", false)]
    public void Read_Time_GetsItsDaysFromTheDocumentsYear(
        string text,
        string words,
        string from,
        string to,
        bool cutOff
    )
    {
        var time = Assert.Single(Reader.Read("2021年宣传工作总结\n" + text + "。").Times.Skip(1));

        Assert.Equal((words, from, to), (time.Text, $"{time.From:yyyy-MM-dd}", $"{time.To:yyyy-MM-dd}"));
        Assert.Equal(cutOff, time.CutOff);
    }

    [Theory]
    [InlineData("20xx年", TimeKind.Year)]
    [InlineData("_年", TimeKind.Year)]
    [InlineData("201*年", TimeKind.Year)]
    [InlineData("XX月XX日", TimeKind.Day)]
    public void Read_MaskedTime_HasNoDays(string text, TimeKind kind)
    {
        var time = Assert.Single(Reader.Read(text).Times);

        Assert.True(time.Masked);
        Assert.Equal((kind, null), (time.Kind, time.From));
    }

    [Theory]
    [InlineData("一年来", TimeKind.Since)]
    [InlineData("半年來", TimeKind.Since)]
    [InlineData("今年以来", TimeKind.Since)]
    [InlineData("截至目前", TimeKind.Now)]
    public void Read_TimeUntilNow_NamesNoLastDay(string text, TimeKind kind)
    {
        var time = Assert.Single(Reader.Read(text).Times);

        Assert.Equal((kind, null), (time.Kind, time.To));
    }
}
