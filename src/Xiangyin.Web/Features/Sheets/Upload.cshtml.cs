using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>One filled sheet: how far its reading is, what is wrong with it, and the button that records it. Needs no script: it asks again by itself.</summary>
internal sealed class UploadModel(
    TownLedger ledger,
    SheetUploads uploads,
    SheetDesk desk,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    public const int PageSize = 100;
    private const int Preview = 50;
    private const int AskAgain = 1;

    private T T => t;

    public SheetUpload Upload { get; private set; } = null!;

    public CheckedSheet? Reading { get; private set; }

    public Job? Job { get; private set; }

    public int From { get; private set; }

    public Scope Scope => scope;

    public string KindName => ledger.Catalogue.Kind(Upload.Kind) is { } kind ? T[kind.Name] : Upload.Kind;

    /// <summary>The first rows, in words.</summary>
    public IReadOnlyList<(SheetRow Row, RowState State, string Words)> Shown { get; private set; } = [];

    /// <summary>Rows that the ledger has with other content.</summary>
    public IReadOnlyList<(int Row, WorkRecord Record, bool IsSeen)> Differing { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, int from, CancellationToken ct)
    {
        if (!Open(id))
        {
            return NotFound();
        }

        From = Math.Max(0, from);
        if (Upload.RecordedAt is not null)
        {
            return Page();
        }

        if (Upload.AskedAt is not null && Job is null)
        {
            // The site stopped while it was recording: what is written stays written, the rest follows.
            desk.Record(Upload, scope, t.Language);
            Job = desk.JobOf(Upload);
        }

        Reading = Upload.AskedAt is null && Job is null ? desk.Reading(Upload, scope, t.Language) : null;
        Job = desk.JobOf(Upload);
        if (Reading is null && Job is not { HasFailed: true })
        {
            Response.Headers["Refresh"] = $"{AskAgain}";
        }

        await Show(ct);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string? record, string? drop, string? again, CancellationToken ct)
    {
        if (!Open(id))
        {
            return NotFound();
        }

        if (drop is not null)
        {
            await uploads.Drop(id, ct);
            return LocalRedirect("/sheets");
        }

        if (Upload.RecordedAt is null && (record ?? again) is not null)
        {
            if (record is not null)
            {
                await uploads.Ask(id, clock.GetUtcNow(), ct);
                Upload = uploads.Find(id, scope.Actor.Id)!;
            }

            if (Upload.AskedAt is not null)
            {
                desk.Record(Upload, scope, t.Language);
            }
            else
            {
                desk.Read(Upload, scope, t.Language);
            }
        }

        return LocalRedirect($"/sheets/uploads/{id}");
    }

    private bool Open(Guid id)
    {
        Upload = uploads.Find(id, scope.Actor.Id)!;
        Job = Upload is null ? null : desk.JobOf(Upload);
        return Upload is not null;
    }

    private async Task Show(CancellationToken ct)
    {
        if (Reading is not { Reading: { } reading })
        {
            return;
        }

        var kind = ledger.Catalogue.Kind(Upload.Kind);
        Shown =
        [
            .. reading
                .Rows.Take(Preview)
                .Select((r, i) => (r, Reading.States[i], kind is null ? "" : Words(kind, r.Record))),
        ];
        var differing = new List<(int, WorkRecord, bool)>();
        for (var i = 0; i < reading.Rows.Count && differing.Count < PageSize; i++)
        {
            if (Reading.States[i] == RowState.Differs)
            {
                var record = reading.Rows[i].Record;
                differing.Add((reading.Rows[i].Number, record, (await scope.See(ledger, record.Id, ct)).Count > 0));
            }
        }

        Differing = differing;
    }

    private string Words(Kind kind, WorkRecord record) =>
        T.List(
            kind.Dimensions.Select(d =>
                    record.Dimensions.TryGetValue(d.Id, out var v)
                    && ledger.Catalogue.Dimension(d.Dimension)?.Find(v) is { } known
                        ? T[known.Name]
                        : ""
                )
                .Concat(
                    kind.Measures.Select(m =>
                        record.Measures.TryGetValue(m.Id, out var stated) && stated.Amount is { } amount
                            ? $"{T[m.Name]}{T[$"approximation.words.{stated.Approximation}", T.Number(amount)]}{T[m.Unit]}"
                            : ""
                    )
                )
                .Where(w => w.Length > 0)
        );
}
