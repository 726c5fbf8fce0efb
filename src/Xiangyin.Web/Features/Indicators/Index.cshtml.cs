using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>Every indicator of a unit's year, by the clerk's jobs.</summary>
internal sealed class IndexModel(TownLedger ledger, Targets targets, NewestDay newest, Scope scope, T t) : PageModel
{
    private readonly Dictionary<string, string> problems = [];
    private T T => t;

    public Scope Scope => scope;

    public string Year { get; private set; } = "";

    /// <summary>The indicators of each job that has any.</summary>
    public IReadOnlyList<(Group Group, IReadOnlyList<Line> Lines)> Groups { get; private set; } = [];

    /// <summary>What the table is about: the unit, the year and its cut-off.</summary>
    public FigureQuery? About { get; private set; }

    public FigureWords Words => new(t, ledger.Catalogue, ledger.Tree);

    public IReadOnlyDictionary<string, string> Problems => problems;

    public IEnumerable<Choice> Units => FigureForm.UnitChoices(scope, ledger.Tree, t, About?.Unit ?? scope.Root);

    public DayField CutOff { get; private set; } = new("cutOff", "date", "", null);

    public async Task<IActionResult> OnGet(string? year, string? cutOff, string? unit, CancellationToken ct)
    {
        var last = await newest.Of(scope.Root, scope.Today, ct);
        Year = string.IsNullOrWhiteSpace(year) ? last.Year.ToString(CultureInfo.InvariantCulture) : year;
        if (Read(cutOff, unit, last) is not { } about)
        {
            Response.StatusCode = problems.ContainsKey("unit")
                ? StatusCodes.Status404NotFound
                : StatusCodes.Status400BadRequest;
            return Page();
        }

        About = about;
        Groups = await Fill(about, ct);
        return Page();
    }

    private FigureQuery? Read(string? cutOff, string? unit, DateOnly newestDay)
    {
        var wanted =
            unit is null ? scope.Root
            : long.TryParse(unit, out var id) ? new UnitId(id)
            : default;
        if (!scope.May(Verb.See, wanted))
        {
            problems["unit"] = T["figure.problem.unknown-unit"];
        }

        if (
            !int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !AskedDay.IsYear(number)
        )
        {
            problems["year"] = T["indicators.problem.year", Year];
            number = newestDay.Year;
        }

        var period = Period.Year(number);
        var last = period.Contains(newestDay) ? newestDay : period.To;
        var day = string.IsNullOrWhiteSpace(cutOff) ? last : AskedDay.Day(cutOff);
        var problem =
            day is null ? T["figure.problem.bad-day", cutOff]
            : day < period.From ? T["figure.problem.cut-off-before"]
            : null;
        CutOff = problem is null
            ? CutOff with
            {
                Value = AskedDay.Iso(day!.Value),
            }
            : new("cutOff", "text", cutOff!, problem);
        if (problem is not null)
        {
            problems["cutOff"] = problem;
        }

        return problems.Count > 0 ? null : new("", wanted, period, day!.Value, ledger.Now);
    }

    private async Task<IReadOnlyList<(Group, IReadOnlyList<Line>)>> Fill(FigureQuery about, CancellationToken ct)
    {
        var before = about with { Period = about.Period.ShiftYears(-1), CutOff = about.CutOff.AddYears(-1) };
        var indicators = ledger.Catalogue.Indicators;
        var steps = indicators
            .Where(i =>
                i.Nature == Nature.Flow
                && i.Adds == Adds.Additive
                && !ledger.Catalogue.IsRestricted(i.Policies[0].Formula)
            )
            .ToDictionary(i => i.Id, i => Steps.Of(about with { Indicator = i.Id }));
        var answers = await Answers.To(
            ledger,
            [
                .. indicators.SelectMany(i =>
                    new[] { about with { Indicator = i.Id }, before with { Indicator = i.Id } }
                ),
                .. steps.Values.SelectMany(s => s),
            ],
            ct
        );
        var set = await targets.Of(about.Unit, about.Period.From.Year, about.KnownAt, ct);
        return
        [
            .. ledger
                .Catalogue.Groups.Select(g =>
                    (
                        g,
                        (IReadOnlyList<Line>)
                            [
                                .. indicators
                                    .Where(i => i.Group == g.Id)
                                    .Select(i => new Line(
                                        i,
                                        answers[about with { Indicator = i.Id }],
                                        answers[before with { Indicator = i.Id }],
                                        set.GetValueOrDefault(i.Id),
                                        [.. (steps.GetValueOrDefault(i.Id) ?? []).Select(q => answers[q])]
                                    )),
                            ]
                    )
                )
                .Where(g => g.Item2.Count > 0),
        ];
    }

    /// <summary>An indicator with its figures.</summary>
    internal sealed record Line(
        Indicator Indicator,
        Figure Figure,
        Figure YearBefore,
        Target? Target,
        IReadOnlyList<Figure> Months
    );
}
