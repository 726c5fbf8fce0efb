using System.Buffers.Binary;
using System.Security.Cryptography;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>What somebody else found when they looked at a record once more.</summary>
/// <param name="Version">The version of the record that was looked at.</param>
/// <param name="IsFine">Whether it is as it should be; otherwise <paramref name="Why"/> says what is wanting.</param>
/// <param name="Why">The reason of "wanting".</param>
/// <param name="By">Who looked.</param>
/// <param name="At">When.</param>
internal sealed record SecondLook(int Version, bool IsFine, string Why, PersonId By, DateTimeOffset At);

/// <summary>What somebody else found, to be written down.</summary>
/// <param name="ChangeId">Made by the sender, so that sending twice is harmless.</param>
/// <param name="Record">Which record.</param>
/// <param name="Version">The version that was looked at: the newest.</param>
/// <param name="IsFine">Whether it is as it should be.</param>
/// <param name="Why">What is wanting.</param>
/// <param name="By">Who looked.</param>
/// <param name="At">Only for what is brought in with its own instants.</param>
internal sealed record NewLook(
    Guid ChangeId,
    Guid Record,
    int Version,
    bool IsFine,
    string Why,
    PersonId By,
    DateTimeOffset? At = null
);

/// <summary>A record that was drawn.</summary>
/// <param name="Record">Which.</param>
/// <param name="Year">The year in which it was recorded.</param>
/// <param name="Unit">Whose work.</param>
/// <param name="Look">What was found; none while nobody looked.</param>
internal sealed record Drawn(Guid Record, int Year, UnitId Unit, SecondLook? Look);

/// <summary>A year's draw among some units.</summary>
/// <param name="Records">How many records it was made from.</param>
/// <param name="Drawn">Those drawn, in the order of their lots.</param>
/// <param name="Commitment">SHA-256 of the year's secret, lower-case hexadecimal: says, before it is told, which secret it was.</param>
/// <param name="Secret">The secret itself, once the year is over: anybody can then repeat the draw. None before, and none where nothing was drawn.</param>
internal sealed record YearsDraw(long Records, IReadOnlyList<Drawn> Drawn, string? Commitment, string? Secret);

/// <summary>
/// 抽查: a random sample of records is asked for a second look by somebody else. A record is drawn where
/// HMAC-SHA256(the year's secret, its id), as a fraction of 2⁶⁴ by the first eight bytes, lies below its kind's share. Follows the ledger.
/// </summary>
internal sealed class SecondLooks(Register register, TimeProvider clock)
{
    public const int SecretBytes = 32;

    private readonly long county = register.County;
    private readonly Follower follower = new(register, "second_look_head");

    /// <summary>Draws from the records that were written since the last time.</summary>
    public Task CatchUp(CancellationToken ct) => follower.CatchUp(Draw, ct);

    /// <summary>Sets the secret of a year that has none yet; for what must come out the same every time.</summary>
    public async Task SetSecret(int year, byte[] secret, CancellationToken ct)
    {
        using var writing = await register.Database.Write(new("second-look-secret", County: county), ct);
        Keep(writing.Session, year, secret);
        writing.Commit();
    }

    /// <summary>The lot of a record, 0 up to 1.</summary>
    public static double LotOf(byte[] secret, Guid record) => LotBits(secret, record) / (double)(1UL << 63) / 2;

    /// <summary>A year's draw among units.</summary>
    public async Task<YearsDraw> Of(int year, IReadOnlySet<UnitId> units, CancellationToken ct)
    {
        await CatchUp(ct);
        using var session = register.Database.Read();
        long records = 0;
        using (
            var rows = session.Query(
                "SELECT unit, records FROM second_look_pool WHERE county = @county AND year = @year",
                county,
                year
            )
        )
        {
            while (rows.Next())
            {
                records += units.Contains(new(rows.Int(0))) ? rows.Int(1) : 0;
            }
        }

        var secret = SecretOf(session, year);
        return new(
            records,
            [.. Read(session, "d.year = @of ORDER BY d.lot, d.record_id", year).Where(d => units.Contains(d.Unit))],
            secret is null ? null : Convert.ToHexStringLower(SHA256.HashData(secret)),
            secret is not null && year < Day.Of(clock.GetUtcNow()).Year ? Convert.ToHexStringLower(secret) : null
        );
    }

    /// <summary>Years of which something was recorded, newest first.</summary>
    public IReadOnlyList<int> Years()
    {
        using var session = register.Database.Read();
        using var rows = session.Query(
            "SELECT DISTINCT year FROM second_look_pool WHERE county = @county ORDER BY year DESC",
            county
        );
        var years = new List<int>();
        while (rows.Next())
        {
            years.Add((int)rows.Int(0));
        }

        return years;
    }

    /// <summary>Whether a record was drawn, and what was found; none where it was not.</summary>
    public async Task<Drawn?> Of(Guid record, CancellationToken ct)
    {
        await CatchUp(ct);
        using var session = register.Database.Read();
        return Read(session, "d.record_id = @of", record.Bytes()).FirstOrDefault();
    }

    /// <summary>Writes down what was found: all, or nothing. Safe to send twice; the first look stands.</summary>
    /// <exception cref="LedgerRefusal">Not drawn, one's own, changed meanwhile, looked at already, or wanting without a reason.</exception>
    public async Task Look(IReadOnlyList<NewLook> looks, CancellationToken ct)
    {
        await CatchUp(ct);
        using var writing = await register.Database.Write(new("second-look", County: county), ct);
        register.Database.LockCounty(writing.Session, county);
        foreach (var look in looks)
        {
            Write(writing.Session, look);
        }

        writing.Commit();
    }

    private void Write(Session session, NewLook look)
    {
        var drawn =
            Read(session, "d.record_id = @of", look.Record.Bytes()).FirstOrDefault()
            ?? throw new LedgerRefusal(LedgerRefusal.NotFound);
        if (drawn.Look is not null)
        {
            if (ChangeOf(session, look.Record) != look.ChangeId)
            {
                throw new LedgerRefusal(LedgerRefusal.LookedAt);
            }

            return;
        }

        Check(RecordFile.Read(session, county, look.Record), look);
        session.Run(
            """
            INSERT INTO second_look (county, record_id, change_id, version, fine, why, person, looked_at)
            VALUES (@county, @record, @change, @version, @fine, @why, @person, @at)
            """,
            county,
            look.Record.Bytes(),
            look.ChangeId.Bytes(),
            look.Version,
            look.IsFine ? 1 : 0,
            look.IsFine ? "" : look.Why.Trim(),
            look.By.Value.Bytes(),
            (look.At ?? clock.GetUtcNow()).ToUnixTimeMilliseconds()
        );
    }

    private static void Check(RecordFile file, NewLook look)
    {
        if (file.Versions.Any(v => v.Version.By == look.By))
        {
            throw new LedgerRefusal(LedgerRefusal.LookAtOwn);
        }

        if (file.State == RecordState.Withdrawn)
        {
            throw new LedgerRefusal(LedgerRefusal.AlreadyWithdrawn);
        }

        if (file.Newest.Version != look.Version)
        {
            throw new LedgerRefusal(LedgerRefusal.ChangedMeanwhile, $"{file.Newest.Version}");
        }

        if (!look.IsFine && string.IsNullOrWhiteSpace(look.Why))
        {
            throw new LedgerRefusal(LedgerRefusal.NoReason);
        }
    }

    // Once for each record, by the catalogue under which it was first recorded.
    private void Draw(Session session, LedgerState state, RecordFile file)
    {
        var first = file.First;
        var share = state.CatalogueAt(first.Seq).Catalogue.Kind(first.Content.Kind)?.SecondLook ?? 0;
        if (share == 0 || IsDrawnFrom(session, first))
        {
            return;
        }

        var year = Day.Of(first.RecordedAt).Year;
        session.Run(
            """
            INSERT INTO second_look_pool (county, year, unit, records) VALUES (@county, @year, @unit, 1)
            ON CONFLICT (county, year, unit) DO UPDATE SET records = second_look_pool.records + 1
            """,
            county,
            year,
            first.Content.Unit.Value
        );
        var secret = SecretOf(session, year) ?? Keep(session, year, RandomNumberGenerator.GetBytes(SecretBytes));
        if (LotOf(secret, first.Content.Id) * 100 < (double)share)
        {
            session.Run(
                """
                INSERT INTO second_look_drawn (county, year, record_id, unit, lot)
                VALUES (@county, @year, @record, @unit, @lot)
                """,
                county,
                year,
                first.Content.Id.Bytes(),
                first.Content.Unit.Value,
                (long)(LotBits(secret, first.Content.Id) >> 1)
            );
        }
    }

    // A record is handed over again whenever it changes; it was drawn from the pool with its first version.
    private bool IsDrawnFrom(Session session, RecordVersion first)
    {
        using var rows = session.Query("SELECT seq FROM second_look_head WHERE county = @county", county);
        return rows.Next() && first.Seq <= rows.Int(0);
    }

    private byte[]? SecretOf(Session session, int year)
    {
        using var rows = session.Query(
            "SELECT secret FROM second_look_secret WHERE county = @county AND year = @year",
            county,
            year
        );
        return rows.Next() ? rows.Bytes(0).ToArray() : null;
    }

    private byte[] Keep(Session session, int year, byte[] secret)
    {
        session.Run(
            "INSERT INTO second_look_secret (county, year, secret) VALUES (@county, @year, @secret)",
            county,
            year,
            secret
        );
        return secret;
    }

    private Guid? ChangeOf(Session session, Guid record)
    {
        using var rows = session.Query(
            "SELECT change_id FROM second_look WHERE county = @county AND record_id = @record",
            county,
            record.Bytes()
        );
        return rows.Next() ? rows.Id(0) : null;
    }

    private List<Drawn> Read(Session session, string where, object of)
    {
        using var rows = session.Query(
            $"""
            SELECT d.record_id, d.year, d.unit, l.version, l.fine, l.why, l.person, l.looked_at
            FROM second_look_drawn d
            LEFT JOIN second_look l ON l.county = d.county AND l.record_id = d.record_id
            WHERE d.county = @county AND {where}
            """,
            county,
            of
        );
        var drawn = new List<Drawn>();
        while (rows.Next())
        {
            drawn.Add(
                new(
                    rows.Id(0),
                    (int)rows.Int(1),
                    new(rows.Int(2)),
                    rows.IsNull(3)
                        ? null
                        : new((int)rows.Int(3), rows.Int(4) == 1, rows.Text(5), new(rows.Id(6)), rows.Instant(7))
                )
            );
        }

        return drawn;
    }

    private static ulong LotBits(byte[] secret, Guid record) =>
        BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(secret, record.Bytes()));
}
