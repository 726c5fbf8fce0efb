using System.Text.RegularExpressions;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Tests.Features.Reports;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks;

/// <summary>Documents and reports against what the town said in earlier years; each test settles other reports, so each has a site of its own.</summary>
public sealed class EarlierTextsTests : IAsyncLifetime
{
    private const string Passage =
        "院坝会开到了村民家门口，宣讲员用方言讲政策，群众听得懂、记得住、愿意来，全年在各村开讲36场，村民自编快板词在集市上演出12场。";

    private const string SetPhrases =
        "在镇党委、政府的正确领导下，在县委宣传部的精心指导下，坚持围绕中心、服务大局，现将一年来的工作总结如下。";

    private const string Name = "桐花镇2021年宣传思想工作总结";

    private readonly ReportSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task PassageOfTheFrozenReport_IsMarked_NamingReportAndYear()
    {
        await Report(StepAction.Check, StepAction.Approve, StepAction.Freeze);

        var said = await Look($"桐花镇2022年宣传工作总结\n{SetPhrases}\n{Passage}\n");

        Assert.Contains($"这一段与“{Name}", said, StringComparison.Ordinal);
        Assert.Contains("几乎相同（100%）", said, StringComparison.Ordinal);
        // The set phrases stand in the frozen report too.
        Assert.Single(Regex.Matches(said, "这一段与“"));
    }

    [Fact]
    public async Task PassageWithOtherNumbers_IsMarkedAsRedated_AlsoOfAReportThatIsOnlyApproved()
    {
        await Report(StepAction.Check, StepAction.Approve);

        var said = await Look(
            $"桐花镇2022年宣传工作总结\n{Passage.Replace("36场", "41场", StringComparison.Ordinal)}\n"
        );

        Assert.Contains($"“{Name}", said, StringComparison.Ordinal);
        Assert.Contains("只差数字或年份", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("桐花镇2021年宣传工作总结", StepAction.Check, StepAction.Approve, StepAction.Freeze)]
    [InlineData("桐花镇2022年宣传工作总结")]
    [InlineData("桐花镇2022年宣传工作总结", StepAction.Check)]
    [InlineData("桐花镇2022年宣传工作总结", StepAction.Check, StepAction.Approve, StepAction.Return)]
    internal async Task TheSameYear_AndWhatIsNotApproved_IsNotCompared(string title, params StepAction[] steps)
    {
        await Report(steps);

        Assert.DoesNotContain("这一段与“", await Look($"{title}\n{Passage}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReturnedAndApprovedAnew_IsComparedAsItStandsNow()
    {
        var id = await Report(StepAction.Check, StepAction.Approve);
        Assert.Contains("这一段与“", await Look($"桐花镇2022年宣传工作总结\n{Passage}\n"), StringComparison.Ordinal);
        await Take(id, StepAction.Return);
        await Write(
            id,
            "今年这一段由张贴栏小组重写，只说了办报和分发的事，每期由三名通讯员轮流编辑，印好以后送到各村的张贴栏。"
        );
        await Take(id, StepAction.Check, StepAction.Approve);

        Assert.DoesNotContain(
            "这一段与“",
            await Look($"桐花镇2022年宣传工作总结\n{Passage}\n"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task NextYearsReport_IsToldOfWhatWasCopied_NotOfItselfOrTheOutline()
    {
        await Report(StepAction.Check, StepAction.Approve, StepAction.Freeze);
        site.Clock.Set(new(2023, 1, 10, 1, 0, 0, TimeSpan.Zero));
        var id = await Begin(2022);
        await Write(id, Passage);

        using var officer = new SiteVisitor(site.Address, ReportSite.Officer, "zh-Hans");
        var page = (await officer.Get($"/reports/{id}")).Text;

        Assert.Single(Regex.Matches(page, "这一段与“"));
        Assert.Contains($"这一段与“{Name}", page, StringComparison.Ordinal);
    }

    private async Task<Guid> Report(params StepAction[] steps)
    {
        var id = await Begin(2021);
        await Write(id, SetPhrases);
        await Write(id, Passage);
        await Take(id, steps);
        return id;
    }

    private async Task<Guid> Begin(int year)
    {
        var id = NewId();
        var outline = site.Get<Web.Features.Reports.Outlines>().Find("annual")!;
        await site.Get<ReportDesk>()
            .Begin(id, outline, ReportSite.Town, year, new(year, 12, 31), ReportSite.Officer, Ct);
        return id;
    }

    // A paragraph of the officer's own: new, or in place of the one before it.
    private async Task Write(Guid id, string text)
    {
        var desk = site.Get<ReportDesk>();
        var report = desk.Find(id)!;
        var seen = report.Paragraphs.FirstOrDefault(p => p.Hans == Passage);
        await desk.Write(report, new(seen?.Id ?? NewId(), seen?.Revision ?? 0, NewId(), text, ReportSite.Officer), Ct);
    }

    private async Task Take(Guid id, params StepAction[] steps)
    {
        var desk = site.Get<ReportDesk>();
        foreach (var step in steps)
        {
            var by = step is StepAction.Approve ? ReportSite.Leader : ReportSite.Officer;
            await desk.Take(desk.Find(id)!, step, NewId(), by, "再看看", Ct);
        }
    }

    private async Task<string> Look(string text)
    {
        using var officer = new SiteVisitor(site.Address, ReportSite.Officer, "zh-Hans");
        var sent = await officer.Send("/checks", ("Text", text));
        return (await officer.Get(sent.Location!)).Text;
    }

    private Guid NewId() => Guid.CreateVersion7(site.Clock.GetUtcNow());
}
