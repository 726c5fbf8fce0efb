using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Cli;

/// <summary>
/// <c>init FILE</c>: begins a county from a file with its towns, villages and first people, and prints invitations for those whom nobody in the town
/// may invite, and for the officers. Run again it adds what is missing and changes nothing.
/// </summary>
internal static class Begin
{
    public static Verb Verb { get; } =
        new(
            "init",
            ["FILE"],
            [
                new("data", "DIR", Required: true),
                new("database", "CONNECTION"),
                new("catalogue", "DIR"),
                new("public", "URL"),
            ],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var county = await CountyFile.ReadAsync(call.Operands[0], cancellation);
        var files = OpenTown.Catalogue(call);
        await using var town = await OpenTown.MakeAsync(
            call.Need("data"),
            call["database"],
            TimeProvider.System,
            cancellation
        );
        if (town.Ledger.IsDemonstration)
        {
            throw new Refusal("cli.refusal.init-demonstration", call.Need("data"));
        }

        await town.Ledger.AdoptCatalogue(files, cancellation);
        var today = TimeProvider.System.Today();
        var units = await UnitsAsync(town, county, today, cancellation);
        var people = await PeopleAsync(town, county, units, today, cancellation);
        call.Terminal.Say("cli.init.done", units.Count, people.Count, call.Need("data"));

        var accounts = await AccountsAsync(town, cancellation);
        foreach (var person in people.Where(p => !accounts.Contains(p.Id) && IsFirst(p)))
        {
            await Invite.PrintAsync(call, town, person, cancellation);
        }

        return 0;
    }

    // Everybody else is invited by their officer, on the site.
    private static bool IsFirst(Person person) =>
        Rights.RoleOf(person.Post) is { } role
        && (Rights.Of(role, Site.Verb.Invite) != Site.Reach.Nowhere || !Rights.MayInvite(Role.Officer, role));

    private static async Task<IReadOnlyDictionary<string, UnitId>> UnitsAsync(
        OpenTown town,
        CountyFile county,
        DateOnly today,
        CancellationToken ct
    )
    {
        var tree = town.Ledger.Tree;
        var there = tree
            .Units.Where(u => tree.IsOpen(u, today))
            .Select(u => tree.On(u, today))
            .ToDictionary(u => Path(u.Parent is { } p ? tree.On(p, today).Name.Hans : null, u.Name.Hans), u => u.Id);
        var next = there.Count == 0 ? 1 : there.Values.Max(u => u.Value) + 1;
        var added = new List<(UnitId Id, CountyFile.UnitLine Line, UnitId? Parent)>();
        foreach (var line in county.Units)
        {
            var path = Path(line.Parent, line.Name);
            if (!there.ContainsKey(path))
            {
                UnitId? parent = line.Parent is { } name
                    ? there.First(u => u.Key.EndsWith("/" + name, StringComparison.Ordinal)).Value
                    : null;
                there[path] = new(next++);
                added.Add((there[path], line, parent));
            }
        }

        if (added.Count > 0)
        {
            await town.Ledger.ChangeUnits(
                seq =>
                    [
                        .. added.Select(a => new UnitFounded(
                            seq,
                            a.Id,
                            county.Since,
                            a.Line.Type,
                            new(a.Line.Name, a.Line.Name, a.Line.Name),
                            a.Parent
                        )),
                    ],
                ct
            );
        }

        return there;
    }

    private static async Task<IReadOnlyList<Person>> PeopleAsync(
        OpenTown town,
        CountyFile county,
        IReadOnlyDictionary<string, UnitId> units,
        DateOnly today,
        CancellationToken ct
    )
    {
        var there = await town.People.In([.. units.Values], today, ct);
        var people = county
            .People.Select(line => (line, unit: units[Path(line.Parent, line.Unit)]))
            .Select(p =>
                there.FirstOrDefault(t => t.Unit == p.unit && t.Name.Hans == p.line.Name && t.Post == p.line.Post)
                ?? new Person(
                    new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow())),
                    new(p.line.Name, p.line.Name, p.line.Name),
                    p.unit,
                    p.line.Post,
                    today
                )
            )
            .ToList();
        if (people.Except(there).ToList() is { Count: > 0 } added)
        {
            await town.People.Put(added, ct);
        }

        return people;
    }

    private static Task<HashSet<PersonId>> AccountsAsync(OpenTown town, CancellationToken ct)
    {
        var taken = new Invitations(town.Database, town.Folder, TimeProvider.System)
            .Newest()
            .Where(i => i.Value.UsedAt is not null)
            .Select(i => i.Key);
        return Task.FromResult(taken.ToHashSet());
    }

    private static string Path(string? parent, string name) => $"{parent}/{name}";
}
