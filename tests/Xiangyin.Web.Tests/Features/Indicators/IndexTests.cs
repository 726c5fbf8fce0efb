using System.Net;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Indicators;

public sealed class IndexTests(FiguresTown town) : IClassFixture<FiguresTown>
{
    [Fact]
    public async Task Get_Year_ListsEveryIndicatorByJob()
    {
        var catalogue = CatalogueReader.Read(CatalogueFile.In(Repository.PathOf("catalogue")));
        var page = await town.Get("/indicators?year=2021");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(
            catalogue.Indicators,
            i => Assert.Contains($">{i.Name.Hans}</th>", page.Html, StringComparison.Ordinal)
        );
        Assert.Equal(
            catalogue.Groups.Where(g => catalogue.Indicators.Any(i => i.Group == g.Id)).Select(g => g.Name.Hans),
            Regex.Matches(page.Html, "<h2 id=\"group-[a-z]*\">([^<]*)</h2>").Select(m => m.Groups[1].Value)
        );
    }

    [Fact]
    public async Task Get_Line_HasValueTargetYearBeforeCertaintyAndCompleteness()
    {
        var before = await town.Get("/indicators?year=2022");
        var page = await town.Get("/indicators?year=2021");

        Assert.Contains("县级媒体上稿篇数 6篇 8篇 0 准数 不要求报送", page.Text, StringComparison.Ordinal);
        Assert.Contains("发放宣传单份数 至少6240份 0 至少，只会更多 不要求报送", page.Text, StringComparison.Ordinal);
        Assert.Matches("书屋开放天数 1031天 未齐 尚无报告 准数 4个村中3个已报", page.Text);
        Assert.Contains("帮扶走访次数 少于5次 0 不公布", page.Text, StringComparison.Ordinal);
        Assert.Contains("县级媒体上稿篇数 0篇 6 准数", before.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithoutYear_ShowsTheYearSoFar()
    {
        var page = await town.Get("/indicators");

        Assert.Contains("桐花镇 · 2022年1月1日至7月20日", page.Text, StringComparison.Ordinal);
        // The months that have not begun are missing for nobody.
        Assert.Matches("书屋开放天数 [0-9]+天 ", page.Text);
        Assert.DoesNotMatch("书屋开放天数 [0-9]+天 未齐", page.Text);
    }

    [Fact]
    public async Task Get_WithCutOffAndUnit_NarrowsEveryFigure()
    {
        var page = await town.Get($"/indicators?year=2021&cutOff=2021-02-28&unit={town.Unit("石桥村")}");

        Assert.Contains("石桥村 · 2021年1月1日至2月28日", page.Text, StringComparison.Ordinal);
        Assert.Contains("书屋开放天数 43天", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("year=21x", 400, "年度写四位数字，比如 2021；这里是“21x”。")]
    [InlineData("year=99999", 400, "年度写四位数字")]
    [InlineData("year=2021&cutOff=2020-12-31", 400, "截止日在期间开始以前")]
    [InlineData("year=2021&cutOff=summer", 400, "看不懂日期“summer”")]
    [InlineData("year=2021&unit=77", 404, "没有这个单位，或者不归您看")]
    [InlineData("year=2021&cutOff=2022-06-30", 200, "2021年1月1日至12月31日")]
    public async Task Get_BadQuestion_SaysWhatIsWrong(string asked, int status, string says)
    {
        var page = await town.Get($"/indicators?{asked}");

        Assert.Equal(status, (int)page.Status);
        Assert.Contains(says, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AsPublicist_ShowsTheOwnVillageOnly()
    {
        var own = await town.Get("/indicators?year=2021", who: town.Publicist.Value);
        var other = await town.Get($"/indicators?year=2021&unit={town.Unit("桐花镇")}", who: town.Publicist.Value);

        Assert.Contains("石桥村 · 2021年", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("上湾村", own.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }
}
