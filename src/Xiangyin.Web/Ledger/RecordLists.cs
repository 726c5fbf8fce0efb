using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Where a record stands.</summary>
internal enum RecordState
{
    /// <summary>The newest content waits for a second person. An earlier, confirmed one stays counted meanwhile.</summary>
    Awaiting,

    /// <summary>Counted.</summary>
    Counted,

    /// <summary>Taken out of every figure; still readable.</summary>
    Withdrawn,
}

/// <summary>What a list shows of a record: one version of its content, and where the record stands.</summary>
internal sealed record RecordSummary(
    Guid Id,
    int Version,
    string Kind,
    UnitId Unit,
    DateOnly On,
    DateOnly? Until,
    string Title,
    RecordState State,
    PersonId Author,
    DateTimeOffset RecordedAt,
    int EvidenceCount
);

/// <summary>Which records a list asks for.</summary>
/// <param name="Scope">The unit with everything that belongs to it today, the past of merged villages too.</param>
/// <param name="Text">Words of the title, text or place; from one character.</param>
/// <param name="Kind">Only this kind.</param>
/// <param name="Period">Only records of these days.</param>
/// <param name="State">Only records that stand there.</param>
internal sealed record RecordFilter(
    UnitId Scope,
    string? Text = null,
    string? Kind = null,
    Period? Period = null,
    RecordState? State = null
);

/// <summary>A page of a list, newest day first.</summary>
/// <param name="Rows">The records.</param>
/// <param name="Next">Cursor of the next page; none after the last.</param>
/// <param name="Total">How many there are in all; none beyond <see cref="CountedTo"/>.</param>
internal sealed record RecordPage(IReadOnlyList<RecordSummary> Rows, string? Next, int? Total)
{
    /// <summary>Counting stops there.</summary>
    public const int CountedTo = 1_000;
}

/// <summary>A page of the records behind a figure, by place, day and id.</summary>
/// <param name="Rows">The versions that were counted.</param>
/// <param name="Next">Cursor of the next page; none after the last.</param>
/// <param name="Total">How many stand behind the figure in all.</param>
internal sealed record BehindPage(IReadOnlyList<RecordSummary> Rows, string? Next, long Total);

/// <summary>The ids of all records behind a figure.</summary>
/// <param name="Count">How many.</param>
/// <param name="Digest">SHA-256 over the ids and versions in order, lower-case hexadecimal.</param>
/// <param name="Ids">In the order of their places, days and ids; none where there are more than were asked for.</param>
internal sealed record BehindIds(long Count, string Digest, IReadOnlyList<Guid>? Ids);
