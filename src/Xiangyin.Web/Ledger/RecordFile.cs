using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>A version as it stands in the database.</summary>
/// <param name="Version">What a person reads.</param>
/// <param name="Counts">Whether it enters the figures; otherwise it waits, or withdraws.</param>
/// <param name="Key">The unit's place on the record's day, as known when it was written.</param>
internal sealed record FiledVersion(RecordVersion Version, bool Counts, long Key);

/// <summary>All versions of one record, and where it stands.</summary>
internal sealed class RecordFile(IReadOnlyList<FiledVersion> versions)
{
    public const string Columns =
        "version, seq, recorded_at, change_id, action, counts, person, why, unit_key, content";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<FiledVersion> Versions => versions;

    public bool IsEmpty => versions.Count == 0;

    public RecordVersion Newest => versions[^1].Version;

    public RecordVersion First => versions[0].Version;

    /// <summary>The version in the figures.</summary>
    public FiledVersion? Counted =>
        Newest.Action == RecordAction.Withdraw ? null : versions.LastOrDefault(v => v.Counts);

    /// <summary>The version that waits for a second person.</summary>
    public FiledVersion? Awaiting =>
        Newest.Action == RecordAction.Withdraw || versions[^1].Counts ? null : versions[^1];

    public RecordState State =>
        Newest.Action == RecordAction.Withdraw ? RecordState.Withdrawn
        : Awaiting is null ? RecordState.Counted
        : RecordState.Awaiting;

    /// <summary>Whether there is such a record and a person may open it: one of a restricted kind only its author and those named in it.</summary>
    public bool OpensTo(PersonId person, Catalogue catalogue) =>
        !IsEmpty
        && (
            catalogue.Kind(First.Content.Kind) is not { Restricted: true }
            || First.Content.Author == person
            || Newest.Content.Participants.Any(p => p.Person == person)
        );

    public static RecordFile Read(Session session, long county, Guid id)
    {
        var versions = new List<FiledVersion>();
        using var rows = session.Query(
            $"SELECT {Columns} FROM record_version WHERE county = @county AND id = @id ORDER BY version",
            county,
            id.Bytes()
        );
        while (rows.Next())
        {
            versions.Add(Version(rows));
        }

        return new(versions);
    }

    /// <summary>The version that came of a change; none when there was no such change.</summary>
    public static RecordVersion? ReadChange(Session session, long county, Guid changeId)
    {
        using var rows = session.Query(
            $"""
            SELECT {Columns} FROM record_version WHERE county = @county AND id = @id AND version = 1
            UNION ALL
            SELECT {Columns} FROM record_version WHERE county = @county AND change_id = @id AND version > 1
            """,
            county,
            changeId.Bytes()
        );
        return rows.Next() ? Version(rows).Version : null;
    }

    /// <summary>A version from <see cref="Columns"/>.</summary>
    public static FiledVersion Version(Rows rows) =>
        new(
            new(
                rows.Int(1),
                rows.Instant(2),
                (int)rows.Int(0),
                rows.Id(3),
                (RecordAction)rows.Int(4),
                RecordText.Record(rows.Text(9)),
                new(rows.Id(6)),
                rows.Text(7)
            ),
            rows.Int(5) == 1,
            rows.Int(8)
        );
}
