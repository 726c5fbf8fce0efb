using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features.Reports;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Xiangyin.Web.Tests.Features.Reports;

/// <summary>Each test records something late, so each has a site of its own.</summary>
public sealed class FreezeTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private readonly ReportSite site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Freeze_ThenALateRecord_ShowsTheDifferenceAndKeepsTheText()
    {
        var id = await site.Begin();
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "送审" }).ClickAsync();
        await Expect(page.Locator("[data-edit]")).ToHaveCountAsync(0);
        await site.Become(page, ReportSite.Leader);
        await page.ReloadAsync();
        var approve = page.GetByRole(AriaRole.Button, new() { Name = "审定" });
        await approve.ClickAsync();
        await Expect(approve).ToHaveCountAsync(0);
        await site.Become(page, ReportSite.Officer);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "定稿" }).ClickAsync();
        await Expect(page.Locator("#look")).ToContainTextAsync("台账里的数字和定稿时一样");
        var frozen = await page.Locator("#sheet").InnerTextAsync();

        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.Place(new(2021, 12, 30));
        await page.ReloadAsync();

        await Expect(page.Locator("#look")).ToContainTextAsync("定稿时 5篇，现在 6篇");
        Assert.Equal(
            frozen.Replace("有变", "", StringComparison.Ordinal),
            (await page.Locator("#sheet").InnerTextAsync()).Replace("有变", "", StringComparison.Ordinal)
        );
        var kept = site.Get<ReportDesk>().Sealed(id)!;
        var verification = PackageVerification.Of(new MemoryStream(kept.Package));
        Assert.Empty(verification.Findings);
        Assert.Equal(kept.Digest, verification.Digest);
        using var package = new ZipArchive(new MemoryStream(kept.Package));
        using var manifest = JsonDocument.Parse(package.GetEntry("manifest.json")!.Open());
        var head = manifest.RootElement.GetProperty("auditHead").GetString()!;
        Assert.Empty(site.Get<AuditTrail>().Verify([head]).Strange);
        var figures = FigureJson.Read(ReportFiles.FromPackage(kept, ReportFiles.Figures));
        Assert.Equal(
            5,
            figures
                .Single(f => f is { Indicator: "placements-county", CutOff: { Month: 12, Day: 31 }, From.Year: 2021 })
                .Value
        );
        Assert.Equal(
            3,
            figures.Single(f => f is { Indicator: "placements-county", CutOff: { Month: 7, Day: 13 } }).Value
        );
    }

    [Fact]
    public async Task Freeze_FiguresChangedSinceApproval_IsRefused()
    {
        var id = await site.Begin();
        var desk = site.Get<ReportDesk>();
        Guid Change() => Guid.CreateVersion7(site.Clock.GetUtcNow());
        await desk.Take(desk.Find(id)!, StepAction.Check, Change(), ReportSite.Officer, "", Token);
        await desk.Take(desk.Find(id)!, StepAction.Approve, Change(), ReportSite.Leader, "", Token);
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.Place(new(2021, 12, 29));
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "定稿" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("审定以后数字有变动");
        await page.GetByLabel("退回的原因").FillAsync("数字变了");
        await page.GetByRole(AriaRole.Button, new() { Name = "退回修改" }).ClickAsync();
        await Expect(page.Locator("#look")).ToContainTextAsync("退回");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "送审" })).ToBeVisibleAsync();
        await Expect(page.Locator("#look")).ToContainTextAsync("上次保存时");
        var changed = page.Locator("#look li").Filter(new() { HasText = "上次保存时" });
        for (var count = await changed.CountAsync(); count > 0; count = await changed.CountAsync())
        {
            await changed.First.GetByRole(AriaRole.Button, new() { Name = "知道了" }).ClickAsync();
            await Expect(changed).Not.ToHaveCountAsync(count);
        }

        await Expect(page.Locator("#sheet")).ToContainTextAsync("县级6篇");
    }

    [Fact]
    public async Task Draft_MissingVillageReportsLate_OffersTheOtherWording()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{await site.Begin()}");
        await Expect(page.Locator("#sheet")).ToContainTextAsync("下坪村还没有办满");

        await site.Brief(new(4));
        await page.ReloadAsync();
        await page.Locator("#look").GetByRole(AriaRole.Button, new() { Name = "换上" }).ClickAsync();

        await Expect(page.Locator("#sheet")).ToContainTextAsync("各村都讲满1场次");
        await Expect(page.Locator("#look")).Not.ToContainTextAsync("用语");
    }

    [Fact]
    public async Task Draft_InTraditional_ReadsTraditionalWhereTheOutlineGaveIt()
    {
        var id = await site.Begin();
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/language/zh-Hant?back=/reports/{id}");
        await Expect(page.Locator(".sheet-title")).ToHaveTextAsync("桐花鎮2021年宣傳思想工作總結及2022年工作計劃");
        await Expect(page.Locator("#sheet")).ToContainTextAsync("其中，截至7月13日，中央級0篇");

        var desk = site.Get<ReportDesk>();
        var first = desk.Find(id)!.Paragraphs.First();
        await desk.Write(
            desk.Find(id)!,
            new(first.Id, 1, Guid.CreateVersion7(site.Clock.GetUtcNow()), "改过的开头。", ReportSite.Officer),
            Token
        );
        await page.ReloadAsync();

        await Expect(page.Locator($"#p-{first.Id} p")).ToHaveTextAsync("改过的开头。");
        await Expect(page.Locator($"#p-{first.Id} p")).ToHaveAttributeAsync("lang", "zh-Hans");
    }

    [Fact]
    public async Task Draft_NearlyTooLong_Warns()
    {
        var id = await site.Begin();
        var desk = site.Get<ReportDesk>();
        var first = desk.Find(id)!.Paragraphs.First();
        await desk.Write(
            desk.Find(id)!,
            new(first.Id, 1, Guid.CreateVersion7(site.Clock.GetUtcNow()), new string('长', 3_900), ReportSite.Officer),
            Token
        );
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{id}");

        await Expect(page.Locator("#length.near")).ToContainTextAsync("上限 5,000");
        await Expect(page.Locator("#look")).ToContainTextAsync("篇幅");
    }
}
