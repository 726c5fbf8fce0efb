using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Roster;

/// <summary>
/// One of the team: the posts held, and the trainings attended. Those are shown to the person and to whoever plans trainings, and never set
/// against anybody else's.
/// </summary>
internal sealed class PersonModel(TownLedger ledger, PeopleStore people, Scope scope) : PageModel
{
    private const int YearsShown = 3;

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<Holding> Posts { get; private set; } = [];

    /// <summary>None where the reader need not know.</summary>
    public IReadOnlyList<WorkRecord>? Trainings { get; private set; }

    public Scope Scope => scope;

    public Catalogue Catalogue => ledger.Catalogue;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        var book = new RosterBook(ledger);
        Posts = [.. book.Of(scope.Root, scope.Today).Where(h => h.Person.Value == id).Reverse()];
        if (
            await people.Find(new PersonId(id), ct) is not { } person
            || (Posts.Count == 0 && !scope.May(Verb.See, person.Unit))
        )
        {
            return NotFound();
        }

        Person = person;
        if (person.Id == scope.Actor.Id || scope.May(Verb.Confirm, person.Unit))
        {
            var town = scope.Tree.AboveOn(scope.Root, UnitType.Town, scope.Today) ?? scope.Root;
            Trainings =
            [
                .. Enumerable
                    .Range(0, YearsShown)
                    .SelectMany(back => book.TrainingsOf(town, scope.Today.Year - back, scope.Today))
                    .Where(r => r.Participants.Any(p => p.Role == RosterBook.AttendeeRole && p.Person == person.Id))
                    .OrderByDescending(r => r.On),
            ];
        }

        return Page();
    }
}
