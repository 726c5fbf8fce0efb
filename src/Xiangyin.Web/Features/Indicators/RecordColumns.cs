using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>What a list of records behind a figure shows of each: the numbers that the formula reads, and what tells the record from others.</summary>
/// <param name="formula">The formula, or the term of it whose records are listed.</param>
/// <param name="catalogue">The catalogue that was known.</param>
/// <param name="records">The records listed.</param>
internal sealed class RecordColumns(Formula formula, Catalogue catalogue, IEnumerable<WorkRecord> records)
{
    private readonly bool severalKinds = records.Select(r => r.Kind).Distinct().Skip(1).Any();

    /// <summary>The numbers that the formula reads, by the id of their measure, with the name that the first kind gives them.</summary>
    public IReadOnlyList<MeasureField> Measures { get; } =
    [.. formula.Terms.SelectMany(t => MeasuresOf(t, catalogue)).DistinctBy(m => m.Id)];

    /// <summary>What a record states of a measure, in its own kind's counter.</summary>
    public (Measure? Stated, LocalText Unit) Amount(WorkRecord record, MeasureField measure) =>
        (
            record.Measures.GetValueOrDefault(measure.Id),
            catalogue.Kind(record.Kind)?.Measure(measure.Id)?.Unit ?? measure.Unit
        );

    /// <summary>The kind, where there are several, and the values of its closed lists.</summary>
    public IEnumerable<string> Details(WorkRecord record, T t)
    {
        var kind = catalogue.Kind(record.Kind);
        if (severalKinds && kind is not null)
        {
            yield return t[kind.Name];
        }

        foreach (var field in kind?.Dimensions ?? [])
        {
            if (
                record.Dimensions.TryGetValue(field.Id, out var value)
                && catalogue.Dimension(field.Dimension)?.Find(value) is { } known
            )
            {
                yield return t[known.Name];
            }
        }
    }

    private static IEnumerable<MeasureField> MeasuresOf(Term term, Catalogue catalogue)
    {
        var (measure, source) = term switch
        {
            Sum sum => (sum.Measure, sum.Of),
            Median median => (median.Measure, median.Of),
            Least { Of: Sum sum } => (sum.Measure, sum.Of),
            _ => ("", null),
        };
        return (source?.Kinds ?? []).Select(k => catalogue.Kind(k)?.Measure(measure)).OfType<MeasureField>();
    }
}
