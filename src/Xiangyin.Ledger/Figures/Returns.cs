namespace Xiangyin.Ledger;

/// <summary>A counted record of a kind that is expected, or a signed "nothing to report" for it.</summary>
/// <param name="Kind">The kind that it reports on.</param>
/// <param name="Unit">The unit that reports.</param>
/// <param name="Days">The record's day; of a nil return its whole span.</param>
/// <param name="IsNil">Whether it is a nil return.</param>
/// <param name="Campaign">The campaign that it answers, if it does.</param>
public readonly record struct Return(string Kind, UnitId Unit, Period Days, bool IsNil, Guid? Campaign);

/// <summary>A campaign that asks every unit of the expected type below its own for records of a kind.</summary>
/// <param name="Id">The campaign's record.</param>
/// <param name="Asks">The kind.</param>
/// <param name="Unit">The unit that runs it.</param>
/// <param name="Days">Its first and last day; it is due when the last is over.</param>
/// <param name="Each">How many records each unit is asked for.</param>
public readonly record struct Campaign(Guid Id, string Asks, UnitId Unit, Period Days, int Each);

/// <summary>Decides who has reported.</summary>
/// <param name="catalogue">The catalogue known at known-at.</param>
/// <param name="tree">The tree known at known-at.</param>
/// <param name="campaigns">Counted campaigns, of any unit.</param>
/// <param name="returns">Returns within the period, of any unit: more than needed does no harm.</param>
public sealed class Returns(
    Catalogue catalogue,
    UnitTree tree,
    IReadOnlyList<Campaign> campaigns,
    IReadOnlyList<Return> returns
)
{
    private readonly ILookup<string, Return> byKind = returns.ToLookup(r => r.Kind);

    /// <summary>The kinds among <paramref name="kinds"/> that somebody is expected to report.</summary>
    public static IEnumerable<string> Expected(Catalogue catalogue, IEnumerable<string> kinds) =>
        kinds.Where(k => catalogue.Kind(k)?.Expected is { Every: not Often.Never });

    /// <summary>Who was expected to report the kinds within the query's period up to its cut-off, and who has not.</summary>
    /// <param name="query">Unit, period, cut-off, known-at and organisation decide.</param>
    /// <param name="kinds">The kinds of the figure's formula.</param>
    /// <param name="awaiting">Records that wait for confirmation.</param>
    public Completeness Of(FigureQuery query, IEnumerable<string> kinds, long awaiting)
    {
        var expected = new SortedSet<long>();
        var missing = new SortedSet<long>();
        foreach (var kind in Expected(catalogue, kinds))
        {
            foreach (var duty in Duties(query, kind, catalogue.Kind(kind)!.Expected!))
            {
                var done = byKind[kind]
                    .Where(r => duty.Campaign is { } c ? r.Campaign == c : Overlaps(r.Days, duty.Span))
                    .Select(r => (Unit: Reporter(query, r, duty.From), Weight: r.IsNil ? duty.Each : 1))
                    .GroupBy(r => r.Unit, r => r.Weight)
                    .Where(g => g.Key is not null && g.Sum() >= duty.Each)
                    .Select(g => g.Key!.Value)
                    .ToHashSet();
                foreach (var unit in duty.Units)
                {
                    expected.Add(unit.Value);
                    if (!done.Contains(unit))
                    {
                        missing.Add(unit.Value);
                    }
                }
            }
        }

        bool? complete = expected.Count == 0 ? null : missing.Count == 0;
        return new(
            complete,
            [.. expected.Select(u => new UnitId(u))],
            [.. missing.Select(u => new UnitId(u))],
            awaiting
        );
    }

    private static bool Overlaps(Period a, Period b) => a.From <= b.To && b.From <= a.To;

    private IEnumerable<(Period Span, Guid? Campaign, int Each, UnitType From, IEnumerable<UnitId> Units)> Duties(
        FigureQuery query,
        string kind,
        Expectation expectation
    )
    {
        var period = query.Period.UpTo(query.CutOff);
        if (expectation.Every == Often.Campaign)
        {
            foreach (
                var c in campaigns.Where(c => c.Asks == kind && c.Days.From >= period.From && c.Days.To <= period.To)
            )
            {
                var units = Members(query, c.Days.To)
                    .Where(u => tree.IsWithin(u, Heir(query, c.Unit), DayOf(query, c.Days.To)));
                yield return (
                    c.Days,
                    c.Id,
                    c.Each,
                    expectation.From,
                    units.Where(u => IsExpected(query, u, expectation.From, c.Days.To))
                );
            }

            yield break;
        }

        // A span is due once its last day is over, and only where the period holds all of it.
        for (
            var span = SpanAt(expectation.Every, period.From);
            span.To <= period.To;
            span = SpanAt(expectation.Every, span.To.AddDays(1))
        )
        {
            if (span.From >= period.From)
            {
                yield return (
                    span,
                    null,
                    1,
                    expectation.From,
                    Members(query, span.To).Where(u => IsExpected(query, u, expectation.From, span.To))
                );
            }

            if (span.To >= DateOnly.MaxValue.AddYears(-1))
            {
                yield break;
            }
        }
    }

    private static Period SpanAt(Often every, DateOnly day) =>
        every switch
        {
            Often.Month => Period.Month(day),
            Often.Quarter => Period.Quarter(day),
            _ => Period.Year(day.Year),
        };

    private static DateOnly DayOf(FigureQuery query, DateOnly then) =>
        query.Organised == Organised.Now ? Day.Of(query.KnownAt.At) : then;

    private IEnumerable<UnitId> Members(FigureQuery query, DateOnly then) =>
        tree.SubtreeOn(query.Unit, DayOf(query, then));

    private UnitId Heir(FigureQuery query, UnitId unit) =>
        query.Organised == Organised.Now ? tree.HeirOn(unit, Day.Of(query.KnownAt.At)) ?? unit : unit;

    private bool IsExpected(FigureQuery query, UnitId unit, UnitType type, DateOnly then)
    {
        var day = DayOf(query, then);
        return tree.On(unit, day).Type == type && tree.IsOpen(unit, day);
    }

    private UnitId? Reporter(FigureQuery query, Return r, UnitType type)
    {
        var unit = Heir(query, r.Unit);
        return tree.AboveOn(unit, type, DayOf(query, r.Days.From));
    }
}
