using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class SufficiencyTests
{
    private static readonly UnitTree Tree = UnitTree.From([
        new UnitFounded(1, new(1), new(1890, 1, 1), UnitType.Town, SmallCatalogue.Name("镇"), null),
    ]);

    private static readonly Catalogue Two = With(enough: 2);
    private static readonly Catalogue One = With(enough: 1);

    [Fact]
    public void Wanted_EndsOnceThereAreEnough()
    {
        var kind = Two.Kind("leaflet")!;

        Assert.Equal([2], Sufficiency.Of(kind, []).Select(n => n.Wanted));
        Assert.False(Sufficiency.Of(kind, Pictures(1))[0].IsEnough);
        Assert.True(Sufficiency.Of(kind, Pictures(2))[0].IsEnough);
        Assert.Equal(0, Sufficiency.Of(kind, Pictures(3))[0].Wanted);
    }

    [Fact]
    public void Surplus_IsRefused() =>
        Assert.Equal(
            ["evidence.photo enough 1"],
            Problems(One, Pictures(2)).Select(p => $"{p.Field} {p.Rule} {p.Arguments[0]}")
        );

    [Fact]
    public void Surplus_CapturedBeforeEnoughWasHeardOf_IsKept()
    {
        Assert.Empty(Problems(One, Pictures(2), new(Two, [])));
        Assert.Equal(["2"], Problems(One, Pictures(3), new(Two, [])).Select(p => p.Arguments[0]));
    }

    [Fact]
    public void Surplus_ThatTheRecordHasAlready_StaysWhenItIsCorrected_AndGrowsNoMore()
    {
        var kept = Pictures(2);

        Assert.Empty(Problems(One, kept, new(null, kept)));
        Assert.Empty(Problems(One, kept[..1], new(null, kept)));
        Assert.NotEmpty(Problems(One, Pictures(3), new(null, kept)));
    }

    [Fact]
    public void Slot_ThatIsAskedForNoMore_KeepsWhatItHas()
    {
        var none = With(enough: 0);
        var kept = Pictures(1);

        Assert.Empty(Problems(none, kept, new(null, kept)));
        Assert.Equal(["not-asked"], Problems(none, kept).Select(p => p.Rule));
    }

    private static IReadOnlyList<RecordProblem> Problems(
        Catalogue catalogue,
        IReadOnlyList<Evidence> pictures,
        CapturedBefore? captured = null
    ) =>
        RecordRules.Check(
            new()
            {
                Id = Guid.CreateVersion7(),
                Kind = "leaflet",
                KindVersion = 1,
                Unit = new(1),
                On = new(2021, 6, 1),
                Title = "发放宣传单",
                Measures = new Dictionary<string, Measure> { ["copies"] = new(300) },
                Dimensions = new Dictionary<string, string> { ["topic"] = "law" },
                Evidence = pictures,
                Author = new(Guid.CreateVersion7()),
            },
            catalogue,
            Tree,
            new(2022, 1, 14),
            captured
        );

    private static Evidence[] Pictures(int number) =>
        [
            .. Enumerable
                .Range(1, number)
                .Select(i => new Evidence($"{i:x64}", "a.jpg", "image/jpeg", 9, "photo", default, default)),
        ];

    private static Catalogue With(int enough)
    {
        var all = SmallCatalogue.Default;
        return new(
            all.Groups,
            [
                .. all.Kinds.Select(k =>
                    k.Id == "leaflet"
                        ? k with
                        {
                            Evidence = enough == 0 ? [] : [new("photo", SmallCatalogue.Name("现场"), enough)],
                        }
                        : k
                ),
            ],
            [.. all.Dimensions.Where(d => d.Id is not ("kind" or "indicator" or "recorded"))],
            all.Indicators
        );
    }
}
