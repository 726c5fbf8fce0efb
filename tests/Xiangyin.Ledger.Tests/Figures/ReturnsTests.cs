using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class ReturnsTests
{
    private readonly Story story = Story.Of(SmallCatalogue.Default);

    [Fact]
    public void NobodyExpected_IsNotApplicable() => Assert.Null(story.Figure("sessions").Completeness.Complete);

    [Fact]
    public void NotReported_IsNeverZero()
    {
        var figure = story.Figure("openings", period: "2021-03-01..2021-03-31");

        Assert.Equal((null, false), (figure.Amount.Value, figure.Completeness.Complete));
        Assert.Equal("尚无报告", FigureText.Of(figure, "zh-Hans"));
    }

    [Fact]
    public void NilReturn_IsAReport()
    {
        foreach (var village in new[] { "石桥", "上湾", "下湾" })
        {
            story.Record(village, WellKnown.NilReturn, village, "2021-03-01", "of=opening until=2021-03-31");
        }

        var figure = story.Figure("openings", period: "2021-03-01..2021-03-31");

        Assert.Equal((0m, true), (figure.Amount.Value, figure.Completeness.Complete));
    }

    [Fact]
    public void Missing_NamesTheVillage()
    {
        story
            .Record("a", "opening", "石桥", "2021-03-05")
            .Record("b", "opening", "下湾", "2021-03-31")
            .Record("c", "opening", "上湾", "2021-04-01");

        var march = story.Figure("openings", period: "2021-03-01..2021-03-31");

        Assert.Equal((2m, false), (march.Amount.Value, march.Completeness.Complete));
        Assert.Equal(["上湾"], story.Names(march.Completeness.Missing));
        Assert.Equal(3, march.Completeness.Expected.Count);
    }

    [Fact]
    public void MonthNotYetOver_IsNotYetDue()
    {
        story.Record("a", "opening", "石桥", "2021-03-05");

        Assert.Null(
            story.Figure("openings", period: "2021-03-01..2021-03-31", cutOff: "2021-03-30").Completeness.Complete
        );
    }

    [Fact]
    public void Campaign_AsksEachVillageForItsNumber()
    {
        story.Record("活动", WellKnown.Campaign, "镇", "2021-05-01", "asks=briefing each=2 until=2021-09-30");
        foreach (var village in new[] { "石桥", "上湾", "下湾" })
        {
            story.Record($"{village}一", "briefing", village, "2021-06-01", "followsFrom->活动");
            story.Record(
                $"{village}二",
                "briefing",
                village,
                "2021-07-01",
                village == "上湾" ? "" : "followsFrom->活动"
            );
        }

        Assert.Equal(["上湾"], story.Names(story.Figure("briefings").Completeness.Missing));
        Assert.Equal(2, story.Value("briefings-each"));

        story.Record("补", "briefing", "上湾", "2021-08-01", "followsFrom->活动");
        Assert.True(story.Figure("briefings").Completeness.Complete);
        Assert.True(story.Figure("briefings", unit: "上湾").Completeness.Complete);
        Assert.Equal(2, story.Value("briefings-each"));
    }

    [Fact]
    public void MergedVillage_ReportsThroughItsSuccessorNow()
    {
        story
            .Record("a", "opening", "下湾", "2021-03-05")
            .Record("b", "opening", "石桥", "2021-03-05")
            .Merge("下湾", "上湾", "2021-07-01")
            .Until("2022-03-01");

        Assert.Equal(
            ["上湾"],
            story.Names(story.Figure("openings", period: "2021-03-01..2021-03-31").Completeness.Missing)
        );
        Assert.True(
            story.Figure("openings", period: "2021-03-01..2021-03-31", organised: Organised.Now).Completeness.Complete
        );
    }
}
