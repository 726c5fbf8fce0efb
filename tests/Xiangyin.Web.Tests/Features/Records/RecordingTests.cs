using System.Net;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Records;

/// <summary>Recording through the form that the catalogue makes.</summary>
public sealed partial class RecordingTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Volunteer = "/records/new?kind=volunteer-event";
    private const string VillageStudy = "/records/new?kind=village-study";

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    [Fact]
    public async Task Get_WithoutKind_OffersThoseThatTheUnitMayRecord()
    {
        using var publicist = site.As(TestSite.Publicist);

        var page = await publicist.Get("/records/new");

        Assert.Contains("村民学习", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("党委中心组学习", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ForWhoeverOnlyReads_SaysSo()
    {
        using var leader = site.As(TestSite.Leader);

        var page = await leader.Get("/records/new");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("这一页不归您看", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Complete_Records()
    {
        using var publicist = site.As(TestSite.Publicist);

        var answer = await publicist.Send(
            VillageStudy,
            ("on", "2022-10-01"),
            ("title", "院坝里学防火"),
            ("dimension.means", site.Means),
            ("measure.people", "１２"),
            ("approximation.people", "AtLeast"),
            ("text", "第一行\n第二行")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var record = await Newest(answer);
        Assert.Equal(TestSite.Shiqiao, record.Content.Unit);
        Assert.Equal(new DateOnly(2022, 10, 1), record.Content.On);
        Assert.Equal(new Measure(12, Approximation.AtLeast), record.Content.Measures["people"]);
        Assert.Equal("第一行\n第二行", record.Content.Text);
        Assert.Equal(TestSite.Publicist, record.By);
        Assert.Contains("已记下", (await publicist.Get(answer.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SentTwice_RecordsOnce()
    {
        using var publicist = site.As(TestSite.Publicist);
        var form = await publicist.Get(VillageStudy);
        (string, object)[] fields = [("on", "2022-10-02"), ("title", "按了两次"), ("dimension.means", site.Means)];

        var first = await publicist.Send(form, VillageStudy, fields);
        var second = await publicist.Send(form, VillageStudy, fields);

        Assert.Equal(first.Location, second.Location);
        Assert.Single(await History(first));
        var list = await publicist.Get("/records?q=按了两次");
        Assert.Contains("共 1 条", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SamePageWithOtherContent_IsRefusedAndKept()
    {
        using var publicist = site.As(TestSite.Publicist);
        var form = await publicist.Get(VillageStudy);
        await publicist.Send(
            form,
            VillageStudy,
            ("on", "2022-10-02"),
            ("title", "先交的"),
            ("dimension.means", site.Means)
        );

        var second = await publicist.Send(
            form,
            VillageStudy,
            ("on", "2022-10-02"),
            ("title", "后交的"),
            ("dimension.means", site.Means)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Contains("这一页已经交过别的内容", second.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"后交的\"", second.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutTitle_ShowsError()
    {
        var page = await Refused(VillageStudy, ("title", ""));

        Assert.Contains("题目</a> 这一项要填", Squeezed(page), StringComparison.Ordinal);
        Assert.Contains("href=\"#f-title\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfTomorrow_ShowsError()
    {
        var page = await Refused(VillageStudy, ("on", "2022-10-09"));

        Assert.Contains("这一天还没到", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"2022-10-09\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_DayThatIsNone_ShowsErrorAndKeepsIt()
    {
        var page = await Refused(VillageStudy, ("on", "上个月底"));

        Assert.Contains("“上个月底”不是日期", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"上个月底\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NumberWithLetters_ShowsErrorAndKeepsIt()
    {
        var page = await Refused(VillageStudy, ("measure.people", "12a"));

        Assert.Contains("“12a”不是数字", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"12a\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"f-measure-people-error", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NumberBeyondBelief_ShowsError()
    {
        var page = await Refused(VillageStudy, ("measure.people", "3万"));

        Assert.Contains("超过了 2000", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NumberBesideCannotSay_ShowsError()
    {
        var page = await Refused(VillageStudy, ("measure.people", "30"), ("approximation.people", "None"));

        Assert.Contains("又写了数字，又选了“说不清”", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UnitOutsideOnesOwn_ShowsError()
    {
        var page = await Refused(VillageStudy, ("unit", TestSite.OtherVillage.Value));

        Assert.Contains("您只能记石桥村的工作", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OversizeTitle_ShowsErrorAndKeepsAll()
    {
        var title = new string('长', 121);

        var page = await Refused(VillageStudy, ("title", title), ("text", "别的也在"));

        Assert.Contains("最多 120 个字，现在有 121 个", page.Text, StringComparison.Ordinal);
        Assert.Contains(title, page.Html, StringComparison.Ordinal);
        Assert.Contains("别的也在", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TextOfTwoMegabytes_ShowsErrorAndKeepsIt()
    {
        var page = await Refused(VillageStudy, ("text", new string('长', 700_000)));

        Assert.Contains(
            "最多 8,000 个字",
            page.Text.Replace("8000", "8,000", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Post_UnknownKind_ShowsErrorAndKeepsWhatWasTyped()
    {
        using var publicist = site.As(TestSite.Publicist);
        var form = await publicist.Get(VillageStudy);

        var page = await publicist.Send(form, "/records/new?kind=nonsense", ("title", "写了半天"), ("text", "不能丢"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("没有“nonsense”这一种工作", page.Text, StringComparison.Ordinal);
        Assert.Contains("写了半天", page.Text, StringComparison.Ordinal);
        Assert.Contains("不能丢", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_KindOfAnotherUnit_ShowsError()
    {
        using var publicist = site.As(TestSite.Publicist);

        var page = await publicist.Get("/records/new?kind=centre-study");

        Assert.Contains("“党委中心组学习”不归您的单位记", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithExpiredForm_KeepsWhatWasTyped()
    {
        using var publicist = site.As(TestSite.Publicist);
        var form = await publicist.Get(VillageStudy);

        var page = await publicist.Send(
            form,
            VillageStudy,
            ("__RequestVerificationToken", "old"),
            ("on", "2022-10-02"),
            ("title", "开了一夜"),
            ("dimension.means", site.Means)
        );
        var again = await publicist.Send(
            page,
            VillageStudy,
            ("on", "2022-10-02"),
            ("title", "开了一夜"),
            ("dimension.means", site.Means)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("页面开得太久", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"开了一夜\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
    }

    [Fact]
    public async Task Post_InEnglish_IsToldInEnglish()
    {
        using var publicist = site.As(TestSite.Publicist, "en");

        var page = await publicist.Send(VillageStudy, ("on", "2022-10-02"), ("title", ""));

        Assert.Contains("Not recorded yet: 2 things to put right", page.Text, StringComparison.Ordinal);
        Assert.Contains("This is needed.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_PictureBesideAnError_IsNotAskedForAgain()
    {
        using var officer = site.As(TestSite.Officer);
        const string Form = "/records/new?kind=centre-study";

        var page = await officer.Send(
            Form,
            ("on", "2022-10-02"),
            ("dimension.subject", site.Subject),
            ("measure.people", "11"),
            ("title", ""),
            ("file.minutes", ("签到.png", Png))
        );
        var saved = await officer.Send(
            page,
            Form,
            ("on", "2022-10-02"),
            ("dimension.subject", site.Subject),
            ("measure.people", "11"),
            ("title", "有签到表")
        );

        Assert.Contains("保留：签到.png", page.Text, StringComparison.Ordinal);
        Assert.Contains("够了，不用再传", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"file\"", page.Html, StringComparison.Ordinal);
        var evidence = Assert.Single((await Newest(saved)).Content.Evidence);
        Assert.Equal(("签到.png", "image/png", "minutes"), (evidence.Name, evidence.MediaType, evidence.Shows));
    }

    [Fact]
    public async Task Post_FileThatIsNoPicture_IsNotTaken()
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Send(
            "/records/new?kind=centre-study",
            ("on", "2022-10-02"),
            ("dimension.subject", site.Subject),
            ("measure.people", "11"),
            ("title", "附了别的"),
            ("file.minutes", ("photo.png", "<script>alert(1)</script>"u8.ToArray()))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("“photo.png”按内容看不是照片、录音、视频或 PDF", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FileBeyondTheLimit_IsNotTakenAndAllElseIsKept()
    {
        using var officer = site.As(TestSite.Officer);
        var large = new byte[21 << 20];
        Png.CopyTo(large, 0);

        var page = await officer.Send(
            "/records/new?kind=centre-study",
            ("on", "2022-10-02"),
            ("dimension.subject", site.Subject),
            ("measure.people", "11"),
            ("title", "照片太大"),
            ("file.minutes", ("大.png", large))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("“大.png”超过 20 兆", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"照片太大\"", page.Html, StringComparison.Ordinal);
    }

    // More than a request may usually bring: the whole form would be cut off, and all that was typed with it.
    [Fact]
    public async Task Post_FilmFarTooLong_IsNotTakenAndAllElseIsKept()
    {
        using var officer = site.As(TestSite.Officer);
        var film = new byte[(SiteHost.LargestRequest / (1 << 20) + 6) << 20];
        Ledger.Samples.Mp4(film: true).CopyTo(film, 0);

        var page = await officer.Send(
            "/records/new?kind=centre-study",
            ("on", "2022-10-02"),
            ("title", "视频太长"),
            ("file.minutes", ("会场.mp4", film))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("“会场.mp4”超过 60 兆", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"视频太长\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_VoiceNote_IsTaken_AndPlaysOnTheRecordsPage()
    {
        using var officer = site.As(TestSite.Officer);

        var saved = await officer.Send(
            "/records/new?kind=centre-study",
            ("on", "2022-10-02"),
            ("dimension.subject", site.Subject),
            ("measure.people", "11"),
            ("title", "有录音"),
            ("file.minutes", ("录音.m4a", Ledger.Samples.Mp4(film: false)))
        );

        var evidence = Assert.Single((await Newest(saved)).Content.Evidence);
        Assert.Equal("audio/mp4", evidence.MediaType);
        Assert.NotNull(evidence.Original);
        var page = await officer.Get(saved.Location!);
        Assert.Contains("<audio controls", page.Html, StringComparison.Ordinal);
        var link = System.Text.RegularExpressions.Regex.Match(page.Html, "src=\"(/evidence/[^\"]+)\"").Groups[1].Value;
        var sound = await officer.Get(WebUtility.HtmlDecode(link));
        Assert.Equal("audio/mp4", sound.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Post_TicketOfAnotherPerson_GivesNobodyTheFile()
    {
        using var officer = site.As(TestSite.Officer);
        using var staff = site.As(TestSite.Staff);
        const string Form = "/records/new?kind=centre-study";
        var kept = await officer.Send(Form, ("title", ""), ("file.minutes", ("签到.png", Png)));
        var ticket = kept.Hidden.Single(h => h.Name == "evidence.minutes").Value;

        var page = await staff.Send(Form, ("title", ""), ("evidence.minutes", ticket));

        Assert.DoesNotContain("签到.png", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seek_FindsARecordToLinkToAndKeepsWhatWasTyped()
    {
        var planned = await site.Record(
            "study-planned",
            TestSite.Town,
            "2022-10-20",
            "十月第二次集中学习",
            with: r =>
                r with
                {
                    Dimensions = new Dictionary<string, string> { ["audience"] = site.First("study-audience") },
                }
        );
        using var officer = site.As(TestSite.Officer);
        const string Form = "/records/new?kind=centre-study";

        var found = await officer.Send(
            Form,
            ("title", "写到一半"),
            ("seek.link.fulfils", "第二次"),
            ("seek", "link.fulfils")
        );
        var saved = await officer.Send(
            found,
            Form,
            ("on", "2022-10-02"),
            ("title", "写完了"),
            ("dimension.subject", site.Subject),
            ("measure.people", "9"),
            ("link.fulfils", planned.Id)
        );

        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Contains("十月第二次集中学习", found.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"写到一半\"", found.Html, StringComparison.Ordinal);
        Assert.Equal([new Link("fulfils", planned.Id)], (await Newest(saved)).Content.Links);
    }

    [Fact]
    public async Task Post_LinkToARecordOfAnotherTown_IsRefused()
    {
        var theirs = await site.Record(
            "study-planned",
            TestSite.OtherTown,
            "2022-10-20",
            "别镇的计划",
            TestSite.OtherOfficer,
            r => r with { Dimensions = new Dictionary<string, string> { ["audience"] = site.First("study-audience") } }
        );
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Send(
            "/records/new?kind=centre-study",
            ("on", "2022-10-02"),
            ("title", "连到别镇"),
            ("dimension.subject", site.Subject),
            ("measure.people", "9"),
            ("link.fulfils", theirs.Id)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("没有这条记录，或它不归您看", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别镇的计划", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NilReturn_WritesItsOwnTitle()
    {
        using var publicist = site.As(TestSite.Publicist);

        var answer = await publicist.Send(
            "/records/new?kind=nil-return&dimension.of=room-month",
            ("dimension.of", NilKind()),
            ("on", "2022-09-01"),
            ("until", "2022-09-30")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("零报告：", (await Newest(answer)).Content.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NilReturn_OffersOnlyWhatIsExpected()
    {
        using var publicist = site.As(TestSite.Publicist);

        var page = await publicist.Get("/records/new?kind=nil-return");

        Assert.Contains($"<option value=\"{NilKind()}\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<option value=\"village-study\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithPeople_NamesThem()
    {
        using var publicist = site.As(TestSite.Publicist);

        var answer = await publicist.Send(
            Volunteer,
            ("on", "2022-10-02"),
            ("title", "清沟渠"),
            ("measure.people", "8"),
            ("measure.hours", "16"),
            ("dimension.service", site.First("service")),
            ("role.leader", TestSite.Publicist.Value)
        );
        var page = await publicist.Get(answer.Location!);

        Assert.Contains("带队人 韦小兰", Squeezed(page), StringComparison.Ordinal);
        Assert.Contains("待确认", page.Text, StringComparison.Ordinal);
        Assert.Contains("等另一位同事确认后计入", page.Text, StringComparison.Ordinal);
    }

    private string NilKind() =>
        site.Ledger.Catalogue.Kinds.First(k => k.Expected is { From: UnitType.Village, Every: Often.Month }).Id;

    private async Task<Answer> Refused(string form, params (string Name, object Value)[] fields)
    {
        using var publicist = site.As(TestSite.Publicist);
        var before = site.Ledger.Now.Seq;
        (string Name, object Value)[] right =
        [
            ("on", "2022-10-02"),
            ("title", "写得对"),
            ("dimension.means", site.Means),
        ];

        var page = await publicist.Send(form, [.. right.Where(r => fields.All(f => f.Name != r.Name)), .. fields]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(before, site.Ledger.Now.Seq);
        return page;
    }

    private async Task<RecordVersion> Newest(Answer answer) => (await History(answer))[^1];

    private async Task<IReadOnlyList<RecordVersion>> History(Answer answer)
    {
        Assert.True(answer.Location is not null, answer.Text);
        return await site.Ledger.History(
            Guid.Parse(Id().Match(answer.Location!).Value),
            TestSite.Officer,
            TestContext.Current.CancellationToken
        );
    }

    private static string Squeezed(Answer page) =>
        Blank().Replace(WebUtility.HtmlDecode(Tag().Replace(page.Html, m => m.Value == "</a>" ? m.Value : " ")), " ");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
