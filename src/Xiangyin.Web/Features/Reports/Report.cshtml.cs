using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A report: its text with figures as chips, what to look at beside it, and the steps to its frozen form.</summary>
internal sealed class ReportModel(
    ReportDesk desk,
    ReportProof proof,
    TownLedger ledger,
    PeopleStore people,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    public Report Report { get; private set; } = null!;

    public Sheet Sheet { get; private set; } = null!;

    /// <summary>Of a frozen report: the figures that the ledger tells differently now.</summary>
    public IReadOnlyList<Drift> Drifts { get; private set; } = [];

    /// <summary>Until it is approved: what a reader would object to in its text.</summary>
    public IReadOnlyList<ProofMark> Proof { get; private set; } = [];

    public SealedReport? Sealed { get; private set; }

    public IReadOnlyDictionary<PersonId, Person> People { get; private set; } = new Dictionary<PersonId, Person>();

    public string? Refusal { get; private set; }

    public Guid ChangeId { get; private set; }

    public bool MayWrite => Report.State == ReportState.Draft && scope.May(Verb.WriteReport, Report.Unit);

    public bool MayCheck => MayWrite;

    public bool MayApprove => Report.State == ReportState.Checked && scope.May(Verb.ApproveReport, Report.Unit);

    public bool MayFreeze => Report.State == ReportState.Approved && scope.May(Verb.WriteReport, Report.Unit);

    public bool MayReturn =>
        Report.State is ReportState.Checked or ReportState.Approved
        && (scope.May(Verb.WriteReport, Report.Unit) || scope.May(Verb.ApproveReport, Report.Unit));

    /// <summary>The kinds of figure that a paragraph may take, for the picker.</summary>
    public FigurePicker Picker => new(ledger.Catalogue, t.Language);

    public bool IsDrifted(PrintedFigure figure) => Drifts.Any(d => d.Then.Bound == figure.Bound);

    public string NameOf(PersonId person) => People.TryGetValue(person, out var known) ? t[known.Name] : "";

    /// <summary>The id of a paragraph that may be added.</summary>
    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => Open(id) ? await Show(ct) : NotFound();

    public async Task<IActionResult> OnPostStep(
        Guid id,
        StepAction action,
        Guid change,
        string? why,
        CancellationToken ct
    )
    {
        var verb = action == StepAction.Approve ? Verb.ApproveReport : Verb.WriteReport;
        if (!Open(id) || !(scope.May(verb, Report.Unit) || (action == StepAction.Return && MayReturn)))
        {
            return NotFound();
        }

        try
        {
            await desk.Take(Report, action, change, scope.Actor.Id, why?.Trim() ?? "", ct);
            return LocalRedirect($"/reports/{id}");
        }
        catch (LedgerRefusal refusal)
        {
            return await Refuse(refusal, ct);
        }
    }

    public async Task<IActionResult> OnPostRephrase(Guid id, Guid paragraph, Guid change, CancellationToken ct)
    {
        if (!Open(id) || !scope.May(Verb.WriteReport, Report.Unit))
        {
            return NotFound();
        }

        try
        {
            await desk.Rephrase(Report, paragraph, change, scope.Actor.Id, ct);
            return LocalRedirect($"/reports/{id}#p-{paragraph}");
        }
        catch (LedgerRefusal refusal)
        {
            return await Refuse(refusal, ct);
        }
    }

    private bool Open(Guid id)
    {
        if (desk.Find(id) is not { } report || !scope.May(Verb.See, report.Unit))
        {
            return false;
        }

        Report = report;
        return true;
    }

    private async Task<IActionResult> Refuse(LedgerRefusal refusal, CancellationToken ct)
    {
        Refusal = t[$"refusal.{refusal.Rule}", [.. refusal.Arguments]];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Report = desk.Find(Report.Id)!;
        return await Show(ct);
    }

    private async Task<PageResult> Show(CancellationToken ct)
    {
        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
        Sheet = await desk.Open(Report, t.Language, ct);
        Proof = Report.State is ReportState.Draft or ReportState.Checked
            ? await proof.Of(Sheet, u => scope.May(Verb.See, u), ct)
            : [];
        Drifts = await desk.Drifts(Report, ct);
        Sealed = Report.State == ReportState.Frozen ? desk.Sealed(Report.Id) : null;
        People = await people.Find(Report.Steps.Select(s => s.By).Concat(Report.Authors), ct);
        return Page();
    }
}
