using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class PeopleOnSqlite(OnSqlite database) : PeopleTests(database), IClassFixture<OnSqlite>;

public sealed class PeopleOnPostgres(OnPostgres database) : PeopleTests(database), IClassFixture<OnPostgres>;

public abstract class PeopleTests(TestDatabase database)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly PeopleStore people = new(database.Database, TestDatabase.NextCounty());

    [Fact]
    public async Task Put_Twice_ReplacesWhatIsKnown()
    {
        var person = Somebody("甲", 7);
        await people.Put([person], Ct);
        await people.Put([person with { Post = "publicist", To = new(2021, 6, 30) }], Ct);

        Assert.Equal(person with { Post = "publicist", To = new(2021, 6, 30) }, await people.Find(person.Id, Ct));
        Assert.Equal("甲", await people.Name(person.Id, "zh-Hant", Ct));
    }

    [Fact]
    public async Task In_OnADay_ShowsWhoIsThere()
    {
        var (stays, left, elsewhere) = (
            Somebody("甲", 7),
            Somebody("乙", 7) with
            {
                To = new(2021, 6, 30),
            },
            Somebody("丙", 8)
        );
        await people.Put([stays, left, elsewhere], Ct);

        Assert.Equal([left, stays], (await people.In([new(7)], new(2021, 6, 30), Ct)).OrderBy(p => p.To is null));
        Assert.Equal([stays], await people.In([new(7)], new(2021, 7, 1), Ct));
        Assert.Empty(await people.In([new(7)], new(2019, 7, 1), Ct));
    }

    [Fact]
    public async Task Erase_LeavesNoName()
    {
        var person = Somebody("甲", 7);
        await people.Put([person], Ct);
        await people.Erase(person.Id, Ct);

        Assert.Null(await people.Find(person.Id, Ct));
        Assert.Equal("", await people.Name(person.Id, "en", Ct));
    }

    private static Person Somebody(string name, long unit) =>
        new(
            new(LedgerTown.Id($"{name}{TestDatabase.NextCounty()}")),
            new(name, name, name),
            new(unit),
            null,
            new(2020, 1, 1)
        );
}
