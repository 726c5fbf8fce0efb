using System.Text.RegularExpressions;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Guesses from the words around a cell which figure belongs there. A person chooses; nothing is filled by a guess.</summary>
internal static partial class FormGuess
{
    private const double Least = 0.3;
    private const double Sure = 0.6;

    /// <summary>The likeliest indicators, likeliest first, and whether the first is likely enough to be offered as the answer.</summary>
    public static (IReadOnlyList<Indicator> Likely, bool IsSure) Indicators(
        IReadOnlyList<string> left,
        IReadOnlyList<string> above,
        IEnumerable<Indicator> indicators,
        int take
    )
    {
        // Nearest words count most: a row's own name, then its group, then the column's.
        List<(HashSet<string> Pairs, double Weight)> said =
        [
            .. left.Reverse().Take(3).Select((w, i) => (Pairs(w), 1.0 / (i + 1))),
            .. above.Reverse().Take(3).Select((w, i) => (Pairs(w), 0.6 / (i + 1))),
        ];
        var scored = indicators
            .Where(i => !i.Policies[0].Formula.Kinds.Contains(WellKnown.Target))
            .Select(i => (Indicator: i, Score: Names(i).Max(n => Score(Pairs(n), said))))
            .Where(s => s.Score > Least)
            .OrderByDescending(s => s.Score)
            .ThenBy(s => s.Indicator.Id, StringComparer.Ordinal)
            .Take(take)
            .ToList();
        return ([.. scored.Select(s => s.Indicator)], scored.Count > 0 && scored[0].Score > Sure);
    }

    /// <summary>The unit that the words name, nearest first; none where they name none.</summary>
    public static UnitId? Unit(IEnumerable<string> words, IReadOnlyList<UnitId> units, UnitTree tree, DateOnly day)
    {
        foreach (var word in words.Reverse())
        {
            foreach (var unit in units)
            {
                var name = tree.On(unit, day).Name;
                if (
                    word.Contains(name.Hans, StringComparison.Ordinal)
                    || word.Contains(name.Hant, StringComparison.Ordinal)
                )
                {
                    return unit;
                }
            }
        }

        return null;
    }

    /// <summary>The part of the year that the words name.</summary>
    public static string Span(IEnumerable<string> words)
    {
        foreach (var word in words.Reverse())
        {
            if (MonthWord().Match(word) is { Success: true } month)
            {
                return $"month-{int.Parse(month.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)}";
            }

            foreach (
                var (said, span) in new[]
                {
                    ("上半年", "half-1"),
                    ("下半年", "half-2"),
                    ("一季度", "quarter-1"),
                    ("二季度", "quarter-2"),
                    ("三季度", "quarter-3"),
                    ("四季度", "quarter-4"),
                    ("上年", "year-before"),
                    ("去年", "year-before"),
                }
            )
            {
                if (word.Contains(said, StringComparison.Ordinal))
                {
                    return span;
                }
            }
        }

        return FormSpan.Year;
    }

    private static IEnumerable<string> Names(Indicator indicator) =>
        indicator.Aliases.Append(indicator.Name.Hans).Append(indicator.Name.Hant).Append(indicator.Name.En);

    // How much of the name was said, and of what was said how much is the name.
    private static double Score(HashSet<string> name, List<(HashSet<string> Pairs, double Weight)> said)
    {
        if (name.Count == 0)
        {
            return 0;
        }

        var covered = name.Count(p => said.Any(s => s.Pairs.Contains(p))) / (double)name.Count;
        var nearest = said.Select(s => s.Pairs.Count == 0 ? 0 : s.Weight * s.Pairs.Count(name.Contains) / s.Pairs.Count)
            .DefaultIfEmpty(0)
            .Max();
        return (covered + nearest) / 2;
    }

    private static HashSet<string> Pairs(string words)
    {
        // A part of the year says nothing of what is counted.
        var plain = string.Concat(SpanWords().Replace(words, "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return [.. Enumerable.Range(0, Math.Max(0, plain.Length - 1)).Select(i => plain.Substring(i, 2))];
    }

    [GeneratedRegex("全年|[上下]半年|[一二三四]季度|[0-9]+月|[0-9]+年|上年|去年|合[计計]|累[计計]")]
    private static partial Regex SpanWords();

    [GeneratedRegex("^([1-9]|1[0-2])月(?:份)?$")]
    private static partial Regex MonthWord();
}
