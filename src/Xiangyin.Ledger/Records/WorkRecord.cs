namespace Xiangyin.Ledger;

/// <summary>A person's identity in the person store. Names never enter the ledger.</summary>
public readonly record struct PersonId(Guid Value);

/// <summary>How exactly a number was stated.</summary>
public enum Approximation
{
    /// <summary>The number itself.</summary>
    Exact,

    /// <summary>That many or more (以上、余、至少).</summary>
    AtLeast,

    /// <summary>That many or fewer (以下、不超过).</summary>
    AtMost,

    /// <summary>About that many (约、左右).</summary>
    About,

    /// <summary>No number (若干、多篇): something was done, how much is not known.</summary>
    None,
}

/// <summary>Where a number comes from.</summary>
public enum Basis
{
    /// <summary>Counted one by one.</summary>
    Counted,

    /// <summary>Taken over from somebody's statement or document; stands beside a counted sum and never joins it.</summary>
    Reported,

    /// <summary>Judged by eye.</summary>
    Estimated,
}

/// <summary>A number as a person stated it.</summary>
/// <param name="Amount">The number in the unit of the kind's measure; none exactly when <paramref name="Approximation"/> is <see cref="Approximation.None"/>.</param>
/// <param name="Approximation">How exactly.</param>
/// <param name="Basis">Where from.</param>
public sealed record Measure(
    decimal? Amount,
    Approximation Approximation = Approximation.Exact,
    Basis Basis = Basis.Counted
);

/// <summary>A person or group that took part, in one of the kind's roles.</summary>
public sealed record Participant(string Role, PersonId Person);

/// <summary>What one record is to another: <c>followsFrom</c>, <c>answers</c>, <c>placementOf</c>, <c>corrects</c>, or one that the catalogue adds.</summary>
public sealed record Link(string Type, Guid Target);

/// <summary>A file that shows what was done, kept by its content.</summary>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Name">The file's name as it was given.</param>
/// <param name="MediaType">Judged from the content.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Shows">Which of the kind's evidence slots it fills (before, after, clipping …).</param>
/// <param name="AddedBy">Who added it.</param>
/// <param name="AddedAt">When.</param>
/// <param name="Original">SHA-256 of the file as it was handed in, where what it told beside the picture was taken out: a claim, since that file is not kept.</param>
public sealed record Evidence(
    string Hash,
    string Name,
    string MediaType,
    long Length,
    string Shows,
    PersonId AddedBy,
    DateTimeOffset AddedAt,
    string? Original = null
);

/// <summary>What somebody says was done: the content of one version of a work record. Immutable.</summary>
public sealed record WorkRecord
{
    /// <summary>UUIDv7 made by whoever captured it, so that sending twice is harmless.</summary>
    public required Guid Id { get; init; }

    /// <summary>The catalogue's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of the kind under which it was entered.</summary>
    public required int KindVersion { get; init; }

    /// <summary>The unit whose work it is.</summary>
    public required UnitId Unit { get; init; }

    /// <summary>The day on which it happened; of several days the first. Figures count by it.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The last day, where it took more than one.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>A short line by which a person knows it again.</summary>
    public required string Title { get; init; }

    /// <summary>Free text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where, in words.</summary>
    public string? Place { get; init; }

    /// <summary>Numbers, by the kind's measure.</summary>
    public IReadOnlyDictionary<string, Measure> Measures { get; init; } = new Dictionary<string, Measure>();

    /// <summary>Values from closed lists, by the kind's dimension field.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Who took part.</summary>
    public IReadOnlyList<Participant> Participants { get; init; } = [];

    /// <summary>Links to other records.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What shows it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The shared event it belongs to; none when the record is its own event. The event's host is the record whose <see cref="Id"/> equals it.</summary>
    public Guid? Event { get; init; }

    /// <summary>Who recorded it.</summary>
    public required PersonId Author { get; init; }

    /// <summary>The event's id: the shared one, or the record's own.</summary>
    public Guid EventId => Event ?? Id;
}

/// <summary>What a version does to its record.</summary>
public enum RecordAction
{
    /// <summary>First version.</summary>
    Record,

    /// <summary>Replaces the content.</summary>
    Correct,

    /// <summary>A second person confirms the content as it stands.</summary>
    Confirm,

    /// <summary>Takes the record out of every figure; it stays readable.</summary>
    Withdraw,
}

/// <summary>One append-only version of a record.</summary>
/// <param name="Seq">The recorded sequence: rises with every change in a county, in commit order.</param>
/// <param name="RecordedAt">The server's UTC instant, to the millisecond, never decreasing with <paramref name="Seq"/>.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="ChangeId">Made by the sender; of the first version it is the record's id.</param>
/// <param name="Action">What it does.</param>
/// <param name="Content">The content that holds from here on.</param>
/// <param name="By">Who.</param>
/// <param name="Why">The reason a person gave; may be empty only for <see cref="RecordAction.Record"/> and <see cref="RecordAction.Confirm"/>.</param>
public sealed record RecordVersion(
    long Seq,
    DateTimeOffset RecordedAt,
    int Version,
    Guid ChangeId,
    RecordAction Action,
    WorkRecord Content,
    PersonId By,
    string Why
);
