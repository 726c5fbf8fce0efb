using CsCheck;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class LawsOnSqlite(OnSqlite database) : LawTests(database), IClassFixture<OnSqlite>;

public sealed class LawsOnPostgres(OnPostgres database) : LawTests(database), IClassFixture<OnPostgres>;

/// <summary>Whatever happens: the database says what the evaluator in memory says, and cells say what the ledger says.</summary>
public abstract class LawTests(TestDatabase database)
{
    private const int Histories = 8;
    private const int Operations = 400;
    private const int Questions = 120;

    [Fact]
    public Task Figures_AfterAnyHistory_AreThoseOfTheEvaluator() =>
        Gen.Int[1, int.MaxValue - 1].SampleAsync(Try, iter: Histories, threads: 1);

    private async Task Try(int seed)
    {
        var town = await LedgerTown.Found(database);
        var happening = new RandomTown(town, seed);
        await happening.Run(Operations);
        Assert.Empty(await town.Ledger.Verify(TestContext.Current.CancellationToken));
        await Compare(town, happening, seed);
    }

    private static async Task Compare(LedgerTown town, RandomTown happening, int seed)
    {
        var history = town.History();
        var evaluator = new Evaluator(history);
        // A second program on the same database knows nothing by heart.
        var ledger = happening.Next(2) == 0 ? town.Ledger : town.OpenAgain();
        var questions = Enumerable.Range(0, Questions).Select(_ => Question(town, happening, history)).ToList();
        foreach (var batch in questions.Chunk(30))
        {
            var known = batch.Where(q => history.TreeAt(q.KnownAt.Seq).Has(q.Unit) && IsKnown(history, q)).ToList();
            var figures = await ledger.Figures(known, TestContext.Current.CancellationToken);
            foreach (var (question, figure) in known.Zip(figures))
            {
                AssertSame(evaluator.Evaluate(question), figure, $"seed {seed}, {question}");
                await AssertSameBehind(evaluator, ledger, question, $"seed {seed}, {question}");
            }
        }
    }

    private static bool IsKnown(LedgerHistory history, FigureQuery question) =>
        history.CatalogueAt(question.KnownAt.Seq).Indicator(question.Indicator) is { } indicator
        && (question.Policy is null || indicator.Policies.Any(p => p.Id == question.Policy));

    private static FigureQuery Question(LedgerTown town, RandomTown happening, LedgerHistory history)
    {
        var indicator = happening.Any(town.Ledger.Catalogue.Indicators);
        var year = happening.Next(4) == 0 ? 2020 : 2021;
        var day = new DateOnly(year, 1, 1).AddDays(happening.Next(365));
        var period = happening.Next(5) switch
        {
            0 => Period.Month(day),
            1 => Period.Quarter(day),
            2 => new(day, day.AddDays(happening.Next(200))),
            _ => Period.Year(year),
        };
        var cutOff = happening.Next(3) == 0 ? period.From.AddDays(happening.Next(300)) : period.To;
        var at = happening.Any(happening.Instants);
        var knownAt = happening.Next(4) switch
        {
            0 => history.KnownAt(at),
            1 => history.KnownAt(Day.EndOf(Period.Month(Day.Of(at)).To)),
            _ => town.Ledger.Now,
        };
        return new(
            indicator.Id,
            happening.Next(2) == 0 ? town.Unit(happening.Any(["县", "镇", "乡"])) : happening.Any(happening.Units),
            period,
            cutOff,
            knownAt,
            happening.Any(indicator.Policies).Id,
            happening.Next(3) == 0 ? Organised.Now : Organised.Then
        );
    }

    private static void AssertSame(Figure expected, Figure actual, string question)
    {
        Assert.True(
            Print(expected) == Print(actual),
            $"{question}\nmemory:   {Print(expected)}\ndatabase: {Print(actual)}"
        );
    }

    private static async Task AssertSameBehind(
        Evaluator evaluator,
        TownLedger ledger,
        FigureQuery question,
        string where
    )
    {
        var expected = evaluator.Behind(question).Select(v => (v.Content.Id, v.Version)).ToHashSet();
        var behind = await ledger.BehindIds(question, int.MaxValue, TestContext.Current.CancellationToken);
        Assert.True(
            behind.Digest == RecordsDigest.Of(expected),
            $"{where}\nmemory: {expected.Count} records, database: {behind.Count}"
        );
        var paged = new List<(Guid, int)>();
        BehindPage page;
        string? cursor = null;
        do
        {
            page = await ledger.Behind(question, cursor, 7, TestContext.Current.CancellationToken);
            paged.AddRange(page.Rows.Select(r => (r.Id, r.Version)));
            cursor = page.Next;
        } while (cursor is not null);
        Assert.True(
            page.Total == expected.Count && paged.Count == expected.Count && expected.SetEquals(paged),
            $"{where}\n{expected.Count} records, {paged.Count} on pages, total {page.Total}"
        );
    }

    private static string Print(Figure f) =>
        $"{f.Amount with { Value = f.Amount.Value / 1.0000000000m, Reported = f.Amount.Reported / 1.0000000000m }} {f.Withheld} v{f.Indicator.Version} tree {f.TreeVersion} {f.Policy.Id} {f.Query.KnownAt.Seq} "
        + $"complete {f.Completeness.Complete} of {string.Join(',', f.Completeness.Expected)} missing {string.Join(',', f.Completeness.Missing)} awaiting {f.Completeness.Awaiting} "
        + string.Join("; ", f.Operands.Select(o => $"{o.Formula} = {o.Amount.Value / 1.0000000000m} of {o.Records}"));
}
