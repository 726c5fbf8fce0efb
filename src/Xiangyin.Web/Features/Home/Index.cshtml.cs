using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Home;

/// <summary>The first page: the year so far against the plan and the year before, what waits for me, what is missing.</summary>
[OutputCache(PolicyName = PageCache.UntilRecorded)]
internal sealed class IndexModel(Boards boards, Waiting waiting, Scope scope) : PageModel
{
    private const int YearsBack = 6;

    public Board Board { get; private set; } = null!;

    public Scope Scope => scope;

    /// <summary>What was typed as a cut-off and is no day of the year.</summary>
    public string? BadCutOff { get; private set; }

    public IEnumerable<int> Years =>
        Enumerable.Range(scope.Today.Year - YearsBack, YearsBack + 1).Append(Board.Year).Distinct().OrderDescending();

    /// <summary>What the actor can confirm: nobody confirms what they wrote themselves.</summary>
    public IReadOnlyList<RecordSummary> ToConfirm =>
        scope.May(Verb.Confirm)
            ? [.. Board.Awaiting.Where(r => r.Author != scope.Actor.Id && scope.May(Verb.Confirm, r.Unit))]
            : [];

    /// <summary>What waits for somebody else.</summary>
    public int WaitingForOthers => Board.Awaiting.Count - ToConfirm.Count;

    /// <summary>Drawn records that the actor may look at once more.</summary>
    public int ToLook { get; private set; }

    /// <summary>Photographs and other files that phones have told of and not sent yet.</summary>
    public int Underway { get; private set; }

    public bool NothingWaits => ToConfirm.Count + WaitingForOthers + ToLook + Underway == 0;

    public async Task OnGet(int? year, string? cutOff, CancellationToken ct)
    {
        var day = string.IsNullOrWhiteSpace(cutOff) ? null : Typed.Day(cutOff);
        var asked = year is > 1949 and < 2200 ? year : null;
        if (!string.IsNullOrWhiteSpace(cutOff) && (day is null || (asked ?? day.Value.Year) != day.Value.Year))
        {
            BadCutOff = cutOff;
            day = null;
        }

        Board = await boards.Of(scope.Root, asked, day, scope.Today, ct);
        ToLook = scope.May(Verb.Confirm) ? (await waiting.Looks(await waiting.NewestDraw(ct), ct)).Mine.Count : 0;
        Underway = (await waiting.Underway(ct)).Sum(w => w.Waits.Files);
    }
}
