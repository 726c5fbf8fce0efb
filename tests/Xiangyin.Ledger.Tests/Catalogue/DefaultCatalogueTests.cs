using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class DefaultCatalogueTests
{
    private static readonly Catalogue Catalogue = DefaultCatalogue.Read();

    public static TheoryData<int> Rows => [.. Enumerable.Range(1, 29)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_OfTheMission_HasAKindAndAnIndicator(int row)
    {
        Assert.Contains(Catalogue.Kinds, k => k.Rows.Contains(row));
        Assert.Contains(Catalogue.Indicators, i => i.Rows.Contains(row));
    }

    // A target's figure is the plan's side of another indicator, not one more thing that is counted.
    [Fact]
    public void Indicators_BesidesTargets_AreAboutSixty() =>
        Assert.InRange(Catalogue.Indicators.Count(i => !i.Id.StartsWith("target-", StringComparison.Ordinal)), 58, 80);

    [Fact]
    public void EveryGroup_HasKindsAndIndicators() =>
        Assert.All(
            Catalogue.Groups,
            group =>
            {
                Assert.Contains(Catalogue.Kinds, k => k.Group == group.Id);
                Assert.Contains(Catalogue.Indicators, i => i.Group == group.Id);
            }
        );

    [Fact]
    public void EveryFormula_PrintsToAFormulaThatPrintsAlike() =>
        Assert.All(
            Catalogue.Indicators.SelectMany(i => i.Policies),
            policy => Assert.Equal(policy.Formula.ToString(), Formula.Parse(policy.Formula.ToString()!).ToString())
        );

    [Fact]
    public void EveryKind_IsCounted_OrLeadsToOneThatIs()
    {
        var counted = Catalogue.Indicators.SelectMany(i => i.Policies).SelectMany(p => p.Formula.Kinds).ToHashSet();
        string[] evaluated = [WellKnown.NilReturn, WellKnown.Target];
        var silent = Catalogue.Kinds.Select(k => k.Id).Except(counted).Except(evaluated).ToList();
        Assert.True(silent.Count <= Catalogue.Kinds.Count / 3, string.Join(", ", silent));
    }

    [Fact]
    public void Evidence_IsNeverMoreThanTwoFiles() =>
        Assert.All(Catalogue.Kinds, kind => Assert.InRange(kind.Evidence.Sum(e => e.Enough), 0, 2));

    [Fact]
    public void FewKinds_AreConfirmed() => Assert.InRange(Catalogue.Kinds.Count(k => k.Confirmed), 2, 4);

    [Fact]
    public void FewKinds_AreExpected() => Assert.InRange(Catalogue.Kinds.Count(k => k.Expected is not null), 3, 6);

    [Fact]
    public void StudyDigest_KnowsNoPersons()
    {
        var digest = Catalogue.Kind("study-digest")!;
        Assert.Empty(digest.Roles);
        Assert.Empty(digest.Links);
    }

    [Fact]
    public void NothingMeasures_OnlineTimeOrRank() =>
        Assert.All(
            Catalogue.Kinds.SelectMany(k => k.Measures),
            measure => Assert.DoesNotMatch("在线|积分|排名|名次|打卡", measure.Name.Hans)
        );

    [Fact]
    public void RestrictedKinds_AreThoseOfCare() =>
        Assert.All(Catalogue.Kinds, kind => Assert.Equal(kind.Group == "care", kind.Restricted));

    [Theory]
    [InlineData("centre-studies", "count(centre-study)", Adds.Additive, Nature.Flow)]
    [InlineData("cadre-studies", "distinct(event of cadre-study)", Adds.Distinct, Nature.Flow)]
    [InlineData("village-briefings-least", "least(village, count(village-briefing))", Adds.Grouped, Nature.Flow)]
    [InlineData("leaflets-given", "sum(copies of leaflet)", Adds.Additive, Nature.Flow)]
    [InlineData("case-days", "median(days of case-answered)", Adds.Grouped, Nature.Flow)]
    [InlineData(
        "response-officers",
        "holders(person by post of appointed - left where post = responder)",
        Adds.Distinct,
        Nature.Stock
    )]
    [InlineData(
        "reading-rooms",
        "(count(facility-opened where facility = reading-room) - count(facility-closed where facility = reading-room))",
        Adds.Additive,
        Nature.Stock
    )]
    public void Indicator_OfTheTownsYear_IsDefined(string id, string formula, Adds adds, Nature nature)
    {
        var indicator = Catalogue.Indicator(id)!;
        Assert.Equal(formula, indicator.Policies[0].Formula.ToString());
        Assert.Equal(adds, indicator.Adds);
        Assert.Equal(nature, indicator.Nature);
    }

    [Theory]
    [InlineData("placements", "")]
    [InlineData("placements-central", " where level = central")]
    [InlineData("placements-county", " where level = county")]
    public void Placements_AreCountedInTwoWays(string id, string filter)
    {
        var indicator = Catalogue.Indicator(id)!;
        Assert.Equal($"count(placement{filter})", indicator.Policy("every").Formula.ToString());
        Assert.Equal(
            $"highest(placementOf on level of placement{filter})",
            indicator.Policy("highest").Formula.ToString()
        );
        Assert.Equal("every", indicator.Policies[0].Id);
    }

    [Fact]
    public void Levels_AreRankedFromCentralToTown()
    {
        var level = Catalogue.Dimension("level")!;
        Assert.True(level.Ordered);
        Assert.Equal(["central", "province", "city", "county", "town"], level.Values.Select(v => v.Id));
    }

    [Fact]
    public void OldPensionScheme_CountsAsTheNew() =>
        Assert.Equal("pension", Catalogue.Dimension("policy-topic")!.Current("rural-pension"));
}
