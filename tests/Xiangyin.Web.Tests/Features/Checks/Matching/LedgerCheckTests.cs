using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks.Matching;

/// <summary>What a document's number is against a small ledger, and what would explain it where it differs.</summary>
public sealed class LedgerCheckTests(TestSite site) : IClassFixture<TestSite>, IAsyncLifetime
{
    private static readonly Guid Article = new("01900000-0000-7000-8000-00000000a001");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // In 2022: studies in January, March and June, two placements of one article, two villages' own studies, an event that waits. In 2021: five studies.
    public async ValueTask InitializeAsync()
    {
        if ((await site.Ledger.Find(new(TestSite.Town, Kind: "placement"), null, 1, Ct)).Rows.Count > 0)
        {
            return;
        }

        foreach (var day in new[] { "2022-01-10", "2022-03-10", "2022-06-20" })
        {
            await site.Study(day, "中心组学习");
        }

        for (var i = 1; i <= 5; i++)
        {
            await site.Study($"2021-0{i}-10", "中心组学习");
        }

        await Place("county", "county-media", "2022-02-05");
        await Place("city", "city-paper", "2022-02-09");
        await site.VillageStudy(TestSite.Shiqiao, "2022-04-01", "村民学习");
        await site.VillageStudy(TestSite.Shiqiao, "2022-05-01", "村民学习");
        await site.VillageStudy(TestSite.Shangwan, "2022-05-02", "村民学习", TestSite.Neighbour);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task SameNumber_Agrees()
    {
        var found = await Compare("2022年，党委中心组学习3次。");

        Assert.Equal((Outcome.Agrees, "centre-studies"), (found.Outcome, found.Match!.Indicator.Id));
        Assert.Equal(3, found.Figure!.Amount.Value);
    }

    [Fact]
    public async Task OtherNumber_Differs_AndSaysByHowMuch()
    {
        var found = await Compare("2022年，党委中心组学习7次。");

        Assert.Equal((Outcome.Differs, -4m), (found.Outcome, found.Difference));
        Assert.Empty(found.Explanations);
    }

    [Fact]
    public async Task NumberOfAnEarlierDay_IsExplainedByItsCutOff()
    {
        var why = Assert.Single((await Compare("2022年，党委中心组学习2次。")).Explanations);

        Assert.Equal(ExplanationKind.CutOff, why.Kind);
        Assert.InRange(why.Figure.Query.CutOff, new(2022, 3, 10), new(2022, 6, 19));
    }

    [Fact]
    public async Task CutOffOfTheSentence_IsAsked()
    {
        var found = await Compare("2022年工作总结\n截至3月31日，党委中心组学习2次。");

        Assert.Equal((Outcome.Agrees, new DateOnly(2022, 3, 31)), (found.Outcome, found.Figure!.Query.CutOff));
    }

    [Fact]
    public async Task NumberOfTheYearBefore_IsExplainedByIt()
    {
        var found = await Compare("2022年，党委中心组学习5次。");

        Assert.Equal(
            2021,
            Assert.Single(found.Explanations, e => e.Kind == ExplanationKind.Year).Figure.Query.Period.From.Year
        );
    }

    [Fact]
    public async Task NumberByTheOtherPolicy_IsExplainedByIt()
    {
        var found = await Compare("2022年，各级媒体共上稿1篇。");

        Assert.Equal((Outcome.Differs, 2m), (found.Outcome, found.Figure!.Amount.Value));
        Assert.Equal(
            "highest",
            Assert.Single(found.Explanations, e => e.Kind == ExplanationKind.Policy).Figure.Policy.Id
        );
    }

    [Fact]
    public async Task NumberWithoutOneVillage_NamesIt()
    {
        var found = await Compare("2022年，村级自主学习1场次。");

        Assert.Contains(
            found.Explanations,
            e => e.Kind == ExplanationKind.WithoutVillage && e.Units!.Single() == TestSite.Shiqiao
        );
    }

    [Fact]
    public async Task VillageNamedInTheSentence_IsAsked()
    {
        var found = await Compare("2022年，石桥村自主学习2场次。");

        Assert.Equal((Outcome.Agrees, TestSite.Shiqiao), (found.Outcome, found.Figure!.Query.Unit));
    }

    [Fact]
    public async Task EachVillage_NamesThoseThatHaveAnotherNumber()
    {
        var found = await Compare("2022年，各村自主学习各2场次。");

        Assert.Equal(Outcome.Differs, found.Outcome);
        Assert.Equal([TestSite.Shangwan], Assert.Single(found.Explanations).Units);
    }

    [Fact]
    public async Task WhatWaitsForConfirmation_IsTold()
    {
        await site.Record(
            "volunteer-event",
            TestSite.Shiqiao,
            "2022-08-01",
            "河边清垃圾",
            with: r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["people"] = new(8), ["hours"] = new(16) },
                    Dimensions = new Dictionary<string, string> { ["service"] = site.First("service") },
                    Participants = [new("leader", TestSite.Publicist)],
                }
        );

        var found = await Compare("2022年，开展志愿服务活动1次。");

        Assert.Equal((Outcome.NoRecord, WhyNone.NothingRecorded), (found.Outcome, found.Why));
        Assert.Equal(ExplanationKind.Awaiting, Assert.Single(found.Explanations).Kind);
    }

    [Theory]
    [InlineData("2022年，硬化通屯道路15公里。", "NoIndicator")]
    [InlineData("2022年，党委中心组学习XX次。", "NoNumber")]
    [InlineData("2022年，开展应急演练2次。", "NothingRecorded")]
    [InlineData("2023年，计划组织党委中心组学习12次。", "NoTarget")]
    public async Task NothingToSetAgainst_SaysWhy(string sentence, string why)
    {
        var found = await Compare(sentence);

        Assert.Equal((Outcome.NoRecord, why), (found.Outcome, found.Why.ToString()));
    }

    [Fact]
    public async Task Plan_IsSetAgainstTheTarget()
    {
        await site.Record(
            "target",
            TestSite.Town,
            "2023-01-01",
            "2023年中心组学习",
            with: r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["target"] = new(10) },
                    Dimensions = new Dictionary<string, string> { ["indicator"] = "cadre-studies" },
                }
        );

        var found = await Compare("2022年工作总结\n二、2023年工作计划\n组织机关干部职工学习12次。");

        Assert.Equal((Outcome.Differs, -2m, 10m), (found.Outcome, found.Difference, found.Target!.Value.Amount));
    }

    [Fact]
    public async Task NumberOfChildren_IsKeptBack()
    {
        var found = await Compare("2022年8月，走访帮扶家庭3户。");

        Assert.Equal(Outcome.NoRecord, found.Outcome);
        Assert.Null(found.Figure?.Amount.Value);
    }

    private async Task<Comparison> Compare(string text)
    {
        var check = site.Services.GetRequiredService<LedgerCheck>();
        var all = await check.Compare(Reader.Read(text), new(TestSite.Town, 2022, new(2022, 12, 31)), _ => true, Ct);
        return Assert.Single(all);
    }

    private Task<WorkRecord> Place(string level, string outlet, string day) =>
        site.Record(
            "placement",
            TestSite.Town,
            day,
            string.Create(CultureInfo.InvariantCulture, $"{level}上稿"),
            with: r =>
                r with
                {
                    Dimensions = new Dictionary<string, string> { ["level"] = level, ["outlet"] = outlet },
                    Links = [new Link("placementOf", Article)],
                }
        );
}
