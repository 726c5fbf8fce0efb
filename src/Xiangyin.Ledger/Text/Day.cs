namespace Xiangyin.Ledger;

/// <summary>The working day of the product: the calendar of Asia/Shanghai.</summary>
public static class Day
{
    // China has kept UTC+8 without summer time since 1992, so no time-zone data is needed on the machine.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The day in Asia/Shanghai on which <paramref name="instant"/> falls.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Shanghai).DateTime);

    /// <summary>Today in Asia/Shanghai.</summary>
    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>The last instant (to the millisecond) of <paramref name="day"/> in Asia/Shanghai.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Shanghai)
            .AddMilliseconds(-1)
            .ToUniversalTime();

    /// <summary>The first instant of <paramref name="day"/> in Asia/Shanghai.</summary>
    public static DateTimeOffset StartOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Shanghai).ToUniversalTime();
}
