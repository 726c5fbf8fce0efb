using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Reports;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Xiangyin.Web.Tests.Features.Reports;

public sealed class ReportPagesTests(ReportSite site, Browser browser)
    : IClassFixture<ReportSite>,
        IClassFixture<Browser>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Begin_FromTheForm_DraftsTheYear(bool scripts)
    {
        var page = await site.OpenAs(browser, ReportSite.Officer, scripts: scripts);

        await page.GotoAsync("/reports");
        await page.GetByLabel("年度").SelectOptionAsync("2021");
        await page.GetByRole(AriaRole.Button, new() { Name = "起草" }).ClickAsync();

        await Expect(page.Locator(".sheet-title")).ToHaveTextAsync("桐花镇2021年宣传思想工作总结及2022年工作计划");
        await Expect(page.Locator("#sheet")).ToContainTextAsync("县级5篇。其中，截至7月13日，");
        await Expect(page.Locator("#sheet")).ToContainTextAsync("县级3篇。");
        await Expect(page.Locator("#sheet")).ToContainTextAsync("2个村中1个已报");
        await Expect(page.Locator("#sheet")).ToContainTextAsync("下坪村还没有办满");
        await Expect(page.Locator("#look")).ToContainTextAsync("下坪村未报，句中已写明");
    }

    [Fact]
    public async Task Begin_CutOffOutsideTheYear_ShowsError()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync("/reports");
        await page.GetByLabel("截止日").FillAsync("2020-07-13");

        await page.GetByRole(AriaRole.Button, new() { Name = "起草" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("截止日要在报告的年度之内");
    }

    [Fact]
    public async Task Report_ChipOfAFigure_AsksWithItsOwnCutOff()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{await site.Begin()}");

        var chip = page.Locator("[data-bound='placements-county cut-off=2021-07-13'] a");

        await Expect(chip).ToHaveTextAsync("3篇");
        Assert.Contains("cutOff=2021-07-13", await chip.GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_WithScriptsOff_KeepsFiguresAndMarksTypedDigits()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer, scripts: false);
        await page.GotoAsync($"/reports/{await site.Begin()}");
        await Paragraph(page, "县级").GetByRole(AriaRole.Link, new() { Name = "改" }).ClickAsync();

        var text = page.GetByLabel("文字");
        Assert.Contains("［县级媒体上稿篇数｜截至7月13日］", await text.InputValueAsync(), StringComparison.Ordinal);
        await text.FillAsync("县里上稿［县级媒体上稿篇数］，网上点击8600次。");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Expect(page.Locator("#sheet")).ToContainTextAsync("县里上稿5篇，网上点击8600次");
        await Expect(page.Locator(".fig.bare")).ToContainTextAsync("8600次");
        await Expect(page.Locator("#look")).ToContainTextAsync("“8600次”是手写的，没有记录");
    }

    [Fact]
    public async Task Edit_UnknownBracket_IsToldAndKept()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer, scripts: false);
        await page.GotoAsync($"/reports/{await site.Begin()}");
        await Paragraph(page, "县级").GetByRole(AriaRole.Link, new() { Name = "改" }).ClickAsync();

        await page.GetByLabel("文字").FillAsync("关注［公众号粉丝］。");
        await page.GetByRole(AriaRole.Button, new() { Name = "插到末尾" }).ClickAsync();

        await Expect(page.Locator(".field .error")).ToContainTextAsync("［公众号粉丝］");
        await Expect(page.GetByLabel("文字")).ToHaveValueAsync("关注［公众号粉丝］。");
    }

    [Fact]
    public async Task Edit_InsertFromTheList_AddsTheFigure()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer, scripts: false);
        await page.GotoAsync($"/reports/{await site.Begin()}");
        await Paragraph(page, "县级").GetByRole(AriaRole.Link, new() { Name = "改" }).ClickAsync();
        await page.GetByLabel("文字").FillAsync("上半年上稿");
        await page.GetByLabel("指标").SelectOptionAsync("placements-county");
        await page.GetByLabel("自带截止日").FillAsync("2021-06-30");
        await page.GetByRole(AriaRole.Button, new() { Name = "插到末尾" }).ClickAsync();

        await Expect(page.Locator(".preview")).ToContainTextAsync("上半年上稿截至6月30日2篇");
    }

    [Fact]
    public async Task Edit_SavedMeanwhileByAnother_ShowsBoth()
    {
        var id = await site.Begin();
        var mine = await site.OpenAs(browser, ReportSite.Officer, scripts: false);
        var theirs = await site.OpenAs(browser, ReportSite.Staff, scripts: false);
        foreach (var page in new[] { mine, theirs })
        {
            await page.GotoAsync($"/reports/{id}");
            await Paragraph(page, "县级").GetByRole(AriaRole.Link, new() { Name = "改" }).ClickAsync();
        }

        await theirs.GetByLabel("文字").FillAsync("同事这样写。");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await mine.GetByLabel("文字").FillAsync("我这样写。");
        await mine.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Expect(mine.GetByRole(AriaRole.Alert)).ToContainTextAsync("韦小兰");
        await Expect(mine.Locator(".theirs")).ToHaveTextAsync("同事这样写。");
        await Expect(mine.GetByLabel("文字")).ToHaveValueAsync("我这样写。");
        await mine.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(mine.Locator("#sheet")).ToContainTextAsync("我这样写。");
    }

    [Fact]
    public async Task Edit_InPlace_SavesByItself()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{await site.Begin()}");
        var paragraph = Paragraph(page, "县级");
        var id = await paragraph.GetAttributeAsync("id");
        await paragraph.HoverAsync();
        await paragraph.GetByRole(AriaRole.Link, new() { Name = "改" }).ClickAsync();

        await page.Keyboard.TypeAsync("另有网上点击8600次。");

        await Expect(page.Locator("#look")).ToContainTextAsync("“8600次”是手写的");
        await page.GetByRole(AriaRole.Button, new() { Name = "改好了" }).ClickAsync();
        await Expect(page.Locator($"#{id} .fig.bare")).ToContainTextAsync("8600次");
        await page.ReloadAsync();
        await Expect(page.Locator($"#{id}")).ToContainTextAsync("县级5篇");
        await Expect(page.Locator($"#{id}")).ToContainTextAsync("另有网上点击8600次");
    }

    [Fact]
    public async Task Edit_InPlace_InsertsAFigureFromTheList()
    {
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{await site.Begin()}");
        var paragraph = Paragraph(page, "县级");
        var id = await paragraph.GetAttributeAsync("id");
        await paragraph.HoverAsync();
        await paragraph.GetByRole(AriaRole.Link, new() { Name = "改" }).ClickAsync();
        await page.Keyboard.TypeAsync("不足");
        await page.GetByLabel("插入数字").SelectOptionAsync("problems");

        await Expect(page.Locator($"#{id}")).ToContainTextAsync("不足1条");
    }

    [Fact]
    public async Task Approve_BySomebodyWhoWroteIt_IsRefused()
    {
        var id = await site.Begin();
        var page = await site.OpenAs(browser, ReportSite.Officer);
        await page.GotoAsync($"/reports/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "送审" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "审定" })).ToHaveCountAsync(0);
        var report = site.Get<ReportDesk>().Find(id)!;
        var refusal = await Assert.ThrowsAsync<Web.Ledger.LedgerRefusal>(() =>
            site.Get<ReportDesk>()
                .Take(
                    report,
                    StepAction.Approve,
                    Guid.CreateVersion7(site.Clock.GetUtcNow()),
                    ReportSite.Officer,
                    "",
                    Token
                )
        );
        Assert.Equal("report-approve-own", refusal.Rule);
    }

    [Fact]
    public async Task Write_SentTwice_AddsOneRevision()
    {
        var id = await site.Begin();
        var desk = site.Get<ReportDesk>();
        var report = desk.Find(id)!;
        var edit = new ParagraphEdit(
            report.Paragraphs.First().Id,
            1,
            Guid.CreateVersion7(site.Clock.GetUtcNow()),
            "改过的一段。",
            ReportSite.Officer
        );

        await desk.Write(report, edit, Token);
        var again = await desk.Write(report, edit, Token);

        Assert.Equal(2, again.Revisions.Count(r => r.Id == edit.Paragraph));
    }

    [Fact]
    public async Task Reports_ForAVillagePublicist_AreNotThere()
    {
        var page = await site.OpenAs(browser, ReportSite.Publicist);

        var answer = await page.GotoAsync($"/reports/{await site.Begin()}");

        Assert.Equal(404, answer!.Status);
    }

    [Theory]
    [InlineData("report.docx", "PK")]
    [InlineData("report.pdf", "%PDF-1.7")]
    [InlineData("report.ofd", "PK")]
    [InlineData("figures.json", "[")]
    public async Task File_OfADraft_Downloads(string name, string begins)
    {
        var page = await site.OpenAs(browser, ReportSite.Officer);

        var answer = await page.APIRequest.GetAsync($"/reports/{await site.Begin()}/{name}");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith(
            begins,
            System.Text.Encoding.UTF8.GetString(await answer.BodyAsync()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(Screen.Office)]
    [InlineData(Screen.Phone)]
    public async Task Pages_AreAccessibleAndFit(Screen screen)
    {
        var id = await site.Begin();
        var paragraph = site.Get<ReportDesk>().Find(id)!.Paragraphs.First().Id;
        var page = await site.OpenAs(browser, ReportSite.Officer, screen);
        foreach (
            var path in new[]
            {
                "/reports",
                $"/reports/{id}",
                $"/reports/{id}/paragraphs/{paragraph}",
                $"/reports/{id}/history",
                $"/reports/{id}/pages",
            }
        )
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }
    }

    [Fact]
    public async Task Pages_OfAReport_AreTheSheetAsPrinted_WithEveryFigureALink()
    {
        var id = await site.Begin();
        var page = await site.OpenAs(browser, ReportSite.Officer, scripts: false);

        await page.GotoAsync($"/reports/{id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "版式预览" }).ClickAsync();

        await Expect(page.Locator(".paper").First).ToContainTextAsync("桐花镇2021年宣传思想工作总结");
        await Expect(page.Locator(".paper").Last).ToContainTextAsync("— 2 —");
        var link = page.Locator(".paper a", new() { HasText = "3篇" }).First;
        Assert.Contains("/figures/", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "下载 OFD" })).ToBeVisibleAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ILocator Paragraph(IPage page, string text) =>
        page.Locator(".paragraph").Filter(new() { HasText = text }).First;
}
