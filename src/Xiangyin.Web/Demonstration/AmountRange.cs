using System.Globalization;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>
/// How large a number of an activity is and how surely it is known: <c>80-300 round 10 about 20 atLeast 10 none 2 reported 5 skip 10</c>.
/// The words' numbers are percentages, but for <c>round</c> and <c>per</c> (a divisor, for decimals).
/// </summary>
internal sealed class AmountRange
{
    private readonly Span span;
    private readonly Dictionary<string, int> words = [];

    public AmountRange(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        span = Span.Parse(parts[0]);
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            words.Add(parts[i], int.Parse(parts[i + 1], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A number; none where the person gave none at all.</summary>
    public Measure? Throw(Dice dice)
    {
        var round = words.GetValueOrDefault("round", 1);
        var amount = decimal.Divide(span.Throw(dice) / round * round, words.GetValueOrDefault("per", 1));
        var how = dice.Below(100);
        foreach (var (word, percent) in words)
        {
            if (word is "round" or "per")
            {
                continue;
            }

            how -= percent;
            if (how < 0)
            {
                return word switch
                {
                    "about" => new(amount, Approximation.About, Basis.Estimated),
                    "atLeast" => new(amount, Approximation.AtLeast),
                    "none" => new(null, Approximation.None, Basis.Estimated),
                    "reported" => new(amount, Approximation.Exact, Basis.Reported),
                    "skip" => null,
                    _ => throw new FormatException($"{word} is no word of an amount"),
                };
            }
        }

        return new(amount);
    }
}
