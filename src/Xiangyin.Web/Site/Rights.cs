using Xiangyin.Ledger;
using static Xiangyin.Web.Site.Reach;

namespace Xiangyin.Web.Site;

/// <summary>Who may do what, and how far: the one table. Everything that asks, asks here.</summary>
internal static class Rights
{
    // csharpier-ignore
    private static readonly Dictionary<Role, Reach[]> Table = new()
    {
        //                      See      Record   Correct     Withdraw    Confirm  WriteReport ApproveReport ChangeUnits
        [Role.Publicist]     = [OwnUnit, OwnUnit, OwnUnit,    OwnUnit,    Nowhere, Nowhere,    Nowhere,      Nowhere],
        [Role.Correspondent] = [OwnUnit, OwnUnit, OwnRecords, OwnRecords, Nowhere, Nowhere,    Nowhere,      Nowhere],
        [Role.Responder]     = [Subtree, OwnUnit, OwnUnit,    OwnRecords, Nowhere, Nowhere,    Nowhere,      Nowhere],
        [Role.Staff]         = [Subtree, Subtree, Subtree,    OwnUnit,    Subtree, Subtree,    Nowhere,      Nowhere],
        [Role.Officer]       = [Subtree, Subtree, Subtree,    Subtree,    Subtree, Subtree,    Nowhere,      Subtree],
        [Role.Leader]        = [Subtree, Nowhere, Nowhere,    Nowhere,    Nowhere, Nowhere,    Subtree,      Nowhere],
        [Role.CountyReader]  = [Subtree, Nowhere, Nowhere,    Nowhere,    Nowhere, Nowhere,    Nowhere,      Nowhere],
    };

    public static Reach Of(Role role, Verb verb) => Table[role][(int)verb];

    /// <summary>The role that comes with a post of the catalogue's dimension <c>post</c>; none for a post that signs nobody in.</summary>
    public static Role? RoleOf(string? post) =>
        post switch
        {
            "village-publicist" => Role.Publicist,
            "correspondent" => Role.Correspondent,
            "staff" => Role.Staff,
            "officer" => Role.Officer,
            "responder" => Role.Responder,
            "leader" => Role.Leader,
            "county-reader" => Role.CountyReader,
            _ => null,
        };

    /// <summary>The type of unit that a role acts for: somebody of the town's publicity office acts for the town.</summary>
    public static UnitType ActsFor(Role role) =>
        role switch
        {
            Role.Publicist or Role.Correspondent => UnitType.Village,
            Role.CountyReader => UnitType.County,
            _ => UnitType.Town,
        };
}
