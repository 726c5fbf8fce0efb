using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>A file that a phone has told of together with its record.</summary>
/// <param name="Hash">SHA-256 of the bytes that will be sent, lower-case hexadecimal.</param>
/// <param name="Shows">Which of the kind's evidence slots it fills.</param>
/// <param name="Name">What it is called.</param>
internal sealed record ToldFile(string Hash, string Shows, string Name);

/// <summary>What a phone says of how a record was captured.</summary>
/// <param name="PhoneAt">When, by the phone's own clock.</param>
/// <param name="Heard">The sequence of the catalogue that the phone had heard of.</param>
internal sealed record CaptureClaim(DateTimeOffset PhoneAt, long? Heard);

/// <summary>A record that still waits for files.</summary>
/// <param name="Record">The record.</param>
/// <param name="Person">Whose phone has them.</param>
/// <param name="Files">How many are still to come.</param>
/// <param name="Since">When the first was told of.</param>
internal sealed record RecordUnderway(Guid Record, PersonId Person, int Files, DateTimeOffset Since);

/// <summary>路上的佐证: what phones have told of but not sent yet, and what they have sent.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="clock">When something was told or arrived.</param>
/// <param name="county">As of the ledger.</param>
internal sealed class EvidenceUnderway(Database database, TimeProvider clock, long county = 1)
{
    /// <summary>
    /// Keeps what a phone says of a record: how it was captured, and the files still to come, in place of what the same person's phone said before.
    /// </summary>
    public async Task Tell(
        Guid record,
        PersonId by,
        CaptureClaim? claim,
        IReadOnlyList<ToldFile> files,
        CancellationToken ct
    )
    {
        using var writing = await database.Keep(ct);
        writing.Session.Run(
            "DELETE FROM underway WHERE county = @county AND record = @record AND person = @person",
            county,
            record.Bytes(),
            by.Value.Bytes()
        );
        foreach (var file in files)
        {
            writing.Session.Run(
                """
                INSERT INTO underway (county, record, hash, shows, name, person, told_at)
                VALUES (@county, @record, @hash, @shows, @name, @person, @at) ON CONFLICT DO NOTHING
                """,
                county,
                record.Bytes(),
                file.Hash,
                file.Shows,
                file.Name,
                by.Value.Bytes(),
                clock.GetUtcNow().ToUnixTimeMilliseconds()
            );
        }

        if (claim is not null)
        {
            writing.Session.Run(
                "INSERT INTO capture_claim (county, record, phone_at, heard) VALUES (@county, @record, @at, @heard) ON CONFLICT DO NOTHING",
                county,
                record.Bytes(),
                claim.PhoneAt.ToUnixTimeMilliseconds(),
                claim.Heard
            );
        }

        writing.Commit();
    }

    /// <summary>The files that a record still waits for, from anybody's phone.</summary>
    public IReadOnlyList<ToldFile> Of(Guid record)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT hash, shows, name FROM underway WHERE county = @county AND record = @record ORDER BY hash",
            county,
            record.Bytes()
        );
        var files = new List<ToldFile>();
        while (rows.Next())
        {
            files.Add(new(rows.Text(0), rows.Text(1), rows.Text(2)));
        }

        return files;
    }

    /// <summary>How a record was captured; none when it was not made on a phone.</summary>
    public CaptureClaim? ClaimOf(Guid record)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT phone_at, heard FROM capture_claim WHERE county = @county AND record = @record",
            county,
            record.Bytes()
        );
        return rows.Next() ? new(rows.Instant(0), rows.IsNull(1) ? null : rows.Int(1)) : null;
    }

    /// <summary>Every record that waits for files, longest first.</summary>
    public IReadOnlyList<RecordUnderway> All()
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT record, person, COUNT(*), MIN(told_at) FROM underway WHERE county = @county GROUP BY record, person ORDER BY MIN(told_at)",
            county
        );
        var all = new List<RecordUnderway>();
        while (rows.Next())
        {
            all.Add(new(rows.Id(0), new(rows.Id(1)), (int)rows.Int(2), rows.Instant(3)));
        }

        return all;
    }

    /// <summary>The records that wait for a file from this person's phone.</summary>
    public IReadOnlyList<Guid> WaitingFor(PersonId by, string hash)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT record FROM underway WHERE county = @county AND person = @person AND hash = @hash",
            county,
            by.Value.Bytes(),
            hash
        );
        var records = new List<Guid>();
        while (rows.Next())
        {
            records.Add(rows.Id(0));
        }

        return records;
    }

    /// <summary>A file that this person's phone has handed over whole; knowing the hash of somebody else's gives nobody the file.</summary>
    public Evidence? HandedOver(PersonId by, string hash)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT content FROM handed_over WHERE county = @county AND person = @person AND hash = @hash",
            county,
            by.Value.Bytes(),
            hash
        );
        return rows.Next() ? JsonSerializer.Deserialize<Evidence>(rows.Text(0)) : null;
    }

    /// <summary>Keeps that a file has arrived whole.</summary>
    /// <param name="by">From whose phone.</param>
    /// <param name="hash">Of the bytes as sent.</param>
    /// <param name="kept">As it is in the evidence store.</param>
    /// <param name="ct">Before anything was written.</param>
    public async Task Arrive(PersonId by, string hash, Evidence kept, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        writing.Session.Run(
            """
            INSERT INTO handed_over (county, person, hash, content, arrived_at)
            VALUES (@county, @person, @hash, @content, @at) ON CONFLICT DO NOTHING
            """,
            county,
            by.Value.Bytes(),
            hash,
            JsonSerializer.Serialize(kept),
            clock.GetUtcNow().ToUnixTimeMilliseconds()
        );
        writing.Commit();
    }

    /// <summary>No longer waits for files: the record has them, or they can't be taken.</summary>
    public async Task Settle(IEnumerable<(Guid Record, string Hash)> files, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        foreach (var (record, hash) in files)
        {
            writing.Session.Run(
                "DELETE FROM underway WHERE county = @county AND record = @record AND hash = @hash",
                county,
                record.Bytes(),
                hash
            );
        }

        writing.Commit();
    }
}
