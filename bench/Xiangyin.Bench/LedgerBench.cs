using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using LedgerSpan = Xiangyin.Web.Ledger.Span;

namespace Xiangyin.Bench;

/// <summary>The ledger's figures, writes, history and size, beside plain tables in the same SQLite and in DuckDB.</summary>
internal static class LedgerBench
{
    public const int Year = 2021;

    /// <summary>
    /// Each side carries its own pages from the log into the file. SQLite does so every thousand pages, which with batches taken in turn would
    /// always fall on the same one.
    /// </summary>
    public const string Checkpoint = "PRAGMA wal_checkpoint(PASSIVE)";

    public static async Task Run(Table table)
    {
        Console.WriteLine("50,000 records of one town over ten years, 4 % corrected …");
        await using (var town = await BenchTown.Make(new() { Towns = 1, Records = 50_000 }))
        {
            ReadYear(table, town);
            ReadAsKnown(table, town);
            Size(table, town);
            await Verify(table, town);
            await Write(table, town);
        }

        Console.WriteLine("60,000 records of a province of 300 towns …");
        await using var province = await BenchTown.Make(
            new()
            {
                Towns = 300,
                Records = 60_000,
                MostKinds = 3,
            }
        );
        await DrillDown(table, province);
    }

    // Rows 1 and 2.
    private static void ReadYear(Table table, BenchTown town)
    {
        var asked = new KeyRange(0, long.MaxValue, Period.Year(Year));
        using var record = new Peer(town, town.Database.OpenConnection(), "record", PeerForm.WithText);
        record.Execute("CREATE INDEX record_day ON record (day)");
        using var plain = new Peer(
            town,
            town.Database.OpenConnection(),
            "plain",
            PeerForm.Plain,
            ", PRIMARY KEY (day, id)) WITHOUT ROWID"
        );
        using var duck = new Peer(town, Duck(":memory:"), "plain", PeerForm.Plain);
        var bench = new LaneReader(town);
        var ours = bench.FromCells(town.Ledger.Now);
        SayTheSame(town.Additive, ours, record.SixtyQueries(asked), plain.OnePass(asked), duck.OnePass(asked));

        var cells = Clock.Median(() => bench.FromCells(town.Ledger.Now));
        var sixty = Clock.Median(() => record.SixtyQueries(asked));
        var best = BestPass(plain, asked);
        table.Note($"a town's year, {town.Additive.Count} indicators, fetch and fold", Table.Milliseconds(cells));
        table.Add(
            "1 against 60 queries on a table of records, same SQLite",
            $"{Table.Milliseconds(sixty)} = {Table.Times(sixty / cells)}",
            "≥1,000×",
            sixty / cells >= 1000
        );
        table.Add(
            "1 against the best one pass over it",
            $"{Table.Milliseconds(best)} = {Table.Times(best / cells)}",
            "≥30×",
            best / cells >= 30
        );
        record.Execute("CREATE INDEX record_kind ON record (kind, day)");
        table.Note(
            "  60 queries with an index by kind and day",
            Table.Milliseconds(Clock.Median(() => record.SixtyQueries(asked)))
        );
        var duckBest = BestPass(duck, asked);
        table.Add(
            "2 a town's year against DuckDB's best plan",
            $"{Table.Milliseconds(duckBest)} = {Table.Times(cells / duckBest)}",
            "≤0.05×",
            cells / duckBest <= 0.05
        );

        var all = town
            .Ledger.Catalogue.Indicators.Where(i => !i.Id.StartsWith("bench-", StringComparison.Ordinal))
            .Select(i => town.Query(i))
            .ToList();
        table.Note(
            $"  all {all.Count} indicators of the catalogue with completeness, not cached",
            Table.Milliseconds(Clock.Median(() => bench.Fresh().Answer(all)))
        );
        Again();
        table.Note("  the same, asked again", Table.Milliseconds(Clock.Median(Again)));

        void Again() => town.Ledger.Figures(all, default).GetAwaiter().GetResult();
    }

    /// <summary>The best of a peer's passes.</summary>
    internal static double BestPass(Peer peer, KeyRange asked) =>
        Math.Min(Clock.Median(() => peer.OnePass(asked)), Clock.Median(() => peer.Grouped(asked)));

    /// <summary>Nothing is timed before all sides give the same values.</summary>
    internal static void SayTheSame(
        IReadOnlyList<Indicator> indicators,
        IReadOnlyList<decimal?> ours,
        params IEnumerable<IReadOnlyList<decimal?>> theirs
    )
    {
        foreach (var (indicator, value, other) in theirs.SelectMany(t => indicators.Zip(ours, t)))
        {
            if (value != other)
            {
                throw new InvalidOperationException($"{indicator.Id}: {value} against {other}");
            }
        }
    }

    internal static DuckDBConnection Duck(string file)
    {
        var connection = new DuckDBConnection($"DataSource={file}");
        connection.Open();
        return connection;
    }

    // Row 10: a month's end is read from cells, any other instant from the ledger.
    private static void ReadAsKnown(Table table, BenchTown town)
    {
        var bench = new LaneReader(town);
        var now = town.Ledger.Now;
        var monthEnd = town.Ledger.KnownAt(Day.EndOf(new(Year, 9, 30)));
        var (then, today) = Clock.Pair(
            () => Repeat(20, () => bench.FromCells(monthEnd)),
            () => Repeat(20, () => bench.FromCells(now))
        );
        table.Add("10 as known at a month's end against now", Table.Times(then / today), "≤2×", then / today <= 2);
        var middle = town.Ledger.KnownAt(Day.EndOf(new(Year, 9, 17)));
        var (any, current) = Clock.Pair(() => bench.FromLedger(middle), () => bench.FromLedger(now));
        table.Add(
            "10 as known at any instant against the same pass over the current ledger",
            Table.Times(any / current),
            "≤1.2×",
            any / current <= 1.2
        );
    }

    private static void Repeat(int times, Func<object> action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    // Row 11: the same columns without sign, sequence, version and month of recording, current rows only.
    private static void Size(Table table, BenchTown town)
    {
        var ledger = Copy(
            "CREATE TABLE c.l AS SELECT * FROM ledger WHERE 0",
            "CREATE TABLE c.ledger (county, kind, year, unit_key, day, id, version, sign, seq, recorded_month, unit_id, follows, facts, PRIMARY KEY (county, kind, year, unit_key, day, id, version, sign)) WITHOUT ROWID",
            "INSERT INTO c.ledger SELECT county, kind, year, unit_key, day, id, version, sign, seq, recorded_month, unit_id, follows, facts FROM ledger"
        );
        var plain = Copy(
            "CREATE TABLE c.plain (county, kind, year, unit_key, day, id, version, unit_id, follows, facts, PRIMARY KEY (county, kind, year, unit_key, day, id)) WITHOUT ROWID",
            "INSERT INTO c.plain SELECT county, kind, year, unit_key, day, id, max(version), unit_id, follows, facts FROM ledger WHERE sign = 1 GROUP BY county, kind, year, unit_key, day, id"
        );
        table.Add(
            "11 the ledger's size against no history, 4 % corrections",
            $"{ledger / 1048576.0:0.0} / {plain / 1048576.0:0.0} MB = {Table.Times((double)ledger / plain)}",
            "≤1.25×",
            ledger <= plain * 1.25
        );

        long Copy(params string[] statements)
        {
            var file = town.File + ".copy";
            using (var connection = town.Database.OpenConnection())
            {
                Execute(connection, $"ATTACH '{file}' AS c");
                Array.ForEach(statements, s => Execute(connection, s));
                Execute(connection, "DETACH c");
            }

            var length = new FileInfo(file).Length;
            File.Delete(file);
            return length;
        }
    }

    // Row 13.
    private static async Task Verify(Table table, BenchTown town)
    {
        var cells = (long)Scalar(town, "SELECT COUNT(*) FROM cell")!;
        var start = Stopwatch.GetTimestamp();
        var differences = await town.Ledger.Verify(default);
        var ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        table.Add(
            $"13 incremental cells equal rebuilt ones ({cells} cells)",
            $"{differences.Count} differ, {Table.Milliseconds(ms / cells)} a cell",
            "0, ≤1 ms",
            differences.Count == 0 && ms / cells <= 1
        );
    }

    // Row 7.
    private static async Task Write(Table table, BenchTown town)
    {
        Session session;
        using (var writing = await town.Database.Keep(default))
        {
            session = writing.Session;
        }

        using var raw = new RawInserts(town).Open();
        foreach (
            var (mode, batch, goal, rounds, size) in new[]
            {
                ("NORMAL", 1, 0.65, 15, 200),
                ("FULL", 1, 0.80, 15, 100),
                ("FULL", 1000, 0.95, 15, 1000),
            }
        )
        {
            session.Run($"PRAGMA synchronous = {mode}");
            raw.Execute($"PRAGMA synchronous = {mode}");
            var (ours, theirs) = Clock.Pair(
                () => Ours(town, session, size, batch),
                () =>
                {
                    raw.Write(town.Some(size), batch);
                    raw.Execute(Checkpoint);
                },
                rounds
            );
            var name = batch == 1 ? $"synchronous={mode}, one a transaction" : $"batches of {batch:N0}";
            table.Add(
                $"7 writes against raw inserts, {name}",
                $"{size * 1000 / ours:0} / {size * 1000 / theirs:0} a second = {theirs / ours:P0}",
                $"≥{goal:P0}",
                theirs / ours >= goal
            );
        }
    }

    private static void Ours(BenchTown town, Session session, int count, int batch)
    {
        foreach (var part in town.Some(count).Select(r => (Change)new NewRecord(r, r.Author)).Chunk(batch))
        {
            town.Ledger.Write(part, default).GetAwaiter().GetResult();
        }

        session.Run(Checkpoint);
    }

    // Row 12.
    private static async Task DrillDown(Table table, BenchTown province)
    {
        var kind = province.Some(1).Single().Kind;
        var indicator = province.Additive.First(i => i.Policies[0].Formula.ToString() == $"count({kind})");
        var all = new Period(new(BenchTown.FirstYear, 1, 1), Period.Year(Year).To);
        var (high, low) = (
            province.Query(indicator, unit: BenchTown.Province) with
            {
                Period = all,
            },
            province.Query(indicator, unit: BenchTown.Town(7)) with
            {
                Period = all,
            }
        );
        var page = await province.Ledger.Behind(high, null, 50, default);
        var least = (await province.Ledger.Behind(low, null, 50, default)).Rows.Count;
        var figure = await province.Ledger.Figure(high, default);
        var (above, below) = Clock.Pair(() => First(high), () => First(low), 41);
        table.Add(
            "12 drill-down's first page, province against town",
            $"{page.Rows.Count} of {page.Total} records in {Table.Milliseconds(above)}, {least} of the town's in {Table.Milliseconds(below)} = {Table.Times(above / below)}; cells say {figure.Amount.Value:0}",
            "≤1.5×, equal",
            above / below <= 1.5 && page.Total == figure.Amount.Value
        );

        void First(FigureQuery query) => province.Ledger.Behind(query, null, 50, default).GetAwaiter().GetResult();
    }

    internal static object? Scalar(BenchTown town, string sql)
    {
        using var connection = town.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    internal static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
