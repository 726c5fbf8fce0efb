using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class ListingOnSqlite(OnSqlite database) : ListingTests(database), IClassFixture<OnSqlite>;

public sealed class ListingOnPostgres(OnPostgres database) : ListingTests(database), IClassFixture<OnPostgres>;

public abstract class ListingTests(TestDatabase database)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("罗汉果", 1)]
    [InlineData("汉果", 1)]
    [InlineData("果", 2)]
    [InlineData("厂", 1)]
    [InlineData("果厂 投产", 1)]
    [InlineData("投产 果厂", 1)]
    [InlineData("果汉", 0)]
    [InlineData("wifi", 1)]
    [InlineData("Wi", 1)]
    [InlineData("2021", 1)]
    [InlineData("'\"*&| NOT :", 0)]
    public async Task Search_ByWords_FindsThem(string typed, int found)
    {
        var town = await LedgerTown.Found(database);
        await Titled(town, "罗汉果厂投产");
        await Titled(town, "水果采摘，WIFI 接通，2021年");
        await Titled(town, "党史学习");

        var page = await town.Ledger.Find(new(town.Unit("镇"), Text: typed), null, 10, Ct);

        Assert.Equal(found, page.Rows.Count);
        Assert.Equal(found, page.Total);
    }

    [Fact]
    public async Task Search_AfterACorrection_FindsTheNewWordsOnly()
    {
        var town = await LedgerTown.Found(database);
        var record = await Titled(town, "罗汉果");
        Assert.Single((await town.Ledger.Find(new(town.Unit("镇"), Text: "罗汉"), null, 10, Ct)).Rows);

        await town.Correct(record, record.Content with { Title = "沙田柚" });

        Assert.Empty((await town.Ledger.Find(new(town.Unit("镇"), Text: "罗汉"), null, 10, Ct)).Rows);
        Assert.Equal(
            2,
            (await town.Ledger.Find(new(town.Unit("镇"), Text: "田柚"), null, 10, Ct)).Rows.Single().Version
        );
    }

    [Fact]
    public async Task Find_PageByPage_GoesBackInTimeWithoutGaps()
    {
        var town = await LedgerTown.Found(database);
        for (var i = 0; i < 23; i++)
        {
            await town.Record("session", "石桥", $"2021-03-{1 + (i % 9):00}");
        }

        var rows = new List<RecordSummary>();
        string? cursor = null;
        do
        {
            var page = await town.Ledger.Find(new(town.Unit("镇")), cursor, 5, Ct);
            Assert.Equal(23, page.Total);
            rows.AddRange(page.Rows);
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(23, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(rows.OrderByDescending(r => r.On).ThenByDescending(r => r.Id), rows);
    }

    [Fact]
    public async Task Find_ByScopeKindDaysAndState_ShowsOnlyThese()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Withdraw(await town.Record("session", "石桥", "2021-03-02"));
        await town.Record("check", "上湾", "2021-04-01");
        await town.Record("session", "东坡", "2021-04-02");

        async Task<int> Count(RecordFilter filter) => (await town.Ledger.Find(filter, null, 10, Ct)).Rows.Count;

        Assert.Equal(4, await Count(new(town.Unit("县"))));
        Assert.Equal(3, await Count(new(town.Unit("镇"))));
        Assert.Equal(1, await Count(new(town.Unit("东坡"))));
        Assert.Equal(1, await Count(new(town.Unit("镇"), Kind: "check")));
        Assert.Equal(2, await Count(new(town.Unit("县"), Period: Period.Month(new(2021, 4, 1)))));
        Assert.Equal(1, await Count(new(town.Unit("县"), State: RecordState.Withdrawn)));
        Assert.Equal(1, await Count(new(town.Unit("县"), State: RecordState.Awaiting)));
        Assert.Single(await town.Ledger.Awaiting(town.Unit("镇"), 10, Ct));
        Assert.Empty(await town.Ledger.Awaiting(town.Unit("乡"), 10, Ct));
    }

    [Fact]
    public async Task Find_AfterAMerge_ShowsThePastWithTheSuccessor()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Change(seq => new UnitMerged(seq, town.Unit("石桥"), new(2021, 3, 1), town.Unit("东坡")));

        Assert.Single((await town.Ledger.Find(new(town.Unit("东坡")), null, 10, Ct)).Rows);
        Assert.Empty((await town.Ledger.Find(new(town.Unit("镇")), null, 10, Ct)).Rows);
    }

    [Fact]
    public async Task Find_RestrictedKinds_AreNeverThere()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("visit", "石桥", "2021-03-01", "carer@甲");

        Assert.Empty((await town.Ledger.Find(new(town.Unit("县")), null, 10, Ct)).Rows);
        Assert.Empty((await town.Ledger.Find(new(town.Unit("县"), Text: "visit"), null, 10, Ct)).Rows);
        Assert.Empty((await town.Ledger.Find(new(town.Unit("县"), Kind: "visit"), null, 10, Ct)).Rows);
    }

    private static async Task<RecordVersion> Titled(LedgerTown town, string title)
    {
        town.Clock.Set(new(2021, 4, 1, 0, 0, 0, TimeSpan.Zero));
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        return await town.Ledger.Record(
            town.Content("session", "石桥", "2021-03-01") with
            {
                Title = title,
            },
            LedgerTown.Author,
            Ct
        );
    }
}
