using System.Runtime.CompilerServices;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The names under which documents mention a catalogue's indicators, as pairs of characters with how telling each pair is.</summary>
internal sealed class IndicatorIndex
{
    private static readonly ConditionalWeakTable<Catalogue, IndicatorIndex> Kept = [];

    private readonly Dictionary<string, double> weights = [];
    private readonly Dictionary<string, Indicator> leasts = [];

    private IndicatorIndex(Catalogue catalogue)
    {
        // What a target record plans is read beside the indicator that it is for.
        var asked = catalogue
            .Indicators.Where(i => i.Policies[0].Formula.Kinds.Any(k => k != WellKnown.Target))
            .ToList();
        foreach (var least in asked.Where(i => i.Policies[0].Formula is Least))
        {
            leasts[((Least)least.Policies[0].Formula).Of.ToString()!] = least;
        }

        Entries =
        [
            .. asked
                .Where(i => i.Policies[0].Formula is not Least)
                .Select(i => new Entry(i, [.. Names(i).Select(n => new Name(n, Pairs(n)))])),
        ];
        foreach (var pair in Entries.SelectMany(e => e.Names.SelectMany(n => n.Pairs).Distinct()).GroupBy(p => p))
        {
            weights[pair.Key] = Math.Log((1.0 + Entries.Count) / pair.Count());
        }
    }

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>An indicator with its names.</summary>
    internal sealed record Entry(Indicator Indicator, IReadOnlyList<Name> Names);

    /// <summary>One name.</summary>
    internal sealed record Name(string Words, IReadOnlyList<string> Pairs);

    public static IndicatorIndex Of(Catalogue catalogue) => Kept.GetValue(catalogue, c => new(c));

    /// <summary>The indicator that tells the least of the villages where this one tells their sum.</summary>
    public Indicator? LeastOf(Indicator indicator) =>
        leasts.GetValueOrDefault(indicator.Policies[0].Formula.ToString()!);

    public double Weight(string pair) => weights.GetValueOrDefault(pair);

    /// <summary>Neighbouring characters, two by two.</summary>
    public static IReadOnlyList<string> Pairs(string words) =>
        [.. Enumerable.Range(0, Math.Max(0, words.Length - 1)).Select(i => words.Substring(i, 2)).Distinct()];

    // The counter at a name's end (…次数, …篇数) is in no sentence.
    private static IEnumerable<string> Names(Indicator indicator)
    {
        var name = indicator.Name.Hans;
        var counted = indicator.Unit.Hans + "数";
        yield return name.EndsWith(counted, StringComparison.Ordinal) && name.Length > counted.Length + 1
            ? name[..^counted.Length]
            : name;
        foreach (var alias in indicator.Aliases)
        {
            yield return alias;
        }
    }
}
