using System.Globalization;
using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class PromptnessTests
{
    private static readonly WorkRecord Record = new()
    {
        Id = Guid.CreateVersion7(),
        Kind = "session",
        KindVersion = 1,
        Unit = new(1),
        On = new(2021, 6, 1),
        Title = "学习",
        Author = new(Guid.CreateVersion7()),
    };

    // The day is judged in Shanghai: 16:00 UTC is midnight there.
    [Theory]
    [InlineData("2021-06-01T09:00Z", "week")]
    [InlineData("2021-06-08T15:59Z", "week")]
    [InlineData("2021-06-08T16:00Z", "later")]
    [InlineData("2021-05-01T09:00Z", "week")]
    public void Week_IsSevenDaysAfterTheDay(string recordedAt, string expected) =>
        Assert.Equal(expected, Promptness.Of(Record, At(recordedAt)));

    [Fact]
    public void Week_IsCountedFromTheLastDay() =>
        Assert.Equal(Promptness.Week, Promptness.Of(Record with { Until = new(2021, 6, 20) }, At("2021-06-27T09:00Z")));

    [Fact]
    public void Formula_MayAskForIt_OfEveryKind()
    {
        Assert.Equal("count(talk where recorded = week)", Adopt("count(talk where recorded = week)"));
        var wrong = Assert.Throws<CatalogueException>(() => Adopt("count(talk where recorded = sometime)"));
        Assert.Contains("记录的快慢", wrong.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Adopt(string formula) =>
        CatalogueReader
            .Read([
                new(
                    MiniCatalogue.Path,
                    MiniCatalogue.Text
                        + $$"""

                          recorded-soon:
                            version: 1
                            name: {zh-Hans: 快, zh-Hant: 快, en: Soon}
                            unit: times
                            definition: {zh-Hans: 快, zh-Hant: 快, en: Soon}
                            group: study
                            nature: flow
                            adds: additive
                            formula: {{formula}}
                        """
                ),
            ])
            .Indicator("recorded-soon")!
            .Policies[0]
            .Formula.ToString()!;
}
