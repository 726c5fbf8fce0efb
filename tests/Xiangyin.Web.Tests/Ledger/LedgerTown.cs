using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>A clock that stands until it is told to go on.</summary>
internal sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTimeOffset at) => now = at > now ? at : now;
}

/// <summary>A database that the tests of one class share; each test has a county of its own in it.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private static long counties;

    internal Database Database { get; private set; } = null!;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("xy-ledger-").FullName;

    internal static long NextCounty() => Interlocked.Increment(ref counties);

    protected abstract ValueTask<string?> ConnectionString();

    public async ValueTask InitializeAsync() => Database = Database.Open(Folder, await ConnectionString());

    public ValueTask DisposeAsync()
    {
        Database?.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class OnSqlite : TestDatabase
{
    protected override ValueTask<string?> ConnectionString() => ValueTask.FromResult<string?>(null);
}

public sealed class OnPostgres : TestDatabase
{
    protected override async ValueTask<string?> ConnectionString() => await PostgresServer.CreateDatabaseAsync();
}

/// <summary>
/// A county with two towns (镇 with 石桥, 上湾, 下湾; 乡 with 东坡, 西坡) and a ledger, told in a few words:
/// <c>await town.Record("leaflet", "石桥", "2021-03-01", "copies>=300 topic=law")</c>.
/// </summary>
internal sealed class LedgerTown
{
    private readonly Dictionary<string, UnitId> units = [];
    private int made;

    private LedgerTown(Database database, long county)
    {
        (Database, County) = (database, county);
        Ledger = new(database, Clock, county);
    }

    public Database Database { get; }

    public long County { get; }

    public StandingClock Clock { get; } = new(new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public TownLedger Ledger { get; }

    public static PersonId Author { get; } = new(Id("author"));

    public static PersonId Second { get; } = new(Id("second"));

    public static Task<LedgerTown> Found(TestDatabase tests) => Found(tests.Database);

    public static async Task<LedgerTown> Found(Database database)
    {
        var town = new LedgerTown(database, TestDatabase.NextCounty());
        await town.Ledger.AdoptCatalogue(TestCatalogue.First, default);
        await town.Found("县", UnitType.County, null);
        await town.Found("镇", UnitType.Town, "县");
        await town.Found("乡", UnitType.Town, "县");
        foreach (
            var (village, above) in new[]
            {
                ("石桥", "镇"),
                ("上湾", "镇"),
                ("下湾", "镇"),
                ("东坡", "乡"),
                ("西坡", "乡"),
            }
        )
        {
            await town.Found(village, UnitType.Village, above);
        }

        return town;
    }

    public static Guid Id(string name) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true);

    public static DateOnly OnDay(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    public UnitId Unit(string name) => units[name];

    /// <summary>Another program on the same database.</summary>
    public TownLedger OpenAgain() => new(Database, Clock, County);

    public Task Found(string name, UnitType type, string? above, string on = "2010-01-01")
    {
        units[name] = new(units.Count + 1);
        return Change(seq => new UnitFounded(
            seq,
            Unit(name),
            OnDay(on),
            type,
            new(name, name, name),
            above is null ? null : Unit(above)
        ));
    }

    public async Task Change(Func<long, UnitChange> change)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Ledger.ChangeUnits(seq => [change(seq)], default);
    }

    /// <summary>Records a second later than whatever was before. A record's day moves the clock to its noon.</summary>
    public async Task<RecordVersion> Record(
        string kind,
        string unit,
        string day,
        string details = "",
        PersonId? by = null
    )
    {
        var content = Content(kind, unit, day, details) with { Author = by ?? Author };
        Clock.Set(Day.StartOf(content.Until ?? content.On).AddHours(12));
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await Ledger.Record(content, by ?? Author, default);
    }

    public async Task<RecordVersion> Correct(RecordVersion old, WorkRecord content, string why = "记错了")
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await Ledger.Correct(NewId(), old.Version, content, Author, why, default);
    }

    public async Task<RecordVersion> Confirm(RecordVersion old)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await Ledger.Confirm(NewId(), old.Content.Id, old.Version, Second, default);
    }

    public async Task<RecordVersion> Withdraw(RecordVersion old, string why = "没有这回事")
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await Ledger.Withdraw(NewId(), old.Content.Id, old.Version, Author, why, default);
    }

    public Guid NewId() => Id($"{County} {++made}");

    public WorkRecord Content(string kind, string unit, string day, string details = "") =>
        RecordWords.Read(
            new()
            {
                Id = NewId(),
                Kind = kind,
                KindVersion = 1,
                Unit = Unit(unit),
                On = OnDay(day),
                Title = $"{kind} {unit} {day}",
                Author = Author,
            },
            details
        );

    public FigureQuery Query(
        string indicator,
        string unit = "镇",
        string days = "2021",
        string? cutOff = null,
        KnownAt? knownAt = null,
        string? policy = null,
        Organised organised = Organised.Then
    )
    {
        var period = days.Split("..") switch
        {
            [var from, var to] => new Period(OnDay(from), OnDay(to)),
            _ => Period.Year(int.Parse(days, CultureInfo.InvariantCulture)),
        };
        return new(
            indicator,
            Unit(unit),
            period,
            cutOff is null ? period.To : OnDay(cutOff),
            knownAt ?? Ledger.Now,
            policy,
            organised
        );
    }

    public Task<Figure> Figure(
        string indicator,
        string unit = "镇",
        string days = "2021",
        string? cutOff = null,
        KnownAt? knownAt = null,
        string? policy = null,
        Organised organised = Organised.Then
    ) => Ledger.Figure(Query(indicator, unit, days, cutOff, knownAt, policy, organised), default);

    public async Task<decimal?> Value(
        string indicator,
        string unit = "镇",
        string days = "2021",
        string? cutOff = null,
        KnownAt? knownAt = null,
        string? policy = null,
        Organised organised = Organised.Then
    ) => (await Figure(indicator, unit, days, cutOff, knownAt, policy, organised)).Amount.Value;

    /// <summary>All that the database holds, for the evaluator in memory.</summary>
    public LedgerHistory History()
    {
        var (timeline, versions) = (new List<KnownAt>(), new List<RecordVersion>());
        using var session = Database.Read();
        using (
            var rows = session.Query(
                "SELECT recorded_at, seq FROM change_log WHERE county = @county ORDER BY seq",
                County
            )
        )
        {
            while (rows.Next())
            {
                timeline.Add(new(rows.Instant(0), rows.Int(1)));
            }
        }

        using (
            var rows = session.Query(
                $"SELECT {RecordFile.Columns} FROM record_version WHERE county = @county ORDER BY seq",
                County
            )
        )
        {
            while (rows.Next())
            {
                versions.Add(RecordFile.Version(rows).Version);
            }
        }

        return new(timeline, versions, Ledger.Tree.Changes, Ledger.Catalogues);
    }
}

/// <summary>Details of a record in words: <c>copies>=12 topic=law person@name placementOf->article event=name until=day reported</c>.</summary>
internal static class RecordWords
{
    public static WorkRecord Read(WorkRecord record, string details)
    {
        var measures = new Dictionary<string, Measure>();
        var dimensions = new Dictionary<string, string>();
        var basis =
            details.Contains("reported", StringComparison.Ordinal) ? Basis.Reported
            : details.Contains("estimated", StringComparison.Ordinal) ? Basis.Estimated
            : Basis.Counted;
        foreach (var word in details.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word.Split(["->", ">=", "<=", "=", "~", "@"], 2, StringSplitOptions.None))
            {
                case ["until", var day]:
                    record = record with { Until = LedgerTown.OnDay(day) };
                    break;
                case ["event", var shared]:
                    record = record with { Event = LedgerTown.Id(shared) };
                    break;
                case [var field, "?"]:
                    measures[field] = new(null, Approximation.None, basis);
                    break;
                case [var type, var target] when word.Contains("->", StringComparison.Ordinal):
                    record = record with
                    {
                        Links =
                        [
                            .. record.Links,
                            new(type, Guid.TryParse(target, out var id) ? id : LedgerTown.Id(target)),
                        ],
                    };
                    break;
                case [var role, var person] when word.Contains('@', StringComparison.Ordinal):
                    record = record with
                    {
                        Participants = [.. record.Participants, new(role, new(LedgerTown.Id(person)))],
                    };
                    break;
                case [var field, var value] when decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount):
                    measures[field] = new(amount, ApproximationOf(word), basis);
                    break;
                case [var field, var value]:
                    dimensions[field] = value;
                    break;
            }
        }

        return record with
        {
            Measures = measures,
            Dimensions = dimensions,
        };
    }

    private static Approximation ApproximationOf(string word) =>
        word.Contains(">=", StringComparison.Ordinal) ? Approximation.AtLeast
        : word.Contains("<=", StringComparison.Ordinal) ? Approximation.AtMost
        : word.Contains('~', StringComparison.Ordinal) ? Approximation.About
        : Approximation.Exact;
}
