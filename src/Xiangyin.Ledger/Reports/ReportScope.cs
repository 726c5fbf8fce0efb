namespace Xiangyin.Ledger;

/// <summary>What all figures of a report have in common unless they say otherwise.</summary>
/// <param name="Unit">Whose work it reports, with everything below.</param>
/// <param name="Year">The year reported.</param>
/// <param name="CutOff">The report's cut-off.</param>
/// <param name="KnownAt">What had been recorded by then.</param>
public sealed record ReportScope(UnitId Unit, int Year, DateOnly CutOff, KnownAt KnownAt)
{
    /// <summary>The year reported, as days.</summary>
    public Period Period => Period.Year(Year);

    /// <summary>Whether the report counts its whole year.</summary>
    public bool IsWholeYear => CutOff >= Period.To;

    /// <summary>The question behind a bound figure.</summary>
    public FigureQuery Query(BoundFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var period = figure.Period ?? Period;
        return new(figure.Indicator, figure.Unit ?? Unit, period, CutOffOf(figure, period), KnownAt, figure.Policy);
    }

    /// <summary>The same question a year before, for <see cref="Shows.Change"/>.</summary>
    public FigureQuery Before(BoundFigure figure)
    {
        var query = Query(figure);
        return query with { Period = query.Period.ShiftYears(-1), CutOff = query.CutOff.AddYears(-1) };
    }

    /// <summary>Every question behind a bound figure: one, or two where it compares.</summary>
    public IEnumerable<FigureQuery> Queries(BoundFigure figure) =>
        figure.Shows == Shows.Change ? [Query(figure), Before(figure)] : [Query(figure)];

    /// <summary>The last day that a bound figure counts.</summary>
    public DateOnly CutOffOf(BoundFigure figure) => CutOffOf(figure, figure.Period ?? Period);

    // Last year's figure stands beside this year's: counted up to the same day of its own year. A plan is not cut off.
    private DateOnly CutOffOf(BoundFigure figure, Period period)
    {
        var last = figure.CutOff ?? (period.From > Period.To ? period.To : CutOff.AddYears(period.To.Year - Year));
        return last < period.To ? last : period.To;
    }
}
