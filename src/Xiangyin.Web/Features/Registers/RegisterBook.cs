using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Registers;

/// <summary>A picture of a page on its way into the ledger.</summary>
/// <param name="Id">Made when it arrived.</param>
/// <param name="Batch">The pictures that were sent together.</param>
/// <param name="Evidence">The picture, as the evidence store knows it.</param>
/// <param name="Register">Whose page it is; none until it was read.</param>
/// <param name="Page">Which page; 0 until it was read.</param>
/// <param name="Reading">What was read.</param>
/// <param name="Problem">Why it could not be read.</param>
/// <param name="By">Who sent it.</param>
/// <param name="ArrivedAt">When.</param>
/// <param name="ConfirmedAt">When a person said that it is right; none before.</param>
internal sealed record Scan(
    Guid Id,
    Guid Batch,
    Evidence Evidence,
    Guid? Register,
    int Page,
    IReadOnlyList<FieldReading>? Reading,
    string? Problem,
    PersonId By,
    DateTimeOffset ArrivedAt,
    DateTimeOffset? ConfirmedAt = null
)
{
    public bool IsRead => Reading is not null || Problem is not null;
}

/// <summary>Somebody who signed in.</summary>
/// <param name="Place"><c>row:12</c> on the paper, or <c>door:</c> and an id.</param>
/// <param name="Name">As written; empty where only the mark is there.</param>
/// <param name="Household">The household's number; empty where none was given.</param>
/// <param name="At">When.</param>
internal sealed record SignIn(string Place, string Name, string Household, DateTimeOffset At)
{
    public bool IsAtTheDoor => Place.StartsWith("door:", StringComparison.Ordinal);
}

/// <summary>Where registers, their pictures and those who signed in are kept.</summary>
internal sealed class RegisterBook(Database database)
{
    private const long County = 1;
    private const string Columns = "id, number, kind, unit, day, form, title, pages, door, person, made_at";
    private const string ScanColumns =
        "id, batch, evidence, register, page, reading, problem, person, arrived_at, confirmed_at";

    public Task Add(Register register, CancellationToken ct) =>
        database.Change(
            new("register-make", register.Unit.Value, register.Id.ToString()),
            session =>
                session.Run(
                    $"INSERT INTO register (county, {Columns}) VALUES (@county, @id, @number, @kind, @unit, @day, @form, @title, @pages, @door, @person, @made_at) ON CONFLICT DO NOTHING",
                    County,
                    register.Id.Bytes(),
                    register.Number,
                    register.Kind,
                    register.Unit.Value,
                    register.On.DayNumber,
                    register.Form.ToString(),
                    register.Title,
                    JsonSerializer.Serialize(register.Pages),
                    register.Door,
                    register.By.Value.Bytes(),
                    register.MadeAt.ToUnixTimeMilliseconds()
                ),
            ct
        );

    public Register? Find(Guid id) => First("id = @id", id.Bytes());

    public Register? ByNumber(string number) => First("number = @number", number);

    public Register? ByDoor(string door) => First("door = @door", door);

    /// <summary>Registers of some units, newest first.</summary>
    public IReadOnlyList<Register> Of(IReadOnlySet<UnitId> units, int take)
    {
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM register WHERE county = @county ORDER BY made_at DESC",
            County
        );
        var found = new List<Register>();
        while (found.Count < take && rows.Next())
        {
            if (units.Contains(new(rows.Int(3))))
            {
                found.Add(Read(rows));
            }
        }

        return found;
    }

    public Task Add(IReadOnlyList<Scan> scans, CancellationToken ct) =>
        database.Change(
            new("register-scan"),
            session =>
                scans.Sum(scan =>
                    session.Run(
                        "INSERT INTO register_scan (county, id, batch, evidence, person, arrived_at) VALUES (@county, @id, @batch, @evidence, @person, @at) ON CONFLICT DO NOTHING",
                        County,
                        scan.Id.Bytes(),
                        scan.Batch.Bytes(),
                        JsonSerializer.Serialize(scan.Evidence),
                        scan.By.Value.Bytes(),
                        scan.ArrivedAt.ToUnixTimeMilliseconds()
                    )
                ),
            ct
        );

    /// <summary>Keeps what was read, or why nothing was.</summary>
    public Task Keep(Scan scan, CancellationToken ct) =>
        database.Change(
            null,
            session =>
                session.Run(
                    "UPDATE register_scan SET register = @register, page = @page, reading = @reading, problem = @problem WHERE county = @county AND id = @id",
                    scan.Register?.Bytes(),
                    scan.Page,
                    scan.Reading is null ? null : JsonSerializer.Serialize(scan.Reading),
                    scan.Problem,
                    County,
                    scan.Id.Bytes()
                ),
            ct
        );

    /// <summary>Notes that a person has said what the page says.</summary>
    /// <param name="scan">The picture.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="here">Of a sign-in sheet: the rows of those who were there.</param>
    /// <param name="absent">Of a sign-in sheet: the places of its other rows, whatever another picture of it said.</param>
    /// <param name="ct">Gives up.</param>
    public Task Confirm(
        Guid scan,
        PersonId by,
        DateTimeOffset at,
        IReadOnlyList<SignIn> here,
        IReadOnlyList<string> absent,
        CancellationToken ct
    ) =>
        database.Change(
            new("register-confirm", Subject: scan.ToString()),
            session =>
            {
                var register = FindScan(session, scan)!.Register!.Value;
                foreach (var signIn in here)
                {
                    Put(session, register, signIn);
                }

                foreach (var place in absent)
                {
                    session.Run(
                        "DELETE FROM sign_in WHERE county = @county AND register = @register AND place = @place",
                        County,
                        register.Bytes(),
                        place
                    );
                }

                return session.Run(
                    "UPDATE register_scan SET confirmed_at = @at, confirmed_by = @by WHERE county = @county AND id = @id",
                    at.ToUnixTimeMilliseconds(),
                    by.Value.Bytes(),
                    County,
                    scan.Bytes()
                );
            },
            ct
        );

    public Scan? FindScan(Guid id)
    {
        using var session = database.Read();
        return FindScan(session, id);
    }

    /// <summary>Pictures that were sent together, in the order in which they arrived.</summary>
    public IReadOnlyList<Scan> Batch(Guid batch) => Scans("batch = @batch", batch);

    /// <summary>Pictures of a register's pages.</summary>
    public IReadOnlyList<Scan> ScansOf(Guid register) => Scans("register = @register", register);

    /// <summary>Everybody who signed in, in the order of the paper, then of the door.</summary>
    public IReadOnlyList<SignIn> SignIns(Guid register)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT place, name, household, signed_at FROM sign_in WHERE county = @county AND register = @register",
            County,
            register.Bytes()
        );
        var found = new List<SignIn>();
        while (rows.Next())
        {
            found.Add(new(rows.Text(0), rows.Text(1), rows.Text(2), rows.Instant(3)));
        }

        return
        [
            .. found
                .OrderBy(s => s.IsAtTheDoor)
                .ThenBy(s =>
                    s.IsAtTheDoor ? 0 : int.Parse(s.Place.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture)
                )
                .ThenBy(s => s.At),
        ];
    }

    /// <summary>Signs somebody in; the answer says whether there was room.</summary>
    public Task<bool> SignIn(Guid register, SignIn signIn, int most, CancellationToken ct) =>
        database.Change(
            new("register-sign-in", Subject: register.ToString()),
            session =>
            {
                using (
                    var rows = session.Query(
                        "SELECT COUNT(*) FROM sign_in WHERE county = @county AND register = @register",
                        County,
                        register.Bytes()
                    )
                )
                {
                    if (!rows.Next() || rows.Int(0) >= most)
                    {
                        return false;
                    }
                }

                Put(session, register, signIn);
                return true;
            },
            ct
        );

    /// <summary>Strikes the names of events before a day: the count stands in the ledger.</summary>
    public Task StrikeNamesBefore(DateOnly day, CancellationToken ct) =>
        database.Change(
            new("register-names"),
            session =>
                session.Run(
                    "UPDATE sign_in SET name = '', household = '' WHERE county = @county AND name <> '' AND register IN (SELECT id FROM register WHERE day < @day)",
                    County,
                    day.DayNumber
                ),
            ct
        );

    private static void Put(Session session, Guid register, SignIn signIn) =>
        session.Run(
            "INSERT INTO sign_in (county, register, place, name, household, signed_at) VALUES (@county, @register, @place, @name, @household, @at)"
                + " ON CONFLICT (county, register, place) DO UPDATE SET name = excluded.name, household = excluded.household",
            County,
            register.Bytes(),
            signIn.Place,
            signIn.Name,
            signIn.Household,
            signIn.At.ToUnixTimeMilliseconds()
        );

    private Register? First(string where, object value)
    {
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM register WHERE county = @county AND {where}",
            County,
            value
        );
        return rows.Next() ? Read(rows) : null;
    }

    private static Scan? FindScan(Session session, Guid id)
    {
        using var rows = session.Query(
            $"SELECT {ScanColumns} FROM register_scan WHERE county = @county AND id = @id",
            County,
            id.Bytes()
        );
        return rows.Next() ? ReadScan(rows) : null;
    }

    private List<Scan> Scans(string where, Guid value)
    {
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {ScanColumns} FROM register_scan WHERE county = @county AND {where} ORDER BY arrived_at, id",
            County,
            value.Bytes()
        );
        var found = new List<Scan>();
        while (rows.Next())
        {
            found.Add(ReadScan(rows));
        }

        return found;
    }

    private static Register Read(Rows rows) =>
        new()
        {
            Id = rows.Id(0),
            Number = rows.Text(1),
            Kind = rows.Text(2),
            Unit = new(rows.Int(3)),
            On = rows.Day(4),
            Form = Enum.Parse<RegisterForm>(rows.Text(5)),
            Title = rows.Text(6),
            Pages = JsonSerializer.Deserialize<List<PaperPage>>(rows.Text(7))!,
            Door = rows.Text(8),
            By = new(rows.Id(9)),
            MadeAt = rows.Instant(10),
        };

    private static Scan ReadScan(Rows rows) =>
        new(
            rows.Id(0),
            rows.Id(1),
            JsonSerializer.Deserialize<Evidence>(rows.Text(2))!,
            rows.IsNull(3) ? null : rows.Id(3),
            rows.IsNull(4) ? 0 : (int)rows.Int(4),
            rows.IsNull(5) ? null : JsonSerializer.Deserialize<List<FieldReading>>(rows.Text(5)),
            rows.IsNull(6) ? null : rows.Text(6),
            new(rows.Id(7)),
            rows.Instant(8),
            rows.IsNull(9) ? null : rows.Instant(9)
        );
}
