using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>A change to a record that takes no new content: shows it once more, then does it.</summary>
internal abstract class ChangeModel(RecordDesk desk, TimeProvider clock, T t, Verb verb) : PageModel
{
    public RecordVersion Newest { get; private set; } = null!;

    public RecordWords Words { get; private set; } = null!;

    /// <summary>Made with the form: sending it twice does it once.</summary>
    public Guid ChangeId { get; private set; }

    public string? Refusal { get; private set; }

    protected RecordDesk Desk => desk;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
        return await Open(id, ct) ? Page() : NotFound();
    }

    protected async Task<IActionResult> Do(Guid id, Func<Task<RecordVersion>> change, CancellationToken ct)
    {
        if (!await Open(id, ct))
        {
            return NotFound();
        }

        try
        {
            await change();
            return LocalRedirect($"/records/{id}");
        }
        catch (LedgerRefusal refusal)
        {
            Refusal = Refusals.Words(t, refusal);
            ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<bool> Open(Guid id, CancellationToken ct)
    {
        if (await desk.Newest(id, ct) is not { } newest || !desk.Scope.May(verb, newest.Content))
        {
            return false;
        }

        Newest = newest;
        Words = await desk.WordsFor([newest.Content], [], ct);
        return true;
    }
}
