namespace Xiangyin.Web.Demonstration;

/// <summary>The days of the demonstration: what was a working day, and when the office was open.</summary>
internal static class Almanac
{
    /// <summary>The first day on which the town worked with this ledger.</summary>
    public static readonly DateOnly First = new(2020, 1, 1);

    /// <summary>The last day of the demonstration.</summary>
    public static readonly DateOnly Last = new(2022, 9, 30);

    /// <summary>Nothing is recorded after this instant.</summary>
    public static readonly DateTimeOffset End = At(Last, 18 * 60);

    // Public holidays of these years, first and last day; days made up for them are left out.
    private static readonly (DateOnly From, DateOnly To)[] Holidays =
    [
        (new(2020, 1, 1), new(2020, 1, 1)),
        (new(2020, 1, 24), new(2020, 2, 2)),
        (new(2020, 4, 4), new(2020, 4, 6)),
        (new(2020, 5, 1), new(2020, 5, 5)),
        (new(2020, 6, 25), new(2020, 6, 27)),
        (new(2020, 10, 1), new(2020, 10, 8)),
        (new(2021, 1, 1), new(2021, 1, 3)),
        (new(2021, 2, 11), new(2021, 2, 17)),
        (new(2021, 4, 3), new(2021, 4, 5)),
        (new(2021, 5, 1), new(2021, 5, 5)),
        (new(2021, 6, 12), new(2021, 6, 14)),
        (new(2021, 9, 19), new(2021, 9, 21)),
        (new(2021, 10, 1), new(2021, 10, 7)),
        (new(2022, 1, 1), new(2022, 1, 3)),
        (new(2022, 1, 31), new(2022, 2, 6)),
        (new(2022, 4, 3), new(2022, 4, 5)),
        (new(2022, 4, 30), new(2022, 5, 4)),
        (new(2022, 6, 3), new(2022, 6, 5)),
        (new(2022, 9, 10), new(2022, 9, 12)),
    ];

    private static readonly HashSet<DateOnly> Free =
    [
        .. Holidays.SelectMany(h => Enumerable.Range(0, h.To.DayNumber - h.From.DayNumber + 1).Select(h.From.AddDays)),
    ];

    public static bool IsHoliday(DateOnly day) => Free.Contains(day);

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public static bool IsWorkday(DateOnly day) => !IsWeekend(day) && !IsHoliday(day);

    /// <summary>An instant, by the minutes since midnight in Shanghai.</summary>
    public static DateTimeOffset At(DateOnly day, int minutes) => Xiangyin.Ledger.Day.StartOf(day).AddMinutes(minutes);

    /// <summary>The last day of a year that the demonstration knows.</summary>
    public static DateOnly LastOf(int year) => year == Last.Year ? Last : new(year, 12, 31);
}
