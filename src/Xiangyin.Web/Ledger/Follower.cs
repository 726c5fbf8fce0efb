using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Follows the ledger by sequence for something that is derived from it, just before it is asked and in the background, so that writing never
/// waits for it.
/// </summary>
/// <param name="register">The ledger.</param>
/// <param name="head">The table that says how far it has come: county, seq, recorded_at.</param>
internal sealed class Follower(Register register, string head)
{
    private readonly long county = register.County;

    // Of this process; another may have caught up further, which only means less to do.
    private long caughtUp = -1;

    /// <summary>Hands over every record that changed since the last time, in one transaction with how far it has come.</summary>
    public async Task CatchUp(Action<Session, LedgerState, RecordFile> take, CancellationToken ct)
    {
        var now = register.Current;
        if (Volatile.Read(ref caughtUp) >= now.Head.Seq)
        {
            return;
        }

        using var writing = await register.Database.Keep(ct);
        var session = writing.Session;
        register.Database.LockCounty(session, county);
        var before = Head(session);
        var since = Since(session, before);
        foreach (var id in since.Records)
        {
            take(session, now, RecordFile.Read(session, county, id));
        }

        if (since.Head.Seq > before.Seq)
        {
            session.Run(
                $"""
                INSERT INTO {head} (county, seq, recorded_at) VALUES (@county, @seq, @at)
                ON CONFLICT (county) DO UPDATE SET seq = excluded.seq, recorded_at = excluded.recorded_at
                """,
                county,
                since.Head.Seq,
                since.Head.At.ToUnixTimeMilliseconds()
            );
        }

        writing.Commit();
        Volatile.Write(ref caughtUp, since.Head.Seq);
    }

    private KnownAt Head(Session session)
    {
        using var rows = session.Query($"SELECT seq, recorded_at FROM {head} WHERE county = @county", county);
        return rows.Next() ? new(rows.Instant(1), rows.Int(0)) : new(DateTimeOffset.UnixEpoch, 0);
    }

    private (KnownAt Head, IReadOnlyCollection<Guid> Records) Since(Session session, KnownAt from)
    {
        var records = new HashSet<Guid>();
        using var rows = session.Query(
            """
            SELECT seq, recorded_at, record_id FROM change_log
            WHERE county = @county AND recorded_at >= @at AND seq > @seq ORDER BY recorded_at, seq
            """,
            county,
            from.At.ToUnixTimeMilliseconds(),
            from.Seq
        );
        while (rows.Next())
        {
            from = new(rows.Instant(1), rows.Int(0));
            if (!rows.IsNull(2))
            {
                records.Add(rows.Id(2));
            }
        }

        return (from, records);
    }
}
