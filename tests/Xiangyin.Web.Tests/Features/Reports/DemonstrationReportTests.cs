using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Features;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Demonstration;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Xiangyin.Web.Tests.Features.Reports;

/// <summary>The demonstration town's report of 2021, from its first draft to its frozen form and beyond.</summary>
public sealed class DemonstrationReportTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private string folder = "";
    private WebApplication site = null!;
    private Uri address = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder = await MadeTown.CopyAsync();
        site = await SiteHost.BuildAsync(
            new() { Data = folder, Urls = "http://127.0.0.1:0" },
            FeatureServices.Add,
            Token
        );
        await site.StartAsync(Token);
        address = new(
            site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Report_Of2021_ShowsTheSeedsFiguresAndHoldsAfterFreezing()
    {
        var page = await browser.OpenAsync(baseAddress: address);
        // Sealing recomputes every figure of a year from all its records.
        page.SetDefaultTimeout(60_000);
        SetDefaultExpectTimeout(30_000);
        await Become(page, "officer");
        await page.GotoAsync("/reports");
        await page.GetByLabel("年度").SelectOptionAsync("2021");
        await page.GetByRole(AriaRole.Button, new() { Name = "起草" }).ClickAsync();

        var sheet = page.Locator("#sheet");
        foreach (
            var words in new[]
            {
                "党委中心组学习12次，机关干部职工学习15次",
                "镇机关和站所学习7场次，各村都讲满2场次",
                "宣传队伍现有82人：宣传干事1人，工作员2人，回应员1人，业余通讯员33人，村级宣传员45人",
                "通讯员业务培训办了1次",
                "截至7月13日，中央级4篇，省级3篇，市级33篇，县级76篇",
                "6月的集中宣传发放6类宣传单至少6000份",
                "农家书屋10个、文体活动中心1个",
            }
        )
        {
            await Expect(sheet).ToContainTextAsync(words);
        }

        var report = page.Url;
        await EveryChipOpens(page);
        await page.GotoAsync(report);
        await Step(page, "送审");
        await Become(page, "leader");
        await Step(page, "审定");
        await Become(page, "officer");
        await Step(page, "定稿");
        await Expect(page.Locator("#look")).ToContainTextAsync("台账里的数字和定稿时一样");
        var frozen = await page.Locator("#sheet").InnerTextAsync();
        var id = Guid.Parse(report.Split('/')[^1]);

        await PlaceLate();
        await page.ReloadAsync();
        await Expect(page.Locator("#look")).ToContainTextAsync("定稿时 76篇");
        Assert.Equal(
            frozen,
            (await page.Locator("#sheet").InnerTextAsync()).Replace("有变", "", StringComparison.Ordinal)
        );
        using var key = ArchiveKey.FromPem(
            await File.ReadAllTextAsync(Path.Combine(folder, "archive-public-key.pem"), Token)
        );
        var package = site.Services.GetRequiredService<ReportDesk>().Sealed(id)!.Package;
        var verification = PackageVerification.Of(new MemoryStream(package), key);
        Assert.Empty(verification.Findings);
        Assert.True(verification.OriginChecked);
    }

    [Fact]
    public async Task Files_Of2021_AreTheThreeAndAgree()
    {
        var ledger = site.Services.GetRequiredService<TownLedger>();
        var town = ledger.Tree.Units.Single(u => ledger.Tree.On(u, new(2021, 12, 31)).Type == UnitType.Town);
        var output = Path.Combine(folder, "out");

        await site.Services.GetRequiredService<ReportFiles>().Write(town, 2021, null, null, output, address, Token);

        var figures = FigureJson.Read(await File.ReadAllBytesAsync(Path.Combine(output, "figures.json"), Token));
        Assert.Equal(
            76,
            figures.Single(f => f is { Indicator: "placements-county", CutOff: { Month: 7, Day: 13 } }).Value
        );
        Assert.Equal(
            76,
            figures.Single(f => f is { Indicator: "placements-county", CutOff: { Month: 7, Day: 13 } }).Records!.Count
        );
        Assert.Equal(
            JsonValueKind.Array,
            JsonDocument
                .Parse(await File.ReadAllBytesAsync(Path.Combine(output, "figures.json"), Token))
                .RootElement.ValueKind
        );
        await using var package = File.OpenRead(Path.Combine(output, "package.zip"));
        Assert.Empty(PackageVerification.Of(package).Findings);
        var document = await File.ReadAllBytesAsync(Path.Combine(output, "report.docx"), Token);
        Assert.Equal("PK"u8.ToArray(), document[..2]);
    }

    // A chip's page may show anything it likes, as long as it is there and shows the same figure.
    private static async Task EveryChipOpens(IPage page)
    {
        var chips = await page.Locator("#sheet .bound:not([data-bound*='shows=']) a")
            .EvaluateAllAsync<string[]>("all => all.map(a => a.textContent + ' ' + a.getAttribute('href'))");
        Assert.True(chips.Length > 40);
        foreach (var chip in chips.Distinct())
        {
            var answer = await page.APIRequest.GetAsync(chip.Split(' ')[1]);
            Assert.True(answer.Status == 200, $"{chip}: {answer.Status}");
            var number = new string([.. chip.Split(' ')[0].Where(c => char.IsAsciiDigit(c) || c == '.')]);
            var shown = (await answer.TextAsync()).Replace(",", "", StringComparison.Ordinal);
            Assert.True(shown.Contains(number, StringComparison.Ordinal), chip);
        }
    }

    private static async Task Step(IPage page, string button)
    {
        await page.ReloadAsync();
        var press = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await press.ClickAsync();
        await Expect(press).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    private async Task Become(IPage page, string post)
    {
        var actors = await site.Services.GetRequiredService<Actors>().All(Token);
        var person = actors.First(a => a.Role == Rights.RoleOf(post));
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "who",
                Value = person.Id.Value.ToString(),
                Url = address.ToString(),
            },
        ]);
    }

    // The newest placement of before 13 July once more, for another outlet's reprint found only now.
    private async Task PlaceLate()
    {
        var ledger = site.Services.GetRequiredService<TownLedger>();
        var town = ledger.Tree.Units.Single(u => ledger.Tree.On(u, new(2021, 12, 31)).Type == UnitType.Town);
        var behind = await ledger.BehindIds(
            new("placements-county", town, Period.Year(2021), new(2021, 7, 13), ledger.Now),
            100,
            Token
        );
        var officer = (await site.Services.GetRequiredService<Actors>().All(Token))
            .First(a => a.Role == Role.Officer)
            .Id;
        var known = (await ledger.History(behind.Ids![0], officer, Token))[^1].Content;
        var late = known with
        {
            Id = Guid.CreateVersion7(ledger.Now.At),
            Author = officer,
            Evidence = [],
            Event = null,
        };
        await ledger.Record(late, officer, Token);
    }
}
