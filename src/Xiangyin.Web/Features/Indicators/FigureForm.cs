using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>A choice in a list.</summary>
internal sealed record Choice(string Value, string Name, bool IsChosen);

/// <summary>A day to be typed or picked.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="Type">Of the control; plain text where a calendar could not hold what was typed.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Problem">What is wrong with it, in words; none when nothing is.</param>
internal sealed record DayField(string Name, string Type, string Value, string? Problem);

/// <summary>The form by which a figure's question is changed: plain controls, filled with what was asked.</summary>
internal sealed class FigureForm(FigureQuestion question, Scope scope, TownLedger ledger, T t)
{
    private static readonly string[] Order =
    [
        "indicator",
        "unit",
        "from",
        "to",
        "cutOff",
        "knownAt",
        "policy",
        "organised",
    ];

    private T T => t;

    public string Action => $"/figures/{Uri.EscapeDataString(question.IndicatorId)}";

    public string? UnitProblem => Problem("unit");

    public IEnumerable<Choice> Units =>
        UnitChoices(
            scope,
            ledger.Tree,
            t,
            question.Query?.Unit ?? (long.TryParse(question["unit"], out var id) ? new(id) : scope.Root)
        );

    public DayField From => Day("from", question.Query?.Period.From);

    public DayField To => Day("to", question.Query?.Period.To);

    public DayField CutOff => Day("cutOff", question.Query?.CutOff);

    public DayField KnownAt
    {
        get
        {
            if (Problem("knownAt") is { } problem)
            {
                return new("knownAt", "text", question["knownAt"], problem);
            }

            if (!question.IsPinned)
            {
                return new("knownAt", "date", "", null);
            }

            // An instant within a day needs a control that can hold it; the end of a day is that day.
            var at = AskedDay.Instant(question["knownAt"])!.Value;
            var day = Xiangyin.Ledger.Day.Of(at);
            return at == Xiangyin.Ledger.Day.EndOf(day)
                ? new("knownAt", "date", AskedDay.Iso(day), null)
                : new("knownAt", "datetime-local", AskedDay.Iso(at), null);
        }
    }

    /// <summary>Ways to count; none to choose from where there is but one.</summary>
    public IReadOnlyList<Choice> Policies
    {
        get
        {
            var indicator = ledger.Catalogue.Indicator(question.IndicatorId);
            return indicator is not { Policies.Count: > 1 }
                ? []
                :
                [
                    .. indicator.Policies.Select(
                        (p, i) =>
                            new Choice(
                                i == 0 ? "" : p.Id,
                                T[p.Name],
                                question["policy"] == p.Id || (i == 0 && question["policy"].Length == 0)
                            )
                    ),
                ];
        }
    }

    public IEnumerable<Choice> Organised =>
        [
            new("", T["figure.organised.Then"], question.Query?.Organised != Xiangyin.Ledger.Organised.Now),
            new("now", T["figure.organised.Now"], question.Query?.Organised == Xiangyin.Ledger.Organised.Now),
        ];

    /// <summary>Everything that is wrong, with the field that it is about.</summary>
    public IEnumerable<(string Field, string Problem)> Problems =>
        question.Problems.Keys.OrderBy(f => Array.IndexOf(Order, f)).Select(f => (f, Problem(f)!));

    /// <summary>Units that the reader may see, in the order of the tree; ended ones say so.</summary>
    public static IEnumerable<Choice> UnitChoices(Scope scope, UnitTree tree, T t, UnitId chosen) =>
        tree
            .Units.Where(u => scope.May(Verb.See, u))
            .OrderBy(u => tree.KeyOn(u, scope.Today))
            .Select(u =>
            {
                var name = t[tree.On(u, scope.Today).Name];
                return new Choice(
                    u.ToString(),
                    tree.IsOpen(u, scope.Today) ? name : t["figure.unit.ended", name],
                    u == chosen
                );
            });

    private DayField Day(string field, DateOnly? meant) =>
        Problem(field) is { } problem
            ? new(field, "text", question[field], problem)
            : new(
                field,
                "date",
                meant is { } day ? AskedDay.Iso(day)
                    : AskedDay.Day(question[field]) is { } typed ? AskedDay.Iso(typed)
                    : "",
                null
            );

    private string? Problem(string field) =>
        question.Problems.TryGetValue(field, out var rule) ? T[$"figure.problem.{rule}", question[field]] : null;
}
