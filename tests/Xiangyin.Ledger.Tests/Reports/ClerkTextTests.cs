using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests.Reports;

public class ClerkTextTests
{
    private static readonly ClerkText Clerk = new(ReportTown.Catalogue, ReportTown.Tree, 2021);

    private static readonly Gen<BoundFigure> Figures =
        from figure in ProseTests.Figures
        from indicator in Gen.OneOf<string>(["placements.county", "sessions", "readings"])
        from unit in Gen.OneOf<UnitId?>([null, ReportTown.Villages[0]])
        select figure with
        {
            Indicator = indicator,
            Unit = unit,
            Policy = figure.Policy == "highest" ? null : figure.Policy,
        };

    [Theory]
    [InlineData("{{placements.county cut-off=2021-07-13 policy=every}}", "［县级上稿｜截至7月13日｜逐次计］")]
    [InlineData("{{sessions period=2020}}", "［中心组学习｜上年］")]
    [InlineData("{{sessions period=2021-06}}", "［中心组学习｜6月］")]
    [InlineData("{{sessions period=2019-06 unit=3}}", "［中心组学习｜上湾村｜2019年6月］")]
    [InlineData("{{readings shows=missing}}", "［阅读活动｜哪些未报］")]
    [InlineData("{{unknown}}", "{{unknown}}")]
    public void ToClerk_Figure_UsesTheOfficesWords(string stored, string typed) =>
        Assert.Equal(typed, Clerk.ToClerk(stored, "zh-Hans"));

    [Fact]
    public void FromClerk_WhatWasShown_GivesTheSameText() =>
        Gen.Select(Figures, Gen.OneOf<string>(["zh-Hans", "zh-Hant", "en"]))
            .Sample(
                (figure, language) =>
                {
                    var stored = $"前{Prose.Open}{figure}{Prose.Close}后";
                    Assert.Equal(stored, Clerk.FromClerk(Clerk.ToClerk(stored, language), out var problems));
                    Assert.Empty(problems);
                }
            );

    [Theory]
    [InlineData("［中心组］", "{{sessions}}")]
    [InlineData("［縣級上稿 | 截至2021年7月13日］", "{{placements.county cut-off=2021-07-13}}")]
    [InlineData("［县级上稿｜截止7月13日｜石桥村］", "{{placements.county cut-off=2021-07-13 unit=5}}")]
    [InlineData("［阅读活动｜去年］", "{{readings period=2020}}")]
    [InlineData("第一行\r\n第二行", "第一行\n第二行")]
    public void FromClerk_AsPeopleType_IsUnderstood(string typed, string stored)
    {
        Assert.Equal(stored, Clerk.FromClerk(typed, out var problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("［公众号关注］")]
    [InlineData("［县级上稿｜按心情计］")]
    [InlineData("［县级上稿｜截至2月30日］")]
    [InlineData("{{sessions since=5}}")]
    public void FromClerk_Unknown_StaysAndIsTold(string typed)
    {
        Assert.Equal(typed, Clerk.FromClerk(typed, out var problems));
        Assert.Equal([typed], problems);
    }
}
