using System.Data.Common;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>Writes to PostgreSQL beside raw inserts into equally full tables: one writer, and eight at once.</summary>
internal sealed class WriterBench : IAsyncDisposable
{
    private const int Writers = 8;
    private const int Rounds = 9;
    private const int PerTown = 1_000;

    // Each with its own connections, as the sites of eight counties that share a server.
    private readonly IReadOnlyList<BenchTown> counties;
    private readonly DbConnection server;
    private readonly RawInserts raw;

    private WriterBench(IReadOnlyList<BenchTown> counties)
    {
        this.counties = counties;
        server = counties[0].Database.OpenConnection();
        raw = new(counties[0]);
    }

    public static async Task Run(Table table)
    {
        Console.WriteLine(
            $"{Writers} counties of {BenchTown.TownsInCounty} towns of {PerTown:N0} records each in PostgreSQL …"
        );
        var address = await PostgresServer.CreateDatabaseAsync();
        var counties = new List<BenchTown>();
        for (var county = 1; county <= Writers; county++)
        {
            counties.Add(
                await BenchTown.Make(
                    new()
                    {
                        Towns = BenchTown.TownsInCounty,
                        Records = BenchTown.TownsInCounty * PerTown,
                        FirstYear = LedgerBench.Year,
                        ConnectionString = address,
                        County = county,
                    }
                )
            );
        }

        await using var bench = new WriterBench(counties);
        bench.One(table);
        bench.Eight(table);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var county in counties)
        {
            await county.DisposeAsync();
        }
    }

    // Row 8, one writer. Where it doesn't wait for the disk, nothing hides what the ledger does besides.
    private void One(Table table)
    {
        const int Size = 200;
        using var writer = raw.Open();
        foreach (var waits in new[] { false, true })
        {
            Set("synchronous_commit", waits ? "on" : "off");
            var (ours, theirs) = Clock.Pair(
                () => Write(counties[0].Ledger, counties[0].Some(Size)),
                () => writer.Write(counties[0].Some(Size)),
                Rounds
            );
            Rate(table, $"one writer, {(waits ? "flushing" : "not flushing")} each commit", Size, ours, theirs, 0.5);
        }
    }

    // Rows 8 and 9, eight writers. Whoever commits while another flushes shares the flush; it takes as long as an ordinary disk's.
    private void Eight(Table table)
    {
        const int Size = 50;
        Set("commit_siblings", "0");
        Set("commit_delay", "5000");
        var writers = Enumerable.Range(0, Writers).Select(_ => raw.Open()).ToList();
        var (apart, theirs) = Clock.Pair(Apart, Raw, Rounds);
        Rate(table, "8 writers, flush of 5 ms, a town each in 8 counties", Writers * Size, apart, theirs, 0.8);
        var (together, again) = Clock.Pair(Together, Raw, Rounds);
        Rate(table, "8 writers, flush of 5 ms, a town each in one county", Writers * Size, together, again, 0.8);
        writers.ForEach(w => w.Dispose());

        KeepAncestors();
        var with = Clock.Median(Apart);
        table.Add(
            "9 eight writers in different towns against ancestors' totals in the transaction",
            $"{Writers * Size * 1000 / apart:0} / {Writers * Size * 1000 / with:0} a second = {Table.Times(with / apart)}",
            "≥2.4×",
            with / apart >= 2.4
        );

        void Apart() => AtOnce(w => Write(counties[w].Ledger, counties[w].Some(Size, w)));
        void Together() => AtOnce(w => Write(counties[0].Ledger, counties[w].Some(Size, w)));
        void Raw() => AtOnce(w => writers[w].Write(counties[w].Some(Size, w)));
    }

    /// <summary>
    /// The variant of row 9: with each cell, the totals of its county and of the province are written in the same transaction. That they are not
    /// added up, and are one row whichever the block, is to its advantage.
    /// </summary>
    private void KeepAncestors()
    {
        LedgerBench.Execute(
            server,
            """
            CREATE TABLE ancestor_cell (
                county BIGINT, year INTEGER, month INTEGER, recorded_month INTEGER, lanes BYTEA,
                PRIMARY KEY (county, year, month, recorded_month)
            );
            CREATE FUNCTION keep_ancestors() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO ancestor_cell VALUES (NEW.county, NEW.year, NEW.month, NEW.recorded_month, NEW.lanes)
                ON CONFLICT (county, year, month, recorded_month) DO UPDATE SET lanes = excluded.lanes;
                INSERT INTO ancestor_cell VALUES (0, NEW.year, NEW.month, NEW.recorded_month, NEW.lanes)
                ON CONFLICT (county, year, month, recorded_month) DO UPDATE SET lanes = excluded.lanes;
                RETURN NULL;
            END $$;
            CREATE TRIGGER keep_ancestors AFTER INSERT OR UPDATE ON cell FOR EACH ROW EXECUTE FUNCTION keep_ancestors();
            """
        );
    }

    private static void Write(TownLedger ledger, IEnumerable<WorkRecord> records)
    {
        foreach (var record in records)
        {
            ledger.Write([new NewRecord(record, record.Author)], default).GetAwaiter().GetResult();
        }
    }

    private static void AtOnce(Action<int> write) =>
        Task.WaitAll(
            Enumerable
                .Range(0, Writers)
                .Select(w =>
                    Task.Factory.StartNew(
                        () => write(w),
                        default,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                )
        );

    private static void Rate(Table table, string who, int size, double ours, double theirs, double goal) =>
        table.Add(
            $"8 PostgreSQL writes against raw inserts, {who}",
            $"{size * 1000 / ours:0} / {size * 1000 / theirs:0} a second = {theirs / ours:P0}",
            $"≥{goal:P0}",
            theirs / ours >= goal
        );

    // Every connection follows within a moment.
    private void Set(string setting, string value)
    {
        LedgerBench.Execute(server, $"ALTER SYSTEM SET {setting} = {value}");
        LedgerBench.Execute(server, "SELECT pg_reload_conf()");
        Thread.Sleep(500);
    }
}
