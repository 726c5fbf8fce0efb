using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Chooses which figure belongs into a cell; offers what the words around it suggest.</summary>
internal sealed class FormCellModel(TownLedger ledger, FormBook forms, Scope scope, TimeProvider clock, T t) : PageModel
{
    private const int MostGuesses = 5;

    // An indicator with the one of its ways to count: "county-placements@highest".
    private const char By = '@';

    private T T => t;

    public OpenForm Open { get; private set; } = null!;

    public Scope Scope => scope;

    public int Sheet { get; private set; }

    public CellName Cell { get; private set; }

    public string Label { get; private set; } = "";

    public bool IsChosen { get; private set; }

    public string Indicator { get; private set; } = "";

    public string Chosen { get; private set; } = "";

    public UnitId Unit { get; private set; }

    public string Span { get; private set; } = FormSpan.Year;

    public IReadOnlyList<Indicator> Guesses { get; private set; } = [];

    public IReadOnlyList<UnitId> Units { get; private set; } = [];

    public string? Refusal { get; private set; }

    /// <summary>Every indicator, and each of its other ways to count.</summary>
    public IEnumerable<(Group Group, IReadOnlyList<(string Value, string Name)> Choices)> Groups =>
        ledger
            .Catalogue.Groups.Select(g =>
                (
                    g,
                    (IReadOnlyList<(string, string)>)
                        [
                            .. Offered()
                                .Where(i => i.Group == g.Id)
                                .SelectMany(i =>
                                    i.Policies.Select(
                                        (p, n) =>
                                            n == 0
                                                ? (i.Id, T[i.Name])
                                                : ($"{i.Id}{By}{p.Id}", T["forms.policy", T[i.Name], T[p.Name]])
                                    )
                                ),
                        ]
                )
            )
            .Where(g => g.Item2.Count > 0);

    public IActionResult OnGet(Guid id, int sheet, string cell) => Find(id, sheet, cell) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(
        Guid id,
        int sheet,
        string cell,
        string? guess,
        string? indicator,
        long unit,
        string? span,
        string? clear,
        CancellationToken ct
    )
    {
        if (!Find(id, sheet, cell))
        {
            return NotFound();
        }

        var back = $"/sheets/forms/{id}?sheet={sheet}";
        if (clear is not null)
        {
            await forms.Clear(id, sheet, Cell, ct);
            return LocalRedirect(back);
        }

        var chosen = string.IsNullOrEmpty(guess) ? indicator ?? "" : guess;
        var (of, policy) = chosen.Split(By) is [var i, var p] ? (i, p) : (chosen, "");
        if (
            Offered().FirstOrDefault(o => o.Id == of) is not { } known
            || (policy.Length > 0 && known.Policies.All(o => o.Id != policy))
        )
        {
            Refusal = T["forms.no-indicator"];
        }
        else if (!Units.Contains(new(unit)) || !FormSpan.All.Contains(span ?? ""))
        {
            Refusal = T["forms.no-unit"];
        }
        else
        {
            await forms.Choose(
                id,
                new(sheet, Cell, of, policy, new(unit), span!),
                scope.Actor.Id,
                clock.GetUtcNow(),
                ct
            );
            return LocalRedirect(back);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private IEnumerable<Indicator> Offered() => ledger.Catalogue.Indicators.Where(i => !(i.Retired <= scope.Today));

    private bool Find(Guid id, int sheet, string cell)
    {
        if (
            OpenForm.Find(forms, id, scope) is not { } open
            || CellName.Parse(cell) is not { } name
            || open.Table(sheet) is not { } table
            || table.Find(name) is not { IsFormula: false }
        )
        {
            return false;
        }

        (Open, Sheet, Cell, Label) = (open, sheet, name, table.LabelOf(name));
        Units = scope.Units(Verb.See);
        var (left, above) = table.LabelsOf(name);
        (Guesses, var isSure) = FormGuess.Indicators(left, above, Offered(), MostGuesses);
        var kept = forms.Cells(id).FirstOrDefault(c => c.Sheet == sheet && c.Cell == name);
        IsChosen = kept is not null;
        Indicator = kept?.Indicator ?? (isSure ? Guesses[0].Id : "");
        Chosen = kept is { Policy.Length: > 0 } ? $"{kept.Indicator}{By}{kept.Policy}" : kept?.Indicator ?? "";
        Unit = kept?.Unit ?? FormGuess.Unit(above.Concat(left), Units, scope.Tree, scope.Today) ?? open.Form.Unit;
        Span = kept?.Span ?? FormGuess.Span(left.Concat(above));
        return true;
    }
}
