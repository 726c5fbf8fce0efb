using System.Globalization;
using CsCheck;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>Numbers and days as people type them.</summary>
public sealed class TypedTests
{
    [Theory]
    [InlineData("120", 120)]
    [InlineData("１２０", 120)]
    [InlineData(" 6,240 ", 6240)]
    [InlineData("６，２４０", 6240)]
    [InlineData("1.2万", 12000)]
    [InlineData("3 千", 3000)]
    [InlineData("２萬", 20000)]
    [InlineData("0.5", 0.5)]
    [InlineData("-3", -3)]
    public void Number_IsReadAsItWasMeant(string typed, double meant) =>
        Assert.Equal((decimal)meant, Typed.Number(typed));

    [Theory]
    [InlineData("12a")]
    [InlineData("6000余")]
    [InlineData("约30")]
    [InlineData("十二")]
    [InlineData("1,2")]
    [InlineData("1e9")]
    [InlineData("万")]
    [InlineData("12 人")]
    [InlineData("99999999999999999999999999999999")]
    public void Number_ThatIsNone_IsNotGuessed(string typed) => Assert.Null(Typed.Number(typed));

    [Theory]
    [InlineData("2021-07-13")]
    [InlineData("2021/7/13")]
    [InlineData("2021.7.13")]
    [InlineData("2021年7月13日")]
    [InlineData("２０２１年７月１３日")]
    [InlineData("20210713")]
    [InlineData(" 2021 - 07 - 13 ")]
    public void Day_IsReadHoweverItIsWritten(string typed) => Assert.Equal(new DateOnly(2021, 7, 13), Typed.Day(typed));

    [Theory]
    [InlineData("昨天")]
    [InlineData("2021-02-30")]
    [InlineData("13-07-2021")]
    [InlineData("2021-7")]
    [InlineData("2021713")]
    public void Day_ThatIsNone_IsNotGuessed(string typed) => Assert.Null(Typed.Day(typed));

    [Fact]
    public void Day_SurvivesWriting() =>
        Gen.Int[0, 80_000]
            .Select(n => new DateOnly(1949, 10, 1).AddDays(n))
            .Sample(day =>
                Typed.Day(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) == day
                && Typed.Day($"{day.Year}年{day.Month}月{day.Day}日") == day
            );

    [Fact]
    public void AnyText_IsReadWithoutHarm() =>
        Gen.String.Sample(text =>
        {
            _ = Typed.Day(text);
            _ = Typed.Number(text);
        });
}
