using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>A figure with what is read beside it, answered in one pass.</summary>
internal sealed record FigureAnswer
{
    /// <summary>The question, as it was asked.</summary>
    public required FigureQuery Query { get; init; }

    public required Figure Figure { get; init; }

    /// <summary>The catalogue that was known.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>The tree that was known.</summary>
    public required UnitTree Tree { get; init; }

    /// <summary>Whether it stands on restricted records, of which nothing is told.</summary>
    public required bool IsRestricted { get; init; }

    /// <summary>The same under the other counting policies.</summary>
    public required IReadOnlyList<(FigureQuery Query, Figure Figure)> OtherPolicies { get; init; }

    /// <summary>The same with the units organised the other way, where that makes a difference.</summary>
    public required (FigureQuery Query, Figure Figure)? OtherwiseOrganised { get; init; }

    /// <summary>The same days a year before.</summary>
    public required (FigureQuery Query, Figure Figure) YearBefore { get; init; }

    /// <summary>The period month by month.</summary>
    public required IReadOnlyList<(FigureQuery Query, Figure Figure)> Steps { get; init; }

    /// <summary>The definition before the newest, where it changed: when, and what the figure would be by it.</summary>
    public required (CatalogueVersion Changed, Indicator Before, Figure? Figure)? DefinitionChange { get; init; }

    /// <summary>What the unit set out to reach, where the period is a year.</summary>
    public required Target? Target { get; init; }

    /// <summary>What documents state for the same year; never counted.</summary>
    public required IReadOnlyList<ReportedFigure> Reported { get; init; }

    public static async Task<FigureAnswer> To(
        FigureQuery query,
        TownLedger ledger,
        Targets targets,
        ReportedFigures reported,
        CancellationToken ct
    )
    {
        var catalogue = ledger.CatalogueAt(query.KnownAt.Seq);
        var indicator = catalogue.Indicator(query.Indicator)!;
        var policy = indicator.Policy(query.Policy);
        var restricted = catalogue.IsRestricted(policy.Formula);
        var others = indicator.Policies.Where(p => p != policy).Select(p => query with { Policy = p.Id }).ToList();
        var otherwise = query with { Organised = query.Organised == Organised.Then ? Organised.Now : Organised.Then };
        var before = query with { Period = query.Period.ShiftYears(-1), CutOff = query.CutOff.AddYears(-1) };
        var steps = Indicators.Steps.Of(query, coarse: restricted);
        var answers = await Answers.To(ledger, [query, .. others, otherwise, before, .. steps], ct);
        var figure = answers[query];
        return new()
        {
            Query = query,
            Figure = figure,
            Catalogue = catalogue,
            Tree = ledger.TreeAt(query.KnownAt.Seq),
            IsRestricted = restricted,
            OtherPolicies = [.. others.Select(q => (q, answers[q]))],
            OtherwiseOrganised =
                answers[otherwise].Amount.Value == figure.Amount.Value ? null : (otherwise, answers[otherwise]),
            YearBefore = (before, answers[before]),
            Steps = [.. steps.Select(q => (q, answers[q]))],
            DefinitionChange = await ChangeOf(query, ledger, ct),
            Target =
                query.Period == Period.Year(query.Period.From.Year)
                    ? (await targets.Of(query.Unit, query.Period.From.Year, query.KnownAt, ct)).GetValueOrDefault(
                        query.Indicator
                    )
                    : null,
            Reported = restricted
                ? []
                : [.. (await reported.Of(query.Unit, query.Period.From.Year, query.KnownAt, ct))[query.Indicator]],
        };
    }

    private static async Task<(CatalogueVersion, Indicator, Figure?)?> ChangeOf(
        FigureQuery query,
        TownLedger ledger,
        CancellationToken ct
    )
    {
        if (
            new LedgerHistory([], [], [], ledger.Catalogues).DefinitionChange(query.Indicator, query.KnownAt.Seq)
            is not var (changed, before)
        )
        {
            return null;
        }

        // A way of counting that the definition before did not have can't be compared.
        var policy = query.Policy is null
            ? before.Policies[0]
            : before.Policies.FirstOrDefault(p => p.Id == query.Policy);
        return (changed, before, policy is null ? null : await ledger.FigureBy(before, query, ct));
    }
}
