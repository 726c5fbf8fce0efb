using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>The reports that one may see, and the form that begins one.</summary>
internal sealed class IndexModel(
    ReportDesk desk,
    Outlines outlines,
    PeopleStore people,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    /// <summary>How many years back a report may be begun.</summary>
    private const int YearsBack = 5;

    public IReadOnlyList<Report> Reports { get; private set; } = [];

    public IReadOnlyDictionary<PersonId, Person> People { get; private set; } = new Dictionary<PersonId, Person>();

    public IEnumerable<Outline> Outlines => outlines.All;

    public IReadOnlyList<UnitId> Towns =>
        [.. scope.Units(Verb.WriteReport).Where(u => scope.Tree.On(u, scope.Today).Type == UnitType.Town)];

    public IEnumerable<int> Years => Enumerable.Range(scope.Today.Year - YearsBack, YearsBack + 1).Reverse();

    public Scope Scope => scope;

    public Guid NewId { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>A report is written when its year is over, or nearly: in January the year before.</summary>
    [BindProperty]
    public int Year { get; set; } = scope.Today.AddMonths(-9).Year;

    [BindProperty]
    public string? Outline { get; set; }

    [BindProperty]
    public long Unit { get; set; }

    [BindProperty]
    public string? CutOff { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    public async Task OnGet(CancellationToken ct) => await Show(ct);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var unit = new UnitId(Unit);
        if (!scope.May(Verb.WriteReport, unit) || outlines.Find(Outline ?? "") is not { } outline || Id == Guid.Empty)
        {
            return NotFound();
        }

        if (!Years.Contains(Year) || !ReadCutOff(out var cutOff))
        {
            return await Refuse(t["reports.begin.cut-off.wrong"], ct);
        }

        try
        {
            var report = await desk.Begin(Id, outline, unit, Year, cutOff, scope.Actor.Id, ct);
            return LocalRedirect($"/reports/{report.Id}");
        }
        catch (LedgerRefusal refusal)
        {
            return await Refuse(t[$"refusal.{refusal.Rule}", [.. refusal.Arguments]], ct);
        }
    }

    private async Task<IActionResult> Refuse(string problem, CancellationToken ct)
    {
        Problem = problem;
        await Show(ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool ReadCutOff(out DateOnly cutOff)
    {
        var typed = CutOff ?? "";
        cutOff = string.IsNullOrWhiteSpace(typed) ? Period.Year(Year).To : Typed.Day(typed) ?? default;
        return cutOff.Year == Year;
    }

    private async Task Show(CancellationToken ct)
    {
        NewId = Id == Guid.Empty ? Guid.CreateVersion7(clock.GetUtcNow()) : Id;
        Reports = desk.Of(scope.Tree.Units.Where(u => scope.May(Verb.See, u)).ToHashSet());
        People = await people.Find(Reports.Select(r => r.LastSaved?.By ?? r.BegunBy), ct);
    }
}
