using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.SecondLooks;

/// <summary>One drawn record with all that shows it, and the question whether it is as it should be.</summary>
internal sealed class LookModel(RecordDesk desk, EvidenceUrl urls, TimeProvider clock, T t) : PageModel
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestWhy = 400;

    public RecordVersion Newest { get; private set; } = null!;

    public RecordWords Words { get; private set; } = null!;

    public IReadOnlyList<ShownFile> Files { get; private set; } = [];

    /// <summary>Made with the form: sending it twice writes it once.</summary>
    public Guid ChangeId { get; private set; }

    public string? Refusal { get; private set; }

    public string Verdict { get; private set; } = "";

    public string Why { get; private set; } = "";

    public DateOnly RecordedOn { get; private set; }

    private T T => t;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
        return await Open(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(
        Guid id,
        Guid change,
        int seen,
        string? verdict,
        string? why,
        CancellationToken ct
    )
    {
        if (!await Open(id, ct))
        {
            return NotFound();
        }

        (ChangeId, Verdict, Why) = (change, verdict ?? "", why?.Trim() ?? "");
        if (Verdict is not ("fine" or "wanting"))
        {
            return Refused(T["look.verdict.needed"]);
        }

        if (Why.Length > LongestWhy)
        {
            return Refused(T["problem.too-long", LongestWhy, Why.Length]);
        }

        try
        {
            await desk.Ledger.SecondLooks.Look(
                [new(change, id, seen, Verdict == "fine", Why, desk.Scope.Actor.Id)],
                ct
            );
            return LocalRedirect("/second-look");
        }
        catch (LedgerRefusal refusal)
        {
            return Refused(refusal.Rule == LedgerRefusal.NoReason ? T["look.why.needed"] : Refusals.Words(t, refusal));
        }
    }

    private PageResult Refused(string why)
    {
        Refusal = why;
        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Open(Guid id, CancellationToken ct)
    {
        var versions = await desk.Scope.See(desk.Ledger, id, ct);
        if (
            versions is not [.., var newest]
            || !desk.Scope.May(Verb.Confirm, newest.Content)
            || await desk.Ledger.SecondLooks.Of(id, ct) is null
        )
        {
            return false;
        }

        Newest = newest;
        RecordedOn = Day.Of(versions[0].RecordedAt);
        Words = await desk.WordsFor([newest.Content], [newest.By], ct);
        Files = await ShownFile.Of(newest.Content, desk, urls, t, ct);
        return true;
    }
}
