using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Indicators;

/// <summary>The pages in a real browser.</summary>
public sealed class PagesTests(FiguresTown town, Browser browser) : IClassFixture<FiguresTown>
{
    private const string Year = "from=2021-01-01&to=2021-12-31";

    private static readonly string[] Paths =
    [
        "/indicators?year=2021",
        $"/figures/placements-county?{Year}",
        $"/figures/room-open-days?{Year}",
        $"/figures/leaflets-given?{Year}",
        $"/figures/app-participation?{Year}",
        $"/figures/care-visits?{Year}",
        $"/figures/articles?{Year}",
        "/figures/articles?unit=99&from=2021-13-01&cutOff=x",
    ];

    // English is the longest, so it is tried where there is least room.
    public static TheoryData<string, Screen, string> Shown =>
        [
            .. Paths.Select(p => new TheoryDataRow<string, Screen, string>(p, Screen.Office, "zh-CN")),
            .. Paths.Select(p => new TheoryDataRow<string, Screen, string>(p, Screen.Phone, "zh-CN")),
            .. Paths.Take(5).Select(p => new TheoryDataRow<string, Screen, string>(p, Screen.Phone, "en-GB")),
        ];

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Page_IsAccessibleAndFitsItsScreen(string path, Screen screen, string language)
    {
        var page = await browser.OpenAsync(screen, language: language, baseAddress: town.Address);

        await page.GotoAsync(path);
        foreach (var details in await page.Locator("details").AllAsync())
        {
            await details.EvaluateAsync("d => { d.open = true }");
        }

        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Figure_WithScriptsOff_IsAskedDifferentlyByItsForm()
    {
        var page = await browser.OpenAsync(scripts: false, baseAddress: town.Address);
        await page.GotoAsync($"/figures/placements-county?{Year}");

        await page.GetByText("换个问法").ClickAsync();
        await page.GetByLabel("截止日").FillAsync("2021-03-07");
        await page.GetByLabel("当时所知").FillAsync("2021-03-20");
        await page.GetByLabel("数法").SelectOptionAsync("每篇只按最高级别");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "看数字" }).ClickAsync();

        Assert.Contains("cutOff=2021-03-07", page.Url, StringComparison.Ordinal);
        Assert.Equal("1篇", await page.Locator(".big").InnerTextAsync());
        Assert.Contains("2021年3月20日 23:59", await page.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task List_LeadsToAFigureAndOnToItsRecords()
    {
        var page = await browser.OpenAsync(baseAddress: town.Address);
        await page.GotoAsync("/indicators?year=2021");

        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "至少6240份" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "=HYPERLINK" }).ClickAsync();

        Assert.Contains("/records/", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
