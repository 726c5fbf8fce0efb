using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class UnitTreeTests
{
    private static readonly DateOnly Day1 = new(2020, 1, 1);
    private static readonly DateOnly Merger = new(2022, 4, 1);
    private static readonly UnitId County = new(1);
    private static readonly UnitId East = new(2);
    private static readonly UnitId West = new(3);
    private static readonly UnitId Bridge = new(4);
    private static readonly UnitId Bend = new(5);

    private static UnitFounded Found(long id, UnitType type, long? parent, int day = 0) =>
        new UnitFounded(
            id,
            new(id),
            Day1.AddDays(day),
            type,
            new($"单位{id}", $"單位{id}", $"Unit {id}"),
            parent is { } p ? new UnitId(p) : null
        );

    private static UnitTree Two(params UnitChange[] more) =>
        UnitTree.From([
            Found(1, UnitType.County, null),
            Found(2, UnitType.Town, 1),
            Found(3, UnitType.Town, 1),
            Found(4, UnitType.Village, 2),
            Found(5, UnitType.Village, 2),
            .. more,
        ]);

    [Fact]
    public void Merged_PastBelongsToSuccessor()
    {
        var tree = Two(new UnitMerged(9, Bend, Merger, Bridge));

        Assert.Equal(Bridge, tree.HeirOn(Bend, Merger));
        Assert.Equal(Bend, tree.HeirOn(Bend, Merger.AddDays(-1)));
        Assert.Contains(Bend, tree.MembersNow(Bridge, Merger));
        Assert.DoesNotContain(Bend, tree.MembersNow(Bridge, Merger.AddDays(-1)));
        Assert.False(tree.IsOpen(Bend, Merger));
    }

    [Fact]
    public void Split_PastStaysWithTown()
    {
        var tree = Two(
            Found(6, UnitType.Village, 2, 700),
            Found(7, UnitType.Village, 2, 700),
            new UnitSplit(9, Bend, Merger, [new(6), new(7)])
        );

        Assert.Equal(East, tree.HeirOn(Bend, Merger));
        Assert.DoesNotContain(Bend, tree.MembersNow(new(6), Merger));
        Assert.Contains(Bend, tree.MembersNow(East, Merger));
    }

    [Fact]
    public void Moved_ThenStaysAndNowFollows()
    {
        var tree = Two(new UnitMoved(9, Bend, Merger, West));

        Assert.True(tree.IsWithin(Bend, East, Merger.AddDays(-1)));
        Assert.True(tree.IsWithin(Bend, West, Merger));
        Assert.Contains(Bend, tree.MembersNow(West, Merger));
        Assert.Equal(2, tree.RangesThen(Bend, new(Day1, Merger.AddYears(1))).Count);
        Assert.Single(tree.RangesThen(East, new(Day1, Merger.AddYears(1))));
    }

    [Fact]
    public void Known_LaterChangesAreNotYetThere()
    {
        var tree = Two(new UnitRenamed(9, Bridge, Day1.AddDays(9), new("新桥", "新橋", "New Bridge")));

        Assert.Equal("新桥", tree.On(Bridge, Merger).Name.Hans);
        Assert.Equal("单位4", tree.KnownAt(8).On(Bridge, Merger).Name.Hans);
        Assert.Equal("单位4", tree.On(Bridge, Day1).Name.Hans);
    }

    [Theory]
    [InlineData("merge into itself")]
    [InlineData("below itself")]
    [InlineData("ended before")]
    [InlineData("unknown parent")]
    [InlineData("town below village")]
    [InlineData("still has villages")]
    public void Contradiction_IsRefused(string what) =>
        Assert.Throws<UnitTreeException>(() =>
            what switch
            {
                "merge into itself" => Two(new UnitMerged(9, Bend, Merger, Bend)),
                "below itself" => Two(new UnitMoved(9, East, Merger, Bend)),
                "ended before" => Two(new UnitClosed(9, Bend, Merger), new UnitClosed(10, Bend, Merger)),
                "unknown parent" => Two(Found(9, UnitType.Village, 77)),
                "town below village" => Two(Found(9, UnitType.Town, 4)),
                _ => Two(new UnitClosed(9, East, Merger)),
            }
        );

    [Fact]
    public void Keys_OfASubtreeLieInItsRange() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[1, 500], Gen.Int[1, 4000])
            .Sample(
                (county, town, village) =>
                {
                    var c = UnitKey.Child(0, 2, county);
                    var t = UnitKey.Child(c, 3, town);
                    var v = UnitKey.Child(t, 4, village);
                    return v > 0
                        && c < t
                        && t < v
                        && v < t + UnitKey.Span(3)
                        && t + UnitKey.Span(3) <= c + UnitKey.Span(2)
                        && UnitKey.Above(v, 3) == t
                        && UnitKey.Above(v, 2) == c;
                }
            );
}
