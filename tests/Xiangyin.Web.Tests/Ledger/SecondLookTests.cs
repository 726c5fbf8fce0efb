using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class SecondLooksOnSqlite(OnSqlite database) : SecondLookTests(database), IClassFixture<OnSqlite>;

public sealed class SecondLooksOnPostgres(OnPostgres database) : SecondLookTests(database), IClassFixture<OnPostgres>;

/// <summary>A random sample is asked for a second look: repeatable, and nobody's choice.</summary>
public abstract class SecondLookTests(TestDatabase database)
{
    private const int Records = 600;
    private static readonly byte[] Secret = [.. Enumerable.Range(0, SecondLooks.SecretBytes).Select(i => (byte)i)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draw_FollowsFromTheSecretAndTheIdAlone()
    {
        var town = await Town();
        var ids = await Record(town, Records);

        var draw = await Draw(town);

        Assert.Equal(Records, draw.Records);
        Assert.Equal(
            ids.Where(id => SecondLooks.LotOf(Secret, id) < 0.05).ToHashSet(),
            draw.Drawn.Select(d => d.Record).ToHashSet()
        );
        Assert.InRange(draw.Drawn.Count, Records / 50, Records / 10);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Secret)), draw.Commitment);
    }

    [Fact]
    public async Task Secret_IsToldOnceTheYearIsOver()
    {
        var town = await Town();
        await Record(town, 1);
        Assert.Null((await Draw(town)).Secret);

        town.Clock.Set(new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(Convert.ToHexStringLower(Secret), (await Draw(town)).Secret);
    }

    [Fact]
    public async Task Correction_DrawsNothingNew_AndLotsOrderTheQueue()
    {
        var town = await Town();
        await Record(town, Records);
        var before = await Draw(town);
        foreach (var drawn in before.Drawn.Take(3))
        {
            var version = (await town.Ledger.History(drawn.Record, LedgerTown.Author, Ct))[^1];
            await town.Correct(version, version.Content with { Title = "改过" });
        }

        var after = await Draw(town.OpenAgain(), town);

        Assert.Equal(before.Records, after.Records);
        Assert.Equal(before.Drawn, after.Drawn);
        var lots = after.Drawn.Select(d => SecondLooks.LotOf(Secret, d.Record)).ToList();
        Assert.Equal(lots.Order(), lots);
    }

    [Fact]
    public async Task Units_AreDrawnFromApart()
    {
        var town = await Town();
        await Record(town, 200);
        await Record(town, 100, "东坡");

        Assert.Equal(200, (await Draw(town, "镇")).Records);
        Assert.Equal(100, (await Draw(town, "乡")).Records);
    }

    [Fact]
    public async Task Look_IsWrittenOnce_WithWhoAndWhen()
    {
        var town = await Town();
        await Record(town, Records);
        var drawn = (await Draw(town)).Drawn[0];
        var look = new NewLook(town.NewId(), drawn.Record, 1, false, " 数字对不上 ", LedgerTown.Second);

        await town.Ledger.SecondLooks.Look([look], Ct);
        await town.Ledger.SecondLooks.Look([look], Ct);

        var found = (await town.Ledger.SecondLooks.Of(drawn.Record, Ct))!.Look!;
        Assert.Equal((1, false, "数字对不上", LedgerTown.Second), (found.Version, found.IsFine, found.Why, found.By));
        Assert.Equal(town.Clock.GetUtcNow(), found.At);
        Assert.Equal(LedgerRefusal.LookedAt, await Refused(town, look with { ChangeId = town.NewId(), IsFine = true }));
    }

    [Fact]
    public async Task Look_AtOnesOwn_WithoutReason_OrAtWhatWasNotDrawn_IsRefused()
    {
        var town = await Town();
        var ids = await Record(town, Records);
        var drawn = (await Draw(town)).Drawn;
        var look = new NewLook(town.NewId(), drawn[0].Record, 1, true, "", LedgerTown.Second);

        Assert.Equal(LedgerRefusal.LookAtOwn, await Refused(town, look with { By = LedgerTown.Author }));
        Assert.Equal(LedgerRefusal.NoReason, await Refused(town, look with { IsFine = false, Why = " " }));
        Assert.Equal(LedgerRefusal.ChangedMeanwhile, await Refused(town, look with { Version = 2 }));
        var other = ids.First(id => drawn.All(d => d.Record != id));
        Assert.Equal(LedgerRefusal.NotFound, await Refused(town, look with { Record = other }));
        var withdrawn = (await town.Ledger.History(drawn[0].Record, LedgerTown.Author, Ct))[^1];
        await town.Withdraw(withdrawn);
        Assert.Equal(LedgerRefusal.AlreadyWithdrawn, await Refused(town, look with { Version = 2 }));
        Assert.All((await Draw(town)).Drawn, d => Assert.Null(d.Look));
    }

    private async Task<LedgerTown> Town()
    {
        var town = await LedgerTown.Found(database);
        await town.Ledger.SecondLooks.SetSecret(2021, Secret, Ct);
        return town;
    }

    private static async Task<IReadOnlyList<Guid>> Record(LedgerTown town, int number, string unit = "石桥")
    {
        var records = Enumerable
            .Range(0, number)
            .Select(_ => town.Content("session", unit, "2021-03-01", "people=9 topic=law"))
            .ToList();
        town.Clock.Set(new(2021, 3, 2, 0, 0, 0, TimeSpan.Zero));
        await town.Ledger.Write([.. records.Select(r => new NewRecord(r, LedgerTown.Author))], Ct);
        return [.. records.Select(r => r.Id)];
    }

    private static Task<YearsDraw> Draw(LedgerTown town, string unit = "县") => Draw(town.Ledger, town, unit);

    private static Task<YearsDraw> Draw(TownLedger ledger, LedgerTown town, string unit = "县") =>
        ledger.SecondLooks.Of(2021, ledger.Tree.MembersNow(town.Unit(unit), new(2021, 3, 2)), Ct);

    private static async Task<string> Refused(LedgerTown town, NewLook look) =>
        (await Assert.ThrowsAsync<LedgerRefusal>(() => town.Ledger.SecondLooks.Look([look], Ct))).Rule;
}
