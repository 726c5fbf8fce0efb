using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Data;

public sealed class AuditTrailOnSqlite(OnSqlite database) : AuditTrailTests(database), IClassFixture<OnSqlite>;

public sealed class AuditTrailOnPostgres(OnPostgres database) : AuditTrailTests(database), IClassFixture<OnPostgres>;

/// <summary>Every change is told, and what was told stands.</summary>
public abstract class AuditTrailTests(TestDatabase database)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_IsTold_WithWhoWhatAndWhen()
    {
        var town = await LedgerTown.Found(database);
        var record = await town.Record("leaflet", "石桥", "2021-03-01", "copies=300 topic=law");
        var trail = new AuditTrail(town.Database, town.County);

        var entry = trail.Find(new(), null, 1).Single();

        Assert.Equal(
            (
                "record",
                LedgerTown.Author.Value,
                town.Unit("石桥").Value,
                record.Content.Id.ToString(),
                record.RecordedAt
            ),
            (entry.Action, entry.Person, entry.Unit, entry.Subject, entry.At)
        );
    }

    [Fact]
    public async Task Record_SentTwice_IsToldOnce()
    {
        var town = await LedgerTown.Found(database);
        var record = await town.Record("leaflet", "石桥", "2021-03-01", "copies=300 topic=law");
        var trail = new AuditTrail(town.Database, town.County);
        var before = trail.Head();

        await town.Ledger.Record(record.Content, LedgerTown.Author, Ct);

        Assert.Equal(before, trail.Head());
    }

    [Fact]
    public async Task Record_OfARestrictedKind_IsToldWithoutSubjectOrVillage()
    {
        var town = await LedgerTown.Found(database);
        var visit = await town.Record("visit", "石桥", "2021-03-01", "carer@甲");

        var entry = new AuditTrail(town.Database, town.County).Find(new(), null, 1).Single();

        Assert.Equal(("record", "", town.Unit("镇").Value), (entry.Action, entry.Subject, entry.Unit));
        Assert.NotEqual(Guid.Empty, visit.Content.Id);
    }

    [Fact]
    public async Task Refusal_IsNotTold()
    {
        var town = await LedgerTown.Found(database);
        var record = await town.Record("leaflet", "石桥", "2021-03-01", "copies=300 topic=law");
        var trail = new AuditTrail(town.Database, town.County);
        var before = trail.Head();

        await Assert.ThrowsAsync<LedgerRefusal>(() => town.Withdraw(record, ""));

        Assert.Equal(before, trail.Head());
    }

    [Fact]
    public async Task Find_ByUnitPersonAndDay()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("leaflet", "石桥", "2021-03-01", "copies=300 topic=law");
        await town.Record("leaflet", "东坡", "2021-03-01", "copies=300 topic=law");
        var trail = new AuditTrail(town.Database, town.County);

        Assert.Equal(
            [town.Unit("东坡").Value],
            trail.Find(new([town.Unit("东坡").Value], Action: "record"), null, 10).Select(e => e.Unit)
        );
        Assert.Equal(2, trail.Find(new(Person: LedgerTown.Author.Value), null, 10).Count);
        Assert.Empty(trail.Find(new(Person: LedgerTown.Second.Value), null, 10));
        Assert.Empty(trail.Find(new(From: town.Clock.GetUtcNow().AddDays(1)), null, 10));
        var newest = trail.Find(new(), null, 1).Single();
        Assert.Equal(newest.Number - 1, trail.Find(new(), newest.Number, 1).Single().Number);
    }

    [Theory]
    [InlineData("DELETE FROM audit WHERE county = @county AND entry = 3", 3L, AuditFault.Missing)]
    [InlineData(
        "DELETE FROM audit WHERE county = @county AND entry = (SELECT MAX(entry) FROM audit WHERE county = @county)",
        null,
        AuditFault.Missing
    )]
    [InlineData("UPDATE audit SET action = 'confirm' WHERE county = @county AND entry = 3", 3L, AuditFault.Altered)]
    [InlineData("UPDATE audit SET at = at + 1 WHERE county = @county AND entry = 3", 3L, AuditFault.Altered)]
    [InlineData(
        "UPDATE audit SET person = NULL WHERE county = @county AND entry = (SELECT MAX(entry) FROM audit WHERE county = @county)",
        null,
        AuditFault.Altered
    )]
    [InlineData("UPDATE audit SET origin = 'elsewhere' WHERE county = @county AND entry = 4", 4L, AuditFault.Altered)]
    public async Task Trail_ThatWasTamperedWith_ShowsWhere(string tampering, long? entry, string fault)
    {
        var town = await LedgerTown.Found(database);
        await town.Record("leaflet", "石桥", "2021-03-01", "copies=300 topic=law");
        await town.Record("leaflet", "上湾", "2021-03-02", "copies=200 topic=law");
        var trail = new AuditTrail(town.Database, town.County);
        var (entries, whole, _) = trail.Verify();
        Assert.Null(whole);

        using (var session = town.Database.Read())
        {
            Assert.NotEqual(0, session.Run(tampering, town.County));
        }

        // Where none is named it is the last.
        Assert.Equal(new(entry ?? entries, fault), trail.Verify().Fault);
    }

    [Fact]
    public async Task Trail_WrittenAnew_LacksTheHeadThatWasNoted()
    {
        var town = await LedgerTown.Found(database);
        await town.Record("leaflet", "石桥", "2021-03-01", "copies=300 topic=law");
        var trail = new AuditTrail(town.Database, town.County);
        var (entry, noted) = trail.Head();

        // Whoever has the database can forget the last entry and its head together.
        using (var session = town.Database.Read())
        {
            session.Run("DELETE FROM audit WHERE county = @county AND entry = @entry", town.County, entry);
            session.Run(
                "UPDATE audit_head SET entry = @entry, hash = (SELECT hash FROM audit WHERE county = @county AND entry = @entry) WHERE county = @county",
                entry - 1,
                town.County
            );
        }

        Assert.Null(trail.Verify().Fault);
        Assert.Equal([noted], trail.Verify([noted]).Strange);
    }

    [Fact]
    public async Task Write_ThatTellsNothingMore_IsToldAsItWasNamed()
    {
        var town = await LedgerTown.Found(database);
        using (var writing = await town.Database.Write(new("form-strike", Subject: "1"), Ct))
        {
            writing.Commit();
        }

        var entry = new AuditTrail(town.Database).Find(new(), null, 1).Single();

        Assert.Equal(("form-strike", "1"), (entry.Action, entry.Subject));
    }

    [Fact]
    public async Task Write_ThatIsUndone_IsNotTold()
    {
        var town = await LedgerTown.Found(database);
        var trail = new AuditTrail(town.Database);
        var before = trail.Head();
        using (var writing = await town.Database.Write(new("form-strike"), Ct))
        {
            writing.Audit(new("form-add"));
        }

        Assert.Equal(before, trail.Head());
    }
}
