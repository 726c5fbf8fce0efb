using System.Net;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Roster;

/// <summary>队伍: posts from the ledger, head-count of any day, handover in one form, trainings.</summary>
public sealed partial class RosterTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PeopleStore People => (PeopleStore)site.Services.GetService(typeof(PeopleStore))!;

    [Fact]
    public async Task HeadCount_OfADay_CountsAPersonInTwoPostsOnce()
    {
        await Appoint(TestSite.Publicist, "village-publicist", TestSite.Shiqiao, "2020-01-01");
        await Appoint(TestSite.Publicist, "correspondent", TestSite.Shiqiao, "2021-01-01");
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get("/roster?on=2020-06-01");
        var later = await officer.Get("/roster?on=2021-06-01");

        Assert.Matches("业余通讯员人数 0人", page.Text);
        Assert.Matches("业余通讯员人数 1人", later.Text);
        Assert.Equal(Total(page), Total(later));
        Assert.Contains("韦小兰", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handover_WritesBothInOneForm_AndMovesTheRight()
    {
        var appointed = await Appoint(TestSite.Neighbour, "village-publicist", TestSite.Shangwan, "2019-01-01");
        using var officer = site.As(TestSite.Officer);
        var path = $"/roster/handover?appointment={appointed.Id}";
        var form = await officer.Get(path);
        Assert.Contains("覃文", form.Text, StringComparison.Ordinal);
        (string, object)[] fields = [("LastDay", "2022-10-01"), ("Name", "新来的人"), ("FirstDay", "2022-10-01")];

        var first = await officer.Send(form, path, fields);
        var again = await officer.Send(form, path, fields);

        Assert.Equal(("/roster", "/roster"), (first.Location, again.Location));
        var page = await officer.Get("/roster?on=2022-10-01");
        Assert.Contains("新来的人", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("覃文", page.Text, StringComparison.Ordinal);
        Assert.Contains("覃文", (await officer.Get("/roster?on=2022-09-30")).Text, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2022, 10, 1), (await People.Find(TestSite.Neighbour, Ct))!.To);
        var left = (await site.Ledger.Find(new(TestSite.Shangwan, Kind: "left"), null, 9, Ct)).Rows;
        var joined = (await site.Ledger.Find(new(TestSite.Shangwan, Kind: "appointed"), null, 9, Ct)).Rows;
        Assert.Single(left);
        Assert.Equal(2, joined.Count);
        var newest = (await site.Ledger.History(joined[0].Id, TestSite.Officer, Ct))[^1].Content;
        Assert.Equal([new("takesOver", left[0].Id)], newest.Links);
        Assert.DoesNotContain("新来的人", newest.Title + newest.Text, StringComparison.Ordinal);
        Assert.Equal("village-publicist", (await People.Find(newest.Participants.Single().Person, Ct))!.Post);
    }

    [Fact]
    public async Task Handover_BeforeItsBeginning_OrInTheFuture_IsRefusedAndKept()
    {
        var appointed = await Appoint(TestSite.Staff, "correspondent", TestSite.Office, "2021-09-01");
        using var officer = site.As(TestSite.Officer);
        var path = $"/roster/handover?appointment={appointed.Id}";

        var early = await officer.Send(path, ("LastDay", "2021-08-31"), ("Name", "某某"), ("FirstDay", "2022-10-01"));
        var future = await officer.Send(path, ("LastDay", "2022-10-09"), ("Name", "某某"), ("FirstDay", "2022-10-09"));

        Assert.Contains("离岗不能早于上岗", early.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"某某\"", early.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, future.Status);
        Assert.Contains("这一天还没到", future.Text, StringComparison.Ordinal);
        Assert.Empty((await site.Ledger.Find(new(TestSite.Office, Kind: "left"), null, 9, Ct)).Rows);
    }

    [Fact]
    public async Task Posts_WithMoreRights_AreTheOfficersToGive()
    {
        using var staff = site.As(TestSite.Staff);
        using var publicist = site.As(TestSite.Publicist);

        var refused = await staff.Send(
            "/roster/handover",
            ("Post", "leader"),
            ("Unit", TestSite.Town),
            ("Name", "自封的领导"),
            ("FirstDay", "2022-10-01")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("由宣传干事来记", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await publicist.Get("/roster/handover")).Status);
    }

    [Fact]
    public async Task Attendance_IsForThePersonAndWhoeverPlansTrainings()
    {
        await Appoint(TestSite.Publicist, "village-publicist", TestSite.Shiqiao, "2018-01-01");
        await site.Record(
            "team-training",
            TestSite.Town,
            "2022-05-10",
            "手机拍摄课",
            TestSite.Officer,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["people"] = new(20) },
                    Dimensions = new Dictionary<string, string> { ["trainees"] = "publicists" },
                    Participants = [new("attendee", TestSite.Publicist)],
                }
        );
        var path = $"/roster/{TestSite.Publicist.Value}";
        using var officer = site.As(TestSite.Officer);
        using var self = site.As(TestSite.Publicist);
        using var leader = site.As(TestSite.Leader);
        using var stranger = site.As(TestSite.OtherOfficer);

        Assert.Contains("手机拍摄课", (await officer.Get(path)).Text, StringComparison.Ordinal);
        Assert.Contains("手机拍摄课", (await self.Get(path)).Text, StringComparison.Ordinal);
        var others = await leader.Get(path);
        Assert.DoesNotContain("手机拍摄课", others.Text, StringComparison.Ordinal);
        Assert.Contains("只给本人", others.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).Status);
        Assert.Contains(
            "手机拍摄课 （写明参训 1 人）",
            (await officer.Get("/roster?on=2022-10-01")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Training_IsSetAgainstItsTarget()
    {
        await site.Record(
            "target",
            TestSite.Town,
            "2021-01-01",
            "培训目标",
            TestSite.Officer,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["target"] = new(1) },
                    Dimensions = new Dictionary<string, string> { ["indicator"] = "correspondent-trainings" },
                }
        );
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get("/roster?on=2021-12-31");

        Assert.Contains("至少 1 次 ，还差 1 次", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_ThatIsNone_IsToldAndTodayShown()
    {
        using var officer = site.As(TestSite.Officer);

        var page = await officer.Get("/roster?on=第三天");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("“第三天”不是日期", page.Text, StringComparison.Ordinal);
    }

    private Task<WorkRecord> Appoint(PersonId person, string post, UnitId unit, string on) =>
        site.Record(
            "appointed",
            unit,
            on,
            "上岗",
            TestSite.Officer,
            r =>
                r with
                {
                    Dimensions = new Dictionary<string, string> { ["post"] = post },
                    Participants = [new("person", person)],
                }
        );

    private static string Total(Answer page) => TotalFigure().Match(page.Text).Groups[1].Value;

    [GeneratedRegex(@"宣传队伍总人数 (\d+)人")]
    private static partial Regex TotalFigure();
}
