using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A form filled for a year: shown first, then handed out as a file.</summary>
internal sealed class FilledModel(FormBook forms, FormFigures figures, NewestDay newest, Scope scope, T t) : PageModel
{
    private T T => t;

    public OpenForm Open { get; private set; } = null!;

    public int Year { get; private set; }

    public DateOnly CutOff { get; private set; }

    public bool Incomplete { get; private set; }

    public IReadOnlyList<FilledCell> Cells { get; private set; } = [];

    public string FileUrl =>
        QueryHelpers.AddQueryString(
            $"/sheets/forms/{Open.Form.Id}/filled",
            new Dictionary<string, string?>
            {
                ["file"] = "xlsx",
                ["year"] = Year.ToString(CultureInfo.InvariantCulture),
                ["cutOff"] = CutOff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["incomplete"] = Incomplete ? "true" : null,
            }
        );

    public async Task<IActionResult> OnGet(
        Guid id,
        int? year,
        string? cutOff,
        bool incomplete,
        string? file,
        CancellationToken ct
    )
    {
        if (OpenForm.Find(forms, id, scope) is not { } open)
        {
            return NotFound();
        }

        Open = open;
        var last = await newest.Of(open.Form.Unit, scope.Today, ct);
        Year = year is >= 1950 and < 2200 ? year.Value : last.Year;
        CutOff = Typed.Day(cutOff ?? "") is { } day && day.Year == Year ? day : new(Year, 12, 31);
        Incomplete = incomplete;
        Cells = await figures.Fill(open.Table, forms.Cells(id), Year, CutOff, incomplete, ct);
        return file == "xlsx"
            ? File(
                FormFiller.Fill(open.Content, Cells),
                SheetFile.MediaType,
                SheetFile.NameOf(
                    T["forms.file.name", open.Form.Name, T[scope.Tree.On(open.Form.Unit, scope.Today).Name], $"{Year}"]
                )
            )
            : Page();
    }
}
