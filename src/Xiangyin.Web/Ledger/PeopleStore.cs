using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>A person as the office knows them. Stands outside the ledger, so that erasing one leaves every count as it was.</summary>
/// <param name="Id">What records refer to.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Unit">Where they belong.</param>
/// <param name="Post">Their post, a value of the catalogue's dimension <c>post</c>; none for a person without one.</param>
/// <param name="From">First day there.</param>
/// <param name="To">Last day there; none while it lasts.</param>
internal sealed record Person(
    PersonId Id,
    LocalText Name,
    UnitId Unit,
    string? Post,
    DateOnly From,
    DateOnly? To = null
);

/// <summary>Names, units and posts of people.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="county">As of the ledger.</param>
internal sealed class PeopleStore(Database database, long county = 1)
{
    /// <summary>What people have so that they can sign in, and what their phones handed over.</summary>
    private static readonly string[] Access =
    [
        "account",
        "recovery_code",
        "passkey",
        "county_login",
        "device",
        "invitation",
        "handed_over",
        "underway",
    ];

    private const string Columns = "id, hans, hant, en, unit, post, since, until";

    /// <summary>Adds people, or replaces what is known of them.</summary>
    public async Task Put(IReadOnlyList<Person> people, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        foreach (var person in people)
        {
            writing.Session.Run(
                """
                INSERT INTO person (county, id, hans, hant, en, unit, post, since, until)
                VALUES (@county, @id, @hans, @hant, @en, @unit, @post, @since, @until)
                ON CONFLICT (county, id) DO UPDATE SET hans = excluded.hans, hant = excluded.hant, en = excluded.en,
                    unit = excluded.unit, post = excluded.post, since = excluded.since, until = excluded.until
                """,
                county,
                person.Id.Value.Bytes(),
                person.Name.Hans,
                person.Name.Hant,
                person.Name.En,
                person.Unit.Value,
                person.Post,
                person.From.DayNumber,
                person.To?.DayNumber
            );
            writing.Audit(new("person", person.Unit.Value, person.Id.Value.ToString(), County: county));
        }

        writing.Commit();
    }

    /// <summary>The person; none when unknown or erased.</summary>
    public async Task<Person?> Find(PersonId id, CancellationToken ct) => (await Find([id], ct)).GetValueOrDefault(id);

    /// <summary>The people with these ids; unknown ones are left out.</summary>
    public Task<IReadOnlyDictionary<PersonId, Person>> Find(IEnumerable<PersonId> ids, CancellationToken ct)
    {
        var found = new Dictionary<PersonId, Person>();
        using var session = database.Read();
        session.Each(
            $"SELECT {Columns} FROM person WHERE county = @county AND id = @id",
            [.. ids.Distinct().Select(id => new object?[] { county, id.Value.Bytes() })],
            rows =>
            {
                var person = Read(rows);
                found[person.Id] = person;
            }
        );
        return Task.FromResult<IReadOnlyDictionary<PersonId, Person>>(found);
    }

    /// <summary>The name in a language; empty when unknown or erased.</summary>
    public async Task<string> Name(PersonId id, string language, CancellationToken ct) =>
        (await Find(id, ct))?.Name.In(language) ?? "";

    /// <summary>People of these units who are there on that day, by unit and name.</summary>
    public Task<IReadOnlyList<Person>> In(IReadOnlyCollection<UnitId> units, DateOnly day, CancellationToken ct)
    {
        var people = new List<Person>();
        using var session = database.Read();
        session.Each(
            $"""
            SELECT {Columns} FROM person
            WHERE county = @county AND unit = @unit AND since <= @day AND (until IS NULL OR until >= @day)
            ORDER BY hans, id
            """,
            [
                .. units
                    .Order(Comparer<UnitId>.Create((a, b) => a.Value.CompareTo(b.Value)))
                    .Select(u => new object?[] { county, u.Value, day.DayNumber }),
            ],
            rows => people.Add(Read(rows))
        );
        return Task.FromResult<IReadOnlyList<Person>>(people);
    }

    /// <summary>Erases a person with their access. Records and the audit trail keep an id that no longer says who.</summary>
    public async Task Erase(PersonId id, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        Forget(writing.Session, county, id);
        writing.Audit(new("erase", Subject: id.Value.ToString(), County: county));
        writing.Commit();
    }

    /// <summary>Forgets a person with their access, within the transaction of whoever erases them.</summary>
    public static void Forget(Session session, long county, PersonId id)
    {
        var bytes = id.Value.Bytes();
        session.Run("DELETE FROM person WHERE county = @county AND id = @id", county, bytes);
        foreach (var table in Access)
        {
            session.Run($"DELETE FROM {table} WHERE county = @county AND person = @id", county, bytes);
        }

        AuditTrail.Forget(session, county, id.Value);
    }

    private static Person Read(Rows rows) =>
        new(
            new(rows.Id(0)),
            new(rows.Text(1), rows.Text(2), rows.Text(3)),
            new(rows.Int(4)),
            rows.IsNull(5) ? null : rows.Text(5),
            rows.Day(6),
            rows.IsNull(7) ? null : rows.Day(7)
        );
}
