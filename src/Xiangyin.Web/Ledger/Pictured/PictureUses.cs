using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Why a picture is no longer used.</summary>
internal enum UseEnd
{
    /// <summary>Somebody took it out.</summary>
    TakenOut = 1,

    /// <summary>Somebody on it, or a guardian, withdrew.</summary>
    ConsentWithdrawn = 2,

    /// <summary>Somebody on it was erased, and the picture with them.</summary>
    Erased = 3,

    /// <summary>It turned out that somebody is on it who must be asked first.</summary>
    ChildNamed = 4,
}

/// <summary>A picture in use outside its record.</summary>
/// <param name="Id">Made by the sender: sending it twice uses it once.</param>
/// <param name="Hash">The picture.</param>
/// <param name="Record">The record that shows it.</param>
/// <param name="Sort">Where: one of <see cref="PictureUses.Sorts"/>.</param>
/// <param name="Place">Which issue, wall or page, in words.</param>
/// <param name="ChosenBy">Who decided so.</param>
/// <param name="ChosenAt">When.</param>
/// <param name="End">Why it ended; none while it lasts.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="DownAt">When somebody said that what hung or lay outside is gone too.</param>
internal sealed record PictureUse(
    Guid Id,
    string Hash,
    Guid Record,
    string Sort,
    string Place,
    PersonId ChosenBy,
    DateTimeOffset ChosenAt,
    UseEnd? End = null,
    DateTimeOffset? EndedAt = null,
    DateTimeOffset? DownAt = null
)
{
    /// <summary>Whether it ended of itself, and somebody must still take down what is outside this site.</summary>
    public bool MustComeDown => End is not (null or UseEnd.TakenOut) && DownAt is null;
}

/// <summary>
/// Where pictures are used outside their records. Whatever prints, publishes or exports a picture says so here first, and shows it only while
/// the use lasts: then a withdrawn consent reaches it, and says where it reached.
/// </summary>
internal sealed class PictureUses(Database database, PicturedPeople pictured, TimeProvider clock, long county = 1)
{
    /// <summary>Places of use, in the order of the form.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["board", "report", "press", "site", "exhibition"];

    private const string Columns =
        "id, hash, record_id, sort, place, chosen_by, chosen_at, ended_why, ended_at, down_at";

    /// <summary>Takes a picture into use, unless somebody on it must be asked first: the answer names them, and nothing was written.</summary>
    public async Task<IReadOnlyList<PicturedPerson>> Use(PictureUse use, CancellationToken ct)
    {
        using var writing = await database.Write(new("picture-use", Subject: use.Id.ToString(), County: county), ct);
        var session = writing.Session;
        database.LockCounty(session, county);
        var people = await pictured.Describe(session, PicturedPeople.On(session, county, use.Hash), ct);
        var unasked = people.Where(p => !p.MayBeShown).ToList();
        if (unasked.Count > 0)
        {
            return unasked;
        }

        session.Run(
            """
            INSERT INTO picture_use (county, id, hash, record_id, sort, place, chosen_by, chosen_at)
            VALUES (@county, @id, @hash, @record, @sort, @place, @by, @at)
            ON CONFLICT (county, id) DO NOTHING
            """,
            county,
            use.Id.Bytes(),
            use.Hash,
            use.Record.Bytes(),
            use.Sort,
            use.Place,
            use.ChosenBy.Value.Bytes(),
            use.ChosenAt.ToUnixTimeMilliseconds()
        );
        writing.Commit();
        return [];
    }

    /// <summary>Takes a picture out of use.</summary>
    public async Task TakeOut(Guid use, PersonId by, CancellationToken ct)
    {
        using var writing = await database.Write(new("picture-out", Subject: use.ToString(), County: county), ct);
        End(writing.Session, county, "id = @id", use.Bytes(), by, clock.GetUtcNow(), UseEnd.TakenOut);
        writing.Commit();
    }

    /// <summary>The use; none when unknown.</summary>
    public PictureUse? Find(Guid use)
    {
        using var session = database.Read();
        return Read(session, county, "id = @of", use.Bytes()).FirstOrDefault();
    }

    /// <summary>All uses of a picture, ended ones too, newest first.</summary>
    public IReadOnlyList<PictureUse> Of(string hash)
    {
        using var session = database.Read();
        return Read(session, county, "hash = @of", hash);
    }

    /// <summary>Says that what hung or lay outside is gone.</summary>
    public async Task TookDown(Guid use, PersonId by, CancellationToken ct)
    {
        using var writing = await database.Write(new("picture-down", Subject: use.ToString(), County: county), ct);
        writing.Session.Run(
            """
            UPDATE picture_use SET down_by = @by, down_at = @at
            WHERE county = @county AND id = @id AND ended_at IS NOT NULL AND down_at IS NULL
            """,
            by.Value.Bytes(),
            clock.GetUtcNow().ToUnixTimeMilliseconds(),
            county,
            use.Bytes()
        );
        writing.Commit();
    }

    /// <summary>Uses that last, newest first.</summary>
    public IReadOnlyList<PictureUse> Current()
    {
        using var session = database.Read();
        return Read(session, county, "ended_at IS NULL");
    }

    /// <summary>Ended uses of which something may still hang or lie outside, newest first.</summary>
    public IReadOnlyList<PictureUse> ToTakeDown()
    {
        using var session = database.Read();
        return [.. Read(session, county, "ended_at IS NOT NULL AND down_at IS NULL").Where(u => u.MustComeDown)];
    }

    /// <summary>Ends all uses of some pictures within a transaction, and says which they were.</summary>
    public static IReadOnlyList<PictureUse> End(
        Session session,
        long county,
        IReadOnlyList<string> hashes,
        PersonId by,
        DateTimeOffset at,
        UseEnd why
    ) => [.. hashes.SelectMany(hash => End(session, county, "hash = @id", hash, by, at, why))];

    private static IReadOnlyList<PictureUse> End(
        Session session,
        long county,
        string where,
        object of,
        PersonId by,
        DateTimeOffset at,
        UseEnd why
    )
    {
        var ends = Read(
            session,
            county,
            $"ended_at IS NULL AND {where.Replace("@id", "@of", StringComparison.Ordinal)}",
            of
        );
        session.Run(
            $"""
            UPDATE picture_use SET ended_by = @by, ended_at = @at, ended_why = @why
            WHERE county = @county AND ended_at IS NULL AND {where}
            """,
            by.Value.Bytes(),
            at.ToUnixTimeMilliseconds(),
            (int)why,
            county,
            of
        );
        return [.. ends.Select(u => u with { End = why, EndedAt = at })];
    }

    private static List<PictureUse> Read(Session session, long county, string where, params object[] of)
    {
        using var rows = session.Query(
            $"SELECT {Columns} FROM picture_use WHERE county = @county AND {where} ORDER BY chosen_at DESC, id DESC",
            [county, .. of]
        );
        var uses = new List<PictureUse>();
        while (rows.Next())
        {
            uses.Add(
                new(
                    rows.Id(0),
                    rows.Text(1),
                    rows.Id(2),
                    rows.Text(3),
                    rows.Text(4),
                    new(rows.Id(5)),
                    rows.Instant(6),
                    rows.IsNull(7) ? null : (UseEnd)rows.Int(7),
                    rows.IsNull(8) ? null : rows.Instant(8),
                    rows.IsNull(9) ? null : rows.Instant(9)
                )
            );
        }

        return uses;
    }
}
