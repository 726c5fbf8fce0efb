using System.Collections.Concurrent;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>What a unit set out to reach in a year.</summary>
/// <param name="Indicator">The indicator's id.</param>
/// <param name="Value">How much, as it was stated.</param>
/// <param name="Record">The record that says so.</param>
internal sealed record Target(string Indicator, Measure Value, Guid Record);

/// <summary>目标: targets are records too; a year's figure is read beside them.</summary>
internal sealed class Targets(TownLedger ledger)
{
    private const int Page = 500;
    private readonly ConcurrentDictionary<
        (UnitId Unit, int Year),
        (long Seq, IReadOnlyDictionary<string, Target> Set)
    > kept = new();

    /// <summary>The targets that a unit set for a year, by indicator, as known at an instant; of two for one indicator the later.</summary>
    public async Task<IReadOnlyDictionary<string, Target>> Of(
        UnitId unit,
        int year,
        KnownAt known,
        CancellationToken ct
    )
    {
        if (kept.TryGetValue((unit, year), out var last) && last.Seq == known.Seq)
        {
            return last.Set;
        }

        var set = await Read(unit, year, known, ct);
        kept[(unit, year)] = (known.Seq, set);
        return set;
    }

    private async Task<IReadOnlyDictionary<string, Target>> Read(
        UnitId unit,
        int year,
        KnownAt known,
        CancellationToken ct
    )
    {
        var versions = new List<RecordVersion>();
        string? cursor = null;
        do
        {
            var page = await ledger.Find(
                new(unit, Kind: WellKnown.Target, Period: Period.Year(year)),
                cursor,
                Page,
                ct
            );
            foreach (var row in page.Rows.Where(r => r.Unit == unit))
            {
                versions.AddRange(await ledger.History(row.Id, row.Author, ct));
            }

            cursor = page.Next;
        } while (cursor is not null);

        var history = new LedgerHistory([], [.. versions.OrderBy(v => v.Seq)], ledger.Tree.Changes, ledger.Catalogues);
        return new Evaluator(history)
            .CountedAndWaiting(known.Seq)
            .Where(v => !v.Waiting)
            .OrderBy(v => v.Version.Seq)
            .Select(v => v.Version.Content)
            .Where(r => r.Measures.ContainsKey(WellKnown.Target) && r.Dimensions.ContainsKey("indicator"))
            .Select(r => new Target(r.Dimensions["indicator"], r.Measures[WellKnown.Target], r.Id))
            .GroupBy(t => t.Indicator)
            .ToDictionary(g => g.Key, g => g.Last());
    }
}
