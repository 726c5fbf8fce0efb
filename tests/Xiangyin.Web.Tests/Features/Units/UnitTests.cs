using System.Net;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Units;

/// <summary>The tree of units, and what becomes of it.</summary>
public sealed class UnitTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Merge_EndsAVillageAndKeepsItsPast()
    {
        using var officer = site.As(TestSite.OtherOfficer);
        using var county = site.As(TestSite.CountyReader);
        await site.Ledger.ChangeUnits(
            seq =>
                [
                    new Xiangyin.Ledger.UnitFounded(
                        seq,
                        new(12),
                        new(2015, 1, 1),
                        Xiangyin.Ledger.UnitType.Village,
                        new("南村", "南村", "Nancun"),
                        TestSite.OtherTown
                    ),
                ],
            TestContext.Current.CancellationToken
        );

        var answer = await officer.Send("/units/12/change", ("what", "merge"), ("on", "2022-05-01"), ("into", 11));
        var merged = await officer.Get("/units/12");
        var before = await officer.Get("/units?on=2022-04-30");
        var after = await officer.Get("/units?on=2022-05-01");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("南村并入北村", merged.Text, StringComparison.Ordinal);
        Assert.Contains("它过去的工作今天归 北村", merged.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/units/12\">南村", before.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/units/12\">南村</a> <span", after.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_HoldsFromItsDay()
    {
        using var officer = site.As(TestSite.Officer);

        await officer.Send(
            "/units/5/change",
            ("what", "rename"),
            ("on", "2022-09-01"),
            ("hans", "综合文化站"),
            ("hant", "綜合文化站")
        );

        Assert.Contains("文化站改名为综合文化站", (await officer.Get("/units/5")).Text, StringComparison.Ordinal);
        Assert.Contains(">文化站</a>", (await officer.Get("/units?on=2022-08-31")).Html, StringComparison.Ordinal);
        Assert.Contains(">综合文化站</a>", (await officer.Get("/units?on=2022-09-01")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rename", "2022-11-01", "新名", "", "请写今天或以前的一天")]
    [InlineData("rename", "2022-09-01", "", "", "请填新名称")]
    [InlineData("merge", "2022-09-01", "", "", "请选并入哪个单位")]
    [InlineData("merge", "2022-09-01", "", "11", "请选并入哪个单位")]
    [InlineData("rename", "2009-01-01", "新名", "", "与已有的来历对不上")]
    public async Task Change_ThatCannotBe_ShowsError(string what, string on, string hans, string into, string words)
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Send("/units/3/change", ("what", what), ("on", on), ("hans", hans), ("into", into));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ByWhoeverMayNot_IsRefused()
    {
        using var staff = site.As(TestSite.Staff);

        Assert.Equal(HttpStatusCode.Forbidden, (await staff.Get("/units/3/change")).Status);
        Assert.DoesNotContain("/change\"", (await staff.Get("/units/3")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_NamesItsPeople()
    {
        using var officer = site.As(TestSite.Officer);

        Assert.Contains("韦小兰 村级宣传员", (await officer.Get("/units/3")).Text, StringComparison.Ordinal);
    }
}
