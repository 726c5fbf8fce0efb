using Xiangyin.Ledger;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>An indicator that a quantity may speak of.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Confidence">How sure, from 0 to 1: how much of its name is said, how near, in which counter, and how far the next one is.</param>
internal sealed record Match(Indicator Indicator, double Confidence);

/// <summary>Finds which indicators a quantity may speak of: by the words around it, its counter and what the words set apart (level, channel).</summary>
internal sealed class Matcher(Catalogue catalogue)
{
    /// <summary>Below this a quantity is said to have no record rather than a wrong one.</summary>
    public const double Least = 0.42;

    /// <summary>From here on a match is spoken of as sure.</summary>
    public const double Sure = 0.62;

    private const int Kept = 4;
    private const double OfSubject = 1;
    private const double OfNear = 0.92;
    private const double OfSentence = 0.6;
    private const double OfHeading = 0.4;

    // A name of one common pair says less than one of five rare ones, though both are said in full.
    private const double Doubt = 1.4;
    private const double OtherValueSaid = 0.35;
    private const double FlowAmongStock = 0.75;

    private static readonly string[] StockWords =
    [
        "现有",
        "共有",
        "配备",
        "建有",
        "建立",
        "设有",
        "拥有",
        "配有",
        "在册",
        "在岗",
    ];

    private readonly IndicatorIndex index = IndicatorIndex.Of(catalogue);
    private readonly Dictionary<string, (string Dimension, HashSet<string> Values)[]> filters = IndicatorIndex
        .Of(catalogue)
        .Entries.ToDictionary(e => e.Indicator.Id, e => FiltersOf(catalogue, e.Indicator));

    /// <summary>The likeliest first; empty where nothing is like it.</summary>
    public IReadOnlyList<Match> Rank(Quantity quantity, Wording wording)
    {
        var said = new Dictionary<string, double>();
        Say(wording.Heading, OfHeading, said);
        Say(wording.Sentence, OfSentence, said);
        Say(wording.Near, OfNear, said);
        Say(wording.Subject, OfSubject, said);
        var scores = index
            .Entries.Select(e => (e.Indicator, Score: Score(e, quantity, wording, said)))
            .Where(s => s.Score > 0.15)
            .OrderByDescending(s => s.Score)
            .ThenBy(s => s.Indicator.Id, StringComparer.Ordinal)
            .Take(Kept)
            .ToList();
        // Two that fit equally well make each other doubtful.
        return
        [
            .. scores.Select(
                (s, i) =>
                {
                    var rival = scores.Where((_, j) => j != i).Select(o => o.Score).DefaultIfEmpty(0).Max();
                    return new Match(s.Indicator, Math.Round(s.Score * (1 - (0.35 * Math.Min(1, rival / s.Score))), 2));
                }
            ),
        ];
    }

    private double Score(
        IndicatorIndex.Entry entry,
        Quantity quantity,
        Wording wording,
        Dictionary<string, double> said
    )
    {
        var fit = Counters.Fit(quantity.Unit, entry.Indicator.Unit.Hans);
        if (fit == 0)
        {
            return 0;
        }

        var best = 0.0;
        foreach (var name in entry.Names)
        {
            var (heard, all) = (0.0, 0.0);
            foreach (var pair in name.Pairs)
            {
                var weight = index.Weight(pair);
                all += weight;
                heard += weight * said.GetValueOrDefault(pair);
            }

            best = Math.Max(best, all == 0 ? 0 : heard / all * (all / (all + Doubt)));
        }

        return best * fit * OfFilters(entry.Indicator, wording) * OfNature(entry.Indicator, wording);
    }

    // "县级" beside the number rules out what counts another level; a value that is not said at all rules out nothing.
    private double OfFilters(Indicator indicator, Wording wording)
    {
        var factor = 1.0;
        foreach (var (dimension, values) in filters[indicator.Id])
        {
            var named = catalogue
                .Dimension(dimension)!
                .Values.Where(v => wording.Near.Contains(v.Name.Hans, StringComparison.Ordinal))
                .ToList();
            if (named.Count > 0 && named.All(v => !values.Contains(v.Id)))
            {
                factor *= OtherValueSaid;
            }
        }

        return factor;
    }

    private static double OfNature(Indicator indicator, Wording wording) =>
        indicator.Nature == Nature.Flow && StockWords.Any(w => wording.Near.Contains(w, StringComparison.Ordinal))
            ? FlowAmongStock
            : 1;

    private static void Say(string words, double weight, Dictionary<string, double> said)
    {
        for (var i = 0; i + 1 < words.Length; i++)
        {
            said[words.Substring(i, 2)] = weight;
        }
    }

    private static (string, HashSet<string>)[] FiltersOf(Catalogue catalogue, Indicator indicator) =>
        [
            .. indicator
                .Policies[0]
                .Formula.Terms.SelectMany(t => SourcesOf(t).SelectMany(s => s.Where.Select(c => (s.Kinds, Clause: c))))
                .Where(f => !f.Clause.Negated)
                .Select(f =>
                    (
                        f.Kinds.Select(k =>
                                catalogue.Kind(k)?.Dimensions.FirstOrDefault(d => d.Id == f.Clause.Field)?.Dimension
                            )
                            .FirstOrDefault(d => d is not null),
                        f.Clause.Values
                    )
                )
                .Where(f => f.Item1 is not null && catalogue.Dimension(f.Item1) is not null)
                .Select(f => (f.Item1!, f.Values.ToHashSet()))
                .DistinctBy(f => f.Item1),
        ];

    private static IEnumerable<Source> SourcesOf(Term term) =>
        term switch
        {
            Count count => [count.Of],
            Sum sum => [sum.Of],
            Distinct distinct => [distinct.Of],
            Median median => [median.Of],
            Highest highest => [highest.Of],
            Holders holders => [holders.Openings, holders.Closings],
            Least least => SourcesOf(least.Of),
            _ => [],
        };
}
