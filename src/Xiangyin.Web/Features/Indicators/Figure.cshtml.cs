using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>One figure with all that makes it: definition, scope, period, cut-off, known-at, completeness, and the records behind it.</summary>
internal sealed class FigureModel(
    TownLedger ledger,
    NewestDay newest,
    PeopleStore people,
    Targets targets,
    ReportedFigures reported,
    IEnumerable<IFigureUses> uses,
    Scope scope,
    T t
) : PageModel
{
    private const int PageSize = 30;

    public Scope Scope => scope;

    public required FigureQuestion Question { get; set; }

    /// <summary>The figure with everything beside it; none where the question has a problem.</summary>
    public FigureAnswer? Answer { get; private set; }

    /// <summary>The records behind, one page of them.</summary>
    public CountedPage Records { get; private set; } = new([], null, 0);

    /// <summary>Names of those who recorded them.</summary>
    public IReadOnlyDictionary<PersonId, Person> People { get; private set; } = new Dictionary<PersonId, Person>();

    public Timeliness? Timeliness { get; private set; }

    public IReadOnlyList<FigureUse> Uses { get; private set; } = [];

    /// <summary>The operand whose records are listed, from 0; none lists those of all.</summary>
    public int? Term { get; private set; }

    /// <summary>Whether an earlier page of records was left.</summary>
    public bool IsFurther { get; private set; }

    public FigureForm Form => new(Question, Scope, ledger, t);

    public async Task<IActionResult> OnGet(string indicator, string? after, int? term, CancellationToken ct)
    {
        Question = await FigureQuestion.Read(indicator, Request.Query, ledger, newest, scope, ct);
        if (Question.Query is not { } query)
        {
            Response.StatusCode = Question.NamesNothing
                ? StatusCodes.Status404NotFound
                : StatusCodes.Status400BadRequest;
            return Page();
        }

        Answer = await FigureAnswer.To(query, ledger, targets, reported, ct);
        foreach (var source in uses)
        {
            Uses = [.. Uses, .. await source.Of(indicator, query.Unit, scope, ct)];
        }

        if (Answer.IsRestricted)
        {
            return Page();
        }

        Term =
            term is { } n && n >= 0 && n < Answer.Figure.Operands.Count && Answer.Figure.Operands.Count > 1 ? n : null;
        IsFurther = !string.IsNullOrEmpty(after);
        Records = await ledger.RecordsBehind(query, Term, after, PageSize, ct);
        Timeliness = await ledger.Timeliness(query, ct);
        People = await people.Find(Records.Rows.Select(r => r.Content.Author).Distinct(), ct);
        return Page();
    }
}
