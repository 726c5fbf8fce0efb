using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class EvaluatorTests
{
    private readonly Story story = Story.Of(SmallCatalogue.Default);

    [Fact]
    public void Flow_CountsThePeriodUpToTheCutOffInclusive()
    {
        story
            .Record("a", "session", "镇", "2020-12-31")
            .Record("b", "session", "镇", "2021-01-01")
            .Record("c", "session", "石桥", "2021-07-13")
            .Record("d", "session", "镇", "2021-07-14");

        Assert.Equal(2, story.Value("sessions", cutOff: "2021-07-13"));
        Assert.Equal(3, story.Value("sessions"));
        Assert.Equal(1, story.Value("sessions", unit: "石桥"));
    }

    [Fact]
    public void KnownAt_IsTheSameForEver()
    {
        story.Record("a", "session", "镇", "2021-03-01");
        var then = story.Now;
        story.Record("late", "session", "镇", "2021-02-01").Correct("a", on: "2020-03-01").Withdraw("late");

        Assert.Equal(1, story.Value("sessions", knownAt: then));
        Assert.Equal(0, story.Value("sessions"));
    }

    [Fact]
    public void Stock_IsOpeningsLessClosingsSinceTheBeginning()
    {
        story
            .Record("r", "room-opened", "石桥", "2015-01-01", times: 3)
            .Record("x", "room-closed", "石桥", "2021-06-30");

        Assert.Equal(3, story.Value("rooms", cutOff: "2021-06-29"));
        Assert.Equal(2, story.Value("rooms", cutOff: "2021-06-30"));
    }

    [Fact]
    public void HeadCount_CountsAPersonInTwoPostsOnce()
    {
        story
            .Record("1", "appointed", "镇", "2020-01-01", "post=officer person@周敏")
            .Record("2", "appointed", "石桥", "2020-01-01", "post=publicist person@周敏")
            .Record("3", "appointed", "石桥", "2020-01-01", "post=publicist person@韦兰")
            .Record("4", "left", "石桥", "2021-05-01", "post=publicist person@周敏");

        Assert.Equal(2, story.Value("people"));
        Assert.Equal(2, story.Value("publicists", cutOff: "2021-04-30"));
        Assert.Equal(1, story.Value("publicists", cutOff: "2021-05-01"));
    }

    [Fact]
    public void HighestLevelOnly_CountsAnArticleOnceWhereItReachedHighest()
    {
        story
            .Record("p1", "placement", "镇", "2021-02-01", "level=county placementOf->甲")
            .Record("p2", "placement", "镇", "2021-03-01", "level=city placementOf->甲")
            .Record("p3", "placement", "镇", "2021-04-01", "level=county placementOf->乙")
            .Record("p4", "placement", "镇", "2021-05-01", "level=county placementOf->乙");

        Assert.Equal(3, story.Value("county-placements"));
        Assert.Equal(1, story.Value("county-placements", policy: "highest"));
        // Before the city paper took it, the county was its highest.
        Assert.Equal(1, story.Value("county-placements", policy: "highest", cutOff: "2021-02-28"));
        Assert.Equal(
            [Story.Id("p3")],
            new Evaluator(story.History)
                .Behind(story.Query("county-placements", policy: "highest"))
                .Select(v => v.Content.Id)
        );
    }

    [Fact]
    public void SharedEvent_IsOneEventAndTwoRecords()
    {
        story
            .Record("host", "session", "镇", "2021-03-01")
            .Record("guest", "session", "石桥", "2021-03-01", "event=host");

        Assert.Equal(2, story.Value("sessions"));
        Assert.Equal(1, story.Value("sessions-events"));
    }

    [Fact]
    public void Reported_StandsBesideTheSum()
    {
        story
            .Record("a", "leaflet", "镇", "2021-06-01", "copies=5000")
            .Record("b", "leaflet", "镇", "2021-06-02", "copies>=1000")
            .Record("c", "leaflet", "镇", "2021-06-03", "copies=700 reported");

        var figure = story.Figure("leaflets");

        Assert.Equal(
            (6000, Approximation.AtLeast, 700m),
            (figure.Amount.Value, figure.Amount.Approximation, figure.Amount.Reported)
        );
        Assert.Equal("至少6000次", FigureText.Of(figure, "zh-Hans"));
    }

    [Fact]
    public void RetiredValue_CountsAsWhatItWasMappedTo()
    {
        story
            .Record("a", "leaflet", "镇", "2020-06-01", "copies=10 topic=hygiene")
            .Record("b", "leaflet", "镇", "2020-06-01", "copies=5 topic=health");

        Assert.Equal(15, story.Value("health", period: "2020"));
    }

    [Fact]
    public void Awaiting_IsToldAndNotCounted()
    {
        story
            .Record("h", "hours", "石桥", "2021-03-01", "hours=2.5")
            .Record("i", "hours", "石桥", "2021-03-02", "hours=1")
            .Confirm("i");
        var figure = story.Figure("volunteer-hours");
        Assert.Equal((1m, 1), (figure.Amount.Value!.Value, (int)figure.Completeness.Awaiting));

        story.Confirm("h");
        Assert.Equal(3.5m, story.Value("volunteer-hours"));

        // A correction counts when it is confirmed; until then the old stays.
        story.Correct("h", details: "hours=4");
        Assert.Equal(3.5m, story.Value("volunteer-hours"));
        story.Confirm("h");
        Assert.Equal(5m, story.Value("volunteer-hours"));
    }

    [Fact]
    public void Median_IsTheSlotOfTheMiddleRecord()
    {
        foreach (var (name, days) in new[] { ("a", 1), ("b", 2), ("c", 9), ("d", 40) })
        {
            story.Record(name, "case", "镇", "2021-03-01", $"days={days}");
        }

        Assert.Equal((2m, Approximation.Exact), (story.Value("days"), story.Figure("days").Amount.Approximation));
        story.Record("e", "case", "镇", "2021-03-01", "days=8");
        Assert.Equal((10m, Approximation.AtMost), (story.Value("days"), story.Figure("days").Amount.Approximation));
    }

    [Fact]
    public void Ratio_OfNothingIsUnknown()
    {
        story.Record("a", "leaflet", "镇", "2021-06-01", "copies=10");
        Assert.Null(story.Value("copies-a-session"));

        story.Record("b", "session", "镇", "2021-06-01", times: 4);
        Assert.Equal(2.5m, story.Value("copies-a-session"));
    }

    [Fact]
    public void ChangedDefinition_HoldsForTheWholePeriodAsKnown()
    {
        story.Record("a", "session", "镇", "2021-02-01").Record("b", "briefing", "镇", "2021-02-01");
        var before = story.Now;
        story.Adopt(SmallCatalogue.With("count(session | briefing)", version: 2));

        Assert.Equal(
            (1, 1),
            (story.Value("sessions", knownAt: before), story.Figure("sessions", knownAt: before).Indicator.Version)
        );
        Assert.Equal((2, 2), (story.Value("sessions"), story.Figure("sessions").Indicator.Version));
        Assert.Equal(1, story.History.DefinitionChange("sessions", story.Now.Seq)!.Value.Before.Version);
    }

    [Fact]
    public void Merged_ThenAndNowBothAnswer()
    {
        story
            .Record("a", "session", "下湾", "2021-02-01")
            .Record("b", "session", "上湾", "2021-02-01")
            .Merge("下湾", "上湾", "2021-07-01");
        story.Record("c", "session", "上湾", "2021-08-01").Until("2022-02-01");

        Assert.Equal(2, story.Value("sessions", unit: "上湾"));
        Assert.Equal(3, story.Value("sessions", unit: "上湾", organised: Organised.Now));
        Assert.Equal(3, story.Value("sessions"));
        Assert.Equal(3, story.Value("sessions", organised: Organised.Now));
    }

    [Fact]
    public void MergerKnownLate_LeavesEnteredPlacesAsTheyWere()
    {
        story.Record("a", "session", "下湾", "2021-08-01").Merge("下湾", "上湾", "2021-07-01");

        Assert.Equal(1, story.Value("sessions"));
        Assert.Equal(0, story.Value("sessions", unit: "上湾"));
        Assert.Equal(1, story.Until("2022-02-01").Value("sessions", unit: "上湾", organised: Organised.Now));
    }

    [Fact]
    public void BehindAZero_AreTheNilReturns()
    {
        story.Record("n", WellKnown.NilReturn, "石桥", "2021-03-01", "of=opening until=2021-03-31");

        Assert.Equal(
            [Story.Id("n")],
            new Evaluator(story.History)
                .Behind(story.Query("openings", period: "2021-03-01..2021-03-31"))
                .Select(v => v.Content.Id)
        );
    }
}
