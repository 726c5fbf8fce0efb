using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Pictures;

/// <summary>Pictures in use outside their records, those whose use ended, and how far new ones have been looked at.</summary>
internal sealed class IndexModel(TownLedger ledger, PictureUses uses, EvidenceUrl urls, Scope scope) : PageModel
{
    public EvidenceProgress Progress { get; private set; } = null!;

    public IReadOnlyList<(PictureUse Use, WorkRecord Record)> InUse { get; private set; } = [];

    /// <summary>Those whose use ended of itself: what hangs on a wall must be taken down by hand, and somebody says when it is.</summary>
    public IReadOnlyList<(PictureUse Use, WorkRecord Record)> ToTakeDown { get; private set; } = [];

    public bool MayExport => scope.May(Verb.WriteReport);

    public async Task OnGet(CancellationToken ct)
    {
        Progress = ledger.Shown.Progress();
        InUse = await Seen(uses.Current(), ct);
        ToTakeDown = await Seen(uses.ToTakeDown(), ct);
    }

    public async Task<IActionResult> OnPostDown(Guid use, CancellationToken ct)
    {
        if (
            uses.Find(use) is not { } found
            || await scope.See(ledger, found.Record, ct) is not [.., { Content: var record }]
            || !scope.May(Verb.WriteReport, record.Unit)
        )
        {
            return NotFound();
        }

        await uses.TookDown(use, scope.Actor.Id, ct);
        return LocalRedirect("/pictures");
    }

    public bool MayTakeDown(WorkRecord record) => scope.May(Verb.WriteReport, record.Unit);

    public string SmallUrl(PictureUse use) => urls.Of(use.Hash, use.Record, scope.Actor.Id, isSmall: true);

    private async Task<IReadOnlyList<(PictureUse, WorkRecord)>> Seen(IEnumerable<PictureUse> all, CancellationToken ct)
    {
        var seen = new List<(PictureUse, WorkRecord)>();
        foreach (var use in all)
        {
            if (
                await scope.See(ledger, use.Record, ct) is [.., { Content: var record }]
                && scope.May(Verb.See, record.Unit)
            )
            {
                seen.Add((use, record));
            }
        }

        return seen;
    }
}
