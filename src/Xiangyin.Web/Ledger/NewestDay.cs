using System.Collections.Concurrent;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>The day that "the year so far" means: today, unless nothing was recorded this year yet; then the newest recorded day.</summary>
internal sealed class NewestDay(TownLedger ledger)
{
    private const int Kept = 256;
    private readonly ConcurrentDictionary<UnitId, (long Seq, DateOnly Today, DateOnly Day)> kept = new();

    /// <summary>That day for a unit with everything below it.</summary>
    public async Task<DateOnly> Of(UnitId unit, DateOnly today, CancellationToken ct)
    {
        var seq = ledger.Now.Seq;
        if (kept.TryGetValue(unit, out var last) && last.Seq == seq && last.Today == today)
        {
            return last.Day;
        }

        var page = await ledger.Find(new(unit, Period: new(RecordRules.FirstDay, today)), null, 1, ct);
        var day = page.Rows is [var newest] && newest.On.Year < today.Year ? newest.Until ?? newest.On : today;
        if (kept.Count >= Kept)
        {
            kept.Clear();
        }

        kept[unit] = (seq, today, day);
        return day;
    }
}
