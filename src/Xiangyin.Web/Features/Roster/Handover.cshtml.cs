using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Roster;

/// <summary>One leaves a post and another takes it over, in one form and one transaction; or somebody takes up a post that is new.</summary>
internal sealed class HandoverModel(TownLedger ledger, PeopleStore people, Scope scope, TimeProvider clock, T t)
    : PageModel
{
    public const int LongestName = 40;

    private readonly RosterBook book = new(ledger);

    /// <summary>The post that is handed over; none where somebody takes up a new one.</summary>
    public Holding? Leaving { get; private set; }

    public Person? Leaver { get; private set; }

    public HandoverForm Form { get; private set; } = new();

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public IReadOnlyList<Person> People { get; private set; } = [];

    public Scope Scope => scope;

    /// <summary>Posts that the actor may give: one that comes with more rights than those of the villages is the officer's to give.</summary>
    public IEnumerable<DimensionValue> Posts =>
        ledger
            .Catalogue.Dimension(RosterBook.PostField)
            ?.Values.Where(v => !(v.Retired <= scope.Today) && MayGive(v.Id))
        ?? [];

    public IReadOnlyList<UnitId> Units => scope.Units(Verb.Confirm);

    private T T => t;

    public async Task<IActionResult> OnGet(Guid? appointment, CancellationToken ct)
    {
        if (!await Open(appointment, ct))
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var today = scope.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Form = new()
        {
            Leave = Guid.CreateVersion7(now),
            Join = Guid.CreateVersion7(now),
            Newcomer = Guid.CreateVersion7(now),
            LastDay = today,
            FirstDay = today,
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid? appointment, HandoverForm form, CancellationToken ct)
    {
        Form = form;
        // Sent again after it was done, the post is closed already: by this very form.
        if (!await Open(appointment, ct) || (Leaving?.Left is { } left && left != form.Leave))
        {
            return NotFound();
        }

        var problems = new List<string>();
        var changes = new List<Change>();
        if (Leaving is not null && Leave(problems) is { } leave)
        {
            changes.Add(leave);
        }

        Person? newcomer = null;
        if (Leaving is null || form.Person is not null || !string.IsNullOrWhiteSpace(form.Name))
        {
            newcomer = await Find(problems, ct);
            if (newcomer is not null && Join(newcomer, problems) is { } join)
            {
                changes.Add(join);
            }
        }

        if (problems.Count > 0)
        {
            return Refused(problems);
        }

        try
        {
            // The name first: a record must never name somebody whom nobody knows.
            if (newcomer is not null && await people.Find(newcomer.Id, ct) is null)
            {
                await people.Put([newcomer], ct);
            }

            await ledger.Write(changes, ct);
            await Keep(new[] { Leaving?.Person, newcomer?.Id }.OfType<PersonId>(), ct);
            return LocalRedirect("/roster");
        }
        catch (LedgerRefusal refusal)
        {
            return Refused(
                refusal.Problems.Count > 0
                    ? [.. refusal.Problems.Select(p => T[$"problem.{p.Rule}", [.. p.Arguments]])]
                    : [T[$"refusal.{refusal.Rule}", [.. refusal.Arguments]]]
            );
        }
    }

    public string PostName(string post) =>
        ledger.Catalogue.Dimension(RosterBook.PostField)?.Find(post) is { } known ? t[known.Name] : post;

    private NewRecord? Leave(List<string> problems)
    {
        if (Typed.Day(Form.LastDay ?? "") is not { } last)
        {
            problems.Add(T["problem.not-a-day", Form.LastDay ?? ""]);
            return null;
        }

        if (last < Leaving!.From)
        {
            problems.Add(T["roster.left-before", t.Day(Leaving.From)]);
            return null;
        }

        return Write(
            Form.Leave,
            RosterBook.Left,
            Leaving.Unit,
            last,
            Leaving.Post,
            Leaving.Person,
            new(RosterBook.Closes, Leaving.Appointed)
        );
    }

    private NewRecord? Join(Person person, List<string> problems)
    {
        if (Typed.Day(Form.FirstDay ?? "") is not { } first)
        {
            problems.Add(T["problem.not-a-day", Form.FirstDay ?? ""]);
            return null;
        }

        var (unit, post) = Place();
        return Write(
            Form.Join,
            RosterBook.Appointed,
            unit,
            first,
            post,
            person.Id,
            Leaving is null ? null : new(RosterBook.TakesOver, Form.Leave)
        );
    }

    private NewRecord Write(Guid id, string kind, UnitId unit, DateOnly on, string post, PersonId person, Link? link)
    {
        var name = ledger.Catalogue.Dimension(RosterBook.PostField)?.Find(post)?.Name.Hans ?? post;
        var asked = ledger.Catalogue.Kind(kind);
        return new(
            new WorkRecord
            {
                Id = id,
                Kind = kind,
                KindVersion = asked?.Version ?? 1,
                Unit = unit,
                On = on,
                Title = $"{name}{(kind == RosterBook.Left ? "离岗" : "上岗")}",
                Dimensions = new Dictionary<string, string> { [RosterBook.PostField] = post },
                Participants = [new(RosterBook.PersonRole, person)],
                // A catalogue of one's own may know no such link.
                Links = link is not null && asked?.Links.Any(l => l.Type == link.Type) == true ? [link] : [],
                Author = scope.Actor.Id,
            },
            scope.Actor.Id
        );
    }

    private async Task<Person?> Find(List<string> problems, CancellationToken ct)
    {
        var (unit, post) = Place();
        if (!Units.Contains(unit) || Posts.All(p => p.Id != post))
        {
            problems.Add(T["roster.place-needed"]);
            return null;
        }

        if (Form.Person is { } chosen && People.FirstOrDefault(p => p.Id.Value == chosen) is { } known)
        {
            return known;
        }

        var name = Form.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
        {
            problems.Add(name.Length == 0 ? T["roster.who-needed"] : T["problem.too-long", LongestName, name.Length]);
            return null;
        }

        return await people.Find(new PersonId(Form.Newcomer), ct)
            ?? new(
                new(Form.Newcomer),
                new(name, name, name),
                unit,
                post,
                Typed.Day(Form.FirstDay ?? "") ?? scope.Today
            );
    }

    private (UnitId Unit, string Post) Place() =>
        Leaving is { } leaving ? (leaving.Unit, leaving.Post) : (new(Form.Unit ?? 0), Form.Post ?? "");

    // The person store says with which post somebody acts: of two the one with more rights, and after the last one until when.
    private async Task Keep(IEnumerable<PersonId> changed, CancellationToken ct)
    {
        var holdings = book.Of(scope.Root, scope.Today).ToLookup(h => h.Person);
        foreach (var person in (await people.Find(changed, ct)).Values.Where(p => holdings[p.Id].Any()))
        {
            var acts = holdings[person.Id]
                .MaxBy(h => (h.To is null, h.To ?? DateOnly.MaxValue, (int?)Rights.RoleOf(h.Post) ?? -1))!;
            await people.Put(
                [
                    person with
                    {
                        Unit = acts.Unit,
                        Post = acts.Post,
                        From = holdings[person.Id].Min(h => h.From),
                        To = acts.To,
                    },
                ],
                ct
            );
        }
    }

    private bool MayGive(string post) =>
        Rights.RoleOf(post) is not (>= Role.Staff) || scope.May(Verb.ChangeUnits, scope.Root);

    private PageResult Refused(IReadOnlyList<string> problems)
    {
        Problems = problems;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Open(Guid? appointment, CancellationToken ct)
    {
        if (!scope.May(Verb.Confirm))
        {
            return false;
        }

        People = await people.In(scope.Units(Verb.See), scope.Today, ct);
        if (appointment is not { } id)
        {
            return true;
        }

        Leaving = book.Of(scope.Root, scope.Today).FirstOrDefault(h => h.Appointed == id);
        if (Leaving is null || !scope.May(Verb.Confirm, Leaving.Unit) || !MayGive(Leaving.Post))
        {
            return false;
        }

        Leaver = await people.Find(Leaving.Person, ct);
        People = [.. People.Where(p => p.Id != Leaving.Person)];
        return true;
    }
}

/// <summary>What is typed into the form of a handover; its ids are made with it, so that sending it twice does it once.</summary>
internal sealed class HandoverForm
{
    /// <summary>The record of leaving.</summary>
    public Guid Leave { get; init; }

    /// <summary>The record of taking over.</summary>
    public Guid Join { get; init; }

    /// <summary>The id of somebody who was not known.</summary>
    public Guid Newcomer { get; init; }

    public string? LastDay { get; init; }

    public string? FirstDay { get; init; }

    public Guid? Person { get; init; }

    public string? Name { get; init; }

    public long? Unit { get; init; }

    public string? Post { get; init; }
}
