using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Another record that shows the same.</summary>
/// <param name="Record">Which.</param>
/// <param name="Hash">The file there.</param>
/// <param name="IsSame">Whether it is the same file to the bit; otherwise a picture that looks the same.</param>
internal sealed record SameElsewhere(Guid Record, string Hash, bool IsSame);

/// <summary>How far the files of a county have been looked at.</summary>
internal sealed record EvidenceProgress(long Pictures, long Waiting, long Unreadable);

/// <summary>What is known of a file.</summary>
internal sealed record EvidenceFacts(EvidenceState State, int? Width, int? Height);

/// <summary>Where a file stands with <see cref="EvidenceWork"/>.</summary>
internal enum EvidenceState
{
    Waiting,
    Seen,
    Unreadable,
    Erased,
}

/// <summary>Which files records show, what they look like, and which look the same; follows the ledger.</summary>
internal sealed class EvidenceIndex(Register register)
{
    private readonly long county = register.County;
    private readonly Follower follower = new(register, "evidence_head");

    /// <summary>Takes in the files of records that were written since the last time.</summary>
    public Task CatchUp(CancellationToken ct) => follower.CatchUp(Take, ct);

    /// <summary>Says that these files are drawings that stand for any picture: they are compared with nothing.</summary>
    public async Task MarkSketches(IEnumerable<Evidence> files, CancellationToken ct)
    {
        using var writing = await register.Database.Keep(ct);
        foreach (var file in files)
        {
            Add(writing.Session, file, isSketch: true);
        }

        writing.Commit();
    }

    /// <summary>Files that nobody has looked at yet, at most so many.</summary>
    public IReadOnlyList<string> Waiting(int most)
    {
        using var session = register.Database.Read();
        using var rows = session.Query(
            "SELECT hash FROM evidence_file WHERE county = @county AND state = 0 ORDER BY hash LIMIT @most",
            county,
            most
        );
        var waiting = new List<string>();
        while (rows.Next())
        {
            waiting.Add(rows.Text(0));
        }

        return waiting;
    }

    /// <summary>Keeps what was seen of a picture, and which others it looks like.</summary>
    public async Task Saw(string hash, int width, int height, Likeness likeness, CancellationToken ct)
    {
        using var writing = await register.Database.Keep(ct);
        var session = writing.Session;
        var near = IsSketch(session, hash) ? [] : Near(session, hash, likeness);
        session.Run(
            """
            UPDATE evidence_file SET state = 1, width = @width, height = @height, likeness = @likeness
            WHERE county = @county AND hash = @hash AND state <> 3
            """,
            width,
            height,
            unchecked((long)likeness.Bits),
            county,
            hash
        );
        foreach (var (other, distance) in near)
        {
            Pair(session, hash, other, distance);
            Pair(session, other, hash, distance);
        }

        writing.Commit();
    }

    /// <summary>Says that a file is no picture that can be opened, or was erased.</summary>
    public async Task Settle(string hash, EvidenceState state, CancellationToken ct)
    {
        using var writing = await register.Database.Keep(ct);
        writing.Session.Run(
            "UPDATE evidence_file SET state = @state WHERE county = @county AND hash = @hash",
            (int)state,
            county,
            hash
        );
        writing.Commit();
    }

    public EvidenceProgress Progress()
    {
        using var session = register.Database.Read();
        using var rows = session.Query(
            "SELECT state, COUNT(*) FROM evidence_file WHERE county = @county AND state < 3 GROUP BY state",
            county
        );
        var counts = new long[3];
        while (rows.Next())
        {
            counts[rows.Int(0)] = rows.Int(1);
        }

        return new(counts.Sum(), counts[0], counts[2]);
    }

    /// <summary>What is known of these files; those that no record shows yet are left out.</summary>
    public IReadOnlyDictionary<string, EvidenceFacts> Of(IEnumerable<string> hashes)
    {
        var known = new Dictionary<string, EvidenceFacts>();
        using var session = register.Database.Read();
        session.Each(
            "SELECT hash, state, width, height FROM evidence_file WHERE county = @county AND hash = @hash",
            [.. hashes.Distinct().Order(StringComparer.Ordinal).Select(h => new object?[] { county, h })],
            rows =>
                known[rows.Text(0)] = new(
                    (EvidenceState)rows.Int(1),
                    rows.IsNull(2) ? null : (int)rows.Int(2),
                    rows.IsNull(3) ? null : (int)rows.Int(3)
                )
        );
        return known;
    }

    /// <summary>Other records that show a file, or a picture that looks like it, at most so many of each.</summary>
    public IReadOnlyList<SameElsewhere> Elsewhere(string hash, Guid record, int most)
    {
        using var session = register.Database.Read();
        if (IsSketch(session, hash))
        {
            return [];
        }

        var found = new List<SameElsewhere>();
        Add(
            """
            SELECT record_id, hash FROM evidence_shown
            WHERE county = @county AND hash = @hash AND record_id <> @record ORDER BY record_id LIMIT @most
            """,
            isSame: true
        );
        Add(
            """
            SELECT s.record_id, s.hash FROM evidence_alike a
            JOIN evidence_shown s ON s.county = a.county AND s.hash = a.other
            WHERE a.county = @county AND a.hash = @hash AND s.record_id <> @record
            ORDER BY a.distance, s.record_id LIMIT @most
            """,
            isSame: false
        );
        return [.. found.DistinctBy(f => f.Record)];

        void Add(string sql, bool isSame)
        {
            using var rows = session.Query(sql, county, hash, record.Bytes(), most);
            while (rows.Next())
            {
                found.Add(new(rows.Id(0), rows.Text(1), isSame));
            }
        }
    }

    /// <summary>Records that show a file, in any version.</summary>
    public IReadOnlyList<Guid> RecordsWith(string hash)
    {
        using var session = register.Database.Read();
        using var rows = session.Query(
            "SELECT record_id FROM evidence_shown WHERE county = @county AND hash = @hash ORDER BY record_id",
            county,
            hash
        );
        var records = new List<Guid>();
        while (rows.Next())
        {
            records.Add(rows.Id(0));
        }

        return records;
    }

    private void Take(Session session, LedgerState state, RecordFile record)
    {
        foreach (var file in record.Versions.SelectMany(v => v.Version.Content.Evidence).DistinctBy(e => e.Hash))
        {
            Add(session, file, isSketch: false);
            session.Run(
                """
                INSERT INTO evidence_shown (county, hash, record_id) VALUES (@county, @hash, @record)
                ON CONFLICT (county, hash, record_id) DO NOTHING
                """,
                county,
                file.Hash,
                record.First.Content.Id.Bytes()
            );
        }
    }

    // What is no picture has nothing to be made small.
    private void Add(Session session, Evidence file, bool isSketch) =>
        session.Run(
            """
            INSERT INTO evidence_file (county, hash, media_type, state, sketch)
            VALUES (@county, @hash, @type, @state, @sketch)
            ON CONFLICT (county, hash) DO NOTHING
            """,
            county,
            file.Hash,
            file.MediaType,
            (int)(EvidenceType.IsPicture(file.MediaType) ? EvidenceState.Waiting : EvidenceState.Seen),
            isSketch ? 1 : 0
        );

    private bool IsSketch(Session session, string hash)
    {
        using var rows = session.Query(
            "SELECT 1 FROM evidence_file WHERE county = @county AND hash = @hash AND sketch = 1",
            county,
            hash
        );
        return rows.Next();
    }

    // A county's pictures of ten years are some hundred thousand numbers: a fraction of a second, in the background, once for each new picture.
    private List<(string Other, int Distance)> Near(Session session, string hash, Likeness likeness)
    {
        var near = new List<(string, int)>();
        using var rows = session.Query(
            """
            SELECT hash, likeness FROM evidence_file
            WHERE county = @county AND likeness IS NOT NULL AND sketch = 0 AND state = 1 AND hash <> @hash
            """,
            county,
            hash
        );
        while (rows.Next())
        {
            var distance = likeness.DistanceTo(new(unchecked((ulong)rows.Int(1))));
            if (distance <= Likeness.Near)
            {
                near.Add((rows.Text(0), distance));
            }
        }

        return near;
    }

    private void Pair(Session session, string hash, string other, int distance) =>
        session.Run(
            """
            INSERT INTO evidence_alike (county, hash, other, distance) VALUES (@county, @hash, @other, @distance)
            ON CONFLICT (county, hash, other) DO NOTHING
            """,
            county,
            hash,
            other,
            distance
        );
}
