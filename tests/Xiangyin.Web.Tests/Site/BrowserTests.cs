using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>The site's pages in a real browser, on an office PC and on a phone.</summary>
public sealed class BrowserTests(TestSite site, Browser browser) : IClassFixture<TestSite>, IAsyncLifetime
{
    private WorkRecord record = null!;

    public static TheoryData<string, Screen> Pages
    {
        get
        {
            var pages = new TheoryData<string, Screen>();
            foreach (
                var path in new[]
                {
                    "/",
                    "/?year=2021&cutOff=nonsense",
                    "/records",
                    "/records?q=没有",
                    "/records/new",
                    "/records/new?kind=volunteer-event",
                    "/records/new?kind=nil-return",
                    "/records/RECORD",
                    "/records/RECORD/correct",
                    "/records/RECORD/withdraw",
                    "/records/RECORD/confirm",
                    "/second-look",
                    "/pictures",
                    "/roster",
                    "/roster/handover",
                    "/units",
                    "/units/3",
                    "/units/3/change",
                    "/me",
                    "/nothing-here",
                }
            )
            {
                pages.Add(path, Screen.Office);
                pages.Add(path, Screen.Phone);
            }

            return pages;
        }
    }

    public async ValueTask InitializeAsync() =>
        record = await site.Record(
            "volunteer-event",
            TestSite.Shiqiao,
            "2022-09-20",
            "河边清垃圾，一直清到桥头",
            TestSite.Publicist,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure>
                    {
                        ["people"] = new(8, Approximation.AtLeast, Basis.Estimated),
                        ["hours"] = new(16),
                    },
                    Dimensions = new Dictionary<string, string> { ["service"] = site.First("service") },
                    Participants = [new("leader", TestSite.Publicist)],
                }
        );

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_IsAccessibleAndFitsItsScreen(string path, Screen screen)
    {
        var page = await Open(screen);
        await page.GotoAsync(path.Replace("RECORD", record.Id.ToString(), StringComparison.Ordinal));

        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("en", Screen.Phone)]
    [InlineData("zh-Hant", Screen.Phone)]
    [InlineData("en", Screen.Office)]
    public async Task Page_InAnotherLanguageAndLargeType_FitsToo(string language, Screen screen)
    {
        var page = await Open(screen);
        await page.GotoAsync($"/language/{language}");
        await page.GotoAsync("/type-size/large");

        foreach (
            var path in new[]
            {
                "/",
                "/records",
                $"/records/{record.Id}",
                "/records/new?kind=volunteer-event",
                "/units/3",
            }
        )
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }

        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Recording_WithErrors_IsAccessible()
    {
        var page = await Open(Screen.Phone);
        await page.GotoAsync("/records/new?kind=volunteer-event");
        await page.FillAsync("[name='measure.people']", "很多");
        await page.ClickAsync("button.go");

        await Assertions.Expect(page.Locator("#problems")).ToContainTextAsync("“很多”不是数字");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Recording_NeedsNoScript()
    {
        var page = await Open(Screen.Phone, TestSite.Publicist, scripts: false);
        await page.GotoAsync("/");
        await page.ClickAsync("main a[href='/records/new']");
        await page.ClickAsync("text=村民学习");
        await page.FillAsync("[name=on]", "2022-10-03");
        await page.SelectOptionAsync("[name='dimension.means']", site.Means);
        await page.FillAsync("[name=title]", "没有脚本也能记");
        await page.SelectOptionAsync("[name='approximation.people']", "About");
        await page.FillAsync("[name='measure.people']", "３０");
        await page.ClickAsync("button.go");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("没有脚本也能记");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("已记下");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("约30人次");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Keyboard_LeadsToTheContentFirst()
    {
        var page = await Open(Screen.Office);
        await page.GotoAsync("/records");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.Locator("main a").First).ToBeFocusedAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Keyboard_Enter_RecordsRatherThanSearches()
    {
        var page = await Open(Screen.Office, TestSite.Publicist);
        await page.GotoAsync("/records/new?kind=policy-talk");
        await page.GotoAsync("/records/new?kind=volunteer-event");
        await page.FocusAsync("[name=title]");
        await page.Keyboard.TypeAsync("按回车");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#problems")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Print_LeavesTheWorkAndTheLabel()
    {
        var page = await Open(Screen.Office);
        await page.GotoAsync("/");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.Locator("nav.side")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".demo")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Console_StaysSilent()
    {
        var page = await Open(Screen.Office);
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, error) => said.Add(error);

        foreach (
            var path in new[]
            {
                "/",
                "/records",
                $"/records/{record.Id}",
                "/records/new?kind=volunteer-event",
                "/units",
                "/me",
            }
        )
        {
            await page.GotoAsync(path);
        }

        Assert.Empty(said);
        await page.Context.DisposeAsync();
    }

    private async Task<IPage> Open(Screen screen, PersonId? person = null, bool scripts = true)
    {
        var page = await browser.OpenAsync(screen, scripts, baseAddress: site.Address);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "who",
                Value = (person ?? TestSite.Officer).Value.ToString(),
                Url = site.Address.ToString(),
            },
        ]);
        return page;
    }
}
