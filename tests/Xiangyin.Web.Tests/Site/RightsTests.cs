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

    // Whose work: s what I recorded in my unit, u my unit, b below it, m merged into my unit, a above it, o elsewhere.
    // A letter stands where the role may.
    // csharpier-ignore
    public static TheoryData<string, string, string, string, string, string, string, string, string> Matrix => new()
    {
        //               See     Record  Correct Withdraw Confirm WriteReport ApproveReport ChangeUnits
        { "Publicist",     "sum",  "sum",  "sum",  "sum",  "",     "",     "",     ""     },
        { "Correspondent", "sum",  "sum",  "s",    "s",    "",     "",     "",     ""     },
        { "Responder",     "subm", "su",   "su",   "s",    "",     "",     "",     ""     },
        { "Staff",         "subm", "subm", "subm", "su",   "subm", "subm", "",     ""     },
        { "Officer",       "subm", "subm", "subm", "subm", "subm", "subm", "",     "subm" },
        { "Leader",        "subm", "",     "",     "",     "",     "",     "subm", ""     },
        { "CountyReader",  "subm", "",     "",     "",     "",     "",     "",     ""     },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Role_MayJustThis(
        string role,
        string see,
        string record,
        string correct,
        string withdraw,
        string confirm,
        string write,
        string approve,
        string change
    )
    {
        string[] expected = [see, record, correct, withdraw, confirm, write, approve, change];
        var actor = new Actor(Self, new("我", "我", "I"), Enum.Parse<Role>(role), UnitOf(Enum.Parse<Role>(role)));
        var scope = new Scope(actor, Tree, Day);

        foreach (var verb in Enum.GetValues<Verb>())
        {
            Assert.Equal(expected[(int)verb].Order(), "sumbao".Where(whose => May(scope, verb, whose)).Order());
        }
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
