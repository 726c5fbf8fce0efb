using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>Corrects a record: other content on top of the version that was seen.</summary>
// The form's token is checked here, so that an expired page keeps what was typed instead of being thrown away.
[IgnoreAntiforgeryToken]
[RequestSizeLimit(SiteHost.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = SiteHost.LargestForm, ValueLengthLimit = 1 << 20)]
internal sealed class CorrectModel(RecordDesk desk, IAntiforgery antiforgery, TimeProvider clock, T t) : PageModel
{
    /// <summary>The newest content in the ledger.</summary>
    public WorkRecord Now { get; private set; } = null!;

    public RecordForm Form { get; private set; } = null!;

    /// <summary>Made with the form: sending it twice corrects once.</summary>
    public Guid ChangeId { get; private set; }

    /// <summary>The version that the corrector has seen.</summary>
    public int BaseVersion { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>What somebody else wrote meanwhile, beside what was typed.</summary>
    public Conflict? Meanwhile { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (await Open(id, ct) is not { } newest)
        {
            return NotFound();
        }

        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
        BaseVersion = newest.Version;
        var entry = RecordEntry.Of(Now);
        desk.Keep(entry, Now.Evidence);
        Form = await desk.Form(KindOf(Now), entry, [], ct);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken ct)
    {
        if (await Open(id, ct) is not { } newest)
        {
            return NotFound();
        }

        var sent = await Request.ReadFormAsync(ct);
        var entry = new RecordEntry(sent);
        var kind = KindOf(Now);
        ChangeId = Guid.TryParse(entry["change"], out var change) ? change : Guid.CreateVersion7(clock.GetUtcNow());
        BaseVersion = int.TryParse(entry["base"], CultureInfo.InvariantCulture, out var seen) ? seen : newest.Version;
        var problems = await antiforgery.IsRequestValidAsync(HttpContext)
            ? await desk.TakeFiles(kind, entry, sent.Files, ct)
            : [new("", "form-expired")];
        if (entry["seek"].Length > 0)
        {
            Form = await desk.Form(kind, entry, problems, ct);
            return Page();
        }

        var (record, wrong) = await desk.Read(id, kind, entry, Now, ct);
        problems = [.. problems, .. wrong];
        if (entry["why"].Length == 0)
        {
            problems = [.. problems, new("why", "required")];
        }

        if (problems.Count == 0 && newest.Version == BaseVersion && await Unchanged(record, ct))
        {
            problems = [new("", "unchanged")];
        }

        if (problems.Count == 0)
        {
            try
            {
                await desk.Ledger.Correct(ChangeId, BaseVersion, record, desk.Scope.Actor.Id, entry["why"], ct);
                return LocalRedirect($"/records/{id}?saved=1");
            }
            catch (LedgerRefusal refusal)
            {
                Refusal = Refusals.Words(t, refusal);
                if (refusal.Rule == LedgerRefusal.ChangedMeanwhile)
                {
                    await Show(record, ct);
                }
            }
        }

        Form = await desk.Form(kind, entry, problems, ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<RecordVersion?> Open(Guid id, CancellationToken ct)
    {
        var newest = await desk.Newest(id, ct);
        if (newest is null || newest.Action == RecordAction.Withdraw || !desk.Scope.May(Verb.Correct, newest.Content))
        {
            return null;
        }

        Now = newest.Content;
        return newest;
    }

    private Kind KindOf(WorkRecord record) => desk.Ledger.Catalogue.Kind(record.Kind)!;

    private async Task<bool> Unchanged(WorkRecord typed, CancellationToken ct)
    {
        var words = await desk.WordsFor([Now, typed], [], ct);
        return words.Between(Now, typed).Count == 0 && Now.Evidence.Count == typed.Evidence.Count;
    }

    // Both versions are shown, what was typed stays, and pressing again lets it stand on top of what is there now.
    private async Task Show(WorkRecord typed, CancellationToken ct)
    {
        var newest = (await desk.Newest(typed.Id, ct))!;
        var words = await desk.WordsFor([newest.Content, typed], [newest.By], ct);
        Meanwhile = new(words.NameOf(newest.By), newest.RecordedAt, words.Between(newest.Content, typed));
        BaseVersion = newest.Version;
        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
    }

    /// <summary>Who changed the record meanwhile, when, and where it differs from what was typed.</summary>
    internal sealed record Conflict(string By, DateTimeOffset At, IReadOnlyList<Difference> Differences);
}
