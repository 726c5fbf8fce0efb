using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>The words that the site chooses by itself.</summary>
public sealed class TextTests
{
    private static readonly Texts Texts = Texts.Embedded();
    private static readonly T Hans = new(Texts, "zh-Hans");
    private static readonly T Hant = new(Texts, "zh-Hant");
    private static readonly T En = new(Texts, "en");

    [Fact]
    public void Day_IsWrittenInTheReadersWay()
    {
        var day = new DateOnly(2021, 7, 13);

        Assert.Equal("2021年7月13日", Hans.Day(day));
        Assert.Equal("13 Jul 2021", En.Day(day));
        Assert.Equal("7月13日", Hant.DayOfYear(day));
        Assert.Equal("13 Jul", En.DayOfYear(day));
    }

    [Fact]
    public void Days_NameTheYearOnce()
    {
        Assert.Equal("2021年6月1日至6月30日", Hans.Days(new(2021, 6, 1), new(2021, 6, 30)));
        Assert.Equal("2021年12月1日至2022年1月5日", Hans.Days(new(2021, 12, 1), new(2022, 1, 5)));
        Assert.Equal("1 Jun – 30 Jun 2021", En.Days(new(2021, 6, 1), new(2021, 6, 30)));
        Assert.Equal("2021年6月1日", Hans.Days(new(2021, 6, 1), new(2021, 6, 1)));
    }

    [Fact]
    public void Instant_IsToldByTheClockOfShanghai() =>
        Assert.Equal("2021年7月14日 01:30", Hans.Instant(new(2021, 7, 13, 17, 30, 0, TimeSpan.Zero)));

    [Fact]
    public void Number_ChoosesTheWord()
    {
        Assert.Equal("1 record", En["records.count", 1]);
        Assert.Equal("6,240 records", En["records.count", 6240]);
    }

    [Fact]
    public void Rule_OfEveryProblem_HasItsWords()
    {
        var source = Repository.Files("src/Xiangyin.Ledger/Records", "RecordRules.cs").Single().Text;
        var rules = System
            .Text.RegularExpressions.Regex.Matches(
                source,
                "\"([a-z]+(?:-[a-z]+)+|required|negative|enough|unprintable)\""
            )
            .Select(m => m.Groups[1].Value)
            .Where(rule => !rule.StartsWith("yyyy", StringComparison.Ordinal))
            .Distinct()
            .ToList();

        Assert.True(rules.Count > 15, "the rules were not found");
        Assert.All(rules, rule => Assert.True(Hans.Has($"problem.{rule}"), rule));
    }
}
