using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Whether pictures of a person may be used outside the record.</summary>
internal enum ConsentState
{
    /// <summary>An adult who has said nothing.</summary>
    NotAsked,

    /// <summary>A child whose guardian has said nothing.</summary>
    Missing,

    Given,

    Withdrawn,
}

/// <summary>Somebody on a picture.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">As it was said; empty once erased.</param>
/// <param name="Unit">Where they belong.</param>
/// <param name="IsChild">Under age: then the guardian decides.</param>
/// <param name="Consent">Where their consent stands.</param>
internal sealed record PicturedPerson(PersonId Id, LocalText Name, UnitId Unit, bool IsChild, ConsentState Consent)
{
    /// <summary>Whether pictures of them may be used outside the record.</summary>
    public bool MayBeShown => Consent is ConsentState.Given or ConsentState.NotAsked;
}

/// <summary>A consent, or its withdrawal.</summary>
/// <param name="Id">Made by the sender: sending it twice writes it once.</param>
/// <param name="Person">Whose pictures.</param>
/// <param name="IsGiven">Otherwise withdrawn.</param>
/// <param name="On">The day on which it was given or withdrawn.</param>
/// <param name="GivenBy">Who gave it: of a child the guardian.</param>
/// <param name="RecordedBy">Who wrote it down.</param>
/// <param name="RecordedAt">When.</param>
internal sealed record Consent(
    Guid Id,
    PersonId Person,
    bool IsGiven,
    DateOnly On,
    string GivenBy,
    PersonId RecordedBy,
    DateTimeOffset RecordedAt
);

/// <summary>Who is on pictures, if that was said, and what they or their guardians agreed to. Outside the ledger.</summary>
internal sealed class PicturedPeople(Database database, PeopleStore people, TimeProvider clock, long county = 1)
{
    /// <summary>Knows a person who holds no post. The same id again changes nothing.</summary>
    public async Task Know(PersonId person, UnitId unit, bool isChild, string name, CancellationToken ct)
    {
        using var writing = await database.Write(
            new("pictured-know", unit.Value, person.Value.ToString(), County: county),
            ct
        );
        writing.Session.Run(
            """
            INSERT INTO pictured_person (county, person, unit, child, name) VALUES (@county, @person, @unit, @child, @name)
            ON CONFLICT (county, person) DO NOTHING
            """,
            county,
            person.Value.Bytes(),
            unit.Value,
            isChild ? 1 : 0,
            PersonKeys.Seal(writing.Session, county, person, name)
        );
        writing.Commit();
    }

    /// <summary>Says that somebody is on a picture. Uses that may not be any more end with it; the answer says which.</summary>
    public async Task<IReadOnlyList<PictureUse>> Say(string hash, PersonId person, PersonId by, CancellationToken ct)
    {
        using var writing = await database.Write(new("pictured", Subject: person.Value.ToString(), County: county), ct);
        var session = writing.Session;
        // Nobody takes a picture into use while somebody on it says no.
        database.LockCounty(session, county);
        session.Run(
            """
            INSERT INTO pictured (county, hash, person, said_by, said_at) VALUES (@county, @hash, @person, @by, @at)
            ON CONFLICT (county, hash, person) DO NOTHING
            """,
            county,
            hash,
            person.Value.Bytes(),
            by.Value.Bytes(),
            clock.GetUtcNow().ToUnixTimeMilliseconds()
        );
        var ended = (await Describe(session, [person], ct)).All(p => p.MayBeShown)
            ? []
            : PictureUses.End(session, county, [hash], by, clock.GetUtcNow(), UseEnd.ChildNamed);
        writing.Commit();
        return ended;
    }

    /// <summary>Takes back that somebody is on a picture.</summary>
    public async Task Unsay(string hash, PersonId person, CancellationToken ct)
    {
        using var writing = await database.Write(
            new("pictured-undo", Subject: person.Value.ToString(), County: county),
            ct
        );
        writing.Session.Run(
            "DELETE FROM pictured WHERE county = @county AND hash = @hash AND person = @person",
            county,
            hash,
            person.Value.Bytes()
        );
        writing.Commit();
    }

    /// <summary>The person; none when unknown or erased.</summary>
    public async Task<PicturedPerson?> Find(PersonId person, CancellationToken ct)
    {
        using var session = database.Read();
        return await Describe(session, [person], ct) is [var found] ? found : null;
    }

    /// <summary>Who is on a picture.</summary>
    public async Task<IReadOnlyList<PicturedPerson>> On(string hash, CancellationToken ct)
    {
        using var session = database.Read();
        return await Describe(session, On(session, county, hash), ct);
    }

    /// <summary>People without a post who are known in these units, by name.</summary>
    public async Task<IReadOnlyList<PicturedPerson>> KnownIn(IEnumerable<UnitId> units, CancellationToken ct)
    {
        using var session = database.Read();
        var known = new List<PersonId>();
        session.Each(
            "SELECT person FROM pictured_person WHERE county = @county AND unit = @unit",
            [.. units.Select(u => u.Value).Order().Select(u => new object?[] { county, u })],
            rows => known.Add(new(rows.Id(0)))
        );
        return
        [
            .. (await Describe(session, known, ct))
                .OrderBy(p => p.Name.Hans, StringComparer.Ordinal)
                .ThenBy(p => p.Id.Value),
        ];
    }

    /// <summary>Pictures on which somebody is.</summary>
    public IReadOnlyList<string> PicturesOf(PersonId person)
    {
        using var session = database.Read();
        return PicturesOf(session, county, person);
    }

    /// <summary>Writes a consent down, or its withdrawal, which ends every use of every picture with that person. The answer says where.</summary>
    public async Task<IReadOnlyList<PictureUse>> Write(Consent consent, CancellationToken ct)
    {
        using var writing = await database.Write(
            new(
                consent.IsGiven ? "consent" : "consent-withdraw",
                Subject: consent.Person.Value.ToString(),
                County: county
            ),
            ct
        );
        var session = writing.Session;
        // Nobody takes a picture into use while somebody on it says no.
        database.LockCounty(session, county);
        var written = session.Run(
            """
            INSERT INTO consent (county, id, person, given, given_on, given_by, recorded_by, recorded_at)
            VALUES (@county, @id, @person, @given, @on, @by, @recorder, @at)
            ON CONFLICT (county, id) DO NOTHING
            """,
            county,
            consent.Id.Bytes(),
            consent.Person.Value.Bytes(),
            consent.IsGiven ? 1 : 0,
            consent.On.DayNumber,
            PersonKeys.Seal(session, county, consent.Person, consent.GivenBy),
            consent.RecordedBy.Value.Bytes(),
            consent.RecordedAt.ToUnixTimeMilliseconds()
        );
        var ended =
            written == 0 || consent.IsGiven
                ? []
                : PictureUses.End(
                    session,
                    county,
                    PicturesOf(session, county, consent.Person),
                    consent.RecordedBy,
                    consent.RecordedAt,
                    UseEnd.ConsentWithdrawn
                );
        writing.Commit();
        return ended;
    }

    /// <summary>What was agreed to and withdrawn, oldest first.</summary>
    public IReadOnlyList<Consent> ConsentsOf(PersonId person)
    {
        using var session = database.Read();
        var read = new List<(Consent Consent, byte[] By)>();
        using (
            var rows = session.Query(
                """
                SELECT id, given, given_on, given_by, recorded_by, recorded_at FROM consent
                WHERE county = @county AND person = @person ORDER BY recorded_at, id
                """,
                county,
                person.Value.Bytes()
            )
        )
        {
            while (rows.Next())
            {
                read.Add(
                    (
                        new(rows.Id(0), person, rows.Int(1) == 1, rows.Day(2), "", new(rows.Id(4)), rows.Instant(5)),
                        rows.Bytes(3).ToArray()
                    )
                );
            }
        }

        return [.. read.Select(c => c.Consent with { GivenBy = PersonKeys.Read(session, county, person, c.By) })];
    }

    /// <summary>Forgets a person and their key, with all that was said of them. The pictures are <see cref="Erasures"/>' work.</summary>
    public static void Forget(Session session, long county, PersonId person)
    {
        foreach (var table in new[] { "pictured_person", "pictured", "consent" })
        {
            session.Run(
                $"DELETE FROM {table} WHERE county = @county AND person = @person",
                county,
                person.Value.Bytes()
            );
        }

        PersonKeys.Forget(session, county, person);
    }

    public static IReadOnlyList<PersonId> On(Session session, long county, string hash)
    {
        using var rows = session.Query(
            "SELECT person FROM pictured WHERE county = @county AND hash = @hash ORDER BY said_at, person",
            county,
            hash
        );
        var on = new List<PersonId>();
        while (rows.Next())
        {
            on.Add(new(rows.Id(0)));
        }

        return on;
    }

    private static List<string> PicturesOf(Session session, long county, PersonId person)
    {
        using var rows = session.Query(
            "SELECT hash FROM pictured WHERE county = @county AND person = @person ORDER BY hash",
            county,
            person.Value.Bytes()
        );
        var pictures = new List<string>();
        while (rows.Next())
        {
            pictures.Add(rows.Text(0));
        }

        return pictures;
    }

    /// <summary>People as they stand, also within a transaction; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<PicturedPerson>> Describe(
        Session session,
        IReadOnlyList<PersonId> ids,
        CancellationToken ct
    )
    {
        var posts = await people.Find(ids, ct);
        var described = new List<PicturedPerson>();
        foreach (var id in ids)
        {
            var consent = LastConsent(session, id);
            if (ReadPerson(session, id) is var (unit, isChild, name))
            {
                var words = PersonKeys.Read(session, county, id, name);
                described.Add(new(id, new(words, words, words), unit, isChild, State(consent, isChild)));
            }
            else if (posts.TryGetValue(id, out var person))
            {
                described.Add(new(id, person.Name, person.Unit, false, State(consent, false)));
            }
        }

        return described;
    }

    private (UnitId Unit, bool IsChild, byte[] Name)? ReadPerson(Session session, PersonId id)
    {
        using var rows = session.Query(
            "SELECT unit, child, name FROM pictured_person WHERE county = @county AND person = @person",
            county,
            id.Value.Bytes()
        );
        return rows.Next() ? (new(rows.Int(0)), rows.Int(1) == 1, rows.Bytes(2).ToArray()) : null;
    }

    private bool? LastConsent(Session session, PersonId person)
    {
        using var rows = session.Query(
            """
            SELECT given FROM consent WHERE county = @county AND person = @person
            ORDER BY recorded_at DESC, id DESC LIMIT 1
            """,
            county,
            person.Value.Bytes()
        );
        return rows.Next() ? rows.Int(0) == 1 : null;
    }

    private static ConsentState State(bool? last, bool isChild) =>
        last switch
        {
            true => ConsentState.Given,
            false => ConsentState.Withdrawn,
            null => isChild ? ConsentState.Missing : ConsentState.NotAsked,
        };
}
