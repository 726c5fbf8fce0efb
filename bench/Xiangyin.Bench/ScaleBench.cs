using System.Diagnostics;
using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>A province: its figures on SQLite and PostgreSQL beside DuckDB's and PostgreSQL's best plans, and eight writers at once.</summary>
internal static class ScaleBench
{
    private const int Counties = 100;
    private const int PerTown = 5_000;

    // A server with the memory that one of this size gets, whose disk is real; what the bench fills it with need not wait for the disk.
    private const string Settings =
        "-c fsync=on -c shared_buffers=2GB -c work_mem=256MB -c maintenance_work_mem=512MB -c max_wal_size=16GB -c max_parallel_workers_per_gather=2";
    private const string Filling = ";Options=-c synchronous_commit=off;Command Timeout=600";

    /// <param name="table">Where it says what it found.</param>
    /// <param name="args">Rows to measure alone (<c>sqlite</c>, <c>postgres</c>, <c>writes</c>), and a smaller province for development.</param>
    public static async Task Run(Table table, IReadOnlyList<string> args)
    {
        PostgresServer.Settings = Settings;
        var counties = args.Select(a => int.TryParse(a, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Append(0)
            .Max();
        counties = counties == 0 ? Counties : counties;
        if (Asked("sqlite"))
        {
            await using var province = await Province(counties, null);
            Read(table, province, counties);
            await GrowTenfold(table, province);
            FirstOfAMonth(table, province);
        }

        if (Asked("postgres"))
        {
            await using var province = await Province(counties, await PostgresServer.CreateDatabaseAsync() + Filling);
            ReadPostgres(table, province, counties);
        }

        if (Asked("writes"))
        {
            await WriterBench.Run(table);
        }

        bool Asked(string part) => args.Contains(part) || !args.Any(a => a is "sqlite" or "postgres" or "writes");
    }

    private static BenchSize County(string? connectionString, int perTown = PerTown) =>
        new()
        {
            Towns = BenchTown.TownsInCounty,
            Records = BenchTown.TownsInCounty * perTown,
            FirstYear = LedgerBench.Year,
            Shared = 0.2,
            ConnectionString = connectionString,
        };

    private static async Task<BenchTown> Province(int counties, string? connectionString)
    {
        var towns = counties * BenchTown.TownsInCounty;
        Console.WriteLine(
            $"{towns:N0} towns of {PerTown:N0} records of one year, 4 % corrected, in {(connectionString is null ? "SQLite" : "PostgreSQL")} …"
        );
        var clock = Stopwatch.StartNew();
        var province = await BenchTown.Make(
            County(connectionString) with
            {
                Towns = towns,
                Recording = BenchTown.TownsInCounty,
            }
        );
        Console.WriteLine($"  one county written after {clock.Elapsed.TotalSeconds:0} s");
        await Clones.Make(province, counties);
        Console.WriteLine($"  and its copies after {clock.Elapsed.TotalSeconds:0} s");
        return province;
    }

    // Rows 2, 3, 4 and 6 on SQLite.
    private static void Read(Table table, BenchTown province, int counties)
    {
        using var duck = new Peer(province, LedgerBench.Duck(province.File + ".duckdb"), "plain", PeerForm.Placed);
        duck.Clone(counties);
        var (county, whole) = Ranges(province);
        var bench = new LaneReader(province);
        var now = province.Ledger.Now;
        Compare(bench, duck, province, county, whole);

        var one = Clock.Median(() => bench.FromCells(now, BenchTown.County(0)));
        var duckCounty = LedgerBench.BestPass(duck, county);
        table.Add(
            $"2 a county's year ({BenchTown.TownsInCounty} towns, {province.Additive.Count} indicators) against DuckDB's best plan",
            $"{Table.Milliseconds(one)} / {Table.Milliseconds(duckCounty)} = {Table.Times(one / duckCounty)}",
            "≤0.15×",
            one / duckCounty <= 0.15
        );
        var all = Clock.Median(() => bench.FromCells(now, BenchTown.Province));
        var duckAll = LedgerBench.BestPass(duck, whole);
        table.Add(
            $"3 the province's year ({province.Size.Towns:N0} towns), SQLite against DuckDB's best plan",
            $"{Table.Milliseconds(all)} / {Table.Milliseconds(duckAll)} = 1/{duckAll / all:0.#}",
            "≤1/20",
            all / duckAll <= 0.05
        );
        var distinct = Clock.Median(() => bench.FromCells(now, BenchTown.Province, All(province)));
        var duckDistinct = duckAll + BestEvents(duck, whole);
        table.Add(
            $"4 with {province.Distinct.Count} exact distinct counts, SQLite against DuckDB",
            $"{Table.Milliseconds(distinct)} / {Table.Milliseconds(duckDistinct)} = {Table.Times(distinct / duckDistinct)}",
            "≤0.4×",
            distinct / duckDistinct <= 0.4
        );
        var linear = all / one / counties;
        table.Add(
            $"6 cost for each town, {province.Size.Towns:N0} towns against {BenchTown.TownsInCounty}",
            $"{all / one:0.#}× for {counties}× = {Table.Times(linear)} linear",
            "≤1.2×",
            linear <= 1.2
        );
    }

    // Rows 3 and 4 on PostgreSQL.
    private static void ReadPostgres(Table table, BenchTown province, int counties)
    {
        using var plain = new Peer(province, province.Database.OpenConnection(), "plain", PeerForm.Placed);
        plain.Clone(counties);
        plain.Execute("CREATE INDEX plain_unit ON plain (unit, day)");
        plain.Execute("CREATE INDEX plain_kind ON plain (kind, day)");
        plain.Execute("VACUUM ANALYZE");
        var (county, whole) = Ranges(province);
        var bench = new LaneReader(province);
        var now = province.Ledger.Now;
        Compare(bench, plain, province, county, whole);

        var all = Clock.Median(() => bench.FromCells(now, BenchTown.Province));
        var plainAll = LedgerBench.BestPass(plain, whole);
        table.Add(
            $"3 the province's year ({province.Size.Towns:N0} towns), PostgreSQL against its best plain plan",
            $"{Table.Milliseconds(all)} / {Table.Milliseconds(plainAll)} = {Table.Times(plainAll / all)}",
            "≥200×",
            plainAll / all >= 200
        );
        var distinct = Clock.Median(() => bench.FromCells(now, BenchTown.Province, All(province)));
        var plainDistinct = plainAll + BestEvents(plain, whole);
        table.Add(
            $"4 with {province.Distinct.Count} exact distinct counts, PostgreSQL against its best plain plan",
            $"{Table.Milliseconds(distinct)} / {Table.Milliseconds(plainDistinct)} = {Table.Times(plainDistinct / distinct)}",
            "≥40×",
            plainDistinct / distinct >= 40
        );
    }

    // Row 5.
    private static async Task GrowTenfold(Table table, BenchTown province)
    {
        await using var more = await BenchTown.Make(County(null, PerTown * 10));
        var (bench, other) = (new LaneReader(province), new LaneReader(more));
        foreach (var type in new[] { UnitType.Town, UnitType.County })
        {
            var unit = type == UnitType.Town ? BenchTown.Town(0) : BenchTown.County(0);
            var (tenfold, now) = Clock.Pair(
                () => Repeat(50, () => other.FromCells(more.Ledger.Now, unit)),
                () => Repeat(50, () => bench.FromCells(province.Ledger.Now, unit))
            );
            table.Add(
                $"5 a {(type == UnitType.Town ? "town" : "county")}'s year with {PerTown * 10:N0} records for each town against {PerTown:N0}",
                $"{Table.Milliseconds(tenfold / 50)} / {Table.Milliseconds(now / 50)} = {Table.Times(tenfold / now)}, {CellRows(more, unit, type)} / {CellRows(province, unit, type)} rows",
                "≤1.1×",
                tenfold / now <= 1.1
            );
        }
    }

    // How many rows hold the lanes of a unit's year.
    private static long CellRows(BenchTown town, UnitId unit, UnitType type)
    {
        var depth = UnitKey.Depth(type);
        var low = town.Ledger.Tree.KeyOn(unit, Period.Year(LedgerBench.Year).From);
        return (long)
            LedgerBench.Scalar(
                town,
                $"SELECT COUNT(*) FROM cell WHERE level IN ({Totals.Together + depth}, {Totals.Open}) AND unit_key BETWEEN {low} AND {low + UnitKey.Span(depth) - 1}"
            )!;
    }

    // The first write of a month makes the totals of the one that is over.
    private static void FirstOfAMonth(Table table, BenchTown province)
    {
        var (first, second) = (Clock.Once(Write), Clock.Once(Write));
        table.Note(
            "  the first write of a month in the province, and the next",
            $"{Table.Milliseconds(first)}, {Table.Milliseconds(second)}"
        );

        void Write()
        {
            var record = province.Some(1).Single();
            province.Ledger.Write([new NewRecord(record, record.Author)], default).GetAwaiter().GetResult();
        }
    }

    private static void Repeat(int times, Func<object> action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    private static (KeyRange County, KeyRange Whole) Ranges(BenchTown province)
    {
        var year = Period.Year(LedgerBench.Year);
        var low = province.Ledger.Tree.KeyOn(BenchTown.County(0), year.From);
        return (new(low, low + Clones.Keys - 1, year), new(0, long.MaxValue, year));
    }

    private static void Compare(LaneReader bench, Peer peer, BenchTown province, KeyRange county, KeyRange whole)
    {
        var now = province.Ledger.Now;
        foreach (var (unit, range) in new[] { (BenchTown.County(0), county), (BenchTown.Province, whole) })
        {
            var ours = bench.FromCells(now, unit, All(province));
            var theirs = peer.OnePass(range);
            LedgerBench.SayTheSame(
                All(province),
                ours,
                [.. theirs, .. peer.Events(range)],
                [.. theirs, .. peer.EventsInOnePass(range)]
            );
        }
    }

    private static IReadOnlyList<Indicator> All(BenchTown province) => [.. province.Additive, .. province.Distinct];

    private static double BestEvents(Peer peer, KeyRange asked) =>
        Math.Min(Clock.Median(() => peer.Events(asked)), Clock.Median(() => peer.EventsInOnePass(asked)));
}
