using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site.Accounts;
using Xunit;

namespace Xiangyin.Web.Tests.Site.Accounts;

public sealed class SigningInOnSqlite(SignedInOnSqlite site) : SigningInTests(site), IClassFixture<SignedInOnSqlite>;

public sealed class SigningInOnPostgres(SignedInOnPostgres site)
    : SigningInTests(site),
        IClassFixture<SignedInOnPostgres>;

/// <summary>Invitations, passwords, codes, devices, locks: through the pages.</summary>
public abstract partial class SigningInTests(SignedInSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invitation_TakenUp_SignsIn_Once()
    {
        var invitation = await site.Invite(TestSite.Publicist);
        using var visitor = site.Stranger();
        using var second = site.Stranger();

        var page = await visitor.Get($"/invited/{invitation.Code}");
        var taken = await visitor.Send(
            page,
            $"/invited/{invitation.Code}",
            ("login", "小兰"),
            ("password", SignedInSite.Password)
        );
        var again = await second.Get($"/invited/{invitation.Code}");

        Assert.Contains("韦小兰，您好", page.Text, StringComparison.Ordinal);
        Assert.Contains("石桥村的村级宣传员", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", taken.Location);
        Assert.Contains("HttpOnly", taken.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("SameSite=Lax", taken.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("韦小兰 村级宣传员", (await visitor.Get("/records")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        Assert.Contains("已经用过了", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_FormSentTwice_StaysSignedIn()
    {
        var invitation = await site.Invite(TestSite.Neighbour);
        using var visitor = site.Stranger();
        var page = await visitor.Get($"/invited/{invitation.Code}");
        (string, object)[] fields = [("login", "覃文"), ("password", SignedInSite.Password)];

        await visitor.Send(page, $"/invited/{invitation.Code}", fields);
        await visitor.Send(page, $"/invited/{invitation.Code}", fields);

        Assert.Equal("/", (await visitor.Get($"/invited/{invitation.Code}")).Location);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/records")).Status);
    }

    [Fact]
    public async Task Invitation_TypedByHand_ForgivesHowItIsTyped()
    {
        var invitation = await site.Invite(TestSite.Publicist);
        using var visitor = site.Stranger();
        var typed = invitation
            .Printed.ToLowerInvariant()
            .Replace('0', 'o')
            .Replace('1', 'l')
            .Replace("-", " ", StringComparison.Ordinal);

        var page = await visitor.Get($"/invited?code={Uri.EscapeDataString(typed)}");

        Assert.Contains("韦小兰，您好", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_OutOfDate_Withdrawn_OrReplaced_OpensNothing()
    {
        var invitations = site.Services.GetRequiredService<Invitations>();
        var replaced = await site.Invite(TestSite.Staff);
        var withdrawn = await site.Invite(TestSite.Staff);
        await invitations.Revoke(withdrawn, Ct);
        var late = await site.Invite(TestSite.Leader);
        site.Time.Advance(TimeSpan.FromDays(Invitation.Days));
        using var visitor = site.Stranger();

        foreach (var invitation in new[] { replaced, withdrawn, late })
        {
            var page = await visitor.Get($"/invited/{invitation.Code}");
            Assert.Contains("已经过期或收回了", page.Text, StringComparison.Ordinal);
            Assert.Equal(
                TakenUp.Closed,
                await invitations.TakeUp(
                    invitation,
                    new()
                    {
                        Person = invitation.Person,
                        Login = invitation.Code,
                        MadeAt = site.Time.GetUtcNow(),
                    },
                    null,
                    null,
                    Ct
                )
            );
        }

        Assert.Contains("没有这个邀请码", (await visitor.Get("/invited/ABCDE12345")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("短短的", "太短")]
    [InlineData("1234567890", "太常见")]
    [InlineData("qwertyuiop", "太常见")]
    [InlineData("woaini1314520", "太常见")]
    [InlineData("password2022", "太常见")]
    [InlineData("韦小兰爱石头和大树河流", "姓名")]
    [InlineData("桐花开了又谢谢了又开啊", "姓名")]
    public async Task Password_ThatIsEasyToGuess_IsRefused(string password, string words)
    {
        var invitation = await site.Invite(TestSite.Publicist);
        using var visitor = site.Stranger();

        var page = await visitor.Send($"/invited/{invitation.Code}", ("login", "某某"), ("password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(password, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_OfSomebodyElse_IsRefused()
    {
        using var first = await site.SignedIn(TestSite.Publicist);
        var invitation = await site.Invite(TestSite.Neighbour);
        using var visitor = site.Stranger();

        var page = await visitor.Send(
            $"/invited/{invitation.Code}",
            ("login", SignedInSite.LoginOf(TestSite.Publicist).ToUpperInvariant()),
            ("password", SignedInSite.Password)
        );

        Assert.Contains("这个登录名已有人用", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_SignsIn_AndLeadsBack()
    {
        (await site.SignedIn(TestSite.Publicist)).Dispose();
        using var visitor = site.Stranger();

        var wrong = await Enter(visitor, TestSite.Publicist, "不是这个密码吧");
        var nobody = await visitor.Send("/sign-in", ("login", "没有此人"), ("password", "不是这个密码吧"));
        var right = await Enter(visitor, TestSite.Publicist, SignedInSite.Password, "/sign-in?back=/records");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("登录名或密码不对", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("登录名或密码不对", nobody.Text, StringComparison.Ordinal);
        Assert.Equal("/records", right.Location);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/records")).Status);
    }

    [Fact]
    public async Task WrongPasswords_LockTheAccount_ForAWhile()
    {
        (await site.SignedIn(TestSite.Neighbour)).Dispose();
        using var visitor = site.Stranger();
        for (var i = 0; i < Account.FailuresAllowed; i++)
        {
            await Enter(visitor, TestSite.Neighbour, $"不是这个密码吧{i}");
        }

        var locked = await Enter(visitor, TestSite.Neighbour, SignedInSite.Password);
        site.Time.Advance(TimeSpan.FromMinutes(6));
        var later = await Enter(visitor, TestSite.Neighbour, SignedInSite.Password);

        Assert.Contains("为了安全先锁住", locked.Text, StringComparison.Ordinal);
        Assert.Equal("/", later.Location);
    }

    [Fact]
    public void Locks_GrowLonger()
    {
        Assert.Null(Account.LockAfter(Account.FailuresAllowed - 1));
        Assert.Equal(TimeSpan.FromMinutes(5), Account.LockAfter(5));
        Assert.Equal(TimeSpan.FromMinutes(10), Account.LockAfter(6));
        Assert.Equal(TimeSpan.FromHours(1), Account.LockAfter(40));
    }

    [Fact]
    public async Task Code_IsAskedFor_WorksOnce_AndCanBeRecovered()
    {
        using var owner = await site.SignedIn(TestSite.Staff);
        var offered = await owner.Get("/me/code");
        var key = Secret().Match(offered.Html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var wrong = await owner.Send(offered, "/me/code", ("code", "000000"));
        var on = await owner.Send(offered, "/me/code", ("code", Code(key)));
        var recovery = RecoveryCode().Matches(on.Html).Select(m => m.Groups[1].Value).ToList();
        site.Time.Advance(TimeSpan.FromMinutes(1));

        using var visitor = site.Stranger();
        var first = await Enter(visitor, TestSite.Staff, SignedInSite.Password);
        var code = Code(key);
        var signedIn = await visitor.Send(first.Location!, ("code", code));
        using var other = site.Stranger();
        var second = await Enter(other, TestSite.Staff, SignedInSite.Password);
        var replayed = await other.Send(second.Location!, ("code", code));
        var recovered = await other.Send(second.Location!, ("code", recovery[0]));
        using var third = site.Stranger();
        var used = await third.Send(
            (await Enter(third, TestSite.Staff, SignedInSite.Password)).Location!,
            ("code", recovery[0])
        );

        Assert.Contains("验证码不对", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(10, recovery.Distinct().Count());
        Assert.StartsWith("/sign-in/code", first.Location, StringComparison.Ordinal);
        Assert.Equal("/", signedIn.Location);
        Assert.Contains("已经用过", replayed.Text, StringComparison.Ordinal);
        Assert.Equal("/", recovered.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.Status);
        Assert.Contains("还有 9 个没用过的恢复码", (await other.Get("/me/code")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_AreListed_AndEndEachOther()
    {
        using var phone = await site.SignedIn(TestSite.Leader);
        using var computer = site.Stranger();
        await Enter(computer, TestSite.Leader, SignedInSite.Password);

        var listed = await computer.Get("/me/devices");
        await computer.Send(listed, "/me/devices?handler=Others");

        Assert.Equal(2, Regex.Count(listed.Html, "name=\"id\""));
        Assert.Contains("这台", listed.Text, StringComparison.Ordinal);
        Assert.Contains("应邀开通", listed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Get("/api/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await computer.Get("/api/session")).Status);
    }

    [Fact]
    public async Task Device_EndedByAnotherProcess_IsOutWithinSeconds()
    {
        using var phone = await site.SignedIn(TestSite.Leader);
        await phone.Get("/api/session");
        var elsewhere = new SignIns(site.Services.GetRequiredService<Database>(), site.Time);

        await elsewhere.EndOthers(Guid.Empty, TestSite.Leader, Ct);
        site.Time.Advance(SignIns.Trusted + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Get("/api/session")).Status);
    }

    [Fact]
    public async Task SharedComputer_IsSignedOutAfterADaysWork_OnesOwnPhoneIsNot()
    {
        using var phone = await site.SignedIn(TestSite.Officer);
        using var computer = site.Stranger();
        await Enter(computer, TestSite.Officer, SignedInSite.Password);
        site.Time.Advance(TimeSpan.FromHours(13));

        Assert.Equal("/sign-in", (await computer.Get("/")).Location);
        Assert.Equal(HttpStatusCode.OK, (await phone.Get("/")).Status);

        // Weeks without signal.
        site.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal(HttpStatusCode.OK, (await phone.Get("/api/session")).Status);
        site.Time.Advance(TimeSpan.FromDays(SignIn.KeptDays + 1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Get("/api/session")).Status);
    }

    [Fact]
    public async Task Password_Changed_SignsOtherDevicesOut()
    {
        using var phone = await site.SignedIn(TestSite.Publicist);
        using var computer = site.Stranger();
        await Enter(computer, TestSite.Publicist, SignedInSite.Password);

        var refused = await computer.Send(
            "/me?handler=Password",
            ("old", "不是这个密码吧"),
            ("new", "山上有三棵老松树呢")
        );
        var changed = await computer.Send(
            "/me?handler=Password",
            ("old", SignedInSite.Password),
            ("new", "山上有三棵老松树在")
        );

        Assert.Contains("现在的密码不对", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("太短", changed.Text, StringComparison.Ordinal);
        changed = await computer.Send(
            "/me?handler=Password",
            ("old", SignedInSite.Password),
            ("new", "山上有三棵老松树在唱歌")
        );
        Assert.Equal("/me?done=password", changed.Location);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Get("/api/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await computer.Get("/me")).Status);
    }

    [Fact]
    public async Task SignOut_EndsTheDevice()
    {
        using var visitor = await site.SignedIn(TestSite.Publicist);

        var answer = await visitor.Send(await visitor.Get("/me"), "/me?handler=SignOut");

        Assert.Equal("/sign-in", answer.Location);
        Assert.Equal("/sign-in", (await visitor.Get("/")).Location);
        Assert.Empty(site.Services.GetRequiredService<SignIns>().Of(TestSite.Publicist));
    }

    [Fact]
    public async Task Officer_Invites_SeesWhoHasAccess_AndEndsIt()
    {
        using var officer = await site.SignedIn(TestSite.Officer);
        var page = await officer.Get("/access");
        var asked = ("person", (object)TestSite.Neighbour.Value);
        var id = Guid.CreateVersion7(site.Time.GetUtcNow());

        var made = await officer.Send(page, "/access?handler=Invite", asked, ("id", id));
        var twice = await officer.Send(page, "/access?handler=Invite", asked, ("id", id));
        var paper = await officer.Get(made.Location!);
        var code = Printed().Match(paper.Html).Groups[1].Value;
        using var neighbour = site.Stranger();
        await neighbour.Send($"/invited/{code}", ("login", "上湾覃文"), ("password", SignedInSite.Password));
        var listed = await officer.Get("/access");
        await officer.Send(listed, "/access?handler=End", asked);

        Assert.Equal(made.Location, twice.Location);
        Assert.Contains("覃文", paper.Text, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"qr\"", paper.Html, StringComparison.Ordinal);
        Assert.Equal("no-store", paper.Headers["Cache-Control"]);
        Assert.Contains("已开通，登录名“上湾覃文”", listed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await neighbour.Get("/api/session")).Status);
        using var again = site.Stranger();
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await again.Send("/sign-in", ("login", "上湾覃文"), ("password", SignedInSite.Password))).Status
        );
    }

    [Fact]
    public async Task Officer_InvitesNoLeader_AndNobodyOfAnotherTown()
    {
        using var officer = await site.SignedIn(TestSite.Officer);
        var page = await officer.Get("/access");
        var foreign = await site.Invite(TestSite.OtherOfficer);

        foreach (var person in new[] { TestSite.Leader, TestSite.OtherOfficer, TestSite.CountyReader })
        {
            var answer = await officer.Send(
                page,
                "/access?handler=Invite",
                ("person", person.Value),
                ("id", Guid.CreateVersion7(site.Time.GetUtcNow()))
            );
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        }

        Assert.Contains("由县里邀请", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/access/invitations/{foreign.Id}")).Status);
    }

    [Fact]
    public async Task Post_ThatEnded_SignsInToNothing()
    {
        var people = site.Services.GetRequiredService<PeopleStore>();
        var person = new Person(
            new(Guid.CreateVersion7(site.Time.GetUtcNow())),
            new("蓝天", "藍天", "Lan Tian"),
            TestSite.Shiqiao,
            "village-publicist",
            new(2020, 1, 1)
        );
        await people.Put([person], Ct);
        using var visitor = await site.SignedIn(person.Id);
        await people.Put([person with { To = new(2022, 10, 1) }], Ct);
        site.Time.Advance(TimeSpan.FromSeconds(6));

        var page = await visitor.Get("/records");
        var told = await visitor.Get(page.Location!);

        Assert.StartsWith("/sign-in", page.Location, StringComparison.Ordinal);
        Assert.Contains("没有在任的岗位", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_TakesTheirAccessAlong()
    {
        var people = site.Services.GetRequiredService<PeopleStore>();
        var person = new Person(
            new(Guid.CreateVersion7(site.Time.GetUtcNow())),
            new("白云", "白雲", "Bai Yun"),
            TestSite.Shiqiao,
            "village-publicist",
            new(2020, 1, 1)
        );
        await people.Put([person], Ct);
        using var visitor = await site.SignedIn(person.Id);

        await people.Erase(person.Id, Ct);
        site.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/session")).Status);
        Assert.Null(site.Services.GetRequiredService<AccountStore>().Find(person.Id));
        Assert.Null(site.Services.GetRequiredService<AuditTrail>().Verify().Fault);
        Assert.All(
            site.Services.GetRequiredService<AuditTrail>().Find(new(Person: person.Id.Value), null, 100),
            e => Assert.Null(e.Origin)
        );
    }

    private string Code(string key) => TimeCodes.Of(key, site.Time.GetUtcNow());

    private static Task<Answer> Enter(
        SiteVisitor visitor,
        PersonId person,
        string password,
        string path = "/sign-in"
    ) => visitor.Send(path, ("login", SignedInSite.LoginOf(person)), ("password", password));

    [GeneratedRegex("<code>([A-Z2-7 ]{39})</code>")]
    private static partial Regex Secret();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("code-printed\">([^<]+)<")]
    private static partial Regex Printed();
}
