using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>A figure's period in equal steps, for its chart.</summary>
internal static class Steps
{
    private const int Most = 24;

    /// <summary>The question for each month up to the cut-off; for long periods each quarter or year. Of a stock, the balance at each step's end.</summary>
    /// <param name="query">The whole question.</param>
    /// <param name="coarse">At least quarters, for figures that are published by quarter.</param>
    public static IReadOnlyList<FigureQuery> Of(FigureQuery query, bool coarse = false)
    {
        var days = query.Period.UpTo(query.CutOff);
        var months = ((days.To.Year - days.From.Year) * 12) + days.To.Month - days.From.Month + 1;
        Func<DateOnly, Period> step =
            months <= Most && !coarse ? Period.Month
            : months <= 3 * Most ? Period.Quarter
            : day => Period.Year(day.Year);
        var steps = new List<FigureQuery>();
        for (var from = days.From; from <= days.To; from = steps[^1].CutOff.AddDays(1))
        {
            var to = step(from).UpTo(days.To).To;
            steps.Add(query with { Period = new(from, to), CutOff = to });
        }

        return steps;
    }

    /// <summary>"7月", "第三季度", "2021年"; with the year where the steps run over several.</summary>
    public static string Label(T t, FigureQuery step, FigureQuery whole)
    {
        var (from, to) = (step.Period.From, step.Period.To);
        var isOfOneYear = whole.Period.From.Year == whole.Period.UpTo(whole.CutOff).To.Year;
        var quarter = (from.Month + 2) / 3;
        return (from.Year, from.Month) == (to.Year, to.Month)
            ? isOfOneYear
                ? t.Month(from.Month)
                : Short(from)
            : quarter == (to.Month + 2) / 3 && from.Year == to.Year
                ? isOfOneYear
                    ? t["figure.quarter", quarter]
                    : $"{Year(from)}Q{quarter}"
                : Year(from);
    }

    private static string Short(DateOnly day) => day.ToString("yy.M", CultureInfo.InvariantCulture);

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
