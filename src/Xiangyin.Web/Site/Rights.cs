using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>Who may do what, and how far: everything that asks, asks here. What is answered stands in <c>access.yaml</c>.</summary>
internal static class Rights
{
    private static readonly AccessTable Table = AccessTable.Embedded();

    public static Reach Of(Role role, Verb verb) => Table.Of(role, verb);

    /// <summary>What a page asks for; none where it is not in the table, and so opens to nobody.</summary>
    /// <param name="page">The route as it is written, from a slash.</param>
    /// <param name="method">How it is asked.</param>
    public static Admission? Of(string page, string method) => Table.Of(page, method);

    /// <summary>Every page and method with what it asks for.</summary>
    public static IReadOnlyDictionary<(string Page, string Method), Admission> Pages => Table.Pages;

    /// <summary>Nobody hands out a right that they don't hold: an officer can't make the leader who approves the officer's report.</summary>
    public static bool MayInvite(Role inviter, Role invited) =>
        Enum.GetValues<Verb>().All(verb => Of(invited, verb) <= Of(inviter, verb));

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
