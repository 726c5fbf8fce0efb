using Xiangyin.Ledger;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>An invitation to take up one's access, or to take it up anew.</summary>
/// <param name="Code">What is typed, where there is no camera: ten letters and digits.</param>
/// <param name="MadeBy">Who invites; none where it was the command line.</param>
/// <param name="Until">Until when it can be used.</param>
internal sealed record Invitation(
    Guid Id,
    string Code,
    PersonId Person,
    PersonId? MadeBy,
    DateTimeOffset MadeAt,
    DateTimeOffset Until,
    DateTimeOffset? UsedAt,
    DateTimeOffset? RevokedAt
)
{
    /// <summary>A village publicist may come to town once in a fortnight.</summary>
    public const int Days = 14;

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && RevokedAt is null && Until > now;

    /// <summary>The code in two groups, as it is printed: "7K2QF-9XW3M".</summary>
    public string Printed => $"{Code[..5]}-{Code[5..]}";

    /// <summary>The page that the QR leads to.</summary>
    public Uri At(Uri site) => new(site, $"/invited/{Code}");
}

/// <summary>What became of taking up an invitation.</summary>
internal enum TakenUp
{
    Done,

    /// <summary>It was used, withdrawn or has run out.</summary>
    Closed,

    /// <summary>Somebody else has that login.</summary>
    LoginTaken,
}
