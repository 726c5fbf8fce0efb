using Xiangyin.Ledger;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>
/// Looks for what would give a number that differs, by trying it on the ledger: another cut-off, counting policy or year, a missing village, what
/// waits for confirmation, another indicator. Nothing is guessed: what is named gives the number.
/// </summary>
internal sealed class Explaining(UnitTree tree, Asking asking, Answers answers, ReadDocument document)
{
    private const int Most = 3;

    /// <summary>The questions to try.</summary>
    public IEnumerable<FigureQuery> Queries(Ask ask, Comparison compared)
    {
        if (ask is not { Query: { } query, Villages.Count: 0 })
        {
            return [];
        }

        return CutOffs(query)
            .Concat(Policies(query, compared))
            .Concat(Years(query))
            .Concat(IsAdditive(compared) ? asking.VillagesOf(query) : [])
            .Concat(Others(query, compared));
    }

    /// <summary>Where the running count passes the number between two ends of month: the days between.</summary>
    public IEnumerable<FigureQuery> Days(Ask ask, Comparison compared)
    {
        if (ask is not { Query: { } query, Villages.Count: 0, Range: { } range } || Of(ask, compared).Count > 0)
        {
            return [];
        }

        var before = query.Period.From.AddDays(-1);
        foreach (var end in MonthEnds(query))
        {
            if (answers.Find(query with { CutOff = end })?.Amount.Value is { } count && count >= range.Low)
            {
                return Enumerable
                    .Range(1, end.DayNumber - before.DayNumber)
                    .Select(d => query with { CutOff = before.AddDays(d) });
            }

            before = end;
        }

        return [];
    }

    /// <summary>What was found, the likeliest first.</summary>
    public IReadOnlyList<Explanation> Of(Ask ask, Comparison compared)
    {
        if (ask is not { Query: { } query, Range: { } range } || compared.Figure is not { } figure)
        {
            return [];
        }

        if (ask.Villages.Count > 0)
        {
            var odd = ask.Villages.Where(v => !range.Has(answers[v].Amount.Value ?? 0)).ToList();
            return
            [
                .. odd.GroupBy(v => answers[v].Amount.Value ?? 0)
                    .Select(g => new Explanation(
                        ExplanationKind.Villages,
                        answers[g.First()],
                        [.. g.Select(v => v.Unit)]
                    )),
            ];
        }

        var waiting =
            figure.Completeness.Awaiting > 0 && figure.Policy.Formula is Count or Distinct
                ? (decimal?)((figure.Amount.Value ?? 0) + figure.Completeness.Awaiting)
                : null;
        IEnumerable<Explanation?> found =
        [
            waiting is { } more && range.Has(more) ? new(ExplanationKind.Awaiting, figure) : null,
            .. Policies(query, compared).Select(q => Giving(ExplanationKind.Policy, q, range)),
            CutOffs(query)
                .Concat(AllDays(query))
                .Select(q => Giving(ExplanationKind.CutOff, q, range))
                .FirstOrDefault(e => e is not null),
            .. Years(query).Select(q => Giving(ExplanationKind.Year, q, range)),
            figure.Amount.Reported is { } reported
            && (range.Has(reported) || range.Has(reported + (figure.Amount.Value ?? 0)))
                ? new(ExplanationKind.Reported, figure)
                : null,
            .. IsAdditive(compared) ? WithoutOne(query, figure, range) : [],
            .. Others(query, compared).Select(q => Giving(ExplanationKind.Indicator, q, range)),
        ];
        return [.. found.OfType<Explanation>().Take(Most)];
    }

    private Explanation? Giving(ExplanationKind kind, FigureQuery query, StatedRange range) =>
        answers.Find(query) is { Amount.Value: { } value } figure
        && figure.Operands.Any(o => o.Records > 0)
        && range.Has(decimal.Round(value, figure.Indicator.Decimals, MidpointRounding.AwayFromZero))
            ? new(kind, figure)
            : null;

    private IEnumerable<Explanation?> WithoutOne(FigureQuery query, Figure figure, StatedRange range) =>
        asking
            .VillagesOf(query)
            .Where(v =>
                answers.Find(v)?.Amount.Value is { } part && part > 0 && range.Has((figure.Amount.Value ?? 0) - part)
            )
            .Select(v => new Explanation(ExplanationKind.WithoutVillage, answers[v], [v.Unit]))
            .Take(1);

    // The document's own days first: they are likelier than the end of some month.
    private IEnumerable<FigureQuery> CutOffs(FigureQuery query) =>
        document
            .CutOffs.Append(document.SignedOn)
            .Select(c => c?.To)
            .OfType<DateOnly>()
            .Concat(MonthEnds(query).Reverse())
            .Where(d => d != query.CutOff && d >= query.Period.From && (d <= query.Period.To || IsStock(query)))
            .Distinct()
            .Select(d => query with { CutOff = d });

    private static IEnumerable<DateOnly> MonthEnds(FigureQuery query)
    {
        for (
            var day = Period.Month(query.Period.From).To;
            day <= query.Period.To;
            day = Period.Month(day.AddDays(1)).To
        )
        {
            yield return day;
        }
    }

    private static IEnumerable<FigureQuery> AllDays(FigureQuery query) =>
        Enumerable
            .Range(0, Math.Max(0, query.Period.To.DayNumber - query.Period.From.DayNumber + 1))
            .Select(d => query with { CutOff = query.Period.From.AddDays(d) });

    private static IEnumerable<FigureQuery> Policies(FigureQuery query, Comparison compared) =>
        (compared.Figure?.Indicator.Policies ?? [])
            .Where(p => p.Id != compared.Figure!.Policy.Id)
            .Select(p => query with { Policy = p.Id });

    private static IEnumerable<FigureQuery> Years(FigureQuery query) =>
        new[] { -1, 1 }.Select(y =>
            query with
            {
                Period = query.Period.ShiftYears(y),
                CutOff = query.CutOff.AddYears(y),
            }
        );

    private static IEnumerable<FigureQuery> Others(FigureQuery query, Comparison compared) =>
        compared.RunnersUp.Take(2).Select(m => query with { Indicator = m.Indicator.Id, Policy = null });

    private bool IsStock(FigureQuery query) => asking.Catalogue.Indicator(query.Indicator)?.Nature == Nature.Stock;

    private bool IsAdditive(Comparison compared) =>
        compared.Figure is { Indicator.Adds: Adds.Additive, Query: var query }
        && tree.On(query.Unit, query.CutOff).Type == UnitType.Town;
}
