using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>Records that are here while photographs of them are still on somebody's phone.</summary>
internal sealed class UnderwayModel(Waiting waiting, RecordDesk desk) : PageModel
{
    public RecordDesk Desk => desk;

    public IReadOnlyList<(RecordVersion Record, RecordUnderway Waits)> Waiting { get; private set; } = [];

    public RecordWords Words { get; private set; } = null!;

    public async Task OnGet(CancellationToken ct)
    {
        Waiting = await waiting.Underway(ct);
        Words = await desk.WordsFor([], Waiting.Select(w => w.Waits.Person), ct);
    }
}
