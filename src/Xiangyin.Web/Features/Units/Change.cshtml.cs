using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Units;

/// <summary>Enters that a unit was renamed, or merged into another.</summary>
internal sealed class ChangeModel(TownLedger ledger, Scope scope) : PageModel
{
    private const string Merge = "merge";

    public Scope Scope => scope;

    public Unit Unit { get; private set; } = null!;

    /// <summary>Which rule was broken.</summary>
    public string? Problem { get; private set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public string? Hans { get; set; }

    [BindProperty]
    public string? Hant { get; set; }

    [BindProperty]
    public string? En { get; set; }

    [BindProperty]
    public long? Into { get; set; }

    /// <summary>Units that it may be merged into: of its type, open today.</summary>
    public IEnumerable<UnitId> Others =>
        scope.Units(Verb.ChangeUnits).Where(u => u != Unit.Id && scope.Tree.On(u, scope.Today).Type == Unit.Type);

    public IActionResult OnGet(long id)
    {
        On = scope.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Open(id) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(long id, CancellationToken ct)
    {
        if (!Open(id))
        {
            return NotFound();
        }

        var (change, problem) = Read();
        if (change is not null)
        {
            try
            {
                await ledger.ChangeUnits(seq => [change(seq)], ct);
                return LocalRedirect($"/units/{id}");
            }
            catch (UnitTreeException)
            {
                problem = "contradicts";
            }
        }

        Problem = problem;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private (Func<long, UnitChange>? Change, string? Problem) Read()
    {
        if (string.IsNullOrWhiteSpace(On) || Typed.Day(On) is not { } day || day > scope.Today)
        {
            return (null, "day");
        }

        if (What == Merge)
        {
            return Others.FirstOrDefault(u => u.Value == Into) is { Value: > 0 } into
                ? (seq => new UnitMerged(seq, Unit.Id, day, into), null)
                : (null, "into");
        }

        return string.IsNullOrWhiteSpace(Hans)
            ? (null, "name")
            : (seq => new UnitRenamed(seq, Unit.Id, day, new(Hans.Trim(), Or(Hant), Or(En))), null);
    }

    // A name that was given in one language only stands in all.
    private string Or(string? name) => string.IsNullOrWhiteSpace(name) ? Hans!.Trim() : name.Trim();

    private bool Open(long id)
    {
        var unit = new UnitId(id);
        if (!scope.May(Verb.ChangeUnits, unit) || !scope.Tree.IsOpen(unit, scope.Today))
        {
            return false;
        }

        Unit = scope.Tree.On(unit, scope.Today);
        return Unit.Type > UnitType.Town;
    }
}
