using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Pictures;

/// <summary>A picture from its upload to the guardian's withdrawal, in a real browser without scripts; and how its pages look.</summary>
public sealed class PictureBrowserTests(TestSite site, Browser browser) : IClassFixture<TestSite>
{
    private static readonly string Photo = Path.Combine(Path.GetTempPath(), $"xy-photo-{Environment.ProcessId}.jpg");

    [Fact]
    public async Task Picture_Uploaded_Named_Used_AndWithdrawn_WithoutScripts()
    {
        using (var scene = Samples.Scene(42))
        {
            await File.WriteAllBytesAsync(Photo, Samples.Jpeg(scene), TestContext.Current.CancellationToken);
        }

        var page = await browser.OpenAsync(Screen.Phone, scripts: false, baseAddress: site.Address);
        await page.GotoAsync("/records/new?kind=volunteer-event");
        await page.SelectOptionAsync("#f-unit", $"{TestSite.Shiqiao}");
        await page.FillAsync("#f-on", "2022-10-07");
        await page.SelectOptionAsync("#f-dimension-service", site.First("service"));
        await page.FillAsync("#f-title", "校门口清扫");
        await page.FillAsync("#f-measure-people", "9");
        await page.FillAsync("#f-measure-hours", "18");
        await page.SetInputFilesAsync("#f-evidence-after-file", Photo);
        await page.GetByRole(AriaRole.Button, new() { Name = "记下", Exact = true }).Last.ClickAsync();
        Assert.Contains("已记下", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await LookAtPictures();
        await page.ReloadAsync();
        Assert.True(await page.Locator(".evidence img").IsVisibleAsync());
        await Check(page.Url);

        await page.GetByText("谁在图上，能不能用").ClickAsync();
        await page.FillAsync("#name", "小禾");
        await page.CheckAsync("input[name=child]");
        await page.GetByRole(AriaRole.Button, new() { Name = "在图上" }).ClickAsync();
        var picture = page.Url;
        await Check(picture);
        await page.FillAsync("#place", "第10期");
        await page.GetByRole(AriaRole.Button, new() { Name = "用", Exact = true }).ClickAsync();
        Assert.Contains("小禾还没有同意", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "小禾" }).ClickAsync();
        await page.FillAsync("#by", "外婆");
        await page.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await Check(page.Url);
        var person = page.Url;
        await page.GotoAsync(picture);
        await page.FillAsync("#place", "第10期");
        await page.GetByRole(AriaRole.Button, new() { Name = "用", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("第10期");
        await page.GotoAsync("/pictures");
        Assert.Contains("宣传栏 · 第10期", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.GotoAsync(person);
        await page.FillAsync("#by", "外婆");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回（不同意）" }).ClickAsync();
        Assert.Contains("宣传栏 · 第10期", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        await page.GotoAsync("/pictures");
        Assert.Contains("请撤下", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Check(page.Url);
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Office)]
    [InlineData(Screen.Phone)]
    public async Task Roster_WithPeople_IsAccessibleAndFits(Screen screen)
    {
        foreach (
            var (person, post, unit) in new[]
            {
                (TestSite.Publicist, "village-publicist", TestSite.Shiqiao),
                (TestSite.Staff, "correspondent", TestSite.Office),
            }
        )
        {
            await site.Record(
                "appointed",
                unit,
                "2021-03-01",
                "上岗",
                TestSite.Officer,
                r =>
                    r with
                    {
                        Dimensions = new Dictionary<string, string> { ["post"] = post },
                        Participants = [new("person", person)],
                    }
            );
        }

        var page = await browser.OpenAsync(screen, baseAddress: site.Address);
        foreach (var path in new[] { "/roster", $"/roster/{TestSite.Publicist.Value}" })
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }

        await page.GotoAsync("/roster");
        await page.GetByRole(AriaRole.Link, new() { Name = "交接" }).First.ClickAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
        await page.Context.DisposeAsync();
    }

    // Axe is a script, so it looks in a browser that runs scripts.
    private async Task Check(string address)
    {
        foreach (var screen in new[] { Screen.Office, Screen.Phone })
        {
            var page = await browser.OpenAsync(screen, baseAddress: site.Address);
            await page.GotoAsync(address);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
            await page.Context.DisposeAsync();
        }
    }

    // What the site does every few seconds.
    private Task LookAtPictures() =>
        ((IEnumerable<IHostedService>)site.Services.GetService(typeof(IEnumerable<IHostedService>))!)
            .OfType<EvidenceWork>()
            .Single()
            .Run(TestContext.Current.CancellationToken);
}
