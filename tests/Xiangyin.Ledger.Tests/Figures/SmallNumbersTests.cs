using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class SmallNumbersTests
{
    private const string First = "2021-01-01..2021-03-31";
    private readonly Story story = Story.Of(SmallCatalogue.Default);

    [Theory]
    [InlineData(0, Withheld.No)]
    [InlineData(1, Withheld.FewerThanFive)]
    [InlineData(4, Withheld.FewerThanFive)]
    [InlineData(5, Withheld.No)]
    public void OneToFour_AreWithheld(int visits, Withheld expected)
    {
        story.Record("v", "visit", "石桥", "2021-02-01", times: visits).Until("2021-05-01");

        Assert.Equal(expected, story.Figure("visits", period: First).Withheld);
    }

    [Fact]
    public void YearWithAWithheldQuarter_IsWithheld()
    {
        story
            .Record("v", "visit", "石桥", "2021-02-01", times: 20)
            .Record("w", "visit", "石桥", "2021-05-01", times: 3)
            .Until("2022-02-01");

        Assert.Equal(Withheld.FewerThanFive, story.Figure("visits").Withheld);
        Assert.Equal(20, story.Value("visits", period: First));
    }

    [Theory]
    [InlineData("石桥", First)]
    [InlineData("镇", "2021-02-01..2021-02-28")]
    [InlineData("镇", "2021-01-01..2021-06-30")]
    public void BelowTheTownOrAQuarter_ThereIsNoFigure(string unit, string period)
    {
        story.Record("v", "visit", "石桥", "2021-02-01", times: 20);

        Assert.Equal(Withheld.TooFine, story.Figure("visits", unit, period).Withheld);
    }

    [Fact]
    public void Settled_LaterRecordsChangeNothing()
    {
        story
            .Record("v", "visit", "石桥", "2021-11-01", times: 6)
            .Until("2022-02-01")
            .Record("late", "visit", "石桥", "2021-11-01");

        Assert.Equal(6, story.Value("visits", period: "2021-10-01..2021-12-31"));
    }

    [Fact]
    public void NotYetSettled_ShowsNothing()
    {
        story.Record("v", "visit", "石桥", "2021-11-01", times: 6);

        Assert.Equal(Withheld.NotSettled, story.Figure("visits", period: "2021-10-01..2021-12-31").Withheld);
    }

    [Fact]
    public void Restricted_HasNoRecordsBehindIt()
    {
        story.Record("v", "visit", "石桥", "2021-02-01", times: 6);

        Assert.Empty(new Evaluator(story.History).Behind(story.Query("visits", period: First)));
    }
}
