using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Site;

/// <summary>
/// Finds out who asks: whoever is signed in. On demonstration data, on the own machine, one may also pick who one is.
/// </summary>
internal sealed class Actors(TownLedger ledger, PeopleStore people, TimeProvider clock)
{
    private const string Cookie = "who";
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    // A name or post that changes shows within seconds, and a page does not cost a query to greet its reader.
    private readonly ConcurrentDictionary<PersonId, (Actor? Actor, long Read)> known = new();

    /// <summary>Whether all of the data was made up: said once and for good, so it is asked once.</summary>
    public bool IsDemonstration { get; } = ledger.IsDemonstration;

    /// <summary>Whoever is signed in; on demonstration data otherwise the person picked, and before any pick the town's publicity officer.</summary>
    public async Task<Actor?> Of(HttpRequest request, CancellationToken ct)
    {
        if (SignIns.PersonOf(request.HttpContext.User) is { } person)
        {
            return await Find(person, ct);
        }

        if (!IsDemonstration)
        {
            return null;
        }

        if (Guid.TryParse(request.Cookies[Cookie], out var picked) && await Find(new(picked), ct) is { } actor)
        {
            return actor;
        }

        return await Find(default, ct);
    }

    /// <summary>Everybody who can be picked, by unit in the order of the tree.</summary>
    public async Task<IReadOnlyList<Actor>> All(CancellationToken ct)
    {
        var today = clock.Today();
        var order = ledger
            .Tree.Units.Where(u => ledger.Tree.IsOpen(u, today))
            .OrderBy(u => ledger.Tree.KeyOn(u, today))
            .ToList();
        var there = await people.In(order, today, ct);
        return
        [
            .. there
                .Select(ActorOf)
                .OfType<Actor>()
                .OrderByDescending(a => a.Role >= Role.Staff)
                .ThenBy(a => order.IndexOf(a.Unit))
                .ThenByDescending(a => a.Role),
        ];
    }

    /// <summary>The person as they act today; none where they hold no post that acts.</summary>
    public Task<Actor?> Of(PersonId person, CancellationToken ct) => Find(person, ct);

    /// <summary>As <see cref="Of(PersonId, CancellationToken)"/>, of a person that is at hand.</summary>
    public Actor? Of(Person person) => ActorOf(person);

    /// <summary>Whether the reader picked who they are, and so is not signed in.</summary>
    public bool IsPicked(HttpContext context) => IsDemonstration && SignIns.PersonOf(context.User) is null;

    public async Task<bool> Pick(PersonId person, HttpContext context, CancellationToken ct)
    {
        if (!IsDemonstration || await Find(person, ct) is null)
        {
            return false;
        }

        context.Response.Cookies.Append(
            Cookie,
            person.Value.ToString(),
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            }
        );
        return true;
    }

    // The default id stands for the officer.
    private async Task<Actor?> Find(PersonId id, CancellationToken ct)
    {
        if (known.TryGetValue(id, out var kept) && clock.GetElapsedTime(kept.Read) < Trusted)
        {
            return kept.Actor;
        }

        var actor =
            id == default ? (await All(ct)).MinBy(a => a.Role != Role.Officer)
            : await people.Find(id, ct) is { } person ? ActorOf(person)
            : null;
        if (known.Count > 1_000)
        {
            known.Clear();
        }

        known[id] = (actor, clock.GetTimestamp());
        return actor;
    }

    private Actor? ActorOf(Person person)
    {
        var today = clock.Today();
        if (
            Rights.RoleOf(person.Post) is not { } role
            || person.From > today
            || person.To < today
            || ledger.Tree.HeirOn(person.Unit, today) is not { } unit
        )
        {
            return null;
        }

        return new(person.Id, person.Name, role, ledger.Tree.AboveOn(unit, Rights.ActsFor(role), today) ?? unit);
    }
}
