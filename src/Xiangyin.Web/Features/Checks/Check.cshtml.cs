using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A document as it reads, with its defects and quantities marked, and what to do about each.</summary>
internal sealed class CheckModel(
    OpenChecks open,
    CheckDesk desk,
    MatchBook book,
    TownLedger ledger,
    CheckWords words,
    Scope scope,
    T t
) : PageModel
{
    /// <summary>What may be shown, in the order of the filter.</summary>
    public static readonly IReadOnlyList<string> Looks = ["error", "warning", "hint", "differs", "norecord", "agrees"];

    private static readonly string[] FirstShown = ["error", "warning", "differs", "norecord", "agrees"];

    public OpenCheck Check { get; private set; } = null!;

    public Checked Found { get; private set; } = null!;

    public IReadOnlyList<Mark> Marks { get; private set; } = [];

    /// <summary>Those that the filter lets through.</summary>
    public IReadOnlyList<Mark> Shown { get; private set; } = [];

    public IReadOnlyList<string> Show { get; private set; } = FirstShown;

    public CheckWords Words => words;

    public UnitTree Tree => scope.Tree;

    public IReadOnlyList<UnitId> Units => desk.Units;

    public string? Problem { get; private set; }

    public bool MayTeach => scope.May(Verb.WriteReport, desk.TownOf(Found.Scope));

    public bool MayStart => MayTeach && scope.Tree.On(Found.Scope.Unit, Found.Scope.CutOff).Type == UnitType.Town;

    /// <summary>What a quantity may be said to be about.</summary>
    public IEnumerable<string> IndicatorNames => Indicators.Select(i => t[i.Name]);

    private IEnumerable<Indicator> Indicators =>
        IndicatorIndex.Of(ledger.Catalogue).Entries.Select(e => e.Indicator).Where(i => i.Retired is null);

    public int Count(string look) => Marks.Count(m => m.Look == look);

    /// <summary>How many defects of a rule can be put right at once.</summary>
    public int Fixable(string rule) => Found.Defects.Count(d => d.Rule == rule && d.Fix is not null);

    /// <summary>The filter as the end of an address.</summary>
    public string Filter => string.Concat(Show.Select(s => "&show=" + s));

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) =>
        open.Find(id, scope.Actor.Id) is { } check ? await Look(check, ct) : Gone();

    /// <summary>Puts one defect right. Sent twice, the second time there is nothing to put right.</summary>
    public Task<IActionResult> OnPostFix(Guid id, string rule, int start, int length, CancellationToken ct) =>
        Put(id, d => d.Rule == rule && d.Span == new Xiangyin.Reading.Span(start, length), ct);

    /// <summary>Puts all defects of a rule right.</summary>
    public Task<IActionResult> OnPostFixAll(Guid id, string rule, CancellationToken ct) =>
        Put(id, d => d.Rule == rule, ct);

    /// <summary>Takes a change back.</summary>
    public IActionResult OnPostUndo(Guid id, int start, int length) =>
        open.Change(
            id,
            scope.Actor.Id,
            c =>
                c.Edits.All.FirstOrDefault(e => e.Span == new Xiangyin.Reading.Span(start, length)) is { } edit
                    ? c with
                    {
                        Edits = c.Edits.Without(edit),
                    }
                    : c
        )
            is null
            ? Gone()
            : Back(id);

    /// <summary>Says whose work of which year the document speaks of.</summary>
    public async Task<IActionResult> OnPostScope(Guid id, long unit, int year, string? cutOff, CancellationToken ct)
    {
        if (open.Find(id, scope.Actor.Id) is not { } check)
        {
            return Gone();
        }

        var day = string.IsNullOrWhiteSpace(cutOff)
            ? (DateOnly?)Period.Year(Math.Clamp(year, 1950, 2200)).To
            : Typed.Day(cutOff);
        if (!scope.May(Verb.See, new UnitId(unit)) || year is < 1950 or > 2200 || day is not { } last)
        {
            Problem = t["checks.scope.wrong"];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Look(check, ct);
        }

        open.Change(id, scope.Actor.Id, c => c with { Scope = new(new(unit), year, last) });
        return Back(id);
    }

    /// <summary>Says what a quantity is about; remembered for the town.</summary>
    public async Task<IActionResult> OnPostMatch(Guid id, string key, string? indicator, CancellationToken ct)
    {
        if (open.Find(id, scope.Actor.Id) is not { } check)
        {
            return Gone();
        }

        await Look(check, ct);
        if (!MayTeach || !Found.Comparisons.Any(c => c.Key == key))
        {
            return NotFound();
        }

        var named = indicator?.Trim() ?? "";
        var meant = Indicators.FirstOrDefault(i => i.Id == named || t[i.Name] == named)?.Id;
        if (named.Length > 0 && meant is null)
        {
            Problem = t["checks.teach.unknown", named];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            await book.Remember(desk.TownOf(Found.Scope), key, meant ?? "", scope.Actor.Id, ct);
            return Back(id);
        }
        catch (LedgerRefusal refusal)
        {
            Problem = t[$"refusal.{refusal.Rule}", [.. refusal.Arguments]];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<IActionResult> Put(Guid id, Func<Defect, bool> meant, CancellationToken ct)
    {
        if (open.Find(id, scope.Actor.Id) is not { } check)
        {
            return Gone();
        }

        await Look(check, ct);
        // Of two that overlap the later is put right now.
        var first = int.MaxValue;
        var fixes = new List<Edit>();
        foreach (
            var defect in Found.Defects.Where(d => d.Fix is not null && meant(d)).OrderByDescending(d => d.Span.Start)
        )
        {
            if (defect.Span.End <= first)
            {
                fixes.Add(new(defect.Span, defect.Fix!));
                first = defect.Span.Start;
            }
        }

        var edits = check.Edits.With(check.Upload.Text, fixes);
        open.Change(id, scope.Actor.Id, c => c.Edits == check.Edits ? c with { Edits = edits } : c);
        return Back(id);
    }

    private async Task<IActionResult> Look(OpenCheck check, CancellationToken ct)
    {
        ReadFilter();
        Check = check;
        Found = await desk.Look(check, ct);
        Marks = Mark.Of(Found);
        Shown = [.. Marks.Where(m => Show.Contains(m.Look))];
        return Page();
    }

    private LocalRedirectResult Back(Guid id)
    {
        ReadFilter();
        return LocalRedirect($"/checks/{id}{(Request.Query.ContainsKey("show") ? "?" + Filter[1..] : "")}");
    }

    private void ReadFilter()
    {
        if (Looks.Intersect(Request.Query["show"].OfType<string>()).ToList() is { Count: > 0 } shown)
        {
            Show = shown;
        }
    }

    private RedirectResult Gone() => Redirect("/checks?gone=1");
}
