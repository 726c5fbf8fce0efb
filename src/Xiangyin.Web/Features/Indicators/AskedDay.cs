using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>Reads days and instants as they stand in addresses and as people type them where a browser offers no calendar.</summary>
internal static class AskedDay
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.f",
        "yyyy-MM-ddTHH:mm:ss.ff",
        "yyyy-MM-ddTHH:mm:ss.fff",
    ];

    /// <summary>The years of which the ledger can be asked.</summary>
    public static bool IsYear(int year) => year is >= 1900 and < 2200;

    /// <summary>"2021-07-13", "2021/7/13", "2021年7月13日"; none for anything else.</summary>
    public static DateOnly? Day(string text) => Typed.Day(text) is { } day && IsYear(day.Year) ? day : null;

    /// <summary>An instant; without a zone by the clock of Shanghai, and a day alone means its end.</summary>
    public static DateTimeOffset? Instant(string text)
    {
        var plain = text.Trim();
        if (Day(plain) is { } day)
        {
            return Xiangyin.Ledger.Day.EndOf(day);
        }

        var isUtc = plain.EndsWith('Z');
        return
            DateTime.TryParseExact(
                isUtc ? plain[..^1] : plain,
                Instants,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            ) && IsYear(time.Year)
            ? new DateTimeOffset(time, isUtc ? TimeSpan.Zero : TimeSpan.FromHours(8)).ToUniversalTime()
            : null;
    }

    /// <summary>As a date control takes it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As a control for day and time takes it, by the clock of Shanghai.</summary>
    public static string Iso(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
}
