using System.Globalization;

namespace Xiangyin.Ledger;

/// <summary>What a figure in a sentence prints.</summary>
public enum Shows
{
    /// <summary>The value with its counter: 12次.</summary>
    Value,

    /// <summary>The value without its counter: 12.</summary>
    Number,

    /// <summary>How many of those expected have reported: 10个村中9个已报.</summary>
    Reported,

    /// <summary>The names of those that have not: 上湾村、下坪村.</summary>
    Missing,

    /// <summary>Against the same days a year before: 比上年增加3次.</summary>
    Change,
}

/// <summary>
/// A figure bound into a sentence. It says what differs from the report's own year, cut-off, unit and the indicator's default policy, and
/// nothing else, so that the same sentence serves the next report too. It is written
/// <c>placements.county cut-off=2021-07-13 policy=highest</c>.
/// </summary>
/// <param name="Indicator">The indicator's id.</param>
public sealed record BoundFigure(string Indicator)
{
    /// <summary>The period, where it is not the report's year.</summary>
    public Period? Period { get; init; }

    /// <summary>The cut-off, where it is not the report's.</summary>
    public DateOnly? CutOff { get; init; }

    /// <summary>The counting policy, where it is not the indicator's default.</summary>
    public string? Policy { get; init; }

    /// <summary>The unit, where it is not the report's.</summary>
    public UnitId? Unit { get; init; }

    /// <summary>What is printed.</summary>
    public Shows Shows { get; init; }

    /// <summary>Reads a figure as it is written between its braces.</summary>
    /// <param name="text">Indicator, then <c>period=</c>, <c>cut-off=</c>, <c>policy=</c>, <c>unit=</c>, <c>shows=</c> in any order.</param>
    /// <param name="year">
    /// The year meant by a day without one (<c>cut-off=07-13</c>), by a month (<c>period=06</c>), by <c>period=last-year</c> and by <c>next-year</c>.
    /// </param>
    /// <exception cref="FormatException">It can't be read; the message names the word.</exception>
    public static BoundFigure Parse(string text, int year)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].Contains('=', StringComparison.Ordinal) || !words[0].All(IsIdCharacter))
        {
            throw new FormatException(text.Trim());
        }

        return words.Skip(1).Aggregate(new BoundFigure(words[0]), (figure, word) => figure.With(word, year));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Concat(
            Indicator,
            Period is { } period ? " period=" + Write(period) : "",
            CutOff is { } cutOff ? " cut-off=" + Write(cutOff) : "",
            Policy is { } policy ? " policy=" + policy : "",
            Unit is { } unit ? " unit=" + unit : "",
            Shows == Shows.Value ? "" : " shows=" + Shows.ToString().ToLowerInvariant()
        );

    private BoundFigure With(string word, int year)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        var value = word[(at + 1)..];
        return word[..Math.Max(at, 0)] switch
        {
            "period" => this with { Period = ReadPeriod(value, year) },
            "cut-off" => this with { CutOff = ReadDay(value, year) },
            "policy" when value.Length > 0 && value.All(IsIdCharacter) => this with { Policy = value },
            "unit" when long.TryParse(value, CultureInfo.InvariantCulture, out var unit) => this with
            {
                Unit = new UnitId(unit),
            },
            "shows" when Enum.TryParse<Shows>(value, ignoreCase: true, out var shows) && char.IsAsciiLetter(value[0]) =>
                this with
                {
                    Shows = shows,
                },
            _ => throw new FormatException(word),
        };
    }

    // An id must survive being written between braces and brackets.
    private static bool IsIdCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_';

    private static Period ReadPeriod(string value, int year)
    {
        if (value is "last-year" or "next-year")
        {
            return Ledger.Period.Year(value == "last-year" ? year - 1 : year + 1);
        }

        if (value.Split("..") is [var from, var to])
        {
            var period = new Period(ReadDay(from, year), ReadDay(to, year));
            return period.IsEmpty ? throw new FormatException(value) : period;
        }

        return value.Length switch
        {
            4 when int.TryParse(value, CultureInfo.InvariantCulture, out var whole) && whole > 0 => Ledger.Period.Year(
                whole
            ),
            2 => Ledger.Period.Month(ReadDay(value + "-01", year)),
            7 => Ledger.Period.Month(ReadDay(value + "-01", year)),
            _ => throw new FormatException(value),
        };
    }

    private static DateOnly ReadDay(string value, int year) =>
        DateOnly.TryParseExact(
            value.Length == 5 ? $"{year:0000}-{value}" : value,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new FormatException(value);

    private static string Write(Period period) =>
        period == Ledger.Period.Year(period.From.Year) ? $"{period.From.Year:0000}"
        : period == Ledger.Period.Month(period.From) ? period.From.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : $"{Write(period.From)}..{Write(period.To)}";

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
