namespace Xiangyin.Web.Features.Capture;

/// <summary>A record as a phone sends it.</summary>
/// <param name="Id">Made on the phone; sending it twice is harmless. Of a correction, the id of the change.</param>
/// <param name="Kind">The catalogue's kind.</param>
/// <param name="Fields">As in the form of the desk: <c>unit</c>, <c>on</c>, <c>measure.people</c> …</param>
/// <param name="Files">All of its files, sent already or still to come.</param>
/// <param name="CapturedAt">By the phone's clock: a claim.</param>
/// <param name="Heard">The sequence of the catalogue that the phone knew.</param>
/// <param name="Corrects">The record that it corrects; none for a new one.</param>
/// <param name="Base">The version of it that the phone has seen.</param>
/// <param name="Why">The reason of a correction.</param>
internal sealed record Captured(
    Guid Id,
    string Kind,
    IReadOnlyDictionary<string, string[]> Fields,
    IReadOnlyList<CapturedFile>? Files = null,
    DateTimeOffset? CapturedAt = null,
    long? Heard = null,
    Guid? Corrects = null,
    int Base = 0,
    string? Why = null
);

/// <summary>A file of a captured record.</summary>
/// <param name="Hash">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Shows">The evidence slot that it fills.</param>
/// <param name="Name">What it is called.</param>
internal sealed record CapturedFile(string Hash, string Shows, string Name)
{
    public static bool IsHash(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower);
}

/// <summary>What the phone hears when the record is written.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="State">Where it stands, in words.</param>
/// <param name="Wanted">Hashes of the files that are still to come.</param>
internal sealed record Acknowledged(Guid Id, int Version, string State, IReadOnlyList<string> Wanted);

/// <summary>Why something was not taken. Nothing was written, and the phone keeps its copy.</summary>
/// <param name="Rule">For the phone.</param>
/// <param name="Words">For the person: what is wrong and what to do.</param>
internal sealed record Refused(string Rule, string Words)
{
    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<RefusedField> Problems { get; init; } = [];

    /// <summary>The record as it stands by now, where somebody else changed it meanwhile.</summary>
    public StandingRecord? Theirs { get; init; }

    /// <summary>Where the next piece of a file belongs.</summary>
    public long? Offset { get; init; }
}

internal sealed record RefusedField(string Field, string Words);

/// <summary>A record as somebody else left it.</summary>
internal sealed record StandingRecord(int Version, string By, IReadOnlyList<StandingFact> Facts);

internal sealed record StandingFact(string Label, string Text);
