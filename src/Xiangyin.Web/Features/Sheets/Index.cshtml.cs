using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>电子表格: templates to fill in, filled ones to record, and forms of others to fill from figures.</summary>
[IgnoreAntiforgeryToken]
internal sealed class IndexModel(
    TownLedger ledger,
    SheetUploads uploads,
    FormBook forms,
    Scope scope,
    IAntiforgery antiforgery,
    TimeProvider clock,
    T t
) : PageModel
{
    private const int Shown = 10;

    private T T => t;

    public ILookup<string, Kind> Kinds { get; private set; } = null!;

    public Catalogue Catalogue => ledger.Catalogue;

    public IReadOnlyList<SheetUpload> Uploads { get; private set; } = [];

    public IReadOnlyList<SuperiorForm> Forms { get; private set; } = [];

    public Guid UploadId { get; private set; }

    public int Year => scope.Today.Year;

    public bool MayRecord => scope.May(Verb.Record);

    public bool MayFill => scope.May(Verb.WriteReport);

    public string? Refusal { get; private set; }

    public IActionResult OnGet() => Open() ? Page() : NotFound();

    /// <summary>Takes a filled sheet in.</summary>
    public async Task<IActionResult> OnPost(Guid id, string? kind, int? year, IFormFile? file, CancellationToken ct)
    {
        if (!MayRecord || !Open())
        {
            return NotFound();
        }

        try
        {
            if (!await antiforgery.IsRequestValidAsync(HttpContext))
            {
                Refusal = T["problem.form-expired"];
            }
            else if (file is null || file.Length == 0)
            {
                Refusal = T["sheet.refusal.no-file"];
            }
            else
            {
                var content = await SheetFile.Read(file, ct);
                var upload = Upload(id, kind, year, file, content);
                await uploads.Add(upload, content, ct);
                return LocalRedirect($"/sheets/uploads/{id}");
            }
        }
        catch (SheetRefusal refusal)
        {
            Refusal = SheetFile.Words(t, refusal);
        }
        catch (LedgerRefusal refusal)
        {
            Refusal = T[$"refusal.{refusal.Rule}"];
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private SheetUpload Upload(Guid id, string? kind, int? year, IFormFile file, byte[] content)
    {
        using var workbook = Workbook.Open(content);
        var mark = SheetReader.MarkOf(workbook);
        var of = ledger.Catalogue.Kind(string.IsNullOrEmpty(kind) ? mark?.Kind ?? "" : kind);
        if (of is null || !KindSheet.KindsFor(scope, ledger.Catalogue).Contains(of))
        {
            throw new SheetRefusal(SheetRefusal.NoKind);
        }

        return new(
            id,
            of.Id,
            Path.GetFileName(file.FileName),
            year ?? mark?.Year ?? Year,
            scope.Actor.Id,
            clock.GetUtcNow()
        );
    }

    private bool Open()
    {
        UploadId = Guid.CreateVersion7(clock.GetUtcNow());
        Kinds = KindSheet.KindsFor(scope, ledger.Catalogue).ToLookup(k => k.Group);
        Uploads = uploads.Of(scope.Actor.Id, Shown);
        Forms = MayFill ? forms.Of(scope.Units(Verb.WriteReport).ToHashSet()) : [];
        return MayRecord || MayFill;
    }
}
