using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class EvidenceUnderwayOnSqlite(OnSqlite database)
    : EvidenceUnderwayTests(database),
        IClassFixture<OnSqlite>;

public sealed class EvidenceUnderwayOnPostgres(OnPostgres database)
    : EvidenceUnderwayTests(database),
        IClassFixture<OnPostgres>;

/// <summary>What phones have told of and what they have handed over.</summary>
public abstract class EvidenceUnderwayTests(TestDatabase database)
{
    private static readonly PersonId Her = new(LedgerTown.Id("her"));
    private static readonly PersonId Him = new(LedgerTown.Id("him"));
    private static readonly ToldFile Before = new(new('a', 64), "before", "前.jpg");
    private static readonly ToldFile After = new(new('b', 64), "after", "后.jpg");

    private readonly EvidenceUnderway underway = new(database.Database, TimeProvider.System, TestDatabase.NextCounty());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tell_Again_ReplacesWhatTheSamePhoneSaid_AndNobodyElses()
    {
        var record = Guid.CreateVersion7();
        await underway.Tell(record, Her, null, [Before, After], Ct);
        await underway.Tell(record, Him, null, [Before with { Hash = new('c', 64) }], Ct);
        await underway.Tell(record, Her, null, [After], Ct);

        Assert.Equal([After, Before with { Hash = new('c', 64) }], underway.Of(record));
        Assert.Equal(
            new HashSet<(PersonId, int)> { (Him, 1), (Her, 1) },
            underway.All().Where(r => r.Record == record).Select(r => (r.Person, r.Files)).ToHashSet()
        );
    }

    [Fact]
    public async Task Tell_KeepsTheFirstClaimOfThePhonesClock()
    {
        var record = Guid.CreateVersion7();
        var claim = new CaptureClaim(new(2023, 10, 8, 1, 0, 0, TimeSpan.Zero), 7);
        await underway.Tell(record, Her, claim, [], Ct);
        await underway.Tell(record, Her, claim with { Heard = 9 }, [], Ct);

        Assert.Equal(claim, underway.ClaimOf(record));
        Assert.Null(underway.ClaimOf(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task File_IsHandedOverByWhoeverSentIt_AndByNobodyElse()
    {
        var record = Guid.CreateVersion7();
        var kept = new Evidence(Before.Hash, "前.jpg", "image/jpeg", 3, "before", Her, DateTimeOffset.UnixEpoch);
        await underway.Tell(record, Her, null, [Before], Ct);

        await underway.Arrive(Her, Before.Hash, kept, Ct);
        await underway.Arrive(Her, Before.Hash, kept with { Name = "again" }, Ct);

        Assert.Equal(kept, underway.HandedOver(Her, Before.Hash));
        Assert.Null(underway.HandedOver(Him, Before.Hash));
        Assert.Equal([record], underway.WaitingFor(Her, Before.Hash));
        Assert.Empty(underway.WaitingFor(Him, Before.Hash));

        await underway.Settle([(record, Before.Hash)], Ct);
        Assert.Empty(underway.Of(record));
    }
}
