using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Why the ledger did not write. The site shows the text <c>refusal.</c> + <see cref="Rule"/>; nothing was written, and the sender keeps its copy.
/// </summary>
/// <param name="rule">One of the constants of this class.</param>
/// <param name="arguments">What the text may name; never anything of a record that its reader may not open.</param>
internal sealed class LedgerRefusal(string rule, params IReadOnlyList<string> arguments)
    : Exception($"{rule} {string.Join(", ", arguments)}")
{
    /// <summary>No such record, or none that this person may open.</summary>
    public const string NotFound = "not-found";

    /// <summary>Another version was written since; arguments: the newest version.</summary>
    public const string ChangedMeanwhile = "changed-meanwhile";

    /// <summary>The id was used before for something else.</summary>
    public const string SameId = "same-id";

    /// <summary>A withdrawn record stays withdrawn.</summary>
    public const string AlreadyWithdrawn = "already-withdrawn";

    /// <summary>There is nothing that waits for confirmation.</summary>
    public const string NotAwaiting = "not-awaiting";

    /// <summary>Whoever wrote the content can't confirm it.</summary>
    public const string ConfirmOwn = "confirm-own";

    /// <summary>A correction or withdrawal needs a reason.</summary>
    public const string NoReason = "no-reason";

    /// <summary>A correction can't turn a record into another kind.</summary>
    public const string OtherKind = "other-kind";

    /// <summary>The content breaks the kind's rules; see <see cref="Problems"/>.</summary>
    public const string Invalid = "invalid";

    /// <summary>The disk is full or failed.</summary>
    public const string DiskFull = "disk-full";

    /// <summary>The database was written by a newer version of the program; arguments: what is unknown.</summary>
    public const string NewerDatabase = "newer-database";

    /// <summary>A file is larger than allowed; arguments: the limit in MB.</summary>
    public const string TooLarge = "too-large";

    /// <summary>A file is none of the accepted types.</summary>
    public const string UnknownType = "unknown-type";

    /// <summary>A picture is in the format that iPhones keep by default.</summary>
    public const string Heic = "heic";

    /// <summary>A file is what it says, but cut off or damaged.</summary>
    public const string BrokenFile = "broken-file";

    /// <summary>A picture has more pixels than are opened; arguments: the limit and how many it has, in millions.</summary>
    public const string TooManyPixels = "too-many-pixels";

    /// <summary>Somebody has looked at the record once more already.</summary>
    public const string LookedAt = "looked-at";

    /// <summary>Whoever wrote, corrected or confirmed a record can't be the one who looks once more.</summary>
    public const string LookAtOwn = "look-at-own";

    /// <summary>Text key without its prefix.</summary>
    public string Rule => rule;

    /// <summary>What the text may name.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Of <see cref="Invalid"/>: what is wrong, field by field.</summary>
    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];
}
