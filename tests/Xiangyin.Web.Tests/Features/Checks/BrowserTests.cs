using Microsoft.Playwright;
using Xiangyin.Testing;
using Xiangyin.Web.Tests.Features.Checks.Uploads;
using Xiangyin.Web.Tests.Site;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Xiangyin.Web.Tests.Features.Checks;

/// <summary>Looking a document over in a real browser.</summary>
public sealed class BrowserTests(TestSite site, Browser browser) : IClassFixture<TestSite>
{
    private static readonly byte[] Report = WordFile.Of(
        "桐花镇2022年宣传工作总结",
        "一、理论学习",
        "2022年，党委中心组学习1次，*截止目前*，发放宣传单近2000余份。",
        "二、存在不足",
        "一是稿件偏少。"
    );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_MarksFixesAndGivesBackTheWordFile(bool scripts)
    {
        var page = await Open(Screen.Office, scripts);
        await Upload(page);

        var mark = page.Locator(".checked-text mark.is-warning, .checked-text mark.is-error")
            .Filter(new() { HasText = "截止目前" });
        await Expect(mark).ToHaveCountAsync(1);
        var item = page.Locator(".findings > li")
            .Filter(new() { Has = page.Locator("ins", new() { HasText = "截至目前" }) });
        await item.GetByRole(AriaRole.Button, new() { Name = "照这样改" }).ClickAsync();

        await Expect(page.Locator(".changed summary")).ToHaveTextAsync("已改 1 处");
        await Expect(page.Locator(".checked-text")).ToContainTextAsync("截至目前");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "下载改好的 Word" }).ClickAsync()
        );
        using var file = new MemoryStream();
        await using (var content = await download.CreateReadStreamAsync())
        {
            await content.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        Assert.Equal("总结（核对）.docx", download.SuggestedFilename);
        var (paragraphs, bold, comments) = WordFile.Read(file.ToArray());
        Assert.Contains("截至目前，发放宣传单近2000余份", paragraphs[2], StringComparison.Ordinal);
        Assert.Equal("截至目前", string.Concat(bold));
        Assert.Contains(comments, c => c.About.Contains("2000余", StringComparison.Ordinal));
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Office)]
    [InlineData(Screen.Phone)]
    public async Task Pages_AreAccessibleAndFitTheirScreen(Screen screen)
    {
        var page = await Open(screen);
        await page.GotoAsync("/checks");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();

        await Upload(page);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "从这份总结开始" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("从去年的总结开始");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
        await page.Context.DisposeAsync();
    }

    private static async Task Upload(IPage page)
    {
        await page.GotoAsync("/checks");
        await page.GetByLabel("或者选一个文件")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "总结.docx",
                    MimeType = "application/octet-stream",
                    Buffer = Report,
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "开始核对" }).ClickAsync();
        await Expect(page.Locator(".checked-text")).ToContainTextAsync("党委中心组学习");
    }

    private async Task<IPage> Open(Screen screen, bool scripts = true)
    {
        var page = await browser.OpenAsync(screen, scripts, baseAddress: site.Address);
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "who",
                Value = TestSite.Officer.Value.ToString(),
                Url = site.Address.ToString(),
            },
        ]);
        return page;
    }
}
