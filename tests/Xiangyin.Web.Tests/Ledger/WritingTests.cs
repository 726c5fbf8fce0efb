using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class WritingOnSqlite(OnSqlite database) : WritingTests(database), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task FullDisk_RefusesAndLosesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("xy-full-");
        try
        {
            using var database = Web.Data.Database.Open(folder.FullName);
            var town = await LedgerTown.Found(database);
            await town.Record("session", "石桥", "2021-02-01");
            using (var writing = await database.Keep(Ct))
            {
                using var rows = writing.Session.Query("PRAGMA page_count");
                rows.Next();
                var pages = rows.Int(0);
                rows.Dispose();
                writing.Session.Run($"PRAGMA max_page_count = {pages + 4}");
                writing.Commit();
            }

            var refusal = await Assert.ThrowsAsync<LedgerRefusal>(async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await town.Record("session", "石桥", "2021-02-02");
                }
            });
            var kept = town.Ledger.Now.Seq;

            Assert.Equal(LedgerRefusal.DiskFull, refusal.Rule);
            Assert.Equal(kept, town.OpenAgain().Now.Seq);
            Assert.Equal(town.History().Versions.Count, await town.Value("sessions"));
            Assert.Empty(await town.OpenAgain().Verify(Ct));
            // The writer that met the limit is gone; the next has room.
            Assert.Equal(kept + 1, (await town.Record("session", "石桥", "2021-02-03")).Seq);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

public sealed class WritingOnPostgres(OnPostgres database) : WritingTests(database), IClassFixture<OnPostgres>;

public abstract class WritingTests(TestDatabase database)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_SentTwice_GivesTheFirstAnswerAgain()
    {
        var town = await LedgerTown.Found(database);
        var first = await town.Record("leaflet", "石桥", "2021-03-01", "copies=10 topic=law");
        town.Clock.Advance(TimeSpan.FromHours(1));

        var again = await town.Ledger.Record(first.Content, LedgerTown.Author, Ct);

        Assert.Equal((first.Seq, first.RecordedAt, 1), (again.Seq, again.RecordedAt, again.Version));
        Assert.Equal(10, await town.Value("leaflets"));
    }

    [Fact]
    public async Task Record_SameIdOtherContent_IsRefused()
    {
        var town = await LedgerTown.Found(database);
        var first = await town.Record("leaflet", "石桥", "2021-03-01", "copies=10");

        await Refused(
            LedgerRefusal.SameId,
            () => town.Ledger.Record(first.Content with { Title = "另一件" }, LedgerTown.Author, Ct)
        );
        await Refused(LedgerRefusal.SameId, () => town.Ledger.Record(first.Content, LedgerTown.Second, Ct));
        Assert.Equal(10, await town.Value("leaflets"));
    }

    [Fact]
    public async Task Correct_SentTwice_GivesTheFirstAnswerAgain()
    {
        var town = await LedgerTown.Found(database);
        var first = await town.Record("leaflet", "石桥", "2021-03-01", "copies=10");
        var change = town.NewId();
        var content = first.Content with { Title = "改过" };

        var corrected = await town.Ledger.Correct(change, 1, content, LedgerTown.Author, "错字", Ct);
        var again = await town.Ledger.Correct(change, 1, content, LedgerTown.Author, "错字", Ct);

        Assert.Equal(corrected.Seq, again.Seq);
        Assert.Equal(2, (await town.Ledger.History(first.Content.Id, LedgerTown.Author, Ct)).Count);
        await Refused(
            LedgerRefusal.SameId,
            () => town.Ledger.Correct(change, 1, content, LedgerTown.Author, "别的", Ct)
        );
    }

    [Fact]
    public async Task Correct_OnAnOldVersion_IsRefusedWithTheNewest()
    {
        var town = await LedgerTown.Found(database);
        var first = await town.Record("leaflet", "石桥", "2021-03-01", "copies=10");
        await town.Correct(first, first.Content with { Title = "改过" });

        var refusal = await Refused(
            LedgerRefusal.ChangedMeanwhile,
            () => town.Correct(first, first.Content with { Title = "又改" })
        );

        Assert.Equal(["2"], refusal.Arguments);
    }

    [Fact]
    public async Task Correct_WithoutAReasonOrToAnotherKind_IsRefused()
    {
        var town = await LedgerTown.Found(database);
        var first = await town.Record("session", "石桥", "2021-03-01");

        await Refused(LedgerRefusal.NoReason, () => town.Correct(first, first.Content with { Title = "改" }, why: " "));
        await Refused(LedgerRefusal.OtherKind, () => town.Correct(first, first.Content with { Kind = "article" }));
        await Refused(LedgerRefusal.NotFound, () => town.Correct(first, first.Content with { Id = town.NewId() }));
    }

    [Fact]
    public async Task Withdraw_Twice_IsRefused()
    {
        var town = await LedgerTown.Found(database);
        var withdrawn = await town.Withdraw(await town.Record("session", "石桥", "2021-03-01"));

        await Refused(LedgerRefusal.AlreadyWithdrawn, () => town.Withdraw(withdrawn));
        await Refused(
            LedgerRefusal.AlreadyWithdrawn,
            () => town.Correct(withdrawn, withdrawn.Content with { Title = "改" })
        );
    }

    [Fact]
    public async Task Confirm_ByTheWriterOrWithNothingAwaiting_IsRefused()
    {
        var town = await LedgerTown.Found(database);
        var check = await town.Record("check", "石桥", "2021-03-01");
        var session = await town.Record("session", "石桥", "2021-03-01");

        await Refused(
            LedgerRefusal.ConfirmOwn,
            () => town.Ledger.Confirm(town.NewId(), check.Content.Id, 1, LedgerTown.Author, Ct)
        );
        await Refused(LedgerRefusal.NotAwaiting, () => town.Confirm(session));
        Assert.Equal(2, (await town.Confirm(check)).Version);
    }

    [Fact]
    public async Task Record_AgainstItsKindsRules_TellsEveryProblem()
    {
        var town = await LedgerTown.Found(database);
        var content = town.Content("leaflet", "石桥", "2021-03-01", "copies=999999 topic=nothing") with { Title = " " };
        town.Clock.Set(new(2021, 4, 1, 0, 0, 0, TimeSpan.Zero));

        var refusal = await Refused(LedgerRefusal.Invalid, () => town.Ledger.Record(content, LedgerTown.Author, Ct));

        Assert.Equal(["title", "measure.copies", "dimension.topic"], refusal.Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task Batch_WithOneBadRecord_WritesNone()
    {
        var town = await LedgerTown.Found(database);
        town.Clock.Set(new(2021, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var before = town.Ledger.Now.Seq;
        Change[] changes =
        [
            new NewRecord(town.Content("session", "石桥", "2021-03-01"), LedgerTown.Author),
            new NewRecord(town.Content("session", "石桥", "2021-03-02") with { Kind = "nothing" }, LedgerTown.Author),
        ];

        await Refused(LedgerRefusal.Invalid, () => town.Ledger.Write(changes, Ct));

        Assert.Equal(before, town.Ledger.Now.Seq);
        await town.Record("session", "石桥", "2021-03-03");
        Assert.Equal(1, await town.Value("sessions"));
        Assert.Empty(await town.Ledger.Verify(Ct));
    }

    [Fact]
    public async Task Batch_WithInstantsOfItsOwn_KeepsThemInOrder()
    {
        var town = await LedgerTown.Found(database);
        town.Clock.Set(new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var march = new DateTimeOffset(2021, 3, 5, 0, 0, 0, TimeSpan.Zero);
        NewRecord Session(DateTimeOffset at) =>
            new(town.Content("session", "石桥", "2021-03-01"), LedgerTown.Author, at);

        await town.Ledger.Write([Session(march), Session(march.AddDays(40))], Ct);

        Assert.Equal(1, await town.Value("sessions", knownAt: town.Ledger.KnownAt(march.AddDays(1))));
        Assert.Equal(2, await town.Value("sessions"));
        await Assert.ThrowsAsync<ArgumentException>(() => town.Ledger.Write([Session(march)], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            town.Ledger.Write([Session(new(2021, 7, 1, 0, 0, 0, TimeSpan.Zero))], Ct)
        );
    }

    [Fact]
    public async Task ClockSetBack_NeverMakesTimeRunBackwards()
    {
        var town = await LedgerTown.Found(database);
        var first = await town.Record("session", "石桥", "2021-03-01");
        var slow = new TownLedger(
            town.Database,
            new StandingClock(new(2021, 2, 1, 0, 0, 0, TimeSpan.Zero)),
            town.County
        );

        var next = await slow.Record(town.Content("session", "石桥", "2021-01-20"), LedgerTown.Author, Ct);

        Assert.Equal(first.RecordedAt, next.RecordedAt);
        Assert.Equal(first.RecordedAt, slow.Now.At);
    }

    [Fact]
    public async Task AnotherProgram_SeesWhatWasWrittenAndWritesOn()
    {
        var town = await LedgerTown.Found(database);
        var other = town.OpenAgain();
        Assert.Equal(town.Ledger.Now.Seq, other.Now.Seq);
        await town.Record("session", "石桥", "2021-03-01");
        var seen = await other.Figure(town.Query("sessions"), Ct);
        await other.Record(town.Content("session", "石桥", "2021-03-01"), LedgerTown.Author, Ct);
        await town.Record("session", "石桥", "2021-03-02");

        Assert.Equal(1, seen.Amount.Value);
        Assert.Equal(3, await town.Value("sessions"));
        Assert.Empty(await town.Ledger.Verify(Ct));
    }

    [Fact]
    public async Task ManyWriters_AtOnce_GetSequencesWithoutGaps()
    {
        var town = await LedgerTown.Found(database);
        town.Clock.Set(new(2021, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var before = town.Ledger.Now.Seq;
        var contents = Enumerable.Range(0, 60).Select(_ => town.Content("session", "石桥", "2021-03-01")).ToList();
        TownLedger[] programs = [town.Ledger, town.OpenAgain(), town.OpenAgain()];

        var versions = await Task.WhenAll(
            contents.Select((c, i) => Task.Run(() => programs[i % 3].Record(c, LedgerTown.Author, Ct), Ct))
        );

        Assert.Equal(Enumerable.Range(1, 60).Select(i => before + i), versions.Select(v => v.Seq).Order());
        Assert.Equal(60, await town.Value("sessions"));
        Assert.Empty(await town.Ledger.Verify(Ct));
    }

    [Fact]
    public async Task History_OfARestrictedRecord_OpensToItsTwoPeopleOnly()
    {
        var town = await LedgerTown.Found(database);
        var visit = await town.Record("visit", "石桥", "2021-03-01", "carer@甲");
        var carer = new PersonId(LedgerTown.Id("甲"));

        Assert.Single(await town.Ledger.History(visit.Content.Id, LedgerTown.Author, Ct));
        Assert.Single(await town.Ledger.History(visit.Content.Id, carer, Ct));
        Assert.Empty(await town.Ledger.History(visit.Content.Id, LedgerTown.Second, Ct));
        await Refused(
            LedgerRefusal.NotFound,
            () => town.Ledger.Withdraw(town.NewId(), visit.Content.Id, 1, LedgerTown.Second, "不该看见", Ct)
        );
    }

    [Fact]
    public async Task UnitChange_ThatContradictsTheTree_LeavesNoTrace()
    {
        var town = await LedgerTown.Found(database);
        var before = (town.Ledger.Now.Seq, town.Ledger.Tree.Version);

        await Assert.ThrowsAsync<UnitTreeException>(() =>
            town.Change(seq => new UnitMoved(seq, town.Unit("镇"), new(2021, 3, 1), town.Unit("石桥")))
        );

        Assert.Equal(before, (town.Ledger.Now.Seq, town.Ledger.Tree.Version));
        Assert.Equal(before.Version, town.OpenAgain().Tree.Version);
    }

    private static async Task<LedgerRefusal> Refused(string rule, Func<Task> write)
    {
        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(write);
        Assert.Equal(rule, refusal.Rule);
        return refusal;
    }
}
