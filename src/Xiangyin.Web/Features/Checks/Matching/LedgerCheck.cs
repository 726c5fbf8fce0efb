using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>
/// Sets a document's quantities against the ledger: all of them in one pass, and what might explain those that differ in a second (and, for a day
/// that is still sought, a third).
/// </summary>
internal sealed class LedgerCheck(TownLedger ledger, Targets targets, ReportedFigures reported, MatchBook book)
{
    /// <summary>What a document's quantities are, one result for each in their order.</summary>
    /// <param name="document">The document.</param>
    /// <param name="scope">Whose work it speaks of.</param>
    /// <param name="units">The units that may be asked for: those that the reader may see.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Comparison>> Compare(
        ReadDocument document,
        CheckScope scope,
        Func<UnitId, bool> units,
        CancellationToken ct
    )
    {
        var known = ledger.Now;
        var catalogue = ledger.Catalogue;
        var asking = new Asking(ledger.Tree, catalogue, scope, known, units);
        var matcher = new Matcher(catalogue);
        var town = TownOf(scope);
        var chosen = book.Of(town);
        var wordings = Wording.Of(document);
        var asks = new List<Ask>(wordings.Count);
        for (var i = 0; i < wordings.Count; i++)
        {
            asks.Add(Begin(document.Quantities[i], wordings[i], matcher, asking, chosen));
        }

        var answers = new Answers(ledger);
        await answers.Read(asks.SelectMany(a => a.Queries), ct);
        var compared = new List<Comparison>(asks.Count);
        foreach (var ask in asks)
        {
            compared.Add(await Judge(ask, answers, scope, known, ct));
        }

        var differing = asks.Zip(compared)
            .Where(p =>
                p.Second
                    is { Target: null, Figure: not null }
                        and ({ Outcome: Outcome.Differs } or { Why: WhyNone.NothingRecorded })
            )
            .ToList();
        var explaining = new Explaining(ledger.Tree, asking, answers, document);
        await answers.Read(differing.SelectMany(d => explaining.Queries(d.First, d.Second)), ct);
        await answers.Read(differing.SelectMany(d => explaining.Days(d.First, d.Second)), ct);
        var explained = differing.ToDictionary(
            d => d.First,
            d => d.Second with { Explanations = explaining.Of(d.First, d.Second) }
        );
        var all = new List<Comparison>(asks.Count);
        foreach (var (ask, result) in asks.Zip(compared))
        {
            all.Add(await WithDocuments(explained.GetValueOrDefault(ask, result), ask, known, ct));
        }

        return all;
    }

    /// <summary>The town whose corrections hold: that of the unit, or the unit itself above towns.</summary>
    public UnitId TownOf(CheckScope scope) => TownOf(ledger.Tree, scope.Unit, scope.CutOff);

    public static UnitId TownOf(UnitTree tree, UnitId unit, DateOnly day) =>
        tree.AboveOn(unit, UnitType.Town, day) ?? unit;

    private static Ask Begin(
        Quantity quantity,
        Wording wording,
        Matcher matcher,
        Asking asking,
        IReadOnlyDictionary<string, string> chosen
    )
    {
        var key = MatchBook.KeyOf(quantity, wording);
        var ranked = matcher.Rank(quantity, wording);
        var ask = new Ask
        {
            Quantity = quantity,
            Key = key,
            Range = StatedRange.Of(quantity),
            Ranked = ranked,
        };
        if (chosen.TryGetValue(key, out var id))
        {
            return asking.Catalogue.Indicator(id) is { } indicator
                ? asking.Ask(ask with { Match = new(indicator, 1), IsChosen = true }, wording)
                : ask with
                {
                    IsChosen = true,
                };
        }

        return ranked is [{ Confidence: >= Matcher.Least } first, ..]
            ? asking.Ask(ask with { Match = first }, wording)
            : ask;
    }

    private async Task<Comparison> Judge(
        Ask ask,
        Answers answers,
        CheckScope scope,
        KnownAt known,
        CancellationToken ct
    )
    {
        var none = new Comparison
        {
            Quantity = ask.Quantity,
            Key = ask.Key,
            Outcome = Outcome.NoRecord,
            Match = ask.Match,
            IsChosen = ask.IsChosen,
            IsEachVillage = ask.Villages.Count > 0,
            RunnersUp = [.. ask.Ranked.Where(m => m.Indicator.Id != ask.Match?.Indicator.Id)],
        };
        if (ask.Match is null)
        {
            return none with { Why = ask.IsChosen ? WhyNone.SetAside : WhyNone.NoIndicator };
        }

        if (ask.Range is not { } range)
        {
            return none with { Why = WhyNone.NoNumber };
        }

        if (ask.Quantity.Condition)
        {
            return none with { Why = WhyNone.Condition };
        }

        if (ask.Query is not { } query)
        {
            return none with { Why = WhyNone.ForEach };
        }

        if (ask.Quantity.Nature == QuantityNature.Plan)
        {
            var year = ask.Quantity.Time is { YearStated: true, From: { } from } ? from.Year : scope.Year + 1;
            var planned = await targets.Of(query.Unit, year, known, ct);
            return planned.GetValueOrDefault(ask.Match.Indicator.Id) is { Value.Amount: { } amount } target
                ? With(none with { Target = target }, range, amount)
                : none with
                {
                    Why = WhyNone.NoTarget,
                };
        }

        var figure = answers[query];
        none = none with { Figure = figure };
        if (figure.Withheld != Withheld.No)
        {
            return none with { Why = WhyNone.Withheld };
        }

        var nothing = figure.Operands.All(o => o.Records == 0);
        if (figure.Amount.Value is not { } counted || (nothing && !range.Has(0)))
        {
            return none with { Why = WhyNone.NothingRecorded };
        }

        if (ask.Villages.Count > 0)
        {
            var odd = ask.Villages.Where(v => !range.Has(answers[v].Amount.Value ?? 0)).ToList();
            return odd.Count == 0
                ? none with
                {
                    Outcome = Outcome.Agrees,
                }
                : none with
                {
                    Outcome = Outcome.Differs,
                    Difference = range.Beyond(answers[odd[0]].Amount.Value ?? 0),
                };
        }

        return With(none, range, decimal.Round(counted, figure.Indicator.Decimals, MidpointRounding.AwayFromZero));
    }

    // What an imported document says too is told, and proves nothing.
    private async Task<Comparison> WithDocuments(Comparison compared, Ask ask, KnownAt known, CancellationToken ct)
    {
        if (
            compared is not { Outcome: not Outcome.Agrees, Figure: { Withheld: Withheld.No } figure }
            || ask is not { Range: { } range, Villages.Count: 0 }
        )
        {
            return compared;
        }

        var query = figure.Query;
        var told = (await reported.Of(query.Unit, query.Period.From.Year, known, ct))[query.Indicator]
            .FirstOrDefault(r => r.On == query.CutOff && r.Value.Amount is { } amount && range.Has(amount));
        return told is null
            ? compared
            : compared with
            {
                Explanations = [.. compared.Explanations, new(ExplanationKind.Document, figure, Record: told.Record)],
            };
    }

    private static Comparison With(Comparison compared, StatedRange range, decimal counted) =>
        range.Has(counted) || (compared.Quantity.Nature == QuantityNature.Standard && counted >= range.Low)
            ? compared with
            {
                Outcome = Outcome.Agrees,
            }
            : compared with
            {
                Outcome = Outcome.Differs,
                Difference = range.Beyond(counted),
            };
}

/// <summary>A quantity with the questions that it asks of the ledger.</summary>
internal sealed record Ask
{
    public required Quantity Quantity { get; init; }

    public required string Key { get; init; }

    public StatedRange? Range { get; init; }

    public IReadOnlyList<Match> Ranked { get; init; } = [];

    public Match? Match { get; init; }

    public bool IsChosen { get; init; }

    /// <summary>The question; none where the ledger can't be asked for what the quantity is said for each of.</summary>
    public FigureQuery? Query { get; init; }

    /// <summary>Of a quantity said for each village: the same question of each.</summary>
    public IReadOnlyList<FigureQuery> Villages { get; init; } = [];

    public IEnumerable<FigureQuery> Queries => Query is { } query ? Villages.Prepend(query) : [];
}

/// <summary>Figures that were read, each question once.</summary>
internal sealed class Answers(TownLedger ledger)
{
    private readonly Dictionary<FigureQuery, Figure> read = [];

    public Figure this[FigureQuery query] => read[query];

    public Figure? Find(FigureQuery query) => read.GetValueOrDefault(query);

    public async Task Read(IEnumerable<FigureQuery> queries, CancellationToken ct)
    {
        var missing = queries.Distinct().Where(q => !read.ContainsKey(q)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        foreach (var (query, figure) in missing.Zip(await ledger.Figures(missing, ct)))
        {
            read[query] = figure;
        }
    }
}
