using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xiangyin.Web.Data;

/// <summary>Something that was changed, for the audit trail.</summary>
/// <param name="Action">What was done; its text is <c>audit.action.</c> and this.</param>
/// <param name="Unit">Whose work it is; otherwise the unit that whoever is signed in acts for, and none for what concerns the whole county.</param>
/// <param name="Subject">What was changed, as an id and never as a name or a text; empty for what nobody else may know of.</param>
/// <param name="By">Who; otherwise whoever is signed in.</param>
/// <param name="At">When; otherwise now.</param>
/// <param name="County">Whose trail.</param>
internal sealed record Audited(
    string Action,
    long? Unit = null,
    string Subject = "",
    Guid? By = null,
    DateTimeOffset? At = null,
    long County = 1
);

/// <summary>An entry as it was kept.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Origin">Where from; none where it was not told or the person was erased.</param>
internal sealed record AuditEntry(
    long Number,
    DateTimeOffset At,
    Guid? Person,
    string Action,
    long? Unit,
    string Subject,
    string? Origin
);

/// <summary>Which entries are asked for.</summary>
internal sealed record AuditFilter(
    IReadOnlyList<long>? Units = null,
    Guid? Person = null,
    string? Action = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Before = null
);

/// <summary>What is wrong with a trail.</summary>
/// <param name="Entry">The first entry that is not as it was written.</param>
/// <param name="Fault">One of the constants.</param>
internal sealed record AuditFault(long Entry, string Fault)
{
    /// <summary>There is no such entry any more.</summary>
    public const string Missing = "missing";

    /// <summary>It says something else than when it was written, or what stood before it does.</summary>
    public const string Altered = "altered";
}

/// <summary>
/// The trail of all changes of a county, chained by hash: SHA-256 over the entry before and what this one says. Written by <see cref="Writing"/> in
/// the transaction of the change itself.
/// </summary>
internal sealed class AuditTrail(Database database, long county = 1)
{
    private const string Columns = "entry, at, person, action, unit, subject, origin, salt, origin_digest, hash";

    /// <summary>The newest entry's number and hash; 0 and empty before the first.</summary>
    public (long Entry, string Hash) Head()
    {
        using var session = database.Read();
        var (entry, hash) = HeadOf(session, county);
        return (entry, Convert.ToHexStringLower(hash));
    }

    /// <summary>Entries, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those before this number; none from the newest.</param>
    /// <param name="take">How many.</param>
    public IReadOnlyList<AuditEntry> Find(AuditFilter filter, long? before, int take)
    {
        var found = new List<AuditEntry>();
        using var session = database.Read();
        foreach (var unit in filter.Units is { } units ? units.Select(u => (long?)u) : [null])
        {
            using var rows = session.Query(
                $"""
                SELECT {Columns} FROM audit
                WHERE county = @county AND entry < @before AND at >= @from AND at < @until
                    {(unit is null ? "" : "AND unit = @unit")}
                    {(filter.Person is null ? "" : "AND person = @person")}
                    {(filter.Action is null ? "" : "AND action = @action")}
                ORDER BY entry DESC LIMIT @take
                """,
                [
                    county,
                    before ?? long.MaxValue,
                    filter.From?.ToUnixTimeMilliseconds() ?? 0,
                    filter.Before?.ToUnixTimeMilliseconds() ?? long.MaxValue,
                    .. unit is { } u ? [u] : Array.Empty<object?>(),
                    .. filter.Person is { } p ? [p.Bytes()] : Array.Empty<object?>(),
                    .. filter.Action is { } a ? [a] : Array.Empty<object?>(),
                    take,
                ]
            );
            while (rows.Next())
            {
                found.Add(Read(rows).Entry);
            }
        }

        return [.. found.OrderByDescending(e => e.Number).Take(take)];
    }

    /// <summary>Computes the chain again.</summary>
    /// <param name="noted">Heads that were noted elsewhere, as lower-case hexadecimal. They and those in packages must each be the hash of an entry.</param>
    /// <returns>How many entries there are, what is wrong first if anything is, and those heads that are nowhere in the chain.</returns>
    public (long Entries, AuditFault? Fault, IReadOnlyList<string> Strange) Verify(params IEnumerable<string> noted)
    {
        var (last, hash) = (0L, Array.Empty<byte>());
        using var session = database.Read();
        var strange = Sealed(session).Concat(noted).ToHashSet(StringComparer.Ordinal);
        var (entries, head) = HeadOf(session, county);
        using var rows = session.Query(
            $"SELECT {Columns} FROM audit WHERE county = @county AND entry <= @last ORDER BY entry",
            county,
            entries
        );
        while (rows.Next())
        {
            var (entry, salt, digest, kept) = Read(rows);
            if (entry.Number != last + 1)
            {
                return (entries, new(last + 1, AuditFault.Missing), [.. strange]);
            }

            // An erased person's origin is gone, and its digest stands.
            var isTold = entry.Origin is null || DigestOf(entry.Origin, salt).AsSpan().SequenceEqual(digest);
            hash = HashOf(hash, entry, digest);
            if (!isTold || !hash.AsSpan().SequenceEqual(kept))
            {
                return (entries, new(entry.Number, AuditFault.Altered), [.. strange]);
            }

            last = entry.Number;
            strange.Remove(Convert.ToHexStringLower(hash));
        }

        return (
            entries,
            last < entries ? new(last + 1, AuditFault.Missing)
            : hash.AsSpan().SequenceEqual(head) ? null
            : new(last, AuditFault.Altered),
            [.. strange]
        );
    }

    /// <summary>Remembers a head that goes into a package, within the transaction that keeps it.</summary>
    public static void NoteSealed(Session session, long county, string? head)
    {
        if (head is not null)
        {
            session.Run(
                "INSERT INTO audit_sealed (county, hash) VALUES (@county, @hash) ON CONFLICT DO NOTHING",
                county,
                head
            );
        }
    }

    /// <summary>Adds entries within the transaction of what they tell.</summary>
    public static void Append(Database database, Session session, IReadOnlyList<Audited> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var told = ToldOrigin.Now();
        foreach (var trail in changes.GroupBy(c => c.County))
        {
            database.LockCounty(session, trail.Key);
            var (last, hash) = HeadOf(session, trail.Key);
            foreach (var change in trail)
            {
                hash = Append(session, change, ++last, hash, told, database.Clock);
            }

            session.Run(
                """
                INSERT INTO audit_head (county, entry, hash) VALUES (@county, @entry, @hash)
                ON CONFLICT (county) DO UPDATE SET entry = excluded.entry, hash = excluded.hash
                """,
                trail.Key,
                last,
                hash
            );
        }
    }

    /// <summary>Forgets where a person was. The chain stands.</summary>
    public static void Forget(Session session, long county, Guid person) =>
        session.Run(
            "UPDATE audit SET origin = NULL, salt = NULL WHERE county = @county AND person = @person",
            county,
            person.Bytes()
        );

    private static byte[] Append(
        Session session,
        Audited change,
        long number,
        byte[] before,
        ToldOrigin told,
        TimeProvider? clock
    )
    {
        var (origin, salt, digest) = told;
        var at = (change.At ?? clock?.GetUtcNow() ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds();
        var entry = new AuditEntry(
            number,
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            change.By ?? origin.Person,
            change.Action,
            change.Unit ?? origin.Unit,
            change.Subject,
            origin.From
        );
        var hash = HashOf(before, entry, digest);
        session.Run(
            """
            INSERT INTO audit (county, entry, at, person, action, unit, subject, origin, salt, origin_digest, hash)
            VALUES (@county, @entry, @at, @person, @action, @unit, @subject, @origin, @salt, @origin_digest, @hash)
            """,
            change.County,
            number,
            at,
            entry.Person?.Bytes(),
            entry.Action,
            entry.Unit,
            entry.Subject,
            entry.Origin,
            salt,
            digest,
            hash
        );
        return hash;
    }

    private List<string> Sealed(Session session)
    {
        var heads = new List<string>();
        using var rows = session.Query("SELECT hash FROM audit_sealed WHERE county = @county", county);
        while (rows.Next())
        {
            heads.Add(rows.Text(0));
        }

        return heads;
    }

    private static (long Entry, byte[] Hash) HeadOf(Session session, long county)
    {
        using var rows = session.Query("SELECT entry, hash FROM audit_head WHERE county = @county", county);
        return rows.Next() ? (rows.Int(0), rows.Bytes(1).ToArray()) : (0, []);
    }

    private static (AuditEntry Entry, byte[]? Salt, byte[] Digest, byte[] Hash) Read(Rows rows) =>
        (
            new(
                rows.Int(0),
                rows.Instant(1),
                rows.IsNull(2) ? null : rows.Id(2),
                rows.Text(3),
                rows.IsNull(4) ? null : rows.Int(4),
                rows.Text(5),
                rows.IsNull(6) ? null : rows.Text(6)
            ),
            rows.IsNull(7) ? null : rows.Bytes(7).ToArray(),
            rows.Bytes(8).ToArray(),
            rows.Bytes(9).ToArray()
        );

    /// <summary>Where the changes of one transaction come from, as the trail keeps it.</summary>
    private sealed record ToldOrigin(Origin Origin, byte[]? Salt, byte[] Digest)
    {
        public static ToldOrigin Now()
        {
            var origin = Origin.Current;
            // An address alone could be guessed from its digest.
            var salt = origin.IsPersonal ? RandomNumberGenerator.GetBytes(16) : null;
            return new(origin, salt, DigestOf(origin.From, salt));
        }
    }

    private static byte[] DigestOf(string origin, byte[]? salt) =>
        SHA256.HashData([.. salt ?? [], .. Encoding.UTF8.GetBytes(origin)]);

    // A field can't be mistaken for its neighbour: none of them holds a line break.
    private static byte[] HashOf(byte[] before, AuditEntry entry, byte[] originDigest) =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Convert.ToHexStringLower(before)}\n{entry.Number}\n{entry.At.ToUnixTimeMilliseconds()}\n{entry.Person:N}\n{entry.Action}\n{entry.Unit}\n{entry.Subject.ReplaceLineEndings(" ")}\n{Convert.ToHexStringLower(originDigest)}"
                )
            )
        );
}
