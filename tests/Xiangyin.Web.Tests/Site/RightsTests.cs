using Xiangyin.Ledger;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>Who may do what with whose work, all of it.</summary>
public sealed class RightsTests
{
    private static readonly PersonId Self = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly PersonId Colleague = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly DateOnly Day = new(2022, 10, 8);
    private static readonly UnitId County = new(1);
    private static readonly UnitId Town = new(2);
    private static readonly UnitId Village = new(3);
    private static readonly UnitId OtherVillage = new(4);
    private static readonly UnitId OtherTown = new(5);
    private static readonly UnitId Merged = new(6);

    private static readonly UnitTree Tree = UnitTree.From([
        Founded(County, UnitType.County, null),
        Founded(Town, UnitType.Town, County),
        Founded(Village, UnitType.Village, Town),
        Founded(OtherVillage, UnitType.Village, Town),
        Founded(OtherTown, UnitType.Town, County),
        Founded(Merged, UnitType.Village, Town),
        new UnitMerged(2, Merged, new(2022, 5, 1), Village),
    ]);

    private static readonly Role[] Roles =
    [
        Role.Publicist,
        Role.Correspondent,
        Role.Responder,
        Role.Staff,
        Role.Officer,
        Role.Leader,
        Role.CountyReader,
    ];

    // Whose work: s what I recorded in my unit, u my unit, b below it, m merged into my unit, a above it, o elsewhere.
    // A letter stands where the role may.
    // csharpier-ignore
    public static TheoryData<string, string[]> Matrix => new()
    {
        //                  Publicist Correspondent Responder Staff  Officer Leader CountyReader
        { "See",           ["sum",    "sum",        "subm", "subm", "subm", "subm", "subm"] },
        { "Record",        ["sum",    "sum",        "su",   "subm", "subm", "",     ""]     },
        { "Correct",       ["sum",    "s",          "su",   "subm", "subm", "",     ""]     },
        { "Withdraw",      ["sum",    "s",          "s",    "su",   "subm", "",     ""]     },
        { "Confirm",       ["",       "",           "",     "subm", "subm", "",     ""]     },
        { "WriteReport",   ["",       "",           "",     "subm", "subm", "",     ""]     },
        { "ApproveReport", ["",       "",           "",     "",     "",     "subm", ""]     },
        { "ChangeUnits",   ["",       "",           "",     "",     "subm", "",     ""]     },
        { "Invite",        ["",       "",           "",     "",     "subm", "",     ""]     },
        { "ReadAudit",     ["",       "",           "",     "",     "subm", "subm", "subm"] },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Verb_IsForJustThese(string verb, string[] expected)
    {
        foreach (var (role, whose) in Roles.Zip(expected))
        {
            var scope = new Scope(new(Self, new("我", "我", "I"), role, UnitOf(role)), Tree, Day);

            Assert.Equal(
                (role, string.Concat(whose.Order())),
                (role, string.Concat("sumbao".Where(w => May(scope, Enum.Parse<Verb>(verb), w)).Order()))
            );
        }
    }

    [Fact]
    public void Verbs_AreAllTried() =>
        Assert.Equal(Enum.GetNames<Verb>().Order(), Matrix.Select(row => row.Data.Item1).Order());

    [Fact]
    public void MayInvite_HandsOutNoRightThatOneLacks()
    {
        Assert.True(Rights.MayInvite(Role.Officer, Role.Publicist));
        Assert.True(Rights.MayInvite(Role.Officer, Role.Officer));
        Assert.False(Rights.MayInvite(Role.Officer, Role.Leader));
        Assert.False(Rights.MayInvite(Role.Staff, Role.Officer));
    }

    [Theory]
    [InlineData("Seee: [unit]", "Seee")]
    [InlineData("See: [everywhere]", "everywhere")]
    [InlineData("See: [unit]", "See")]
    public void Table_WithAMistake_StopsTheStart(string row, string named)
    {
        var broken = Assert.ThrowsAny<Exception>(() =>
            AccessTable.Read($"roles: [Publicist, Staff]\nverbs:\n  {row}\npages: {{}}")
        );

        Assert.Contains(named, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_AreThoseOfTheReach()
    {
        var officer = new Scope(new(Self, new("", "", ""), Role.Officer, Town), Tree, Day);
        var publicist = new Scope(new(Self, new("", "", ""), Role.Publicist, Village), Tree, Day);

        Assert.Equal([Town, Village, OtherVillage], officer.Units(Verb.Record));
        Assert.Equal([Village], publicist.Units(Verb.Record));
    }

    [Fact]
    public void Narrow_ToAUnitOutOfReach_StaysAtOnesOwn()
    {
        var officer = new Scope(new(Self, new("", "", ""), Role.Officer, Town), Tree, Day);

        Assert.Equal(Village, officer.Narrow(Village.Value));
        Assert.Equal(Town, officer.Narrow(OtherTown.Value));
        Assert.Equal(Town, officer.Narrow(999));
    }

    private static bool May(Scope scope, Verb verb, char whose)
    {
        var atVillage = scope.Root == Village;
        var atCounty = scope.Root == County;
        return whose switch
        {
            's' => scope.May(verb, scope.Root, Self),
            'u' => scope.May(verb, scope.Root, Colleague),
            'b' => !atVillage && scope.May(verb, atCounty ? Town : Village, Colleague),
            'm' => scope.May(verb, Merged, Colleague),
            'a' => !atCounty && scope.May(verb, County, Colleague),
            _ => atVillage
                ? scope.May(verb, OtherVillage, Colleague)
                : !atCounty && scope.May(verb, OtherTown, Colleague),
        };
    }

    private static UnitId UnitOf(Role role) =>
        Rights.ActsFor(role) switch
        {
            UnitType.Village => Village,
            UnitType.County => County,
            _ => Town,
        };

    private static UnitFounded Founded(UnitId unit, UnitType type, UnitId? above) =>
        new(1, unit, new(2010, 1, 1), type, new("某", "某", "one"), above);
}
