using Xiangyin.Ledger;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Tests.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks.Matching;

public sealed class MatchBookOnSqlite(OnSqlite database) : MatchBookTests(database), IClassFixture<OnSqlite>;

public sealed class MatchBookOnPostgres(OnPostgres database) : MatchBookTests(database), IClassFixture<OnPostgres>;

/// <summary>What a town's clerks said their words mean.</summary>
public abstract class MatchBookTests(TestDatabase database)
{
    private static readonly PersonId Clerk = new(new Guid("01900000-0000-7000-8000-000000000001"));
    private static long towns = 1000;

    private readonly MatchBook book = new(database.Database, TimeProvider.System);
    private readonly UnitId town = new(Interlocked.Increment(ref towns));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newest_Holds_InItsTownAlone()
    {
        await book.Remember(town, "市级媒体上稿|篇", "placements", Clerk, Ct);
        await book.Remember(town, "市级媒体上稿|篇", "placements-city", Clerk, Ct);
        await book.Remember(town, "沼气池|座", "", Clerk, Ct);

        Assert.Equal("placements-city", book.Of(town)["市级媒体上稿|篇"]);
        Assert.Equal("", book.Of(town)["沼气池|座"]);
        Assert.Empty(book.Of(new(town.Value + 100_000)));
    }
}
