using System.Diagnostics;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>A process that is killed while it writes loses nothing that it acknowledged.</summary>
public sealed class CrashTests
{
    private const int AcknowledgedBeforeTheKill = 120;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_WhileWriting_LosesNothingAcknowledged(bool postgres)
    {
        var folder = Directory.CreateTempSubdirectory("xy-crash-");
        try
        {
            var connection = postgres ? await PostgresServer.CreateDatabaseAsync() : null;
            var acknowledged = await WriteUntilKilled(folder.FullName, connection);

            using var database = Database.Open(folder.FullName, connection);
            var ledger = new TownLedger(database, TimeProvider.System);
            Assert.True(acknowledged.Count >= AcknowledgedBeforeTheKill);
            foreach (var id in acknowledged)
            {
                Assert.NotEmpty(await ledger.History(id, LedgerTown.Author, Ct));
            }

            Assert.Empty(await ledger.Verify(Ct));
            // Every sequence left its version, its ledger row and its share of the cells, or none of them.
            var records = ledger.Now.Seq - 2;
            var all = new FigureQuery("sessions", new(1), Period.Year(2021), new(2021, 12, 31), ledger.Now);
            Assert.Equal(records, (await ledger.Figure(all, Ct)).Operands[0].Records);
            Assert.Equal(records, (await ledger.BehindIds(all, 0, Ct)).Count);
            Assert.Equal(ledger.Now.Seq + 1, (await ledger.Record(Content(), LedgerTown.Author, Ct)).Seq);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the killed process does: run by <see cref="WriteUntilKilled"/>, never on its own.</summary>
    [Fact(Explicit = true)]
    public async Task Write_UntilKilled()
    {
        var folder = Environment.GetEnvironmentVariable("XIANGYIN_CRASH_FOLDER")!;
        using var database = Database.Open(folder, Environment.GetEnvironmentVariable("XIANGYIN_CRASH_DATABASE"));
        var ledger = new TownLedger(database, TimeProvider.System);
        await ledger.AdoptCatalogue(TestCatalogue.First, Ct);
        await ledger.ChangeUnits(
            seq => [new UnitFounded(seq, new(1), new(2000, 1, 1), UnitType.Town, new("镇", "鎮", "Town"), null)],
            Ct
        );
        await using var acknowledged = new StreamWriter(Path.Combine(folder, "acknowledged")) { AutoFlush = true };
        while (true)
        {
            var version = await ledger.Record(Content(), LedgerTown.Author, Ct);
            await acknowledged.WriteLineAsync($"{version.Content.Id:D}.");
        }
    }

    private static WorkRecord Content() =>
        new()
        {
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Kind = "session",
            KindVersion = 1,
            Unit = new(1),
            On = new(2021, 3, 1),
            Title = "学习",
            Author = LedgerTown.Author,
        };

    private static async Task<IReadOnlyList<Guid>> WriteUntilKilled(string folder, string? connection)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(CrashTests).Assembly.Location,
                "--explicit",
                "only",
                "--filter-method",
                $"{typeof(CrashTests).FullName}.{nameof(Write_UntilKilled)}",
            ]
        )
        {
            RedirectStandardOutput = true,
            Environment = { ["XIANGYIN_CRASH_FOLDER"] = folder, ["XIANGYIN_CRASH_DATABASE"] = connection ?? "" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var limit = Stopwatch.StartNew();
            while (Acknowledged(folder).Count < AcknowledgedBeforeTheKill)
            {
                Assert.True(
                    limit.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited,
                    "the writing process did not write"
                );
                await Task.Delay(20, Ct);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return Acknowledged(folder);
    }

    // A line without its full stop was not yet written when the process ended.
    private static List<Guid> Acknowledged(string folder)
    {
        var file = Path.Combine(folder, "acknowledged");
        if (!File.Exists(file))
        {
            return [];
        }

        using var text = new StreamReader(
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        );
        return
        [
            .. text.ReadToEnd()
                .Split('\n')
                .Where(line => line.EndsWith('.'))
                .Select(line => Guid.Parse(line.TrimEnd('.'))),
        ];
    }
}
