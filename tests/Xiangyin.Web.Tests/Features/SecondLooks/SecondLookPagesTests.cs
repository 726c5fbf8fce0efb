using System.Net;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.SecondLooks;

/// <summary>抽查, as the one who looks and the one who is looked at see it.</summary>
public sealed class SecondLookPagesTests(TestSite site) : IClassFixture<TestSite>, IAsyncLifetime
{
    private static readonly byte[] Secret =
    [
        .. Enumerable.Range(0, Xiangyin.Web.Ledger.SecondLooks.SecretBytes).Select(i => (byte)(i * 7)),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (site.Ledger.SecondLooks.Years().Count == 0)
        {
            await site.Ledger.SecondLooks.SetSecret(2022, Secret, Ct);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Queue_ShowsWhatWasDrawn_AndTheVerdictIsKept()
    {
        var drawn = await RecordDrawn("抽中的一条");
        using var officer = site.As(TestSite.Officer);
        Assert.Contains("抽中的一条", (await officer.Get("/second-look")).Text, StringComparison.Ordinal);
        Assert.Contains("这条抽中了", (await officer.Get($"/records/{drawn}")).Text, StringComparison.Ordinal);
        var path = $"/second-look/{drawn}";
        var form = await officer.Get(path);

        var first = await officer.Send(form, path, ("verdict", "wanting"), ("why", "照片是另一天的"));
        var again = await officer.Send(form, path, ("verdict", "wanting"), ("why", "照片是另一天的"));

        Assert.Equal(("/second-look", "/second-look"), (first.Location, again.Location));
        var page = await officer.Get("/second-look");
        Assert.Matches(@"看过 \d+ 条，\d+ 条有问题：有 95% 的把握，全部记录里有问题的不到 [\d.]+%", page.Text);
        Assert.Contains("照片是另一天的", page.Text, StringComparison.Ordinal);
        using var author = site.As(TestSite.Publicist);
        Assert.Contains("照片是另一天的", (await author.Get($"/records/{drawn}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Author_IsNotToldBeforehand_AndMayNotLook()
    {
        var drawn = await RecordDrawn("作者看不见");
        using var author = site.As(TestSite.Publicist);

        Assert.DoesNotContain("抽中", (await author.Get($"/records/{drawn}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("作者看不见", (await author.Get("/second-look")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await author.Get($"/second-look/{drawn}")).Status);
    }

    [Fact]
    public async Task OnesOwn_IsForSomebodyElse()
    {
        var drawn = await RecordDrawn("干事自己记的", TestSite.Officer);
        using var officer = site.As(TestSite.Officer);
        using var staff = site.As(TestSite.Staff);
        Assert.DoesNotContain("干事自己记的", (await officer.Get("/second-look")).Text, StringComparison.Ordinal);
        Assert.Contains("干事自己记的", (await staff.Get("/second-look")).Text, StringComparison.Ordinal);

        var refused = await officer.Send($"/second-look/{drawn}", ("verdict", "fine"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("要请别人再看", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verdict_WithoutChoiceOrReason_IsAskedForAgain_AndNothingIsLost()
    {
        var path = $"/second-look/{await RecordDrawn("没有选")}";
        using var officer = site.As(TestSite.Officer);

        Assert.Contains("请选", (await officer.Send(path, ("why", "说了一半"))).Text, StringComparison.Ordinal);
        var refused = await officer.Send(path, ("verdict", "wanting"), ("why", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("请写一句是什么问题", refused.Text, StringComparison.Ordinal);
        Assert.Matches("value=\"wanting\"[^>]* checked", refused.Html);
    }

    [Fact]
    public async Task AnotherTown_SeesNothingOfIt()
    {
        var drawn = await RecordDrawn("别镇看不见");
        using var other = site.As(TestSite.OtherOfficer);

        Assert.DoesNotContain("别镇看不见", (await other.Get("/second-look")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/second-look/{drawn}")).Status);
    }

    // Its id is chosen so that the year's secret draws it: only a test knows the secret.
    private async Task<Guid> RecordDrawn(string title, PersonId? by = null)
    {
        var id = Guid.CreateVersion7(site.Time.GetUtcNow());
        while (Xiangyin.Web.Ledger.SecondLooks.LotOf(Secret, id) >= 0.05)
        {
            id = Guid.CreateVersion7(site.Time.GetUtcNow());
        }

        await site.Record(
            "village-study",
            TestSite.Shiqiao,
            "2022-10-01",
            title,
            by ?? TestSite.Publicist,
            r =>
                r with
                {
                    Id = id,
                    Dimensions = new Dictionary<string, string> { ["means"] = site.Means },
                }
        );
        return id;
    }
}
