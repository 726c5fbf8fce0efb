namespace Xiangyin.Ledger;

/// <summary>
/// The rule for figures over restricted records (a child's care): town and above, one whole closed quarter or year, at one fixed known-at, and
/// never a value from one to four, nor a year's total from which a withheld quarter could be computed.
/// </summary>
public static class SmallNumbers
{
    /// <summary>The smallest value that is shown.</summary>
    public const int Fewest = 5;

    /// <summary>Days after a quarter's end at which its figures are fixed: late records have had time to come in.</summary>
    public const int SettlingDays = 15;

    /// <summary>The question that may be answered instead of <paramref name="query"/>, at its fixed known-at.</summary>
    /// <param name="query">As asked.</param>
    /// <param name="nature">Of a stock only the cut-off matters.</param>
    /// <param name="treeAt">Finds the tree known at a sequence.</param>
    /// <param name="knownAt">Finds the county's last sequence at an instant.</param>
    /// <param name="settled">The question to answer, where the result is <see cref="Withheld.No"/>.</param>
    public static Withheld Ask(
        FigureQuery query,
        Nature nature,
        Func<long, UnitTree> treeAt,
        Func<DateTimeOffset, KnownAt> knownAt,
        out FigureQuery settled
    )
    {
        settled = query;
        var days = query.Period.UpTo(query.CutOff);
        var closed =
            nature == Nature.Stock
                ? days.To == Period.Quarter(days.To).To
                : days == Period.Quarter(days.From) || IsYear(days);
        if (
            UnitKey.Depth(treeAt(query.KnownAt.Seq).On(query.Unit, days.To).Type) > UnitKey.Depth(UnitType.Town)
            || !closed
        )
        {
            return Withheld.TooFine;
        }

        var fixedAt = Day.EndOf(days.To.AddDays(SettlingDays));
        if (query.KnownAt.At < fixedAt)
        {
            return Withheld.NotSettled;
        }

        settled = query with { KnownAt = knownAt(fixedAt) with { At = fixedAt } };
        return treeAt(settled.KnownAt.Seq).Has(query.Unit) ? Withheld.No : Withheld.NotSettled;
    }

    /// <summary>The quarters whose values decide whether a settled year may be shown; none for a quarter or a stock.</summary>
    public static IReadOnlyList<FigureQuery> Parts(FigureQuery settled, Nature nature)
    {
        var days = settled.Period.UpTo(settled.CutOff);
        return nature == Nature.Stock || !IsYear(days)
            ? []
            :
            [
                .. Enumerable
                    .Range(0, 4)
                    .Select(q => Period.Quarter(days.From.AddMonths(q * 3)))
                    .Select(q => settled with { Period = q, CutOff = q.To }),
            ];
    }

    /// <summary>Whether the value may be shown.</summary>
    /// <param name="amount">The settled value.</param>
    /// <param name="parts">The values of <see cref="Parts"/>.</param>
    public static Withheld Judge(Amount amount, IEnumerable<Amount> parts) =>
        parts.Append(amount).Any(a => a.Value is > 0 and < Fewest) ? Withheld.FewerThanFive : Withheld.No;

    private static bool IsYear(Period days) => days == Period.Year(days.From.Year);
}
