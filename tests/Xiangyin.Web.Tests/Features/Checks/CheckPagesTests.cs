using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Web.Tests.Features.Checks.Uploads;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks;

/// <summary>Looking a document over on the site, without scripts.</summary>
public sealed class CheckPagesTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Text = """
        桐花镇2022年宣传工作总结
        一、理论学习
        2022年，党委中心组学习1次，,效果很好。截止目前，发放宣传单近2000余份,,群众满意。
        二、存在不足
        一是稿件偏少；二是队伍薄弱。
        三、下一步打算
        1、抓好理论学习，组织党委中心组学习12次。
        2、加强对外宣传，讲好桐花故事。
        """;

    [Fact]
    public async Task Pasted_ShowsMarksAndWhatToDo()
    {
        using var officer = site.As(TestSite.Officer);
        var page = await officer.Get(await Paste(officer));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("桐花镇2022年宣传工作总结", page.Text, StringComparison.Ordinal);
        Assert.Contains("截止目前", page.Text, StringComparison.Ordinal);
        Assert.Contains("照这样改", page.Text, StringComparison.Ordinal);
        Assert.Contains("这段时间台账里没有记录", page.Text, StringComparison.Ordinal);
        Assert.Matches("<mark class=\"[^\"]*is-norecord", page.Html);
    }

    [Fact]
    public async Task Document_OpensToItsOwnerAlone()
    {
        using var officer = site.As(TestSite.Officer);
        using var leader = site.As(TestSite.Leader);
        var path = await Paste(officer, Text.Replace("宣传工作总结", "只给本人看的总结", StringComparison.Ordinal));

        Assert.Equal("/checks?gone=1", (await leader.Get(path)).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.Get(path + "/corrected.docx")).Status);
        Assert.DoesNotContain("只给本人看的总结", (await leader.Get("/checks")).Text, StringComparison.Ordinal);
        Assert.Contains("只给本人看的总结", (await officer.Get("/checks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFormTwice_OpensOneDocument()
    {
        using var officer = site.As(TestSite.Officer);
        var form = await officer.Get("/checks");

        var first = await officer.Send(form, "/checks", ("Text", Text));
        Assert.Equal(first.Location, (await officer.Send(form, "/checks", ("Text", Text))).Location);
    }

    [Fact]
    public async Task Fix_PutsRight_AndTwiceDoesNoHarm()
    {
        using var officer = site.As(TestSite.Officer);
        var path = await Paste(officer);
        var page = await officer.Get(path);
        var fix = FixOf(page, "period/cut-off-wording");

        Assert.Equal(path, (await officer.Send(page, path + "?handler=Fix", fix)).Location);
        var after = await officer.Get(path);
        await officer.Send(page, path + "?handler=Fix", fix);

        Assert.Contains("截至目前", after.Text, StringComparison.Ordinal);
        Assert.Equal(Sheet(after), Sheet(await officer.Get(path)));
        Assert.Contains("已改 1 处", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixAll_PutsAllOfAKindRight_AndEachCanBeTakenBack()
    {
        using var officer = site.As(TestSite.Officer);
        var path = await Paste(officer);
        var before = await officer.Get(path);
        var rule = Regex
            .Match(
                before.Html,
                "FixAll[^>]*>\\s*(?:<[^>]*>\\s*)*?<input type=\"hidden\" name=\"rule\" value=\"([^\"]+)\""
            )
            .Groups[1]
            .Value;
        Assert.NotEmpty(rule);

        await officer.Send(before, path + "?handler=FixAll", ("rule", rule));
        var after = await officer.Get(path);
        Assert.NotEqual(Sheet(before), Sheet(after));

        foreach (
            Match undo in Regex.Matches(
                after.Html,
                "name=\"start\" value=\"(\\d+)\"><input type=\"hidden\" name=\"length\" value=\"(\\d+)\"><button class=\"link\""
            )
        )
        {
            await officer.Send(
                after,
                path + "?handler=Undo",
                ("start", undo.Groups[1].Value),
                ("length", undo.Groups[2].Value)
            );
        }

        Assert.Equal(Sheet(before), Sheet(await officer.Get(path)));
    }

    [Fact]
    public async Task Match_ThatTheClerkCorrects_IsRemembered()
    {
        using var officer = site.As(TestSite.Officer);
        const string sentence = "2022年，织锦传习班开讲2次。";
        var path = await Paste(officer, sentence);
        var page = await officer.Get(path);
        var key = WebUtility.HtmlDecode(Regex.Match(page.Html, "name=\"key\" value=\"([^\"]*)\"").Groups[1].Value);

        await officer.Send(page, path + "?handler=Match", ("key", key), ("indicator", "technical-trainings"));
        var later = await officer.Get(await Paste(officer, sentence));

        Assert.Contains("群众技术培训期数", later.Text, StringComparison.Ordinal);
        Assert.Contains("您定的", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publicist_MayNotTeachTheTown()
    {
        using var publicist = site.As(TestSite.Publicist);
        var path = await Paste(publicist);
        var page = await publicist.Get(path);

        Assert.DoesNotContain("name=\"key\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await publicist.Send(
                    page,
                    path + "?handler=Match",
                    ("key", "党委中心组学习|次"),
                    ("indicator", "drills")
                )
            ).Status
        );
        Assert.DoesNotContain("从这份总结开始", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbour_SeesNoFigureOfAnotherUnit()
    {
        await site.VillageStudy(TestSite.Shiqiao, "2022-04-01", "村民学习");
        using var neighbour = site.As(TestSite.Neighbour);

        var page = await neighbour.Get(await Paste(neighbour, "桐花镇总结\n2022年，石桥村自主学习1场次。"));

        Assert.DoesNotContain("台账上也是", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("石桥村，2022", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadFile_SaysWhatToDo_AndKeepsWhatWasPasted()
    {
        using var officer = site.As(TestSite.Officer);

        var answer = await officer.Send(
            "/checks",
            ("Text", "贴过的话"),
            ("file", ("总结.docx", new byte[] { 1, 2, 3, 0, 255, 254, 0, 0, 9 }))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("认不出这是什么文件", answer.Text, StringComparison.Ordinal);
        Assert.Contains("贴过的话", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_SaysWhatToDo()
    {
        using var officer = site.As(TestSite.Officer);

        var answer = await officer.Send("/checks", ("Text", "  "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("没有文字", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scope_ThatIsSaid_IsAsked()
    {
        using var officer = site.As(TestSite.Officer);
        var path = await Paste(officer);

        await officer.Send(path, "unit", TestSite.Town, "year", "2021", "cutOff", "2021-06-30");

        Assert.Contains("截至2021年6月30日", (await officer.Get(path)).Text, StringComparison.Ordinal);
        var wrong = await officer.Send(
            await officer.Get(path),
            path + "?handler=Scope",
            ("unit", TestSite.OtherTown),
            ("year", "2021")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
    }

    [Fact]
    public async Task Start_RecordsWhatIsTicked_Once_AndNeverCountsIt()
    {
        using var officer = site.As(TestSite.Officer);
        const string report = """
            桐花镇2020年宣传工作总结
            一、工作情况
            2020年，县级媒体上稿33篇，开展应急演练2次。
            二、存在不足
            一是稿件深度不够；二是宣传队伍力量薄弱。
            三、下一步工作打算
            1、加强对外宣传，争取市级以上媒体上稿20篇。
            2、健全宣传队伍，办好业务培训。
            桐花镇人民政府
            2021年1月8日
            """;
        var path = await Paste(officer, report) + "/start";
        var page = await officer.Get(path);
        Assert.Contains("县级媒体上稿篇数：33篇", page.Text, StringComparison.Ordinal);

        var all = Regex.Matches(page.Html, "name=\"take\" value=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        var sent = await officer.Send(page, path, [.. all.Select(id => ("take", (object)id))]);
        Assert.Contains("done=", sent.Location, StringComparison.Ordinal);
        var again = await officer.Send(page, path, [.. all.Select(id => ("take", (object)id))]);
        Assert.Equal(path + "?done=0", again.Location);

        var records = new List<WorkRecord>();
        foreach (var id in all)
        {
            var version = Assert.Single(
                await site.Ledger.History(new(id), TestSite.Officer, TestContext.Current.CancellationToken)
            );
            records.Add(version.Content);
        }

        var placed = Assert.Single(records, r => r.Dimensions.GetValueOrDefault("indicator") == "placements-county");
        Assert.Equal(new Measure(33, Approximation.Exact, Basis.Reported), placed.Measures["value"]);
        Assert.All(records, r => Assert.Equal("document", Assert.Single(r.Evidence).Shows));
        Assert.All(records.Where(r => r.Kind == "plan-item"), r => Assert.Equal(new DateOnly(2021, 1, 1), r.On));
        Assert.All(records.Where(r => r.Kind == "problem"), r => Assert.Equal(new DateOnly(2021, 1, 8), r.On));
        Assert.Contains(records, r => r.Kind == "problem");
        Assert.Contains(records, r => r.Kind == "plan-item");
        var figure = await site.Ledger.Figure(
            new("placements-county", TestSite.Town, Period.Year(2020), new(2020, 12, 31), site.Ledger.Now),
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain(figure.Operands, o => o.Records > 0);
        var shown = await officer.Get(
            $"/figures/placements-county?unit={TestSite.Town}&from=2020-01-01&to=2020-12-31&cutOff=2020-12-31"
        );
        Assert.Contains("往年文件里写的（不计入）： 33篇", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DocumentThatAYearWasBegunFrom_IsWhatLaterOnesAreComparedWith()
    {
        using var officer = site.As(TestSite.Officer);
        const string passage =
            "院坝会开到了村民家门口，宣讲员用方言讲政策，群众听得懂、记得住、愿意来，村民自编快板词在集市上演出，大家都说好看好听又好懂。";
        var path = await Paste(
            officer,
            $"桐花镇2019年宣传工作总结\n一、工作情况\n{passage}\n二、下一步工作打算\n1、健全宣传队伍，办好业务培训。\n"
        );
        var page = await officer.Get(path + "/start");
        var all = Regex.Matches(page.Html, "name=\"take\" value=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        await officer.Send(page, path + "/start", [.. all.Select(id => ("take", (object)id))]);

        Assert.Contains(
            "这一段与“桐花镇2019年宣传工作总结”的一段几乎相同",
            (await officer.Get(await Paste(officer, $"桐花镇2021年宣传工作总结\n{passage}\n"))).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("这一段与“", (await officer.Get(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IsForWhoeverWritesReports()
    {
        using var leader = site.As(TestSite.Leader);
        var answer = await leader.Get(await Paste(leader) + "/start");

        Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{answer.Status}");
    }

    [Fact]
    public async Task WordFile_ComesBackCorrected()
    {
        using var officer = site.As(TestSite.Officer);
        var sent = await officer.Send(
            "/checks",
            ("file", ("总结.docx", WordFile.Of("桐花镇2022年总结", "*截止目前*，上稿近2000余篇。")))
        );
        var page = await officer.Get(sent.Location!);
        await officer.Send(page, sent.Location + "?handler=Fix", FixOf(page, "period/cut-off-wording"));

        var (paragraphs, bold, comments) = WordFile.Read(await officer.Download(sent.Location + "/corrected.docx"));

        Assert.StartsWith("截至目前", paragraphs[1], StringComparison.Ordinal);
        Assert.Contains(bold, b => b.StartsWith("截至", StringComparison.Ordinal));
        Assert.NotEmpty(comments);
    }

    private static async Task<string> Paste(SiteVisitor visitor, string text = Text)
    {
        var sent = await visitor.Send("/checks", ("Text", text));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        return sent.Location!;
    }

    private static (string, object)[] FixOf(Answer page, string rule)
    {
        var form = Regex.Match(
            page.Html,
            $"name=\"rule\" value=\"{Regex.Escape(rule)}\"><input type=\"hidden\" name=\"start\" value=\"(\\d+)\"><input type=\"hidden\" name=\"length\" value=\"(\\d+)\""
        );
        Assert.True(form.Success, $"no fix for {rule} in {page.Text}");
        return [("rule", rule), ("start", form.Groups[1].Value), ("length", form.Groups[2].Value)];
    }

    private static string Sheet(Answer page) =>
        Regex.Match(page.Html, "<article.*?</article>", RegexOptions.Singleline).Value;
}

internal static class ScopeForm
{
    public static async Task Send(this SiteVisitor visitor, string path, params object[] fields)
    {
        var page = await visitor.Get(path);
        await visitor.Send(page, path + "?handler=Scope", [.. fields.Chunk(2).Select(f => ((string)f[0], f[1]))]);
    }
}
