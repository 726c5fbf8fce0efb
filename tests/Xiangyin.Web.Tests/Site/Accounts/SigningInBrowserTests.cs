using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xiangyin.Testing;
using Xiangyin.Web.Site.Accounts;
using Xunit;

namespace Xiangyin.Web.Tests.Site.Accounts;

/// <summary>Signing in as people do it, in a real browser.</summary>
public sealed partial class SigningInBrowserTests(SigningInBrowserTests.LocalSite site, Browser browser)
    : IClassFixture<SigningInBrowserTests.LocalSite>
{
    /// <summary>At a name, because passkeys refuse a number.</summary>
    public sealed class LocalSite : SignedInSite
    {
        internal Uri Named => new UriBuilder(Address) { Host = "localhost" }.Uri;
    }

    [Fact]
    public async Task PrintedInvitation_ScannedByAPhone_SignsIn()
    {
        var invitation = await site.Invite(TestSite.Publicist);
        var page = await browser.OpenAsync(Screen.Phone, baseAddress: site.Named);
        await page.GotoAsync($"/invited/{invitation.Code}");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();

        await page.FillAsync("#password", "1234567890");
        await page.ClickAsync("button.go");
        await Assertions.Expect(page.Locator("[role=alert]").First).ToContainTextAsync("太常见");
        await page.ShouldBeAccessibleAsync();
        await page.FillAsync("#password", SignedInSite.Password);
        await page.ClickAsync("button.go");

        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("韦小兰");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task PrintedInvitation_WithoutScripts_SignsIn()
    {
        var invitation = await site.Invite(TestSite.Neighbour);
        var page = await browser.OpenAsync(Screen.Phone, scripts: false, baseAddress: site.Named);
        await page.GotoAsync("/invited");
        await page.FillAsync("#code", invitation.Printed);
        await page.ClickAsync("button.go");
        await page.FillAsync("#password", SignedInSite.Password);
        await page.ClickAsync("button.go");

        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("覃文");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Passkey_TakesUpAnInvitation_AndSignsIn()
    {
        var invitation = await site.Invite(TestSite.Staff);
        var page = await browser.OpenAsync(Screen.Phone, baseAddress: site.Named);
        await GiveFingerprint(page);
        await page.GotoAsync($"/invited/{invitation.Code}");
        await page.ClickAsync("[data-passkey=invited]");
        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("李强");

        await page.GotoAsync("/me");
        await page.ClickAsync("text=退出登录");
        await page.ClickAsync("[data-passkey=sign-in]");
        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("李强");

        await page.GotoAsync("/me/devices");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("用通行密钥");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Passkey_IsAddedAndRemoved()
    {
        var page = await SignIn(TestSite.Leader, Screen.Office);
        await GiveFingerprint(page);
        await page.GotoAsync("/me");
        await page.FillAsync("#passkey-name", "办公室电脑");
        await page.ClickAsync("[data-passkey=new]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("办公室电脑");

        await page.ClickAsync("[aria-label='删除办公室电脑']");

        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("办公室电脑");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task CodeFromAPhone_IsSetUp_AndAskedFor()
    {
        var page = await SignIn(TestSite.Officer, Screen.Phone);
        await page.GotoAsync("/me/code");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();
        var key = Secret().Match(await page.ContentAsync()).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", TimeCodes.Of(key, site.Time.GetUtcNow()));
        await page.ClickAsync("button.go");
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await page.ShouldBeAccessibleAsync();
        await page.ShouldFitItsScreenAsync();

        await page.GotoAsync("/me");
        await page.ClickAsync("text=退出登录");
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await page.FillAsync("#login", SignedInSite.LoginOf(TestSite.Officer));
        await page.FillAsync("#password", SignedInSite.Password);
        await page.ClickAsync("button.go");
        await page.ShouldBeAccessibleAsync();
        await page.FillAsync("#code", TimeCodes.Of(key, site.Time.GetUtcNow()));
        await page.ClickAsync("button.go");

        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("周敏");
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Office)]
    [InlineData(Screen.Phone)]
    public async Task Pages_AreAccessibleAndFit(Screen screen)
    {
        var invitation = await site.Invite(TestSite.Neighbour);
        var page = await SignIn(TestSite.Officer, screen);
        foreach (
            var path in new[]
            {
                "/me",
                "/me/devices",
                "/me/code",
                "/access",
                $"/access/invitations/{invitation.Id}",
                "/audit",
                "/audit?verify=true",
            }
        )
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }

        await page.Context.ClearCookiesAsync();
        foreach (var path in new[] { "/sign-in", "/invited", "/invited/ABCDE12345" })
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }

        await page.Context.DisposeAsync();
    }

    private async Task<IPage> SignIn(Xiangyin.Ledger.PersonId person, Screen screen)
    {
        (await site.SignedIn(person)).Dispose();
        var page = await browser.OpenAsync(screen, baseAddress: site.Named);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#login", SignedInSite.LoginOf(person));
        await page.FillAsync("#password", SignedInSite.Password);
        await page.ClickAsync("button.go");
        await Assertions.Expect(page.Locator("nav.side")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Chromium's virtual authenticator: a phone with a finger always on it.</summary>
    private static async Task GiveFingerprint(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    [GeneratedRegex("<code>([A-Z2-7 ]{39})</code>")]
    private static partial Regex Secret();
}
