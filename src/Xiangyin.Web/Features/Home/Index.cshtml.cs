using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Home;

/// <summary>The first page: the year so far against the plan and the year before, what waits for me, what is missing.</summary>
[OutputCache(PolicyName = PageCache.UntilRecorded)]
internal sealed class IndexModel(Boards boards, Scope scope) : PageModel
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
    }
}
