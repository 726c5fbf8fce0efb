using Xiangyin.Ledger;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>How a person signs in: Identity's user. Made by taking up an invitation.</summary>
internal sealed class Account
{
    /// <summary>Wrong passwords in a row before the account is locked for a while.</summary>
    public const int FailuresAllowed = 5;

    /// <summary>The most that a login may be long.</summary>
    public const int LongestLogin = 40;

    private static readonly TimeSpan ShortestLock = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLock = TimeSpan.FromHours(1);

    public required PersonId Person { get; init; }

    /// <summary>What is typed to sign in, as its owner writes it.</summary>
    public required string Login { get; set; }

    /// <summary>Identity's hash of the password; none for whoever signs in without one.</summary>
    public string? Password { get; set; }

    /// <summary>Changes with every means of signing in.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>The secret of time-based codes, Base32; none before it was asked for.</summary>
    public string? CodeKey { get; set; }

    /// <summary>Whether a password also needs a code.</summary>
    public bool CodeOn { get; set; }

    /// <summary>Wrong passwords and codes since the last right one.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How long so many failures in a row lock an account: longer each time, up to an hour.</summary>
    public static TimeSpan? LockAfter(int failures)
    {
        if (failures < FailuresAllowed)
        {
            return null;
        }

        var doubled = ShortestLock * Math.Pow(2, Math.Min(10, failures - FailuresAllowed));
        return doubled < LongestLock ? doubled : LongestLock;
    }

    /// <summary>A login as it is compared: full-width letters, capitals and blanks make no difference.</summary>
    public static string KeyOf(string login) =>
        string.Concat(
                login
                    .Where(c => !char.IsWhiteSpace(c))
                    .Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c)
            )
            .ToUpperInvariant();
}
