using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Indicators;

public sealed class FigureTests(FiguresTown town) : IClassFixture<FiguresTown>
{
    private const string Year = "from=2021-01-01&to=2021-12-31";

    [Fact]
    public async Task Get_CountyPlacements_ShowsValueOtherPolicyTargetAndMonths()
    {
        var page = await town.Get($"/figures/placements-county?{Year}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("县级媒体上稿篇数", page.Text, StringComparison.Ordinal);
        Assert.Contains(" 6 篇", page.Text, StringComparison.Ordinal);
        Assert.Contains("若“每篇只按最高级别”，为 3篇", page.Text, StringComparison.Ordinal);
        Assert.Contains("全年目标 8篇 75%", page.Text, StringComparison.Ordinal);
        Assert.Contains("1月 1篇、2月 1篇、3月 1篇、4月 1篇、5月 0篇", page.Html, StringComparison.Ordinal);
        Assert.Contains("由这 6 条记录得来", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "“上稿”记录的条数（媒体级别为县级） count(placement where level = county)",
            page.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("桐花镇，含4个村", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithCutOff_CountsUpToThatDay()
    {
        var page = await town.Get($"/figures/placements-county?{Year}&cutOff=2021-03-07");

        Assert.Contains("截止日 2021年3月7日", page.Text, StringComparison.Ordinal);
        Assert.Contains("由这 3 条记录得来", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithKnownAt_LeavesOutWhatCameLater()
    {
        // The third was published on 7 March and recorded a month late.
        var page = await town.Get($"/figures/placements-county?{Year}&cutOff=2021-03-07&knownAt=2021-03-20");

        Assert.Contains("当时所知 2021年3月20日 23:59", page.Text, StringComparison.Ordinal);
        Assert.Contains("由这 2 条记录得来", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithPinnedInstant_KeepsItInTheForm()
    {
        var page = await town.Get($"/figures/placements-county?{Year}&knownAt=2021-03-20T02:00:00.123Z");

        Assert.Contains("当时所知 2021年3月20日 10:00", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            """type="datetime-local" value="2021-03-20T10:00:00.123" """.Trim(),
            page.Html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Get_LateRecords_ShowAsTimeliness()
    {
        var page = await town.Get($"/figures/placements-county?{Year}");

        Assert.Contains("一周内83%，其后补记17% （6条中5条）", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_IncompleteFigure_NamesWhoIsMissingAndWhatToDo()
    {
        var page = await town.Get($"/figures/room-open-days?{Year}");

        Assert.Contains("4个村中3个已报，还缺下湾村。", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"/records/new?kind=room-opening&amp;unit={town.Unit("下湾村")}\"",
            page.Html,
            StringComparison.Ordinal
        );
        Assert.Contains($"href=\"/units/{town.Unit("下湾村")}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("请补报2021年1月1日至12月31日的“书屋开放月报”", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MergedVillage_ShowsBothWaysOfOrganising()
    {
        var then = await town.Get($"/figures/room-open-days?unit={town.Unit("上湾村")}&{Year}");
        var now = await town.Get($"/figures/room-open-days?unit={town.Unit("上湾村")}&{Year}&organised=now");

        Assert.Contains("按现在的区划，为 526天", then.Text, StringComparison.Ordinal);
        Assert.Contains("按当时的区划，为 263天", now.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ChangedDefinition_SaysWhenAndGivesBothValues()
    {
        var page = await town.Get($"/figures/articles?{Year}");
        var before = await town.Get($"/figures/articles?{Year}&knownAt=2022-05-31");

        Assert.Contains("定义在2022年6月1日改过：第1版改为第2版。", page.Text, StringComparison.Ordinal);
        Assert.Contains("照原来的数是7篇，照现在的数是5篇。", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("定义在", before.Text, StringComparison.Ordinal);
        Assert.Contains("由这 7 条记录得来", before.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Leaflets_TellsBoundReportedAndWithoutValue()
    {
        var page = await town.Get($"/figures/leaflets-given?{Year}");

        Assert.Contains("至少 6240 份", page.Text, StringComparison.Ordinal);
        Assert.Contains("另有上报值500份", page.Text, StringComparison.Ordinal);
        Assert.Contains("其中1条没有写数", page.Text, StringComparison.Ordinal);
        Assert.Contains("2,300份以上", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Ratio_GivesEachOperandWithItsRecords()
    {
        var page = await town.Get($"/figures/app-participation?{Year}");
        var operand = await town.Get(page.Link("term=1#records"));

        Assert.Contains("由哪几个数算成", page.Text, StringComparison.Ordinal);
        Assert.Matches("参与人数”之和 75 2 .*注册人数”之和 100 2", page.Text);
        Assert.Contains("40人", operand.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("30人", operand.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AwaitingConfirmation_IsToldAndNotCounted()
    {
        var page = await town.Get($"/figures/volunteer-hours?{Year}");

        Assert.Contains("1条，未计入", page.Text, StringComparison.Ordinal);
        Assert.Contains("没有记录。没有报不等于没有做。", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RestrictedFigure_ExplainsAndOpensNothing()
    {
        var year = await town.Get($"/figures/care-visits?{Year}");
        var quarter = await town.Get("/figures/care-visits?from=2021-01-01&to=2021-03-31");
        var village = await town.Get($"/figures/care-visits?unit={town.Unit("石桥村")}&{Year}");
        var month = await town.Get("/figures/care-visits?from=2021-02-01&to=2021-02-28");

        Assert.Contains("少于5次", year.Text, StringComparison.Ordinal);
        Assert.Contains("6 次", quarter.Text, StringComparison.Ordinal);
        Assert.Contains("按季公布", village.Text, StringComparison.Ordinal);
        Assert.Contains("看2021年1月1日至3月31日的数", month.Text, StringComparison.Ordinal);
        Assert.All(
            [year, quarter, village, month],
            p => Assert.DoesNotContain("机密走访", p.Html, StringComparison.Ordinal)
        );
        Assert.All(
            [year, quarter, village, month],
            p => Assert.DoesNotContain(".csv", p.Html, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Records_PagedByCursor_ComeOnceEach()
    {
        var seen = new List<string>();
        var path = $"/figures/room-open-days?{Year}";
        for (var page = await town.Get(path); ; page = await town.Get(page.Link("after=")))
        {
            seen.AddRange(Regex.Matches(page.Html, "href=\"/records/([0-9a-f-]{36})\"").Select(m => m.Groups[1].Value));
            if (!page.Html.Contains("after=", StringComparison.Ordinal))
            {
                break;
            }
        }

        Assert.Equal(47, seen.Count);
        Assert.Equal(47, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("nothing-like-it", "", 404, "目录里没有这个指标")]
    [InlineData("articles", "unit=99", 404, "没有这个单位")]
    [InlineData("articles", "unit=abc", 404, "没有这个单位")]
    [InlineData("articles", "from=2021-13-01", 400, "看不懂日期“2021-13-01”")]
    [InlineData("articles", "from=9999-12-31&to=9999-12-31", 400, "看不懂日期“9999-12-31”")]
    [InlineData("articles", "from=2021-06-01&to=2021-05-01", 400, "结束日在开始日前面")]
    [InlineData("articles", "from=2021-06-01&to=2021-12-31&cutOff=2021-05-31", 400, "截止日在期间开始以前")]
    [InlineData("articles", "cutOff=<b>", 400, "看不懂日期“<b>”")]
    [InlineData("articles", "knownAt=2030-01-01", 400, "“当时所知”不能在今天以后")]
    [InlineData("articles", "knownAt=yesterday", 400, "看不懂时刻“yesterday”")]
    [InlineData("articles", "knownAt=2020-01-01", 404, "那时还没有这个单位")]
    [InlineData("articles", "policy=none", 400, "没有这种数法")]
    [InlineData("articles", "organised=later", 400, "区划只能选")]
    [InlineData("articles", "from=2021-01-01&to=2021-12-31&after=%22x.y", 200, "由这 5 条记录得来")]
    [InlineData("articles", "from=2021-01-01&to=2021-12-31&term=7", 200, "由这 5 条记录得来")]
    public async Task Get_BadQuestion_SaysWhatIsWrong(string indicator, string asked, int status, string says)
    {
        var page = await town.Get($"/figures/{indicator}?{asked}");

        Assert.Equal(status, (int)page.Status);
        Assert.Contains(says, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BadQuestion_KeepsWhatWasTyped()
    {
        var page = await town.Get("/figures/articles?from=2021-02-01&to=2021-13-01&cutOff=soon");

        Assert.Contains("name=\"from\" type=\"date\" value=\"2021-02-01\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"to\" type=\"text\" value=\"2021-13-01\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"cutOff\" type=\"text\" value=\"soon\"", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("桐花镇")]
    [InlineData("上湾村")]
    [InlineData("清水镇")]
    public async Task Get_UnitOutOfScope_IsAsIfItWereNotThere(string unit)
    {
        var page = await town.Get($"/figures/articles?unit={town.Unit(unit)}&{Year}", who: town.Publicist.Value);
        var file = await town.Get($"/figures/articles.csv?unit={town.Unit(unit)}&{Year}", who: town.Publicist.Value);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("没有这个单位，或者不归您看", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("稿件", Regex.Match(page.Html, "<main[\\s\\S]*</main>").Value, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, file.Status);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public async Task Get_InEachLanguage_LeavesNoKeyUnsaid(string language)
    {
        foreach (
            var path in new[]
            {
                $"/figures/leaflets-given?{Year}",
                $"/figures/room-open-days?{Year}",
                $"/figures/placements-county?{Year}&policy=highest",
                $"/figures/app-participation?{Year}&term=0",
                $"/figures/care-visits?{Year}",
                $"/figures/articles?{Year}",
                "/figures/articles?from=x&unit=99",
                "/indicators?year=2021",
                "/indicators?year=x",
            }
        )
        {
            var page = await town.Get(path, language);
            Assert.Empty(
                Regex
                    .Matches(page.Text, @"\b(figure|formula|indicators)\.[a-zA-Z-]+(\.[a-zA-Z-]+)*")
                    .Select(m => $"{path}: {m.Value}")
            );
        }
    }

    [Fact]
    public async Task Get_EveryIndicatorOfTheCatalogue_HasAPage()
    {
        var list = await town.Get("/indicators?year=2021", "en");
        var links = Regex
            .Matches(list.Html, "href=\"(/figures/[^\"]*)\"")
            .Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))
            .ToList();

        Assert.InRange(links.Count, 100, 1_000);
        foreach (var link in links)
        {
            Assert.Equal(HttpStatusCode.OK, (await town.Get(link, "en")).Status);
        }
    }
}
