using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>What a list of records behind a figure shows of each: the number that was added up, and what tells the record from others.</summary>
internal sealed class RecordColumns(FigureAnswer answer, IEnumerable<WorkRecord> records)
{
    private readonly Dictionary<string, string> measures = MeasuresOf(answer.Figure.Policy.Formula);
    private readonly bool severalKinds = records.Select(r => r.Kind).Distinct().Skip(1).Any();

    /// <summary>Whether the formula reads a number of each record.</summary>
    public bool HasAmounts => measures.Count > 0;

    /// <summary>The number that the formula reads of a record; none where it only counts it.</summary>
    public MeasureField? Amount(WorkRecord record) =>
        measures.TryGetValue(record.Kind, out var measure)
            ? answer.Catalogue.Kind(record.Kind)?.Measure(measure)
            : null;

    /// <summary>The kind, where there are several, and the values of its closed lists.</summary>
    public IEnumerable<string> Details(WorkRecord record, T t)
    {
        var kind = answer.Catalogue.Kind(record.Kind);
        if (severalKinds && kind is not null)
        {
            yield return t[kind.Name];
        }

        foreach (var field in kind?.Dimensions ?? [])
        {
            if (
                record.Dimensions.TryGetValue(field.Id, out var value)
                && answer.Catalogue.Dimension(field.Dimension)?.Find(value) is { } known
            )
            {
                yield return t[known.Name];
            }
        }
    }

    private static Dictionary<string, string> MeasuresOf(Formula formula)
    {
        var found = new Dictionary<string, string>();
        foreach (var term in formula.Terms)
        {
            var (measure, source) = term switch
            {
                Sum sum => (sum.Measure, sum.Of),
                Median median => (median.Measure, median.Of),
                Least { Of: Sum sum } => (sum.Measure, sum.Of),
                _ => ("", null),
            };
            foreach (var kind in source?.Kinds ?? [])
            {
                found.TryAdd(kind, measure);
            }
        }

        return found;
    }
}
