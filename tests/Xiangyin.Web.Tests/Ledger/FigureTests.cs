using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class FiguresOnSqlite(OnSqlite database) : FigureTests(database), IClassFixture<OnSqlite>;

public sealed class FiguresOnPostgres(OnPostgres database) : FigureTests(database), IClassFixture<OnPostgres>;

public abstract class FigureTests(TestDatabase database)
{
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
        Assert.Equal(2, await town.Value("sessions", cutOff: "2021-03-31"));
        Assert.Equal(1, await town.Value("sessions", days: "2021-03-02..2021-03-20"));
        Assert.Empty(await town.Ledger.Verify(TestContext.Current.CancellationToken));
    }
}
