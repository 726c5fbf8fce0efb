using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class PicturedOnSqlite(OnSqlite database) : PicturedTests(database), IClassFixture<OnSqlite>;

public sealed class PicturedOnPostgres(OnPostgres database) : PicturedTests(database), IClassFixture<OnPostgres>;

/// <summary>Who is on a picture, and what follows from it for its use.</summary>
public abstract class PicturedTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2021, 6, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Officer = LedgerTown.Author;

    private readonly TestDatabase database;
    private readonly StandingClock clock = new(Noon);
    private readonly long county = TestDatabase.NextCounty();
    private readonly PeopleStore people;
    private readonly PicturedPeople pictured;
    private readonly PictureUses uses;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xy-pictured-");
    private readonly PersonId child = new(LedgerTown.Id("child"));
    private readonly PersonId adult = new(LedgerTown.Id("adult"));
    private LedgerTown town = null!;
    private int made;

    protected PicturedTests(TestDatabase database)
    {
        this.database = database;
        people = new(database.Database, county);
        pictured = new(database.Database, people, clock, county);
        uses = new(database.Database, pictured, clock, county);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        town = await LedgerTown.Found(database);
        await pictured.Know(child, town.Unit("石桥"), isChild: true, "小雨", Ct);
        await pictured.Know(adult, town.Unit("石桥"), isChild: false, "老李", Ct);
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Picture_OfNobodyNamed_MayBeUsed() => Assert.Empty(await Use("a", "第1期"));

    [Fact]
    public async Task Child_NeedsTheGuardiansConsent()
    {
        await pictured.Say("a", child, Officer, Ct);
        Assert.Equal([child], (await Use("a", "第1期")).Select(p => p.Id));
        Assert.Empty(uses.Of("a"));

        await Consent(child, given: true);

        Assert.Empty(await Use("a", "第1期"));
        Assert.Equal("第1期", Assert.Single(uses.Current()).Place);
        Assert.Equal(ConsentState.Given, Assert.Single(await pictured.On("a", Ct)).Consent);
    }

    [Fact]
    public async Task Adult_NeedsNoConsent_ButMayObject()
    {
        await pictured.Say("a", adult, Officer, Ct);
        Assert.Empty(await Use("a", "第1期"));

        var ended = await Consent(adult, given: false);

        Assert.Equal(["第1期"], ended.Select(u => u.Place));
        Assert.NotEmpty(await Use("a", "第2期"));
    }

    [Fact]
    public async Task Withdrawal_EndsEveryUseOfEveryPicture_AndSaysWhere()
    {
        await Consent(child, given: true);
        await pictured.Say("a", child, Officer, Ct);
        await pictured.Say("b", child, Officer, Ct);
        await Use("a", "宣传栏第1期");
        await Use("a", "展板");
        await Use("b", "报告");
        await Use("c", "没有她");

        var ended = await Consent(child, given: false);

        Assert.Equal(["宣传栏第1期", "展板", "报告"], ended.Select(u => u.Place).Order(StringComparer.Ordinal));
        Assert.All(ended, u => Assert.Equal(UseEnd.ConsentWithdrawn, u.End));
        Assert.Equal(["没有她"], uses.Current().Select(u => u.Place));
        Assert.Equal(3, uses.ToTakeDown().Count);
        await uses.TookDown(ended[0].Id, Officer, Ct);
        Assert.Equal(2, uses.ToTakeDown().Count);
    }

    [Fact]
    public async Task ChildNamedLater_EndsTheUse()
    {
        await Use("a", "第1期");

        var ended = await pictured.Say("a", child, Officer, Ct);

        Assert.Equal(UseEnd.ChildNamed, Assert.Single(ended).End);
        Assert.Empty(uses.Current());
    }

    [Fact]
    public async Task SentTwice_IsDoneOnce()
    {
        var use = new PictureUse(town.NewId(), "a", town.NewId(), "board", "第1期", Officer, Noon);
        await uses.Use(use, Ct);
        await uses.Use(use, Ct);
        Assert.Single(uses.Of("a"));
        var consent = new Consent(town.NewId(), child, false, new(2021, 6, 1), "妈妈", Officer, Noon);
        await pictured.Say("a", child, Officer, Ct);
        await pictured.Write(consent, Ct);

        Assert.Empty(await pictured.Write(consent, Ct));
        Assert.Equal("妈妈", Assert.Single(pictured.ConsentsOf(child)).GivenBy);
    }

    [Fact]
    public async Task Names_AreEncrypted_AndErasingForgetsThem()
    {
        using var evidence = new MemoryStream(EvidenceStoreTests.Sample("image/png"));
        var store = new EvidenceStore(folder.FullName, clock);
        var kept = await store.Put(evidence, "a.png", "photo", Officer, Ct);
        await pictured.Say(kept.Hash, child, Officer, Ct);
        await Consent(child, given: true);
        await Use(kept.Hash, "第1期");
        Assert.DoesNotContain(Tables(), text => text.Contains("小雨", StringComparison.Ordinal));
        var erasures = new Erasures(
            database.Database,
            store,
            town.Ledger.Shown,
            pictured,
            folder.FullName,
            clock,
            county
        );

        var ended = await erasures.Erase(child, Officer, Ct);
        await erasures.Erase(child, Officer, Ct);

        Assert.Equal(UseEnd.Erased, Assert.Single(ended).End);
        Assert.Null(await pictured.Find(child, Ct));
        Assert.Empty(await pictured.On(kept.Hash, Ct));
        Assert.Empty(pictured.ConsentsOf(child));
        Assert.Null(await store.Open(kept.Hash, Ct));
        var list = Path.Combine(folder.FullName, Erasures.ListName);
        Assert.Contains(child.Value.ToString(), await File.ReadAllTextAsync(list, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RestoredBackup_ForgetsAgain_WhoeverWasErasedSince()
    {
        var list = Path.Combine(folder.FullName, "list.txt");
        await File.WriteAllTextAsync(list, $"2021-06-02T00:00:00Z {child.Value}\n", Ct);
        var erasures = new Erasures(
            database.Database,
            new(folder.FullName, clock),
            town.Ledger.Shown,
            pictured,
            folder.FullName,
            clock,
            county
        );

        Assert.Equal(1, await erasures.Replay(list, Officer, Ct));

        Assert.Null(await pictured.Find(child, Ct));
        Assert.NotNull(await pictured.Find(adult, Ct));
    }

    private Task<IReadOnlyList<PicturedPerson>> Use(string hash, string place) =>
        uses.Use(new(town.NewId(), hash, town.NewId(), "board", place, Officer, Noon.AddSeconds(++made)), Ct);

    private Task<IReadOnlyList<PictureUse>> Consent(PersonId person, bool given) =>
        pictured.Write(new(town.NewId(), person, given, new(2021, 6, 1), "妈妈", Officer, Noon.AddSeconds(++made)), Ct);

    // Whatever is stored about people, as text.
    private List<string> Tables()
    {
        var found = new List<string>();
        using var session = database.Database.Read();
        foreach (var (table, column) in new[] { ("pictured_person", "name"), ("consent", "given_by") })
        {
            using var rows = session.Query($"SELECT {column} FROM {table} WHERE county = @county", county);
            while (rows.Next())
            {
                found.Add(Encoding.UTF8.GetString(rows.Bytes(0)));
            }
        }

        return found;
    }
}
