using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests.Reports;

public class ProseTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 4000].Select(d => new DateOnly(2018, 1, 1).AddDays(d));

    private static readonly Gen<Period?> Periods = Gen.OneOf(
        Gen.Const((Period?)null),
        Gen.Int[1900, 2100].Select(y => (Period?)Period.Year(y)),
        Days.Select(d => (Period?)Period.Month(d)),
        Gen.Select(Days, Gen.Int[0, 500], (from, days) => (Period?)new Period(from, from.AddDays(days)))
    );

    internal static readonly Gen<BoundFigure> Figures =
        from indicator in Gen.OneOf<string>(["placements.county", "study-sessions", "rooms_1"])
        from period in Periods
        from cutOff in Gen.OneOf(Gen.Const((DateOnly?)null), Days.Select(d => (DateOnly?)d))
        from policy in Gen.OneOf<string?>([null, "every", "highest"])
        from unit in Gen.OneOf<UnitId?>([null, new UnitId(7)])
        from shows in Gen.Enum<Shows>()
        select new BoundFigure(indicator)
        {
            Period = period,
            CutOff = cutOff,
            Policy = policy,
            Unit = unit,
            Shows = shows,
        };

    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.OneOf<string>([
                "{{",
                "}}",
                "{",
                "}",
                "{{nothing=here}}",
                "{{a.b cut-off=13月}}",
                "［",
                "］",
                "全年",
                "，",
            ]),
            Figures.Select(f => Prose.Open + f + Prose.Close)
        )
        .List[0, 8]
        .Select(string.Concat);

    [Fact]
    public void Parse_WhatWasWritten_GivesTheSameFigure() =>
        Figures.Sample(f => Assert.Equal(f, BoundFigure.Parse(f.ToString(), 2021)));

    [Fact]
    public void Read_AnyText_WritesTheSameText() =>
        Texts.Sample(t => Assert.Equal(t, Prose.Write(Prose.Read(t, 2021))));

    [Theory]
    [InlineData("a cut-off=07-13", "a cut-off=2021-07-13")]
    [InlineData("a period=06", "a period=2021-06")]
    [InlineData("a period=last-year shows=Change", "a period=2020 shows=change")]
    [InlineData("a  period=2021-01-01..2021-03-31", "a period=2021-01-01..2021-03-31")]
    [InlineData("a period=2021-12-01..2021-12-31 shows=value", "a period=2021-12")]
    public void Parse_ShortForm_MeansTheReportsYear(string text, string expected) =>
        Assert.Equal(expected, BoundFigure.Parse(text, 2021).ToString());

    [Theory]
    [InlineData("", "")]
    [InlineData("policy=every", "policy=every")]
    [InlineData("a cut-off=2021-02-30", "2021-02-30")]
    [InlineData("a period=13", "13-01")]
    [InlineData("a period=2021-03-01..2021-02-01", "2021-03-01..2021-02-01")]
    [InlineData("a unit=village", "unit=village")]
    [InlineData("a shows=7", "shows=7")]
    [InlineData("a since=2021", "since=2021")]
    [InlineData("a b", "b")]
    public void Parse_Mistake_NamesTheWord(string text, string word) =>
        Assert.Equal(word, Assert.Throws<FormatException>(() => BoundFigure.Parse(text, 2021)).Message);

    [Fact]
    public void Read_FigureAmongWords_GivesThreePieces() =>
        Assert.Equal(
            [new Words("学习"), new Bound(new BoundFigure("study")), new Words("。")],
            Prose.Read("学习{{study}}。", 2021)
        );

    [Fact]
    public void Read_BracesWithoutSense_AreUnreadable() =>
        Assert.Equal(
            new Unreadable("{{study since=5}}", "since=5"),
            Assert.Single(Prose.Read("{{study since=5}}", 2021))
        );
}
