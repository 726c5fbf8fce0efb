using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Web.Data;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Audit;

/// <summary>The town reads who changed what.</summary>
public sealed class AuditPageTests(SignedInSite site) : IClassFixture<SignedInSite>
{
    [Fact]
    public async Task Trail_TellsWhoDidWhatFromWhere()
    {
        using var publicist = await site.SignedIn(TestSite.Publicist);
        var sent = await publicist.Send(
            "/records/new?kind=village-study",
            ("on", "2022-09-30"),
            ("title", "留痕的一条"),
            ("measure.people", "20"),
            ("dimension.means", site.Means)
        );
        Assert.StartsWith("/records/", sent.Location, StringComparison.Ordinal);
        using var officer = await site.SignedIn(TestSite.Officer);

        var all = await officer.Get("/audit");
        var hers = await officer.Get($"/audit?person={TestSite.Publicist.Value}&do=record");

        Assert.Contains("韦小兰 记录 工作记录 石桥村 127.0.0.1", all.Text, StringComparison.Ordinal);
        Assert.Contains("周敏 登录", all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("留痕的一条", all.Html, StringComparison.Ordinal);
        Assert.Contains("韦小兰 记录", hers.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("周敏 登录", hers.Text, StringComparison.Ordinal);
        Assert.Contains(sent.Location!.Split('?')[0], hers.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TellsThatNothingIsMissing_OrWhatIs()
    {
        using var officer = await site.SignedIn(TestSite.Officer);

        var whole = await officer.Get("/audit?verify=true");
        using (var session = site.Services.GetRequiredService<Database>().Read())
        {
            session.Run("DELETE FROM audit WHERE county = 1 AND entry = 2");
        }

        var cut = await officer.Get("/audit?verify=true");

        Assert.Contains("一条没有改动", whole.Text, StringComparison.Ordinal);
        Assert.Contains("第 2 条不见了", cut.Text, StringComparison.Ordinal);
    }
}
