using System.Net;
using Xiangyin.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features;

/// <summary>A secret word stands in every place of another town's record; nobody of this town meets it anywhere.</summary>
public sealed class ScopeTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Secret = "隐泉秘语";

    [Fact]
    public async Task Word_OfAnotherTown_IsNowhere()
    {
        var record = await site.Record(
            "cadre-study",
            TestSite.OtherTown,
            "2022-09-01",
            $"{Secret}题",
            TestSite.OtherOfficer,
            r =>
                r with
                {
                    Text = $"{Secret}文",
                    Place = $"{Secret}地",
                    Measures = new Dictionary<string, Measure> { ["people"] = new(8) },
                    Dimensions = new Dictionary<string, string>
                    {
                        ["form"] = site.First("study-form"),
                        ["subject"] = site.Subject,
                    },
                }
        );
        using var officer = site.As(TestSite.Officer);
        using var publicist = site.As(TestSite.Publicist);
        using var owner = site.As(TestSite.OtherOfficer);
        using var county = site.As(TestSite.CountyReader);
        string[] paths =
        [
            "/",
            "/?year=2022",
            "/records",
            $"/records?q={Secret}",
            $"/records?q={Secret}&unit=10",
            "/records?unit=10",
            "/records?kind=cadre-study",
            $"/records/{record.Id}",
            $"/records/{record.Id}/correct",
            $"/records/{record.Id}/confirm",
            $"/records/{record.Id}/withdraw",
            "/units",
            "/units/10",
            "/units/11",
            "/units/10/change",
            "/second-look",
            "/second-look?year=2022",
            $"/second-look/{record.Id}",
            "/pictures",
            "/roster",
            "/roster?on=2022-09-01",
        ];

        foreach (var path in paths)
        {
            Assert.DoesNotContain(Secret + "题", (await officer.Get(path)).Html, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret + "题", (await publicist.Get(path)).Html, StringComparison.Ordinal);
        }

        var sought = await officer.Send("/records/new?kind=cadre-study", ("seek", "event"), ("seek.event", Secret));
        Assert.DoesNotContain(Secret + "题", sought.Html, StringComparison.Ordinal);
        Assert.Contains(Secret + "题", (await owner.Get($"/records/{record.Id}")).Html, StringComparison.Ordinal);
        Assert.Contains(Secret + "题", (await county.Get($"/records?q={Secret}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await county.Get($"/records/{record.Id}/correct")).Status);
    }
}
