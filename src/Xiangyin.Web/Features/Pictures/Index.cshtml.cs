using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Pictures;

/// <summary>Pictures in use outside their records, those whose use ended, and how far new ones have been looked at.</summary>
internal sealed class IndexModel(TownLedger ledger, PictureUses uses, EvidenceUrl urls, Scope scope) : PageModel
{
    private const int DaysBack = 90;

    public EvidenceProgress Progress { get; private set; } = null!;

    public IReadOnlyList<(PictureUse Use, WorkRecord Record, string Small)> InUse { get; private set; } = [];

    /// <summary>Those whose use ended of itself in the last months: what hangs on a wall must be taken down by hand.</summary>
    public IReadOnlyList<(PictureUse Use, WorkRecord Record, string Small)> Ended { get; private set; } = [];

    public bool MayExport => scope.May(Verb.WriteReport);

    public async Task OnGet(CancellationToken ct)
    {
        Progress = ledger.Shown.Progress();
        var since = Day.StartOf(scope.Today.AddDays(-DaysBack));
        var seen = new List<(PictureUse Use, WorkRecord Record, string Small)>();
        foreach (var use in uses.Since(since))
        {
            if (
                await scope.See(ledger, use.Record, ct) is [.., { Content: var record }]
                && scope.May(Verb.See, record.Unit)
            )
            {
                seen.Add((use, record, urls.Of(use.Hash, use.Record, scope.Actor.Id, isSmall: true)));
            }
        }

        InUse = [.. seen.Where(s => s.Use.End is null)];
        Ended = [.. seen.Where(s => s.Use.End is not (null or UseEnd.TakenOut))];
    }
}
