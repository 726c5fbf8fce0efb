using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site.Accounts;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Capture;

/// <summary>The way of a village publicist: a printed invitation, weeks without signal, and the town's figures.</summary>
public sealed class InvitedPhoneTests(InvitedPhoneTests.SiteOfToday site, Browser browser)
    : IClassFixture<InvitedPhoneTests.SiteOfToday>
{
    /// <summary>It is today there: a browser forgets a sign-in of 2022.</summary>
    public sealed class SiteOfToday : SignedInSite
    {
        public SiteOfToday() => Time = new(DateTimeOffset.UtcNow);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invited_Offline_Restarted_ThreeActivities_MoveTheTownsFigureByThree()
    {
        var folder = Directory.CreateTempSubdirectory("xy-phone-").FullName;
        var before = await Inspections();
        var phone = await Start(folder);
        var invitation = await site.Invite(TestSite.Publicist);
        await phone.Page.GotoAsync($"/invited/{invitation.Code}");
        await phone.Page.FillAsync("[name=login]", "weixiaolan");
        await phone.Page.FillAsync("[name=password]", SignedInSite.Password);
        await phone.Page.ClickAsync("button.go");
        await Assertions.Expect(phone.Page.Locator("header")).ToContainTextAsync("韦小兰");
        await phone.Visit();

        await phone.LoseSignal();
        await phone.Page.ReloadAsync();
        for (var i = 1; i <= 2; i++)
        {
            await phone.Inspect($"没有信号 {i}", BarePhone.Photo());
        }

        await phone.DisposeAsync();
        phone = await Start(folder);
        await phone.LoseSignal();
        await phone.Page.GotoAsync("/capture");
        await Assertions.Expect(phone.State).ToContainTextAsync("待发送 2");
        await phone.Inspect("没有信号 3", BarePhone.Photo());
        Assert.Equal(before, await Inspections());

        await phone.DisposeAsync();
        phone = await Start(folder);
        await phone.Page.GotoAsync("/capture");
        await phone.Delivered();

        Assert.Equal(before + 3, await Inspections());
        foreach (var record in (await site.Ledger.Find(new(TestSite.Town, null, "inspection"), null, 100, Ct)).Rows)
        {
            Assert.Single((await site.Ledger.History(record.Id, TestSite.Officer, Ct))[^1].Content.Evidence);
        }

        await phone.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Session_RevokedWhileOffline_AsksToSignInAgain_AndSendsThen()
    {
        await using var phone = new Phone(await site.Open(browser, TestSite.Neighbour, Screen.Phone));
        await phone.Visit();
        await phone.LoseSignal();
        await phone.Page.ReloadAsync();
        await phone.Inspect("登录被收回", BarePhone.Photo());
        await site.Services.GetRequiredService<SignIns>().EndOthers(Guid.Empty, TestSite.Neighbour, Ct);
        await Task.Delay(TimeSpan.FromSeconds(5.5), Ct);

        await phone.FindSignal();
        await Assertions.Expect(phone.Main).ToContainTextAsync("请用“覃文”本人的账号登录", new() { Timeout = 20_000 });
        await Assertions.Expect(phone.Main).ToContainTextAsync("还有 1 条没有送出，一条都没有丢");
        await Assertions.Expect(phone.Main).Not.ToContainTextAsync("登录被收回");
        await phone.Page.ShouldBeAccessibleAsync();

        await phone.Main.GetByText("去登录").ClickAsync();
        await phone.Page.FillAsync("[name=login]", SignedInSite.LoginOf(TestSite.Neighbour));
        await phone.Page.FillAsync("[name=password]", SignedInSite.Password);
        await phone.Page.ClickAsync("button.go");
        await phone.Delivered();
        Assert.Single(
            (await site.Ledger.Find(new(TestSite.Shangwan, null, null), null, 100, Ct)).Rows,
            r => r.Title == "登录被收回"
        );
    }

    private async Task<Phone> Start(string folder)
    {
        return new(await browser.OpenKeptAsync(folder, site.Address));
    }

    private async Task<decimal> Inspections()
    {
        var today = Day.Of(site.Time.GetUtcNow());
        var query = new FigureQuery("inspections", TestSite.Town, Period.Year(today.Year), today, site.Ledger.Now);
        return (await site.Ledger.Figure(query, Ct)).Amount.Value ?? 0;
    }
}
