using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A form as a table, each cell of which can be given a figure.</summary>
internal sealed class FormModel(TownLedger ledger, FormBook forms, Scope scope, T t) : PageModel
{
    private T T => t;

    public OpenForm Open { get; private set; } = null!;

    public FormTable? Table { get; private set; }

    /// <summary>What belongs into cells, in short words.</summary>
    public IReadOnlyDictionary<CellName, string> Chosen { get; private set; } = new Dictionary<CellName, string>();

    public IActionResult OnGet(Guid id, int sheet)
    {
        if (OpenForm.Find(forms, id, scope) is not { } open)
        {
            return NotFound();
        }

        Open = open;
        Table = open.Table(Math.Max(0, sheet));
        Chosen = forms
            .Cells(id)
            .Where(c => c.Sheet == (Table?.Sheet ?? 0))
            .ToDictionary(
                c => c.Cell,
                c =>
                    (ledger.Catalogue.Indicator(c.Indicator) is { } indicator ? T[indicator.Name] : c.Indicator)
                    + (c.Span == FormSpan.Year ? "" : $" {T[$"forms.span.{c.Span}"]}")
                    + (c.Unit == open.Form.Unit ? "" : $" {T[scope.Tree.On(c.Unit, scope.Today).Name]}")
            );
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string? strike, CancellationToken ct)
    {
        if (OpenForm.Find(forms, id, scope) is null || strike is null)
        {
            return NotFound();
        }

        await forms.Strike(id, ct);
        return LocalRedirect("/sheets#forms");
    }
}
