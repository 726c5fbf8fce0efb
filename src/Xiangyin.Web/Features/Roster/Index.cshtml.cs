using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Roster;

/// <summary>队伍: who holds which post as of a day, how many in each and in all, and the year's trainings against what was planned.</summary>
internal sealed class IndexModel(TownLedger ledger, PeopleStore people, Targets targets, Scope scope) : PageModel
{
    public DateOnly On { get; private set; }

    /// <summary>The day as typed, where it could not be read.</summary>
    public string? BadDay { get; private set; }

    public IReadOnlyList<Figure> Counts { get; private set; } = [];

    public IReadOnlyList<IGrouping<string, Holding>> Posts { get; private set; } = [];

    public IReadOnlyDictionary<PersonId, Person> Names { get; private set; } = new Dictionary<PersonId, Person>();

    /// <summary>Trainings that the year's plan asks for: what was done, and how many were meant.</summary>
    public IReadOnlyList<(Figure Done, Target? Least)> Trainings { get; private set; } = [];

    public IReadOnlyList<WorkRecord> Held { get; private set; } = [];

    public Scope Scope => scope;

    public Catalogue Catalogue => ledger.Catalogue;

    public bool MayHandOver => scope.May(Verb.Confirm);

    public async Task OnGet(string? on, CancellationToken ct)
    {
        var typed = string.IsNullOrWhiteSpace(on) ? scope.Today : Typed.Day(on);
        BadDay = typed is null ? on : null;
        On = typed ?? scope.Today;
        var book = new RosterBook(ledger);
        Counts = await ledger.Figures([.. book.HeadCounts().Select(h => Ask(h.Indicator.Id))], ct);
        var held = book.Of(scope.Root, scope.Today).Where(h => h.IsHeldOn(On)).ToList();
        Names = await people.Find(held.Select(h => h.Person), ct);
        var order = ledger.Catalogue.Dimension(RosterBook.PostField)?.Values.Select(v => v.Id).ToList() ?? [];
        Posts =
        [
            .. held.OrderBy(h => scope.Tree.KeyOn(h.Unit, On))
                .ThenBy(h => h.From)
                .ThenBy(h => h.Appointed)
                .GroupBy(h => h.Post)
                .OrderBy(g => order.IndexOf(g.Key)),
        ];
        await FindTrainings(book, ct);
    }

    public string NameOf(PersonId person, T t) =>
        Names.TryGetValue(person, out var known) ? t[known.Name] : t["record.person.unknown"];

    // What a year set out to reach is said by the town.
    private async Task FindTrainings(RosterBook book, CancellationToken ct)
    {
        var set = scope.Tree.AboveOn(scope.Root, UnitType.Town, scope.Today) is { } town
            ? await targets.Of(town, On.Year, ledger.Now, ct)
            : new Dictionary<string, Target>();
        var asked = ledger
            .Catalogue.Indicators.Where(i =>
                i.Policies[0].Formula is Count { Of.Kinds: ["team-training"] }
                && (set.ContainsKey(i.Id) || i.Id == "team-trainings")
            )
            .ToList();
        var figures = await ledger.Figures([.. asked.Select(i => Ask(i.Id))], ct);
        Trainings = [.. figures.Select(f => (f, set.GetValueOrDefault(f.Indicator.Id)))];
        Held = book.TrainingsOf(scope.Root, On.Year, On);
    }

    private FigureQuery Ask(string indicator) => new(indicator, scope.Root, Period.Year(On.Year), On, ledger.Now);
}
