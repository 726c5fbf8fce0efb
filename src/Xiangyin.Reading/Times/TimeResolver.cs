namespace Xiangyin.Reading;

/// <summary>Gives raw times their days, from the year that the document is about.</summary>
internal static class TimeResolver
{
    /// <summary>The time, with its days where they can be known.</summary>
    /// <param name="raw">As it was read.</param>
    /// <param name="text">As it was written.</param>
    /// <param name="span">Where.</param>
    /// <param name="year">The document's year; null where it does not tell.</param>
    public static TimeMention Resolve(RawTime raw, string text, Span span, int? year)
    {
        var (from, to) = raw.Masked || raw.Kind is null or TimeKind.Now ? (null, null) : Days(raw, year);
        return new()
        {
            Text = text,
            Span = span,
            Kind = raw.Kind ?? TimeKind.Now,
            From = from,
            To = to,
            YearStated = raw.From.Year is not null || raw.To is { Year: not null },
            Masked = raw.Masked,
            CutOff = raw.CutOff,
        };
    }

    private static (DateOnly?, DateOnly?) Days(RawTime raw, int? documentYear)
    {
        var year = raw.From.Year ?? raw.To?.Year ?? (documentYear + (raw.YearFromNow ?? 0));
        if (year is not { } y || y is < 1 or > 9998)
        {
            return (null, null);
        }

        switch (raw.Kind)
        {
            case TimeKind.HalfYear when raw.Part is 1 or 2:
                return Months(y, raw.Part == 1 ? 1 : 7, raw.Part == 1 ? 6 : 12);
            case TimeKind.Quarter when raw.Part is >= 1 and <= 4:
                return Months(y, (raw.Part * 3) - 2, raw.Part * 3);
            case TimeKind.Since when raw.From.Year is not null || raw.YearFromNow is not null:
                return (new DateOnly(y, raw.From.Month ?? 1, 1), null);
            case TimeKind.Year
            or TimeKind.Month
            or TimeKind.Day when raw.From.Month is not null || raw.Kind == TimeKind.Year:
                return Of(raw.From, y);
            case TimeKind.Range when raw.To is { } end:
                var (from, _) = Of(
                    raw.From,
                    raw.From.Year ?? (end.Year is { } stated && raw.From.Month > end.Month ? stated - 1 : y)
                );
                var (_, to) = Of(
                    end.Month is null && end.Day is not null ? end with { Month = raw.From.Month } : end,
                    end.Year ?? y
                );
                return from <= to ? (from, to) : (null, null);
            default:
                return (null, null);
        }
    }

    private static (DateOnly?, DateOnly?) Of(Moment moment, int year)
    {
        if (moment.Month is not { } month)
        {
            return Months(year, 1, 12);
        }

        if (moment.Day is not { } day)
        {
            return Months(year, month, month);
        }

        return day <= DateTime.DaysInMonth(year, month)
            ? (new DateOnly(year, month, day), new DateOnly(year, month, day))
            : (null, null);
    }

    private static (DateOnly?, DateOnly?) Months(int year, int first, int last) =>
        (new DateOnly(year, first, 1), new DateOnly(year, last, DateTime.DaysInMonth(year, last)));
}
