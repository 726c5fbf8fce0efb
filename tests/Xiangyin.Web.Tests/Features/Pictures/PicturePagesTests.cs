using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Pictures;

/// <summary>Who is on a picture, consent, use and withdrawal, through the pages.</summary>
public sealed partial class PicturePagesTests(TestSite site) : IClassFixture<TestSite>
{
    private static int scenes = 100;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EvidenceStore Store => (EvidenceStore)site.Services.GetService(typeof(EvidenceStore))!;

    [Fact]
    public async Task Child_IsNamed_AskedFor_Used_AndWithdrawn()
    {
        var (path, record) = await Picture("放学后清扫");
        using var publicist = site.As(TestSite.Publicist);
        using var officer = site.As(TestSite.Officer);
        Assert.Equal(
            path,
            (await publicist.Send($"{path}&handler=Say", path, ("name", "小雨"), ("child", "true"))).Location
        );
        var refused = await officer.Send($"{path}&handler=Use", path, ("sort", "board"), ("place", "第9期"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("不能用：小雨还没有同意", refused.Text, StringComparison.Ordinal);

        var person = PersonLink().Match((await publicist.Get(path)).Html).Value;
        await publicist.Send(
            $"{person}?handler=Consent",
            person,
            ("given", "true"),
            ("by", "母亲"),
            ("on", "2022-10-07")
        );
        Assert.Equal(
            path,
            (await officer.Send($"{path}&handler=Use", path, ("sort", "board"), ("place", "第9期"))).Location
        );
        Assert.Contains("宣传栏 · 第9期", (await officer.Get("/pictures")).Text, StringComparison.Ordinal);
        Assert.Single((await Export(officer)).Entries, e => e.Name.EndsWith(".jpeg", StringComparison.Ordinal));

        var withdrawn = await publicist.Send(
            $"{person}?handler=Consent",
            person,
            ("given", "false"),
            ("by", "母亲"),
            ("on", "2022-10-08")
        );

        Assert.Contains("已经停用，共 1 处", withdrawn.Text, StringComparison.Ordinal);
        Assert.Contains("宣传栏 · 第9期", withdrawn.Text, StringComparison.Ordinal);
        var all = await officer.Get("/pictures");
        Assert.Contains("不能再用，请撤下", all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await Export(officer)).Entries, e => e.Name.EndsWith(".jpeg", StringComparison.Ordinal));
        Assert.Contains("已撤回同意", (await officer.Get(path)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/records/{record}")).Status);

        await officer.Send("/pictures?handler=Down", "/pictures");
        Assert.DoesNotContain("请撤下", (await officer.Get("/pictures")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AreForThoseWhoNeedThem()
    {
        var (path, _) = await Picture("谁看得见名字");
        using var publicist = site.As(TestSite.Publicist);
        await publicist.Send($"{path}&handler=Say", path, ("name", "不外传的名字"), ("child", "true"));
        using var leader = site.As(TestSite.Leader);
        using var other = site.As(TestSite.OtherOfficer);
        using var neighbour = site.As(TestSite.Neighbour);
        var person = PersonLink().Match((await publicist.Get(path)).Html).Value;

        var seen = await leader.Get(path);

        Assert.DoesNotContain("不外传的名字", seen.Html, StringComparison.Ordinal);
        Assert.Contains("说了 1 个人，其中孩子 1 个", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Get(person)).Status);
        foreach (var stranger in new[] { other, neighbour })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(person)).Status);
        }
    }

    [Fact]
    public async Task Erased_IsGoneWithThePicture_AndTheRecordStands()
    {
        var (path, record) = await Picture("要删的人");
        using var officer = site.As(TestSite.Officer);
        await officer.Send($"{path}&handler=Say", path, ("name", "要删的名字"));
        var person = PersonLink().Match((await officer.Get(path)).Html).Value;
        var unsure = await officer.Send($"{person}?handler=Erase", person);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsure.Status);

        var erased = await officer.Send($"{person}?handler=Erase", person, ("sure", "true"));

        Assert.Contains("已经删除", erased.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get(person)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get(path)).Status);
        var page = await officer.Get($"/records/{record}");
        Assert.Contains("照片已经没有了", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_WithoutGuardianOrWithADayToCome_IsAskedForAgain()
    {
        var (path, _) = await Picture("填错了");
        using var publicist = site.As(TestSite.Publicist);
        await publicist.Send($"{path}&handler=Say", path, ("name", "小青"), ("child", "true"));
        var person = PersonLink().Match((await publicist.Get(path)).Html).Value;

        var nobody = await publicist.Send(
            $"{person}?handler=Consent",
            person,
            ("given", "true"),
            ("by", ""),
            ("on", "2022-10-01")
        );
        var tomorrow = await publicist.Send(
            $"{person}?handler=Consent",
            person,
            ("given", "true"),
            ("by", "母亲"),
            ("on", "2022-10-09")
        );

        Assert.Contains("请写监护人是谁", nobody.Text, StringComparison.Ordinal);
        Assert.Contains("日期不对", tomorrow.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"母亲\"", tomorrow.Html, StringComparison.Ordinal);
    }

    private async Task<(string Path, Guid Record)> Picture(string title)
    {
        using var scene = Samples.Scene(Interlocked.Increment(ref scenes));
        var file = await Store.Put(new MemoryStream(Samples.Jpeg(scene)), "照片.jpg", "after", TestSite.Publicist, Ct);
        var record = await site.Record(
            "volunteer-event",
            TestSite.Shiqiao,
            "2022-10-05",
            title,
            TestSite.Publicist,
            r =>
                r with
                {
                    Evidence = [file],
                    Measures = new Dictionary<string, Measure> { ["people"] = new(8), ["hours"] = new(16) },
                    Dimensions = new Dictionary<string, string> { ["service"] = site.First("service") },
                }
        );
        return ($"/pictures/{file.Hash}?record={record.Id}", record.Id);
    }

    private static async Task<ZipArchive> Export(SiteVisitor visitor) =>
        new(new MemoryStream(await visitor.Download("/pictures/export")));

    [GeneratedRegex("/pictures/people/[0-9a-f-]+")]
    private static partial Regex PersonLink();
}
