using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Documents;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Begins this year from last year's report: what it would record is shown, and only what is ticked is recorded.</summary>
internal sealed class StartModel(
    OpenChecks open,
    CheckDesk desk,
    TownLedger ledger,
    EvidenceStore evidence,
    Scope scope,
    T t
) : PageModel
{
    private const string Text = "text/plain; charset=utf-8";

    public OpenCheck Check { get; private set; } = null!;

    public Checked Found { get; private set; } = null!;

    public IReadOnlyList<Beginning> All { get; private set; } = [];

    /// <summary>Those that stand in the ledger already.</summary>
    public IReadOnlySet<Guid> Recorded { get; private set; } = new HashSet<Guid>();

    public Catalogue Catalogue => ledger.Catalogue;

    public UnitTree Tree => scope.Tree;

    public string? Problem { get; private set; }

    /// <summary>How many were just recorded.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Done { get; set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => await Look(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, Guid[] take, CancellationToken ct)
    {
        if (!await Look(id, ct))
        {
            return NotFound();
        }

        var chosen = All.Where(b => take.Contains(b.Record.Id) && !Recorded.Contains(b.Record.Id)).ToList();
        if (chosen.Count == 0)
        {
            return take.Any(Recorded.Contains)
                ? LocalRedirect($"/checks/{id}/start?done=0")
                : Refuse(t["checks.start.none"]);
        }

        try
        {
            // As of when the document was opened, so that sending the form twice says the same twice.
            var document = await Keep(ct) with
            {
                AddedAt = Check.OpenedAt,
            };
            var records = chosen.Select(b => WithForm(b.Record) with { Evidence = [document] }).ToList();
            foreach (var record in records)
            {
                if (RecordRules.Check(record, ledger.Catalogue, scope.Tree, scope.Today) is [var problem, ..])
                {
                    return Refuse($"{record.Title}：{t[$"problem.{problem.Rule}", [.. problem.Arguments]]}");
                }
            }

            await ledger.Write([.. records.Select(r => new NewRecord(r, scope.Actor.Id))], ct);
            return LocalRedirect($"/checks/{id}/start?done={records.Count}");
        }
        catch (LedgerRefusal refusal)
        {
            return Refuse(t[$"refusal.{refusal.Rule}", [.. refusal.Arguments]]);
        }
    }

    // The document is kept as it came where it is a Word file; otherwise the text that was read.
    private Task<Evidence> Keep(CancellationToken ct)
    {
        var upload = Check.Upload;
        var name = upload.Name.Length > 0 ? Path.GetFileNameWithoutExtension(upload.Name) : t["checks.pasted"];
        return upload.Docx is { } docx
            ? evidence.PutDocument(
                docx,
                name + ".docx",
                DocumentWriter.DocxMediaType,
                Beginnings.Shows,
                scope.Actor.Id,
                ct
            )
            : evidence.PutDocument(
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(upload.Text)],
                name + ".txt",
                Text,
                Beginnings.Shows,
                scope.Actor.Id,
                ct
            );
    }

    // A title and a field may be put otherwise before they are recorded.
    private WorkRecord WithForm(WorkRecord record)
    {
        var title = Request.Form[$"title.{record.Id}"].ToString().Trim();
        var field = Request.Form[$"field.{record.Id}"].ToString();
        return record with
        {
            Title = title.Length > 0 ? title : record.Title,
            Dimensions =
                field.Length > 0
                    ? new Dictionary<string, string>(record.Dimensions) { ["field"] = field }
                    : record.Dimensions,
        };
    }

    private PageResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Look(Guid id, CancellationToken ct)
    {
        if (open.Find(id, scope.Actor.Id) is not { } check)
        {
            return false;
        }

        Check = check;
        // The document says what it said: what was put right here is not its word.
        Found = await desk.Look(check.Upload.Text, check.Scope, ct);
        var town = Found.Scope.Unit;
        if (
            !scope.May(Verb.Record, town)
            || !scope.May(Verb.WriteReport, town)
            || scope.Tree.On(town, Found.Scope.CutOff).Type != UnitType.Town
        )
        {
            return false;
        }

        All = new Beginnings(ledger.Catalogue, Found, scope.Actor.Id, scope.Today).All();
        var recorded = new HashSet<Guid>();
        foreach (var beginning in All)
        {
            if ((await ledger.History(beginning.Record.Id, scope.Actor.Id, ct)).Count > 0)
            {
                recorded.Add(beginning.Record.Id);
            }
        }

        Recorded = recorded;
        return true;
    }
}
