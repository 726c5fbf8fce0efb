using Xiangyin.Ledger;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Turns a matched quantity into a question: of which unit, in which time, up to which day, by which indicator.</summary>
internal sealed class Asking(
    UnitTree tree,
    Catalogue catalogue,
    CheckScope scope,
    KnownAt known,
    Func<UnitId, bool> maySee
)
{
    private readonly IndicatorIndex index = IndicatorIndex.Of(catalogue);
    private readonly List<(string Name, UnitId Unit)> villages =
    [
        .. tree.SubtreeOn(scope.Unit, scope.CutOff)
            .Where(u => u != scope.Unit && maySee(u) && tree.IsOpen(u, scope.CutOff))
            .Select(u => tree.On(u, scope.CutOff))
            .Select(u => (u.Name.Hans, u.Id))
            .OrderByDescending(u => u.Hans.Length),
    ];

    public Catalogue Catalogue => catalogue;

    /// <summary>The quantity with its questions.</summary>
    public Ask Ask(Ask ask, Wording wording)
    {
        var (period, cutOff) = Time(ask.Quantity);
        var query = new FigureQuery(ask.Match!.Indicator.Id, UnitOf(wording), period, cutOff, known);
        return ask.Quantity.Per switch
        {
            null or "年" or "镇" or "全年" => ask with { Query = query },
            "村" or "社区" or "行政村" => ask with
            {
                Query = index.LeastOf(ask.Match.Indicator) is { } least ? query with { Indicator = least.Id } : query,
                Villages = VillagesOf(query),
            },
            _ => ask,
        };
    }

    /// <summary>The same question of each village of its unit.</summary>
    public IReadOnlyList<FigureQuery> VillagesOf(FigureQuery query) =>
        [
            .. villages
                .Where(v =>
                    tree.On(v.Unit, query.CutOff).Type == UnitType.Village
                    && tree.IsWithin(v.Unit, query.Unit, query.CutOff)
                )
                .Select(v => v.Unit)
                .OrderBy(v => v.Value)
                .Select(v => query with { Unit = v }),
        ];

    // The village that is named last before the number, or in the same clause; otherwise the document's own unit.
    private UnitId UnitOf(Wording wording)
    {
        var near = villages
            .Select(v => (v.Unit, At: wording.Near.LastIndexOf(v.Name, StringComparison.Ordinal), v.Name.Length))
            .Where(v => v.At >= 0)
            .OrderByDescending(v => v.At)
            .ThenByDescending(v => v.Length)
            .FirstOrDefault();
        return near.Length > 0 ? near.Unit : scope.Unit;
    }

    private (Period Period, DateOnly CutOff) Time(Quantity quantity)
    {
        if (quantity.Time is not { Masked: false, To: { } to } time || time.Kind == TimeKind.Now)
        {
            return (scope.Period, scope.CutOff);
        }

        var from = time.From ?? to;
        if (time.CutOff || time.Kind is TimeKind.Since)
        {
            // 截至7月13日 counts from the year's beginning.
            var year = Period.Year(to.Year);
            return (
                time is { Kind: TimeKind.Range or TimeKind.Since } && from.Year == to.Year ? new(from, year.To) : year,
                to
            );
        }

        var period = new Period(from, to);
        var last = scope.CutOff >= from && scope.CutOff < to ? scope.CutOff : to;
        return (period, last);
    }
}
