using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Registers;

/// <summary>The pages of registers in a real browser, with scripts off where somebody fills something in.</summary>
public sealed class PagesTests(TestSite site, Browser browser) : IClassFixture<TestSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Office)]
    [InlineData(Screen.Phone)]
    public async Task Pages_AreAccessibleAndFit(Screen screen)
    {
        var (signIn, _) = await Made(RegisterForm.SignIn, "centre-study", TestSite.Town.Value);
        var page = await Open(screen);
        foreach (
            var path in new[]
            {
                "/registers",
                "/registers/new",
                "/registers/new?kind=leaflet&form=Tally",
                $"/registers/{signIn.Id}",
                $"/registers/{signIn.Id}/door",
                $"/registers/{signIn.Id}/print",
                $"/sign-in/{signIn.Door}",
                "/sign-in/nothing",
            }
        )
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }

        await page.Context.DisposeAsync();
    }

    /// <summary>What the browser prints is what is read: the page itself is photographed off the screen.</summary>
    [Fact]
    public async Task PrintedPage_OffTheBrowser_IsFound_AndConfirmedOnAPhoneWithoutScripts()
    {
        var (register, page) = await Made(RegisterForm.Tally, "leaflet", TestSite.Town.Value);
        var office = await Open(Screen.Office);
        await office.GotoAsync($"/registers/{register.Id}/print");
        var printed = await office.Locator("svg.paper").First.ScreenshotAsync();
        await office.Context.DisposeAsync();
        var picture = Picture.Read(new MemoryStream(printed))!;
        var found = FoundPage.In(picture, out _);
        Assert.Equal(register.CodeOf(page), found?.Code);
        Assert.All(
            new MarkReader(picture, found!.Page).Read(page),
            read => Assert.Equal(Sureness.Blank, read.Sureness)
        );

        var phone = await Open(Screen.Phone, scripts: false);
        await phone.GotoAsync("/registers");
        await phone.SetInputFilesAsync(
            "[name=pictures]",
            new FilePayload
            {
                Name = "a.png",
                MimeType = "image/png",
                Buffer = printed,
            }
        );
        await phone.ClickAsync("form button.go");
        // The page asks again by itself until the picture is read.
        await phone.ClickAsync("a[href^='/registers/pages/']");
        await phone.FillAsync("[name='1.measure.copies']", "45");
        await phone.SelectOptionAsync("[name='1.dimension.topic']", "law");
        await phone.ClickAsync("form button.go");

        await Assertions.Expect(phone.Locator("h1")).ToHaveTextAsync(register.Title);
        await Assertions.Expect(phone.Locator("main")).ToContainTextAsync("已确认");
        await phone.Context.DisposeAsync();
        var scan = site.Services.GetRequiredService<RegisterBook>().ScansOf(register.Id).Single();
        var check = await Open(Screen.Phone);
        await check.GotoAsync($"/registers/pages/{scan.Id}");
        await check.ShouldBeAccessibleAsync();
        await check.ShouldFitItsScreenAsync();
        await check.Context.DisposeAsync();
    }

    private async Task<(Register Register, PaperPage Page)> Made(RegisterForm form, string kind, long unit)
    {
        var desk = site.Services.GetRequiredService<RegisterDesk>();
        var id = Guid.CreateVersion7(site.Time.GetUtcNow());
        await desk.Make(
            id,
            site.Ledger.Catalogue.Kind(kind)!,
            form,
            new(unit),
            TestSite.Today,
            "第三季度学习会",
            1,
            TestSite.Officer,
            Ct
        );
        var register = desk.Book.Find(id)!;
        return (register, register.Pages[0]);
    }

    private async Task<IPage> Open(Screen screen, bool scripts = true)
    {
        var page = await browser.OpenAsync(screen, scripts, baseAddress: site.Address);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "who",
                Value = TestSite.Officer.Value.ToString(),
                Url = site.Address.ToString(),
            },
        ]);
        return page;
    }
}
