using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>Makes a register to print.</summary>
internal sealed class NewModel(TownLedger ledger, RegisterDesk desk, Scope scope, TimeProvider clock, T t) : PageModel
{
    private const int LongestTitle = 40;

    private T T => t;

    public Scope Scope => scope;

    public Catalogue Catalogue => ledger.Catalogue;

    public ILookup<string, (Kind Kind, IReadOnlyList<RegisterForm> Forms)> Kinds { get; private set; } = null!;

    public Kind? Kind { get; private set; }

    public RegisterForm Form { get; private set; }

    public IReadOnlyList<UnitId> Units { get; private set; } = [];

    public Guid Id { get; private set; }

    public string Title { get; private set; } = "";

    public UnitId Unit { get; private set; }

    public DateOnly On { get; private set; }

    public int Pages { get; private set; } = 1;

    public string? Refusal { get; private set; }

    public IActionResult OnGet(string? kind, string? form)
    {
        if (!Open(kind, form))
        {
            return NotFound();
        }

        Id = Guid.CreateVersion7(clock.GetUtcNow());
        Title = Kind is null ? "" : T[Kind.Name];
        On = scope.Today;
        Unit = scope.Root;
        return Page();
    }

    public async Task<IActionResult> OnPost(
        string? kind,
        string? form,
        Guid id,
        string? title,
        long unit,
        string? on,
        int pages,
        CancellationToken ct
    )
    {
        if (!Open(kind, form) || Kind is null)
        {
            return NotFound();
        }

        (Id, Title, Unit, Pages) = (id, title?.Trim() ?? "", new(unit), pages);
        On = Typed.Day(on ?? "") ?? default;
        Refusal =
            Title.Length is 0 or > LongestTitle ? T["register.no-title", LongestTitle]
            : On == default || On < RecordRules.FirstDay || On > scope.Today.AddYears(1)
                ? T["problem.not-a-day", on ?? ""]
            : !Units.Contains(Unit) ? T["problem.unit-not-yours", T[scope.Tree.On(scope.Root, scope.Today).Name]]
            : pages is < 1 or > PaperLayout.MostPages ? T["register.no-pages", PaperLayout.MostPages]
            : null;
        if (Refusal is null)
        {
            await desk.Make(id, Kind, Form, Unit, On, Title, pages, scope.Actor.Id, ct);
            return LocalRedirect($"/registers/{id}");
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool Open(string? kind, string? form)
    {
        var all = ledger
            .Catalogue.Kinds.Where(k => UnitsFor(k).Count > 0)
            .Select(k => (k, (IReadOnlyList<RegisterForm>)[.. PaperLayout.FormsOf(k, ledger.Catalogue)]))
            .Where(k => k.Item2.Count > 0)
            .ToList();
        Kinds = all.ToLookup(k => k.k.Group);
        if (!string.IsNullOrEmpty(kind))
        {
            var chosen = all.FirstOrDefault(k => k.k.Id == kind);
            if (chosen.k is null || !Enum.TryParse<RegisterForm>(form, out var of) || !chosen.Item2.Contains(of))
            {
                return false;
            }

            (Kind, Form, Units) = (chosen.k, of, UnitsFor(chosen.k));
        }

        return scope.May(Verb.Record);
    }

    private IReadOnlyList<UnitId> UnitsFor(Kind kind) =>
        [
            .. scope
                .Units(Verb.Record)
                .Where(u => kind.Units.Count == 0 || kind.Units.Contains(scope.Tree.On(u, scope.Today).Type)),
        ];
}
