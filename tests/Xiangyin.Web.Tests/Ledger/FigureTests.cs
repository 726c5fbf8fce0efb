using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class FiguresOnSqlite(OnSqlite database) : FigureTests(database), IClassFixture<OnSqlite>;

public sealed class FiguresOnPostgres(OnPostgres database) : FigureTests(database), IClassFixture<OnPostgres>;

public abstract class FigureTests(TestDatabase database)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Count_OfTheYear_HasEveryRecordBelow()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Record("session", "上湾", "2021-03-15");
        await town.Record("session", "东坡", "2021-03-16");
        await town.Record("session", "镇", "2021-04-01");

        Assert.Equal(3, await town.Value("sessions"));
        Assert.Equal(1, await town.Value("sessions", "石桥"));
        Assert.Equal(4, await town.Value("sessions", "县"));
    }

    [Fact]
    public async Task CutOff_InTheMiddleOfAMonth_CountsUpToThatDay()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Record("session", "上湾", "2021-03-15");
        await town.Record("session", "上湾", "2021-03-16");

        Assert.Equal(2, await town.Value("sessions", cutOff: "2021-03-15"));
        Assert.Equal(3, await town.Value("sessions", cutOff: "2021-03-31"));
        Assert.Equal(2, await town.Value("sessions", days: "2021-03-02..2021-05-20"));
    }

    [Fact]
    public async Task Sum_OfApproximateAmounts_SaysHowSureItIs()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("leaflet", "石桥", "2021-06-01", "copies=1000 topic=law");
        await town.Record("leaflet", "上湾", "2021-06-02", "copies>=5240 topic=health");
        await town.Record("leaflet", "下湾", "2021-06-03", "copies=? topic=health");
        await town.Record("leaflet", "下湾", "2021-06-04", "copies=900 topic=health reported");

        var figure = await town.Figure("leaflets");

        Assert.Equal(new Amount(6240, Approximation.AtLeast, Basis.Counted, 1, 900), figure.Amount);
        Assert.Equal(5240, await town.Value("health-leaflets"));
    }

    [Fact]
    public async Task KnownAt_BeforeACorrection_HasTheOldAmount()
    {
        var town = await LedgerTown.Found(database);
        var record = await town.Record("leaflet", "石桥", "2021-06-01", "copies=100");
        var before = town.Ledger.Now;
        var corrected = await town.Correct(
            record,
            record.Content with
            {
                Measures = new Dictionary<string, Measure> { ["copies"] = new(300) },
            }
        );
        var between = town.Ledger.Now;
        await town.Withdraw(corrected);

        Assert.Equal(100, await town.Value("leaflets", knownAt: before));
        Assert.Equal(300, await town.Value("leaflets", knownAt: between));
        Assert.Equal(0, (await town.Figure("leaflets")).Operands[0].Records);
    }

    [Fact]
    public async Task KnownAt_EndOfAMonth_IsAnsweredByCells()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Record("session", "石桥", "2021-04-02");
        town.Clock.Set(Day.StartOf(new(2021, 5, 20)));
        await town.Record("session", "上湾", "2021-03-09");

        // The county's rows are gone; what is still known comes from cells.
        await RunSql(town, "DELETE FROM ledger WHERE county = @county");

        Assert.Equal(1, await Count(town.Ledger.KnownAt(Day.EndOf(new(2021, 3, 31)))));
        Assert.Equal(2, await Count(town.Ledger.KnownAt(Day.EndOf(new(2021, 4, 30)))));
        Assert.Equal(3, await Count(town.Ledger.Now));

        async Task<decimal?> Count(KnownAt knownAt) =>
            (await town.Figure("sessions", knownAt: knownAt)).Operands[0].Amount.Value;
    }

    [Fact]
    public async Task Correction_ToAnotherVillageAndYear_MovesTheRecord()
    {
        var town = await LedgerTown.Found(database);
        var record = await town.Record("session", "石桥", "2021-06-01");
        await town.Correct(
            record,
            record.Content with
            {
                Unit = town.Unit("东坡"),
                On = LedgerTown.OnDay("2020-12-30"),
            }
        );

        Assert.Equal(0, (await town.Figure("sessions", "镇")).Operands[0].Records);
        Assert.Equal(1, await town.Value("sessions", "乡", "2020"));
        Assert.Empty(await town.Ledger.Verify(Ct));
    }

    [Fact]
    public async Task KindThatAsksForConfirmation_CountsFromTheConfirmation()
    {
        var town = await LedgerTown.Found(database);
        var record = await town.Record("placement", "镇", "2021-06-01", "level=city placementOf->a");

        var waiting = await town.Figure("city-placements");
        var confirmed = await town.Confirm(record);
        var counted = await town.Figure("city-placements");
        await town.Correct(
            confirmed,
            confirmed.Content with
            {
                Dimensions = new Dictionary<string, string> { ["level"] = "county" },
            }
        );
        var corrected = await town.Figure("city-placements");

        Assert.Equal((0m, 1L), (waiting.Amount.Value, waiting.Completeness.Awaiting));
        Assert.Equal((1m, 0L), (counted.Amount.Value, counted.Completeness.Awaiting));
        // The old content stays counted until the new one is confirmed.
        Assert.Equal(1m, corrected.Amount.Value);
    }

    [Fact]
    public async Task Highest_OfAnArticlePlacedTwice_CountsItOnce()
    {
        var town = await LedgerTown.Found(database);
        foreach (
            var details in new[]
            {
                "level=city placementOf->a",
                "level=county placementOf->a",
                "level=city placementOf->b",
                "level=central placementOf->b",
            }
        )
        {
            await town.Confirm(await town.Record("placement", "镇", "2021-06-01", details));
        }

        Assert.Equal(2, await town.Value("city-placements", policy: "every"));
        Assert.Equal(1, await town.Value("city-placements", policy: "highest"));
        Assert.Equal(
            1,
            (await town.Ledger.Behind(town.Query("city-placements", policy: "highest"), null, 10, Ct)).Total
        );
    }

    [Fact]
    public async Task MergedVillage_OrganisedNow_GivesItsPastToItsSuccessor()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-02-01");
        await town.Record("session", "上湾", "2021-02-02");
        await town.Change(seq => new UnitMerged(seq, town.Unit("石桥"), new(2021, 7, 1), town.Unit("上湾")));

        town.Clock.Set(new(2021, 8, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await town.Value("sessions", "上湾"));
        Assert.Equal(2, await town.Value("sessions", "上湾", organised: Organised.Now));
        Assert.Equal(2, await town.Value("sessions", "镇", organised: Organised.Now));
    }

    [Fact]
    public async Task MovedVillage_OrganisedNow_TakesItsPastAlong()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-02-01");
        await town.Record("session", "上湾", "2021-02-02");
        await town.Change(seq => new UnitMoved(seq, town.Unit("石桥"), new(2021, 3, 10), town.Unit("乡")));
        await town.Record("session", "石桥", "2021-03-20");

        Assert.Equal(2, await town.Value("sessions", "镇"));
        Assert.Equal(1, await town.Value("sessions", "乡"));
        Assert.Equal(1, await town.Value("sessions", "镇", organised: Organised.Now));
        Assert.Equal(2, await town.Value("sessions", "乡", organised: Organised.Now));
        Assert.Equal(3, await town.Value("sessions", "县", organised: Organised.Now));
    }

    [Fact]
    public async Task SplitVillage_OrganisedNow_LeavesItsPastWithTheTown()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-02-01");
        await town.Found("桥东", UnitType.Village, "镇", "2021-05-01");
        await town.Found("桥西", UnitType.Village, "镇", "2021-05-01");
        await town.Change(seq => new UnitSplit(
            seq,
            town.Unit("石桥"),
            new(2021, 5, 1),
            [town.Unit("桥东"), town.Unit("桥西")]
        ));
        town.Clock.Set(new(2021, 8, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(1, await town.Value("sessions", "镇", organised: Organised.Now));
        Assert.Equal(0, (await town.Figure("sessions", "桥东", organised: Organised.Now)).Operands[0].Records);
    }

    [Fact]
    public async Task Stock_ByCutOff_IsTheBalanceSinceTheBeginning()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("room-opened", "石桥", "2019-04-01");
        await town.Record("room-opened", "上湾", "2020-04-01");
        await town.Record("room-closed", "石桥", "2021-07-09");
        await town.Record("appointed", "石桥", "2020-04-01", "post=officer person@甲");
        await town.Record("appointed", "石桥", "2020-04-01", "post=publicist person@甲");
        await town.Record("left", "石桥", "2021-07-09", "post=officer person@甲");

        Assert.Equal(2, await town.Value("rooms", cutOff: "2021-07-08"));
        Assert.Equal(1, await town.Value("rooms", cutOff: "2021-07-09"));
        Assert.Equal(1, await town.Value("people"));
        Assert.Equal(1, await town.Value("publicists"));
    }

    [Fact]
    public async Task ChangedCatalogue_BeforeItsCellsAreFilled_IsAnsweredByTheLedger()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("leaflet", "石桥", "2021-03-01", "copies=10 topic=hygiene");
        await town.Record("leaflet", "石桥", "2021-03-01", "copies=5 topic=health");
        await town.Record("briefing", "石桥", "2021-03-02");
        var before = town.Ledger.Now;
        await town.Ledger.AdoptCatalogue(TestCatalogue.Second, Ct);

        async Task AssertAnswers(TownLedger ledger)
        {
            Assert.Equal(15, (await ledger.Figure(town.Query("health-leaflets"), Ct)).Amount.Value);
            Assert.Equal(5, (await ledger.Figure(town.Query("health-leaflets", knownAt: before), Ct)).Amount.Value);
            Assert.Equal(1, (await ledger.Figure(town.Query("sessions"), Ct)).Amount.Value);
        }

        await AssertAnswers(town.Ledger);
        await town.Ledger.FillCells(Ct);
        await AssertAnswers(town.OpenAgain());
        Assert.Empty(await town.Ledger.Verify(Ct));
        Assert.False(await town.Ledger.AdoptCatalogue(TestCatalogue.Second, Ct));
    }

    [Fact]
    public async Task TermThatComesBack_IsCountedAnew()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-03-01");
        await town.Ledger.AdoptCatalogue(TestCatalogue.Second, Ct);
        // Nobody keeps the first definition's cells up to date now.
        await town.Record("session", "石桥", "2021-03-02");
        await town.Ledger.AdoptCatalogue(TestCatalogue.Third, Ct);
        await town.Ledger.FillCells(Ct);

        Assert.Equal(2, await town.Value("sessions"));
        Assert.Empty(await town.Ledger.Verify(Ct));
    }

    [Fact]
    public async Task CellsThatAMigrationTookAway_AreCountedAnew_AndTheLedgerAnswersMeanwhile()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("leaflet", "石桥", "2021-03-01", "copies=10 topic=hygiene");
        await town.Record("session", "上湾", "2021-03-02");
        using (var writing = await town.Database.Keep(Ct))
        {
            writing.Session.Run("DELETE FROM cell WHERE county = @county", town.County);
            writing.Session.Run("DELETE FROM slot WHERE county = @county", town.County);
            writing.Commit();
        }

        await AssertAnswers();
        await town.OpenAgain().FillCells(Ct);
        await AssertAnswers();
        using var session = town.Database.Read();
        using var rows = session.Query("SELECT COUNT(*), SUM(ready) FROM slot WHERE county = @county", town.County);
        Assert.True(rows.Next());
        Assert.NotEqual(0, rows.Int(0));
        Assert.Equal(rows.Int(0), rows.Int(1));

        async Task AssertAnswers()
        {
            var ledger = town.OpenAgain();
            Assert.Equal(10, (await ledger.Figure(town.Query("leaflets"), Ct)).Amount.Value);
            Assert.Equal(1, (await ledger.Figure(town.Query("sessions"), Ct)).Amount.Value);
            Assert.Empty(await ledger.Verify(Ct));
        }
    }

    [Fact]
    public async Task Completeness_WithANilReturn_IsComplete()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-02-03");
        await town.Record("session", "上湾", "2021-02-04");
        var before = await town.Figure("sessions", days: "2021-02-01..2021-02-28");
        await town.Record("nil-return", "下湾", "2021-02-01", "of=session until=2021-02-28");
        var after = await town.Figure("sessions", days: "2021-02-01..2021-02-28");

        Assert.Equal([town.Unit("下湾")], before.Completeness.Missing);
        Assert.True(after.Completeness.Complete);
    }

    [Fact]
    public async Task Campaign_AnsweredTooSeldom_NamesTheVillage()
    {
        var town = await LedgerTown.Found(database);
        var campaign = await town.Record("campaign", "镇", "2021-03-01", "asks=briefing each=2 until=2021-03-31");
        foreach (var village in new[] { "石桥", "石桥", "上湾", "上湾", "下湾" })
        {
            await town.Record("briefing", village, "2021-04-10", $"followsFrom->{campaign.Content.Id}");
        }

        Assert.Equal([town.Unit("下湾")], (await town.Figure("briefings")).Completeness.Missing);
        Assert.Equal(1, await town.Value("briefings-each"));
    }

    [Fact]
    public async Task RestrictedKind_BelowFive_IsWithheldAndOpensNoRecords()
    {
        var town = await LedgerTown.Found(database);
        for (var i = 0; i < 3; i++)
        {
            await town.Record("visit", "石桥", "2021-02-03", "carer@甲");
        }

        town.Clock.Set(new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var query = town.Query("visits", days: "2021-01-01..2021-03-31");

        Assert.Equal(Withheld.FewerThanFive, (await town.Ledger.Figure(query, Ct)).Withheld);
        Assert.Equal(Withheld.TooFine, (await town.Figure("visits", "石桥")).Withheld);
        Assert.Equal(0, (await town.Ledger.Behind(query, null, 10, Ct)).Total);
        Assert.Equal(0, (await town.Ledger.BehindIds(query, 10, Ct)).Count);
    }

    [Fact]
    public async Task Behind_PageByPage_IsExactlyWhatWasCounted()
    {
        var town = await LedgerTown.Found(database);
        var records = new List<RecordVersion>();
        for (var i = 0; i < 23; i++)
        {
            records.Add(await town.Record("session", i % 2 == 0 ? "石桥" : "下湾", $"2021-03-{1 + (i * 7 % 28):00}"));
        }

        await town.Withdraw(records[3]);
        var corrected = await town.Correct(records[4], records[4].Content with { Title = "改" });

        var query = town.Query("sessions");
        var rows = new List<RecordSummary>();
        BehindPage page;
        string? cursor = null;
        do
        {
            page = await town.Ledger.Behind(query, cursor, 5, Ct);
            rows.AddRange(page.Rows);
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(22, page.Total);
        Assert.Equal((await town.Figure("sessions")).Amount.Value, page.Total);
        Assert.Equal(22, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(2, rows.Single(r => r.Id == corrected.Content.Id).Version);
        Assert.Equal(rows.OrderBy(r => r.Unit.Value).ThenBy(r => r.On).ThenBy(r => r.Id), rows);
    }

    [Fact]
    public async Task Behind_AZero_AreTheNilReturns()
    {
        var town = await LedgerTown.Found(database);
        var nil = await town.Record("nil-return", "下湾", "2021-02-01", "of=session until=2021-02-28");

        var page = await town.Ledger.Behind(town.Query("sessions"), null, 10, Ct);

        Assert.Equal([nil.Content.Id], page.Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task SharedEvent_TakenPartInByTwo_IsOneEvent()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("session", "石桥", "2021-02-01", "event=开讲 topic=law");
        await town.Record("session", "上湾", "2021-02-01", "event=开讲 topic=law");

        Assert.Equal(2, await town.Value("sessions"));
        Assert.Equal(1, await town.Value("session-events"));
        Assert.Equal(2, await town.Value("session-units"));
        Assert.Equal(1, await town.Value("session-topics"));
    }

    private static async Task RunSql(LedgerTown town, string sql)
    {
        using var writing = await town.Database.Keep(Ct);
        writing.Session.Run(sql, town.County);
        writing.Commit();
    }
}
