using CsCheck;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class TotalsOnSqlite(OnSqlite database) : TotalsTests(database), IClassFixture<OnSqlite>;

public sealed class TotalsOnPostgres(OnPostgres database) : TotalsTests(database), IClassFixture<OnPostgres>;

public abstract class TotalsTests(TestDatabase database)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MonthThatIsOver_IsReadFromOneTotal_AndTheOpenOneFromTowns()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Record("session", "东坡", "2021-03-02");
        Assert.Equal(0, Count(town, "level < 3"));

        await town.Record("session", "东坡", "2021-04-02");

        Assert.Equal(1, Count(town, "level = 2 AND block = 0 AND month = 3"));
        Assert.Equal(1, Count(town, "level = 7 AND block = 0 AND month = 3"));
        Assert.Equal(0, Count(town, "level <> 4 AND month = 4"));
        Assert.Equal(1, Count(town, "level = 4 AND block = 0"));
        Assert.Equal(3, await town.Value("sessions", unit: "县"));
        Assert.Empty(await town.Ledger.Verify(Ct));

        Assert.Equal(3, await WithoutCellsOf(town, "level < 4"));
    }

    [Fact]
    public async Task LaterRecordsOfAMonth_AreAddedToItsTotal_AsTheirOwnMonthsEnd()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        for (var month = 4; month <= 6; month++)
        {
            town.Clock.Set(new(2021, month, 10, 0, 0, 0, TimeSpan.Zero));
            await town.Record("session", "石桥", "2021-03-20");
        }

        Assert.Equal(3, Count(town, "level = 3 AND block = 0 AND month = 3"));
        Assert.Equal(1, Count(town, "level = 8 AND block = 0 AND month = 3"));
        Assert.Equal(4, await town.Value("sessions", unit: "县"));
        Assert.Empty(await town.Ledger.Verify(Ct));

        Assert.Equal(4, await WithoutCellsOf(town, "level < 4"));
    }

    [Fact]
    public async Task AlteredTotal_IsFound()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Record("session", "石桥", "2021-04-01");
        Run(town, "DELETE FROM cell WHERE county = @county AND level = 1");
        Run(town, "DELETE FROM cell_events WHERE county = @county AND level = 4");

        var found = await town.Ledger.Verify(Ct);

        Assert.Contains(found, d => d.Part == "block 0 of level 1");
        Assert.DoesNotContain(found, d => d.Part == "block 0 of level 6");
        Assert.Contains(found, d => d.Part.StartsWith("events of slot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SharedEvent_CorrectedInALaterMonth_IsCountedOnceFromCells()
    {
        var town = await LedgerTown.Found(database);
        var host = await town.Record("session", "石桥", "2021-03-01");
        var content = town.Content("session", "东坡", "2021-03-01") with { Event = host.Content.Id };
        var part = await town.Ledger.Record(content, LedgerTown.Author, Ct);
        Assert.Equal(1, await town.Value("session-events", unit: "县"));

        town.Clock.Advance(TimeSpan.FromDays(40));
        await town.Correct(part, part.Content with { Event = null });
        Assert.Equal(2, await town.Value("session-events", unit: "县"));

        // Whole months come from cells alone.
        Run(town, "DELETE FROM ledger WHERE county = @county");
        Assert.Equal(2, (await town.OpenAgain().Figure(town.Query("session-events", "县"), Ct)).Amount.Value);
    }

    // What another program that opens the ledger then says.
    private static async Task<decimal?> WithoutCellsOf(LedgerTown town, string where)
    {
        Run(town, $"DELETE FROM cell WHERE county = @county AND {where}");
        return (await town.OpenAgain().Figure(town.Query("sessions", "县"), Ct)).Amount.Value;
    }

    private static long Count(LedgerTown town, string where)
    {
        using var session = town.Database.Read();
        using var rows = session.Query($"SELECT COUNT(*) FROM cell WHERE county = @county AND {where}", town.County);
        return rows.Next() ? rows.Int(0) : 0;
    }

    private static void Run(LedgerTown town, string sql)
    {
        using var session = town.Database.Read();
        session.Run(sql, town.County);
    }
}

public sealed class CoverTests
{
    [Fact]
    public void Cover_OfAnyKeys_HoldsEachOnce_AndAsHighAsItMay() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, 3])
            .Sample(
                (a, b, depth) =>
                {
                    var span = UnitKey.Span(depth);
                    var (low, high) = (Math.Min(a, b) / span * span, (Math.Max(a, b) / span * span) + (span - 1));
                    var next = (Int128)low;
                    foreach (var (level, from, to) in Totals.Cover(low, high))
                    {
                        Assert.Equal(next, from);
                        Assert.Equal(0, (Int128)from % UnitKey.Span(level));
                        Assert.Equal(0, ((Int128)to + 1) % UnitKey.Span(level));
                        next = (Int128)to + 1;
                    }

                    Assert.Equal((Int128)high + 1, next);
                }
            );

    [Fact]
    public void Cover_OfAProvince_IsOneTotal()
    {
        var low = UnitKey.Child(0, 0, 63);

        Assert.Equal([(0, low, long.MaxValue)], Totals.Cover(low, long.MaxValue));
    }
}

public sealed class EventCountsTests
{
    [Fact]
    public void AddedInAnyOrder_AndThroughRows_CountAsADictionaryWould() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 1].Select(n => (n * 2) - 1), Gen.Int[0, 5])
            .Array[0, 200]
            .Sample(added =>
            {
                var expected = new Dictionary<UInt128, int>();
                var (counts, part) = (new EventCounts(), new EventCounts());
                foreach (var (number, sign, cut) in added)
                {
                    var id = ((UInt128)(number * 7919 % 41) << 64) | (UInt128)number;
                    expected[id] = expected.GetValueOrDefault(id) + sign;
                    part.Add(id, sign);
                    if (cut == 0)
                    {
                        counts.Add(part.ToBytes());
                        part = new();
                    }
                }

                counts.Add(part.ToBytes());
                Assert.Equal(expected.Values.Count(n => n > 0), counts.Events);
                Assert.Equal(expected.Values.Sum(), counts.Records);
                Assert.All(expected, e => Assert.Equal(e.Value > 0, counts.Has(e.Key)));
                Assert.Equal(expected.Values.All(n => n == 0), counts.IsEmpty);
            });
}
