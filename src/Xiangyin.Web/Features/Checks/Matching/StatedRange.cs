using Xiangyin.Reading;
using Approximation = Xiangyin.Reading.Approximation;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The counts with which a written quantity agrees: 76余 with 76 to 85, 1.2万 with what rounds to it, 至少一次 with any from 1.</summary>
/// <param name="Low">The least that agrees.</param>
/// <param name="High">The most; none where there is no bound.</param>
internal readonly record struct StatedRange(decimal Low, decimal? High)
{
    private const decimal NearlyAll = 0.05m;

    /// <summary>The range; none where no number is said.</summary>
    public static StatedRange? Of(Quantity quantity) =>
        quantity is not { Value: { } value, Masked: false }
            ? null
            : quantity.Approximation switch
            {
                Approximation.None => null,
                Approximation.AtLeast => new(
                    value,
                    IsOpen(quantity.Phrase, quantity) ? null : value + Above(value) - Smallest(value)
                ),
                Approximation.AtMost => new(0, value),
                Approximation.About => new(value - Around(value), (quantity.High ?? value) + Around(value)),
                _ when quantity.High is { } high => new(value, high),
                _ => Rounded(value, quantity.Text),
            };

    public bool Has(decimal count) => Low <= count && (High is null || count <= High);

    /// <summary>How far a count is from the range; 0 within, below it negative.</summary>
    public decimal Beyond(decimal count) =>
        Has(count) ? 0
        : count < Low ? count - Low
        : count - High!.Value;

    // 余 and 多 speak of the next round number, 以上 and 不少于 of any number.
    private static bool IsOpen(Span phrase, Quantity quantity) =>
        !quantity.Text.AsSpan().ContainsAny('余', '餘', '多') && phrase.Length >= quantity.Span.Length;

    // 10^k, k the place of the last digit that is not 0; of a number to the unit, ten.
    private static decimal Above(decimal value)
    {
        var place = 10m;
        while (value != 0 && value % (place * 10) == 0)
        {
            place *= 10;
        }

        return value % 10 == 0 ? place : 10;
    }

    private static decimal Smallest(decimal value) => value == decimal.Truncate(value) ? 1 : 0.1m;

    private static decimal Around(decimal value) => Math.Max(Above(value) / 2, Math.Abs(value) * NearlyAll);

    // 1.2万册 is said to the thousand, 92.5% to the tenth.
    private static StatedRange Rounded(decimal value, string text)
    {
        var at = text.IndexOfAny(['万', '萬', '亿', '億']);
        var digits = at > 0 && char.IsDigit(text[at - 1]) ? text[..at] : null;
        if (digits is null && value == decimal.Truncate(value) && !text.Contains('%', StringComparison.Ordinal))
        {
            return new(value, value);
        }

        var step =
            digits is null ? 1m
            : text[at] is '万' or '萬' ? 10_000m
            : 100_000_000m;
        var point = text.IndexOfAny(['.', '．', '·']);
        for (var i = point + 1; point >= 0 && i < text.Length && char.IsDigit(text[i]); i++)
        {
            step /= 10;
        }

        return new(value - (step / 2), value + (step / 2));
    }
}
