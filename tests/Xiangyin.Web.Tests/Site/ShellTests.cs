using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Xiangyin.Web.Features;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>What every page has around it.</summary>
public sealed class ShellTests(TestSite site) : IClassFixture<TestSite>
{
    public static TheoryData<string> Pages =>
        [
            "/",
            "/records",
            "/records/new",
            "/records/new?kind=volunteer-event",
            "/units",
            "/units/3",
            "/me",
            "/nothing-here",
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_SaysThatTheTownIsInvented(string path)
    {
        using var visitor = site.As(TestSite.Officer);

        var page = await visitor.Get(path);

        Assert.Contains("演示数据：桐花镇及其人员、记录均为虚构。", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_CarriesNothingInlineAndForbidsIt(string path)
    {
        using var visitor = site.As(TestSite.Officer);

        var page = await visitor.Get(path);

        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task FirstLoad_IsAtMost30KilobytesCompressed(string path)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var page = await http.GetByteArrayAsync(new Uri(site.Address, path == "/nothing-here" ? "/" : path), Ct);
        var html = await Unzip(page);
        var linked = System.Text.RegularExpressions.Regex.Matches(
            html,
            "<link[^>]*href=\"([^\"]*)\"|<script[^>]*src=\"([^\"]*)\""
        );

        var size = page.Length;
        foreach (System.Text.RegularExpressions.Match link in linked)
        {
            var address = link.Groups[1].Value + link.Groups[2].Value;
            size += (await http.GetByteArrayAsync(new Uri(site.Address, address), Ct)).Length;
        }

        Assert.InRange(size, 1_000, 30 * 1024);
    }

    [Fact]
    public async Task Stylesheet_IsKeptForGoodUnderANameThatChangesWithIt()
    {
        using var visitor = site.As(TestSite.Officer);
        var page = await visitor.Get("/");
        var href = System.Text.RegularExpressions.Regex.Match(page.Html, "href=\"([^\"]*[.]css)\"").Groups[1].Value;

        var css = await visitor.Get(href);

        Assert.Equal(HttpStatusCode.OK, css.Status);
        Assert.Matches(@"^/xiangyin\.[a-z0-9]+\.css$", href);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "zh-Hans", "工作记录")]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant", "工作記錄")]
    [InlineData("de,en;q=0.5", "en", "Work records")]
    [InlineData("fr", "zh-Hans", "工作记录")]
    public async Task Language_FollowsTheBrowser(string accepted, string language, string words)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);

        var html = await http.GetStringAsync(new Uri(site.Address, "/records"), Ct);

        Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
        Assert.Contains(words, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_ThatWasChosen_StaysAndLeadsBack()
    {
        using var visitor = site.As(TestSite.Officer);

        var chosen = await visitor.Get("/language/en?back=%2Frecords%3Fq%3Da");
        var page = await visitor.Get("/records");

        Assert.Equal("/records?q=a", chosen.Location);
        Assert.Contains("<html lang=\"en\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("its people and its records are invented", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Language_NeverLeadsToAnotherSite(string back)
    {
        using var visitor = site.As(TestSite.Officer);

        var chosen = await visitor.Get($"/language/en?back={Uri.EscapeDataString(back)}");

        Assert.Equal("/", chosen.Location);
    }

    [Fact]
    public async Task LargeType_StaysOn()
    {
        using var visitor = site.As(TestSite.Officer);

        await visitor.Get("/type-size/large?back=/");

        Assert.Contains("class=\"large\"", (await visitor.Get("/records")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nav_MarksWhereOneIs()
    {
        using var visitor = site.As(TestSite.Officer);

        var page = await visitor.Get("/records");

        Assert.Contains("<a href=\"/records\" aria-current=\"page\">", page.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/units\">", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nav_LeadsNowhereDead()
    {
        using var visitor = site.As(TestSite.Officer);
        var page = await visitor.Get("/");
        var side = page.Html[page.Html.IndexOf("class=\"side\"", StringComparison.Ordinal)..];
        side = side[..side.IndexOf("</nav>", StringComparison.Ordinal)];

        foreach (
            System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(
                side,
                "href=\"([^\"]*)\""
            )
        )
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.Get(link.Groups[1].Value)).Status);
        }
    }

    [Theory]
    [InlineData("zh-Hans", "没有这一页")]
    [InlineData("zh-Hant", "沒有這一頁")]
    [InlineData("en", "There is no such page")]
    public async Task UnknownPage_IsToldInTheReadersLanguage(string language, string words)
    {
        using var visitor = site.As(TestSite.Officer, language);

        var page = await visitor.Get("/nothing-here");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_OtherThanThisMachine_IsRefused()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Address);
        request.Headers.Host = "town.example";

        using var response = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.168.1.5:5080")]
    [InlineData("http://localhost:5080;http://town.example:5080")]
    [InlineData("http://localhost.evil.example:5080")]
    public async Task Address_ThatAnotherMachineCouldReach_IsRefused(string urls)
    {
        var refusal = await Assert.ThrowsAsync<SiteRefusal>(() =>
            SiteHost.BuildAsync(new() { Data = "/nowhere", Urls = urls }, FeatureServices.Add, Ct)
        );

        Assert.Equal("cli.refusal.open-address", refusal.Key);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0;http://[::1]:5080")]
    public void Address_OfThisMachine_IsTaken(string urls) =>
        Assert.Empty(new SiteOptions { Data = "/nowhere", Urls = urls }.OpenUrls);

    [Theory]
    [InlineData("http://0.0.0.0:5080", "10.0.0.2", "cli.refusal.no-public")]
    [InlineData("https://0.0.0.0:5443", null, "cli.refusal.no-public")]
    public async Task Address_ThatIsOpen_NeedsTheNameThatPeopleType(string urls, string? proxy, string key)
    {
        var options = new SiteOptions
        {
            Data = "/nowhere",
            Urls = urls,
            Proxy = proxy is null ? null : IPAddress.Parse(proxy),
        };

        var refusal = await Assert.ThrowsAsync<SiteRefusal>(() =>
            SiteHost.BuildAsync(options, FeatureServices.Add, Ct)
        );

        Assert.Equal(key, refusal.Key);
    }

    [Fact]
    public async Task Demonstration_IsNeverOpenToOtherMachines()
    {
        var folder = Directory.CreateTempSubdirectory("xy-demo-").FullName;
        try
        {
            using (var database = Web.Data.Database.Open(folder))
            {
                await using var ledger = await Web.Ledger.TownLedger.OpenAsync(database, TimeProvider.System, Ct);
                await ledger.MarkDemonstration(Ct);
            }

            var options = new SiteOptions
            {
                Data = folder,
                Urls = "https://0.0.0.0:5443",
                Public = new("https://town.example"),
            };
            var refusal = await Assert.ThrowsAsync<SiteRefusal>(() =>
                SiteHost.BuildAsync(options, FeatureServices.Add, Ct)
            );

            Assert.Equal("cli.refusal.open-demonstration", refusal.Key);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Health_IsTold()
    {
        using var visitor = site.As(TestSite.Officer);

        Assert.Equal("Healthy", (await visitor.Get("/healthz")).Html);
    }

    [Fact]
    public async Task Picking_MakesOneThatPerson()
    {
        using var visitor = site.As(TestSite.Officer);

        var picked = await visitor.Send("/me?back=/records", ("person", TestSite.Publicist.Value));
        var page = await visitor.Get("/records");

        Assert.Equal("/records", picked.Location);
        Assert.Contains("SameSite=Lax", picked.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("HttpOnly", picked.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("韦小兰 村级宣传员", page.Text, StringComparison.Ordinal);
        Assert.Contains("云溪县 · 桐花镇 · 石桥村", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picking_FromAnotherSitesForm_IsRefused()
    {
        using var visitor = site.As(TestSite.Officer);

        var answer = await visitor.Send(
            new Answer(default, "", null, new Dictionary<string, string>()),
            "/me",
            ("person", TestSite.Leader.Value)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("这次没有收下", answer.Text, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<string> Unzip(byte[] page)
    {
        await using var zip = new GZipStream(new MemoryStream(page), CompressionMode.Decompress);
        return await new StreamReader(zip).ReadToEndAsync(Ct);
    }
}
