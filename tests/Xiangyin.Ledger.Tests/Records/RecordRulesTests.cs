using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class RecordRulesTests
{
    private static readonly DateOnly Today = new(2022, 1, 14);
    private static readonly UnitTree Tree = UnitTree.From([
        new UnitFounded(1, new(1), new(1890, 1, 1), UnitType.Town, SmallCatalogue.Name("镇"), null),
        new UnitFounded(2, new(2), new(1890, 1, 1), UnitType.Village, SmallCatalogue.Name("石桥"), new(1)),
        new UnitFounded(3, new(3), new(1890, 1, 1), UnitType.Village, SmallCatalogue.Name("下湾"), new(1)),
        new UnitMerged(4, new(3), new(2021, 7, 1), new(2)),
    ]);

    private static readonly WorkRecord Good = new()
    {
        Id = Guid.CreateVersion7(),
        Kind = "leaflet",
        KindVersion = 1,
        Unit = new(2),
        On = new(2021, 6, 1),
        Title = "集镇发放宣传单",
        Measures = new Dictionary<string, Measure> { ["copies"] = new(300, Approximation.AtLeast) },
        Dimensions = new Dictionary<string, string> { ["topic"] = "law" },
        Author = new(Guid.CreateVersion7()),
    };

    public static TheoryData<string, string> Cases =>
        new()
        {
            { "an unknown kind", "kind unknown-kind" },
            { "a date in the future", "on in-the-future" },
            { "a date before there was a record", "on out-of-range" },
            { "two days where one is asked", "until one-day" },
            { "a unit that never was", "unit unknown-unit" },
            { "a unit that merged", "unit unit-ended" },
            { "no title", "title required" },
            { "a title too long", "title too-long" },
            { "a lone surrogate", "title unprintable" },
            { "more than is believed", "measure.copies too-large" },
            { "half a leaflet", "measure.copies too-many-decimals" },
            { "fewer than none", "measure.copies negative" },
            { "a number that says none", "measure.copies amount-without-value" },
            { "a measure nobody asked for", "measure.weight not-asked" },
            { "a value not on the list", "dimension.topic unknown-value" },
            { "a retired value", "dimension.topic retired-value" },
            { "a role nobody asked for", "role.person not-asked" },
            { "a picture nobody asked for", "evidence.after not-asked" },
            { "a link nobody asked for", "link.answers not-asked" },
        };

    [Fact]
    public void Good_HasNoProblem() => Assert.Empty(RecordRules.Check(Good, SmallCatalogue.Default, Tree, Today));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_IsNamedByFieldAndRule(string what, string expected)
    {
        var problem = Assert.Single(RecordRules.Check(Bad(what), SmallCatalogue.Default, Tree, Today));

        Assert.Equal(expected, $"{problem.Field} {problem.Rule}");
    }

    [Fact]
    public void EndedUnit_NamesItsHeir() =>
        Assert.Equal(
            ["下湾", "石桥"],
            RecordRules.Check(Bad("a unit that merged"), SmallCatalogue.Default, Tree, Today)[0].Arguments
        );

    [Theory]
    [InlineData("2021-06-01", 1)]
    [InlineData("2021-06-02", 0)]
    public void RetiredKind_IsRefusedFromItsDay(string retired, int problems)
    {
        var all = SmallCatalogue.Default;
        var day = DateOnly.ParseExact(retired, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var kinds = all.Kinds.Select(k => k.Id == Good.Kind ? k with { Retired = day } : k).ToList();
        var catalogue = new Catalogue(
            all.Groups,
            kinds,
            [.. all.Dimensions.Where(d => d.Id is not ("kind" or "indicator" or "recorded"))],
            all.Indicators
        );

        Assert.Equal(problems, RecordRules.Check(Good, catalogue, Tree, Today).Count(p => p.Rule == "retired-value"));
    }

    private static WorkRecord Bad(string what) =>
        what switch
        {
            "an unknown kind" => Good with { Kind = "parade" },
            "a date in the future" => Good with { On = Today.AddDays(1) },
            "a date before there was a record" => Good with { On = new(1900, 1, 1) },
            "two days where one is asked" => Good with { Until = Good.On.AddDays(1) },
            "a unit that never was" => Good with { Unit = new(99) },
            "a unit that merged" => Good with { Unit = new(3), On = new(2021, 7, 1) },
            "no title" => Good with { Title = " " },
            "a title too long" => Good with { Title = new('长', RecordRules.TitleLength + 1) },
            "a lone surrogate" => Good with { Title = "集镇\ud800" },
            "more than is believed" => Copies(new(100_001)),
            "half a leaflet" => Copies(new(0.5m)),
            "fewer than none" => Copies(new(-1)),
            "a number that says none" => Copies(new(1, Approximation.None)),
            "a measure nobody asked for" => Good with
            {
                Measures = new Dictionary<string, Measure> { ["weight"] = new(1) },
            },
            "a value not on the list" => Good with
            {
                Dimensions = new Dictionary<string, string> { ["topic"] = "gossip" },
            },
            "a retired value" => Good with { Dimensions = new Dictionary<string, string> { ["topic"] = "hygiene" } },
            "a role nobody asked for" => Good with { Participants = [new("person", default)] },
            "a picture nobody asked for" => Good with
            {
                Evidence = [new("00", "a.jpg", "image/jpeg", 1, "after", default, default)],
            },
            "a link nobody asked for" => Good with { Links = [new("answers", Guid.CreateVersion7())] },
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };

    private static WorkRecord Copies(Measure measure) =>
        Good with
        {
            Measures = new Dictionary<string, Measure> { ["copies"] = measure },
        };
}
