using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Capture;

/// <summary>Records that are here while photographs of them are still on somebody's phone.</summary>
internal sealed class UnderwayModel(EvidenceUnderway underway, RecordDesk desk) : PageModel
{
    private const int Shown = 200;

    public RecordDesk Desk => desk;

    public IReadOnlyList<(RecordVersion Record, RecordUnderway Waits)> Waiting { get; private set; } = [];

    public RecordWords Words { get; private set; } = null!;

    public async Task OnGet(CancellationToken ct)
    {
        var waiting = new List<(RecordVersion, RecordUnderway)>();
        foreach (var waits in underway.All().Take(Shown))
        {
            if (await desk.Newest(waits.Record, ct) is { } record)
            {
                waiting.Add((record, waits));
            }
        }

        Waiting = waiting;
        Words = await desk.WordsFor([], waiting.Select(w => w.Item2.Person), ct);
    }
}
