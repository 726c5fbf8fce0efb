using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>Records a piece of work through the form that its kind makes.</summary>
// The form's token is checked here, so that an expired page keeps what was typed instead of being thrown away.
[IgnoreAntiforgeryToken]
[RequestSizeLimit(SiteHost.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = SiteHost.LargestForm, ValueLengthLimit = 1 << 20)]
internal sealed class NewModel(RecordDesk desk, IAntiforgery antiforgery, TimeProvider clock, T t) : PageModel
{
    private T T => t;

    public RecordDesk Desk => desk;

    /// <summary>The record's id, made with the form: sending it twice records once.</summary>
    public Guid Id { get; private set; }

    public RecordForm? Form { get; private set; }

    public string? Refusal { get; private set; }

    public IEnumerable<(string Field, string Value)> Lost { get; private set; } = [];

    public async Task OnGet(string? kind, CancellationToken ct)
    {
        // Whoever counted elsewhere (a register) brings the id, so that what was counted once is recorded once.
        Id = Guid.TryParse(Request.Query["id"], out var brought) ? brought : Guid.CreateVersion7(clock.GetUtcNow());
        if (Choose(kind) is { } chosen)
        {
            var entry = new RecordEntry(Request.Query);
            if (!chosen.Ahead && entry["on"].Length == 0)
            {
                entry["on"] = desk.Scope.Today.ToString(
                    "yyyy-MM-dd",
                    System.Globalization.CultureInfo.InvariantCulture
                );
            }

            if (entry["unit"].Length == 0 && desk.UnitsFor(chosen).Contains(desk.Scope.Root))
            {
                entry["unit"] = desk.Scope.Root.ToString();
            }

            Form = await desk.Form(chosen, entry, [], ct);
        }
    }

    public async Task<IActionResult> OnPost(string? kind, CancellationToken ct)
    {
        var sent = await Request.ReadFormAsync(ct);
        var entry = new RecordEntry(sent);
        Id = Guid.TryParse(entry["id"], out var id) ? id : Guid.CreateVersion7(clock.GetUtcNow());
        if (Choose(kind) is not { } chosen)
        {
            Lost = entry.Words();
            return Shown(StatusCodes.Status422UnprocessableEntity);
        }

        var isOurs = await antiforgery.IsRequestValidAsync(HttpContext);
        var problems = isOurs ? await desk.TakeFiles(chosen, entry, sent.Files, ct) : [new("", "form-expired")];
        if (entry["seek"].Length > 0)
        {
            Form = await desk.Form(chosen, entry, problems, ct);
            return Page();
        }

        var (record, wrong) = await desk.Read(Id, chosen, entry, null, ct);
        problems = [.. problems, .. wrong];
        if (problems.Count == 0)
        {
            try
            {
                await desk.Ledger.Record(record, desk.Scope.Actor.Id, ct);
                return LocalRedirect($"/records/{Id}?saved=1");
            }
            catch (LedgerRefusal refusal)
            {
                Refusal = Refusals.Words(t, refusal);
            }
        }

        Form = await desk.Form(chosen, entry, problems, ct);
        return Shown(StatusCodes.Status422UnprocessableEntity);
    }

    private Kind? Choose(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        if (desk.Ledger.Catalogue.Kind(id) is not { } kind)
        {
            Refusal = T["record.kind.unknown", id];
            return null;
        }

        if (desk.UnitsFor(kind).Count == 0)
        {
            Refusal = T["record.kind.not-yours", t[kind.Name]];
            return null;
        }

        return kind;
    }

    private PageResult Shown(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
