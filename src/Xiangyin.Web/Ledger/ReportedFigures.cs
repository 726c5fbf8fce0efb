using System.Collections.Concurrent;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>A number that a document states.</summary>
/// <param name="Indicator">The indicator's id.</param>
/// <param name="Value">As stated; its basis is reported.</param>
/// <param name="On">The last day that it counts.</param>
/// <param name="Title">What the record is called.</param>
/// <param name="Record">The record that says so.</param>
internal sealed record ReportedFigure(string Indicator, Measure Value, DateOnly On, string Title, Guid Record);

/// <summary>文件报的数: what documents of earlier years state. It stands beside what was counted and never joins it.</summary>
internal sealed class ReportedFigures(TownLedger ledger)
{
    public const string Kind = "reported-figure";
    public const string Measure = "value";
    public const string Dimension = "indicator";
    private const int Page = 500;

    private readonly ConcurrentDictionary<(UnitId, int), (long Seq, ILookup<string, ReportedFigure> Set)> kept = new();

    /// <summary>What documents state of a unit and a year, by indicator, as known at an instant.</summary>
    public async Task<ILookup<string, ReportedFigure>> Of(UnitId unit, int year, KnownAt known, CancellationToken ct)
    {
        if (kept.TryGetValue((unit, year), out var last) && last.Seq == known.Seq)
        {
            return last.Set;
        }

        var found = new List<ReportedFigure>();
        string? cursor = null;
        do
        {
            var page = await ledger.Find(new(unit, Kind: Kind, Period: Period.Year(year)), cursor, Page, ct);
            foreach (var row in page.Rows.Where(r => r.Unit == unit))
            {
                var version = (await ledger.History(row.Id, row.Author, ct)).LastOrDefault(v => v.Seq <= known.Seq);
                if (
                    version is { Action: not RecordAction.Withdraw, Content: var record }
                    && record.Measures.TryGetValue(Measure, out var value)
                    && record.Dimensions.TryGetValue(Dimension, out var indicator)
                )
                {
                    found.Add(new(indicator, value, record.Until ?? record.On, record.Title, record.Id));
                }
            }

            cursor = page.Next;
        } while (cursor is not null);

        var set = found.OrderBy(f => f.On).ToLookup(f => f.Indicator);
        kept[(unit, year)] = (known.Seq, set);
        return set;
    }
}
