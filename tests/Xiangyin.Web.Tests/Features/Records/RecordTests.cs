using System.Net;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Records;

/// <summary>One record: reading, correcting, confirming, withdrawing it.</summary>
public sealed partial class RecordTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Get_SaysWhereItIsCounted()
    {
        var record = await site.Study("2022-09-02", "九月第一次");
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get($"/records/{record.Id}");

        Assert.Contains("党委中心组学习次数", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"/figures/centre-studies?unit=2&amp;from=2022-01-01&amp;to=2022-12-31&amp;cutOff=2022-12-31\"",
            page.Html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Get_OfAnotherUnit_IsNotThere()
    {
        var record = await site.VillageStudy(TestSite.Shangwan, "2022-09-02", "隔壁村的事", TestSite.Neighbour);
        using var publicist = site.As(TestSite.Publicist);

        var page = await publicist.Get($"/records/{record.Id}");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain("隔壁村的事", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_TellsWhoWhenWhyAndWhat()
    {
        var record = await site.Study("2022-09-03", "人数点错了的学习");
        using var officer = site.As(TestSite.Officer);
        var path = $"/records/{record.Id}/correct";

        var form = await officer.Get(path);
        var answer = await officer.Send(
            form,
            path,
            [.. Typed(record), ("measure.people", "13"), ("why", "多点了两个")]
        );
        var page = await officer.Get($"/records/{record.Id}");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("第 2 版", page.Text, StringComparison.Ordinal);
        Assert.Contains("因为：多点了两个", page.Text, StringComparison.Ordinal);
        Assert.Contains("到会人数：原为“11人”，改为“13人”", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_WithoutReason_ShowsError()
    {
        var record = await site.Study("2022-09-04", "没说为什么");
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Send(
            $"/records/{record.Id}/correct",
            [.. Typed(record), ("measure.people", "14"), ("why", "")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("请写明为什么", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"14\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_ThatChangesNothing_WritesNothing()
    {
        var record = await site.Study("2022-09-05", "什么也没改");
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Send(
            $"/records/{record.Id}/correct",
            [.. Typed(record), ("measure.people", "11"), ("why", "看看")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("什么都没有改", page.Text, StringComparison.Ordinal);
        Assert.Single(await History(record));
    }

    [Fact]
    public async Task Correct_ChangedMeanwhile_ShowsBothAndKeepsWhatWasTyped()
    {
        var record = await site.Study("2022-09-06", "两人同时改");
        using var officer = site.As(TestSite.Officer);
        using var staff = site.As(TestSite.Staff);
        var path = $"/records/{record.Id}/correct";
        var mine = await officer.Get(path);
        await staff.Send(path, [.. Typed(record), ("measure.people", "20"), ("why", "我数的是二十")]);

        var refused = await officer.Send(
            mine,
            path,
            [.. Typed(record), ("measure.people", "30"), ("why", "我数的是三十")]
        );
        var again = await officer.Send(
            refused,
            path,
            [.. Typed(record), ("measure.people", "30"), ("why", "我数的是三十")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("被别人改过", refused.Text, StringComparison.Ordinal);
        Assert.Contains("李强", refused.Text, StringComparison.Ordinal);
        Assert.Contains("到会人数 20人 30人", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"30\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal([11m, 20m, 30m], (await History(record)).Select(v => v.Content.Measures["people"].Amount!.Value));
    }

    [Fact]
    public async Task Confirm_ByASecondPerson_Counts()
    {
        var record = await Volunteering("等着确认");
        using var officer = site.As(TestSite.Officer);
        var path = $"/records/{record.Id}/confirm";

        var home = await officer.Get("/?year=2022");
        var answer = await officer.Send(path);
        var page = await officer.Get($"/records/{record.Id}");

        Assert.Matches("[0-9]+ 条记录待确认", home.Text);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("已计入", page.Text, StringComparison.Ordinal);
        Assert.Contains("志愿服务活动次数", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_OfOnesOwn_IsRefused()
    {
        var record = await Volunteering("自己确认自己", TestSite.Officer, TestSite.Town);
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get($"/records/{record.Id}");
        var answer = await officer.Send($"/records/{record.Id}/confirm");

        Assert.DoesNotContain("/confirm\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("自己写的不能自己确认", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_ByAVillage_IsRefused()
    {
        var record = await Volunteering("村里不能确认");
        using var publicist = site.As(TestSite.Publicist);

        Assert.Equal(HttpStatusCode.Forbidden, (await publicist.Get($"/records/{record.Id}/confirm")).Status);
    }

    [Fact]
    public async Task Withdraw_LeavesTheFiguresAndStaysReadable()
    {
        var record = await site.Study("2022-09-07", "记重了");
        using var officer = site.As(TestSite.Officer);
        var path = $"/records/{record.Id}/withdraw";

        var refused = await officer.Send(path, ("why", " "));
        var answer = await officer.Send(path, ("why", "同一次记了两遍"));
        var page = await officer.Get($"/records/{record.Id}");

        Assert.Contains("请写明为什么", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("已撤回", page.Text, StringComparison.Ordinal);
        Assert.Contains("同一次记了两遍", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/correct\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_SentTwice_IsDoneOnce()
    {
        var record = await site.Study("2022-09-08", "撤了两次");
        using var officer = site.As(TestSite.Officer);
        var path = $"/records/{record.Id}/withdraw";
        var form = await officer.Get(path);

        var first = await officer.Send(form, path, ("why", "重了"));
        var second = await officer.Send(form, path, ("why", "重了"));

        Assert.Equal((first.Status, first.Location), (second.Status, second.Location));
        Assert.Equal(2, (await History(record)).Count);
    }

    [Fact]
    public async Task Evidence_OpensToWhoeverMaySeeTheRecord()
    {
        var store = (EvidenceStore)site.Services.GetService(typeof(EvidenceStore))!;
        var png = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        );
        var file = await store.Put(new MemoryStream(png), "现场.png", "minutes", TestSite.Officer, Ct);
        var record = await site.Record(
            "centre-study",
            TestSite.Town,
            "2022-09-09",
            "有照片",
            with: r =>
                r with
                {
                    Evidence = [file],
                    Measures = new Dictionary<string, Measure> { ["people"] = new(9) },
                    Dimensions = new Dictionary<string, string> { ["subject"] = site.Subject },
                }
        );
        var other = await site.Study("2022-09-10", "没有照片");
        using var officer = site.As(TestSite.Officer);
        using var publicist = site.As(TestSite.Publicist);
        using var elsewhere = site.As(TestSite.OtherOfficer);
        var page = await officer.Get($"/records/{record.Id}");
        var path = WebUtility.HtmlDecode(EvidenceLink().Match(page.Html).Value);

        var seen = await officer.Get(path);

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal("image/png", seen.Headers["Content-Type"]);
        Assert.Equal("nosniff", seen.Headers["X-Content-Type-Options"]);
        Assert.StartsWith("inline", seen.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await publicist.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/evidence/{file.Hash}?record={record.Id}")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await officer.Get(path.Replace(record.Id.ToString(), other.Id.ToString(), StringComparison.Ordinal))
            ).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await officer.Get($"/evidence/{new string('0', 64)}?record={record.Id}")).Status
        );
    }

    [Fact]
    public async Task EvidenceLink_IsForOneReader_AndEnds()
    {
        var store = (EvidenceStore)site.Services.GetService(typeof(EvidenceStore))!;
        var urls = (EvidenceUrl)site.Services.GetService(typeof(EvidenceUrl))!;
        var png = Ledger.EvidenceStoreTests.Sample("image/png");
        var file = await store.Put(new MemoryStream(png), "现场.png", "minutes", TestSite.Officer, Ct);
        var record = await site.Study("2022-09-11", "带签名的链接");
        var mine = urls.Of(file.Hash, record.Id, TestSite.Officer);
        string Ticket(string url) => System.Web.HttpUtility.ParseQueryString(url.Split('?')[1])["ticket"]!;

        Assert.Equal(EvidenceUrl.Validity.Holds, urls.Check(Ticket(mine), file.Hash, record.Id, TestSite.Officer));
        Assert.Equal(EvidenceUrl.Validity.Forged, urls.Check(Ticket(mine), file.Hash, record.Id, TestSite.Staff));
        Assert.Equal(EvidenceUrl.Validity.Forged, urls.Check("", file.Hash, record.Id, TestSite.Officer));
        Assert.Equal(
            EvidenceUrl.Validity.Forged,
            urls.Check(Ticket(mine)[..^2] + "AA", file.Hash, record.Id, TestSite.Officer)
        );
        site.Time.Advance(EvidenceUrl.Lasts + TimeSpan.FromMinutes(1));
        Assert.Equal(EvidenceUrl.Validity.Ended, urls.Check(Ticket(mine), file.Hash, record.Id, TestSite.Officer));
    }

    [System.Text.RegularExpressions.GeneratedRegex("/evidence/[0-9a-f]{64}\\?[^\"]+")]
    private static partial System.Text.RegularExpressions.Regex EvidenceLink();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<WorkRecord> Volunteering(string title, PersonId? by = null, UnitId? unit = null) =>
        site.Record(
            "volunteer-event",
            unit ?? TestSite.Shiqiao,
            "2022-09-20",
            title,
            by ?? TestSite.Publicist,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["people"] = new(8), ["hours"] = new(16) },
                    Dimensions = new Dictionary<string, string> { ["service"] = site.First("service") },
                }
        );

    private Task<IReadOnlyList<RecordVersion>> History(WorkRecord record) =>
        site.Ledger.History(record.Id, TestSite.Officer, Ct);

    // What the form shows of a study session, besides the number.
    private (string Name, object Value)[] Typed(WorkRecord record) =>
        [
            ("on", record.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            ("title", record.Title),
            ("dimension.subject", site.Subject),
        ];
}
