using Xiangyin.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Home;

/// <summary>The first page.</summary>
public sealed class HomeTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Board_CountsWhatWasRecorded()
    {
        using var officer = site.As(TestSite.OtherOfficer);
        var before = await officer.Get("/?year=2022");

        await site.Record(
            "centre-study",
            TestSite.OtherTown,
            "2022-03-01",
            "三月学习",
            TestSite.OtherOfficer,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["people"] = new(8) },
                    Dimensions = new Dictionary<string, string> { ["subject"] = site.Subject },
                }
        );
        var after = await officer.Get("/?year=2022");
        var earlier = await officer.Get("/?year=2022&cutOff=2022-02-28");

        Assert.DoesNotContain("党委中心组学习次数", before.Text, StringComparison.Ordinal);
        Assert.Contains("党委中心组学习次数 1 次", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("党委中心组学习次数", earlier.Text, StringComparison.Ordinal);
        Assert.Contains("2022年，到2月28日", earlier.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_UpToToday_IsThisYears()
    {
        await site.Study("2022-04-01", "四月学习");
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get("/");

        Assert.Contains("2022年，到10月8日", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutOff_OfAnotherYear_IsToldAndLeftOut()
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get("/?year=2021&cutOff=2022-05-01");

        Assert.Contains("“2022-05-01”不是这一年里的一天", page.Text, StringComparison.Ordinal);
        Assert.Contains("2021年，到12月31日", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_NamesTheVillagesThatHaveNotReported()
    {
        using var officer = site.As(TestSite.Officer);
        using var publicist = site.As(TestSite.Publicist);

        var town = await officer.Get("/?year=2022");
        var village = await publicist.Get("/?year=2022");

        Assert.Contains("石桥村、上湾村", town.Text, StringComparison.Ordinal);
        Assert.Contains("您这里还没有报齐", village.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("上湾村", village.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?year=abc")]
    [InlineData("/?year=99999")]
    [InlineData("/?year=1")]
    [InlineData("/?cutOff=%00")]
    public async Task Nonsense_IsAnsweredCalmly(string path)
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get(path);

        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
    }
}
