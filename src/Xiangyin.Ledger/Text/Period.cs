namespace Xiangyin.Ledger;

/// <summary>A run of whole days, both ends inclusive.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; never before <paramref name="From"/> in a period that holds any day.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>The calendar year.</summary>
    public static Period Year(int year) => new(new(year, 1, 1), new(year, 12, 31));

    /// <summary>The calendar month in which <paramref name="day"/> lies.</summary>
    public static Period Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>The calendar quarter in which <paramref name="day"/> lies.</summary>
    public static Period Quarter(DateOnly day)
    {
        var first = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return new(first, first.AddMonths(3).AddDays(-1));
    }

    /// <summary>Whether the period holds no day.</summary>
    public bool IsEmpty => To < From;

    /// <summary>Whether <paramref name="day"/> lies in the period.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;

    /// <summary>The period up to and including <paramref name="cutOff"/>.</summary>
    public Period UpTo(DateOnly cutOff) => this with { To = cutOff < To ? cutOff : To };

    /// <summary>The same days, <paramref name="years"/> years away (29 February becomes 28).</summary>
    public Period ShiftYears(int years) => new(From.AddYears(years), To.AddYears(years));
}
