using System.Net;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Records;

/// <summary>The list of records: search, filters, pages; every list is an address.</summary>
public sealed class ListTests(TestSite site) : IClassFixture<TestSite>, IAsyncLifetime
{
    private static readonly SemaphoreSlim Once = new(1);

    public async ValueTask InitializeAsync()
    {
        await Once.WaitAsync();
        try
        {
            if (site.Ledger.Now.Seq < 20)
            {
                for (var i = 1; i <= 60; i++)
                {
                    await site.VillageStudy(TestSite.Shiqiao, $"2021-03-{1 + (i % 28):00}", $"石桥第{i}次学习");
                }

                await site.VillageStudy(TestSite.Shangwan, "2021-05-04", "上湾晒谷场上讲防溺水", TestSite.Neighbour);
                await site.Study("2021-06-01", "中心组学党史");
            }
        }
        finally
        {
            Once.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("晒谷", 1)]
    [InlineData("防溺水", 1)]
    [InlineData("史", 1)]
    [InlineData("第7次", 1)]
    [InlineData("没有的事", 0)]
    public async Task Search_FindsWords(string words, int count)
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get($"/records?q={Uri.EscapeDataString(words)}");

        Assert.Contains($"共 {count} 条", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_LeadThroughEveryRecordOnce()
    {
        using var publicist = site.As(TestSite.Publicist);
        var seen = new List<string>();
        for (string? path = "/records?kind=village-study"; path is not null; )
        {
            var page = await publicist.Get(path);
            seen.AddRange(
                Regex.Matches(page.Html, "href=\"/records/([0-9a-f]{8}-[0-9a-f-]{27})\"").Select(m => m.Groups[1].Value)
            );
            path = Regex.Match(page.Html, "rel=\"next\" href=\"([^\"]*)\"") is { Success: true } next
                ? WebUtility.HtmlDecode(next.Groups[1].Value)
                : null;
        }

        Assert.Equal(60, seen.Count);
        Assert.Equal(60, seen.Distinct().Count());
    }

    [Fact]
    public async Task Filters_Narrow()
    {
        using var officer = site.As(TestSite.Officer);

        Assert.Contains(
            "共 1 条",
            (await officer.Get("/records?kind=village-study&unit=4")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "共 2 条",
            (await officer.Get("/records?from=2021-05-01&to=2021-06-30")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("共 0 条", (await officer.Get("/records?state=withdrawn")).Text, StringComparison.Ordinal);
        Assert.Contains("没有符合的记录", (await officer.Get("/records?kind=nonsense")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_ThatIsNone_IsToldAndLeftOut()
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get("/records?from=昨天&q=党史");

        Assert.Contains("“昨天”不是日期", page.Text, StringComparison.Ordinal);
        Assert.Contains("共 1 条", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/records?after=nonsense")]
    [InlineData("/records?after=%00%FF")]
    [InlineData("/records?unit=abc")]
    [InlineData("/records?unit=99999999999999999999")]
    [InlineData("/records?state=7")]
    [InlineData("/records?from=0001-01-01&to=9999-12-31")]
    [InlineData("/records?q=%27%22%29%3B--")]
    [InlineData("/records?q=*%20OR%20NEAR(")]
    public async Task Nonsense_IsAnsweredCalmly(string path)
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get(path);

        Assert.True(page.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{page.Status}");
        Assert.Contains("乡音", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_AreShownAsWords()
    {
        using var officer = site.As(TestSite.Officer);
        await site.Study("2021-07-01", "<b>粗</b> & \"引\"");

        var page = await officer.Get("/records?from=2021-07-01&to=2021-07-01");

        Assert.Contains("&lt;b&gt;粗&lt;/b&gt; &amp; &quot;引&quot;", page.Html, StringComparison.Ordinal);
    }
}
