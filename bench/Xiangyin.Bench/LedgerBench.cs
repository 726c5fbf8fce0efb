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
        await using (var town = await BenchTown.Make(towns: 1, records: 50_000, corrected: 0.04))
        {
            var peers = new Peers(town);
            await ReadYear(table, town, peers);
            ReadAsKnown(table, town);
            Size(table, town);
            await Verify(table, town);
            peers.Dispose();
            await Write(table, town);
        }

        Console.WriteLine("60,000 records of a province of 300 towns …");
        await using var province = await BenchTown.Make(towns: 300, records: 60_000, corrected: 0.04, mostKinds: 3);
        await DrillDown(table, province);
    }

    private static FigureQuery Query(
        BenchTown town,
        Indicator indicator,
        KnownAt? knownAt = null,
        UnitId? unit = null
    ) =>
        new(
            indicator.Id,
            unit ?? BenchTown.Town(0),
            Period.Year(Year),
            Period.Year(Year).To,
            knownAt ?? town.Ledger.Now
        );

    // Rows 1 and 2.
    private static async Task ReadYear(Table table, BenchTown town, Peers peers)
    {
        var bench = new Reader(town);
        var ours = bench.FromCells(town.Ledger.Now);
        var theirs = peers.SixtyQueries(Year);
        for (var i = 0; i < town.Additive.Count; i++)
        {
            if (ours[i] != theirs[i] || peers.OnePass(Year)[i] != theirs[i] || peers.DuckOnePass(Year)[i] != theirs[i])
            {
                throw new InvalidOperationException($"{town.Additive[i].Id}: {ours[i]} against {theirs[i]}");
            }
        }

        var cells = Clock.Median(() => bench.FromCells(town.Ledger.Now));
        var sixty = Clock.Median(() => peers.SixtyQueries(Year));
        var onePass = Clock.Median(() => peers.OnePass(Year));
        var grouped = Clock.Median(() => peers.Grouped(Year));
        var best = Math.Min(onePass, grouped);
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
        peers.Index();
        table.Note(
            "  60 queries with an index by kind and day",
            Table.Milliseconds(Clock.Median(() => peers.SixtyQueries(Year)))
        );
        var duck = Math.Min(Clock.Median(() => peers.DuckOnePass(Year)), Clock.Median(() => peers.DuckGrouped(Year)));
        table.Add(
            "2 a town's year against DuckDB's best plan",
            $"{Table.Milliseconds(duck)} = {Table.Times(cells / duck)}",
            "≤0.05×",
            cells / duck <= 0.05
        );

        var all = town
            .Ledger.Catalogue.Indicators.Where(i => !i.Id.StartsWith("bench-", StringComparison.Ordinal))
            .Select(i => Query(town, i))
            .ToList();
        table.Note(
            $"  all {all.Count} indicators of the catalogue with completeness, not cached",
            Table.Milliseconds(Clock.Median(() => bench.Fresh().Answer(all)))
        );
        await town.Ledger.Figures(all, default);
        table.Note(
            "  the same, asked again",
            Table.Milliseconds(Clock.Median(() => town.Ledger.Figures(all, default).GetAwaiter().GetResult()))
        );
    }

    // Row 10: a month's end is read from cells, any other instant from the ledger.
    private static void ReadAsKnown(Table table, BenchTown town)
    {
        var bench = new Reader(town);
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

        using var raw = new RawInserts(town);
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
            raw.Synchronous(mode);
            var (ours, theirs) = Clock.Pair(
                () => Ours(town, session, size, batch),
                () => raw.Write(size, batch),
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
        foreach (
            var part in Enumerable
                .Range(0, count)
                .Select(_ => town.One(new(Year, 12, 30)))
                .Select(r => (Change)new NewRecord(r, r.Author))
                .Chunk(batch)
        )
        {
            town.Ledger.Write(part, default).GetAwaiter().GetResult();
        }

        session.Run(Checkpoint);
    }

    // Row 12.
    private static async Task DrillDown(Table table, BenchTown province)
    {
        var kind = province.One(new(Year, 12, 30)).Kind;
        var indicator = province.Additive.First(i => i.Policies[0].Formula.ToString() == $"count({kind})");
        var all = new Period(new(BenchTown.FirstYear, 1, 1), Period.Year(Year).To);
        var (high, low) = (
            Query(province, indicator, unit: BenchTown.Province) with
            {
                Period = all,
            },
            Query(province, indicator, unit: BenchTown.Town(7)) with
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

    private static object? Scalar(BenchTown town, string sql)
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

    /// <summary>The ledger's own reading, without its cache.</summary>
    private sealed class Reader(BenchTown town)
    {
        private readonly Register register = new(town.Database, 1);

        public FigureReader Fresh() => new(register);

        public IReadOnlyList<decimal?> FromCells(KnownAt known)
        {
            var state = register.Current;
            using var session = town.Database.Read();
            var (reach, folds) = Folds(state, known);
            var cells = new CellFold(session, 1);
            cells.Add(reach.Cells, (state.Shelves.First, state.Shelves.Last), register.CellsUpTo(state, known)!.Value);
            foreach (var fold in folds)
            {
                cells.Give(state.SlotOf(fold.Term)!, fold);
            }

            return [.. folds.Select(f => f.Value.Amount.Value)];
        }

        public IReadOnlyList<decimal?> FromLedger(KnownAt known)
        {
            var state = register.Current;
            using var session = town.Database.Read();
            var (_, folds) = Folds(state, known);
            new LedgerScan(session, 1, state).Run(Book.Ledger, [.. folds]);
            return [.. folds.Select(f => f.Value.Amount.Value)];
        }

        private (Reach Reach, List<LaneFold> Folds) Folds(LedgerState state, KnownAt known)
        {
            var (tree, places) = register.TreeAt(state, known.Seq);
            var adopted = state.CatalogueAt(known.Seq);
            var reach = new Reach(tree, places, Query(town, town.Additive[0], known), Nature.Flow);
            return (
                reach,
                [
                    .. town.Additive.Select(i =>
                        (LaneFold)Fold.Of(adopted.Readers(i.Policies[0], state.Symbols)[0], reach, known.Seq)
                    ),
                ]
            );
        }
    }
}
