using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Home;

/// <summary>The first page.</summary>
public sealed class HomeTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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

    /// <summary>They leave no mark in the ledger, and the page is kept: it must not go on saying what is no longer so.</summary>
    [Fact]
    public async Task SecondLooks_ThatWait_AreCountedForWhoMayLook_UntilSomebodyLooked()
    {
        using var officer = site.As(TestSite.Officer);
        using var publicist = site.As(TestSite.Publicist);
        var drawn = await Drawn();
        var before = Count("条记录抽中", await officer.Get("/"));

        var hers = await publicist.Get("/");
        await officer.Send($"/second-look/{drawn}", ("verdict", "fine"));
        var after = await officer.Get("/");

        Assert.True(before > 0);
        Assert.Equal(before - 1, Count("条记录抽中", after));
        Assert.DoesNotContain("/second-look", hers.Html, StringComparison.Ordinal);

        async Task<Guid> Drawn()
        {
            while (true)
            {
                var record = await site.VillageStudy(TestSite.Shiqiao, "2022-10-01", "会抽到的");
                if (await site.Ledger.SecondLooks.Of(record.Id, Ct) is not null)
                {
                    return record.Id;
                }
            }
        }
    }

    [Fact]
    public async Task Photographs_StillOnPhones_AreCountedForTheirTown_UntilTheyArrive()
    {
        var underway = site.Services.GetRequiredService<EvidenceUnderway>();
        var record = await site.VillageStudy(TestSite.Shiqiao, "2022-10-02", "照片还没到");
        var (one, two) = (new string('1', 64), new string('2', 64));
        using var officer = site.As(TestSite.Officer);
        using var other = site.As(TestSite.OtherOfficer);
        var before = Count("个照片或文件还在手机上", await officer.Get("/"));

        await underway.Tell(record.Id, TestSite.Publicist, null, [new(one, "photo", "a"), new(two, "photo", "b")], Ct);
        var told = await officer.Get("/");
        await underway.Settle([(record.Id, one)], Ct);
        var half = await officer.Get("/");

        Assert.Equal(before + 2, Count("个照片或文件还在手机上", told));
        Assert.Contains("href=\"/capture/underway\"", told.Html, StringComparison.Ordinal);
        Assert.Equal(before + 1, Count("个照片或文件还在手机上", half));
        Assert.Equal(0, Count("个照片或文件还在手机上", await other.Get("/")));
    }

    private static int Count(string what, Answer page) =>
        Regex.Match(page.Text, $@"(\d+) {what}") is { Success: true } found
            ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

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
