using Microsoft.Playwright;
using Xiangyin.Testing;
using Xunit;
using Xunit.Sdk;

namespace Xiangyin.Architecture.Tests.Testing;

public sealed class BrowserTests(Browser browser)
{
    private const string Good =
        "<!doctype html><html lang=zh-Hans><meta name=viewport content='width=device-width'><title>乡音</title><main><h1>台账</h1></main>";

    [Theory]
    [InlineData(Screen.Office, 1280)]
    [InlineData(Screen.Phone, 390)]
    public async Task Page_OnAScreen_HasItsWidthAndPasses(Screen screen, int width)
    {
        var page = await browser.OpenAsync(screen);
        await using var context = page.Context;
        await page.SetContentAsync(Good);

        Assert.Equal(width, await page.EvaluateAsync<int>("innerWidth"));
        Assert.Equal("台账", await page.Locator("h1").InnerTextAsync());
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
    }

    [Fact]
    public async Task Page_WithFaults_IsCaught()
    {
        var page = await browser.OpenAsync(Screen.Phone);
        await using var context = page.Context;
        await page.SetContentAsync(Good + "<img src=x><p style='width:900px'>宽</p>");

        Assert.Contains(
            "image-alt",
            (await Assert.ThrowsAnyAsync<XunitException>(page.ShouldBeAccessibleAsync)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "900px",
            (await Assert.ThrowsAnyAsync<XunitException>(page.ShouldFitItsScreenAsync)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Page_WithScriptsOff_RunsNone()
    {
        var page = await browser.OpenAsync(scripts: false);
        await using var context = page.Context;
        await page.SetContentAsync(Good + "<script>document.querySelector('h1').textContent = 'script'</script>");

        Assert.Equal("台账", await page.Locator("h1").TextContentAsync());
    }
}
