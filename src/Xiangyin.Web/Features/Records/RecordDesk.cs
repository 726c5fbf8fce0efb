using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>Where records are entered: knows what the actor may choose, and takes in what they hand over.</summary>
internal sealed class RecordDesk(
    TownLedger ledger,
    PeopleStore people,
    EvidenceStore evidence,
    EvidenceTickets tickets,
    Scope scope,
    T t
)
{
    private const int Candidates = 10;

    private T T => t;

    public Scope Scope => scope;

    public TownLedger Ledger => ledger;

    /// <summary>The units for which the actor may record a kind.</summary>
    public IReadOnlyList<UnitId> UnitsFor(Kind kind) =>
        [
            .. scope
                .Units(Verb.Record)
                .Where(u => kind.Units.Count == 0 || kind.Units.Contains(scope.Tree.On(u, scope.Today).Type)),
        ];

    /// <summary>Kinds that the actor may record, in the catalogue's order.</summary>
    public IEnumerable<Kind> Kinds() => ledger.Catalogue.Kinds.Where(k => UnitsFor(k).Count > 0);

    /// <summary>The form with everything that it offers.</summary>
    public async Task<RecordForm> Form(
        Kind kind,
        RecordEntry entry,
        IReadOnlyList<RecordProblem> problems,
        CancellationToken ct
    )
    {
        var units = UnitsFor(kind);
        return new()
        {
            Kind = kind,
            Catalogue = ledger.Catalogue,
            Entry = entry,
            Scope = scope,
            Problems = problems,
            Units = units,
            People = kind.Roles.Count == 0 ? [] : await PeopleFor(kind, entry, ct),
            Links = await LinksFor(kind, entry, ct),
            Evidence =
            [
                .. kind.Evidence.Select(slot => new EvidenceChoice(
                    slot,
                    [
                        .. entry
                            .All($"evidence.{slot.Id}")
                            .Select(ticket => (ticket, tickets.Read(ticket, scope.Actor.Id)!))
                            .Where(kept => kept.Item2 is not null),
                    ]
                )),
            ],
        };
    }

    /// <summary>A file that is on the record already, as a field of its form.</summary>
    public void Keep(RecordEntry entry, IEnumerable<Evidence> files)
    {
        foreach (var file in files)
        {
            entry.Add($"evidence.{file.Shows}", tickets.Of(file, scope.Actor.Id));
        }
    }

    /// <summary>Stores what was uploaded, so that it stays with the form whatever else is wrong.</summary>
    public async Task<IReadOnlyList<RecordProblem>> TakeFiles(
        Kind kind,
        RecordEntry entry,
        IFormFileCollection files,
        CancellationToken ct
    )
    {
        var problems = new List<RecordProblem>();
        foreach (var slot in kind.Evidence)
        {
            foreach (var file in files.GetFiles($"file.{slot.Id}").Where(f => f.Length > 0))
            {
                try
                {
                    await using var content = file.OpenReadStream();
                    Keep(
                        entry,
                        [await evidence.Put(content, Path.GetFileName(file.FileName), slot.Id, scope.Actor.Id, ct)]
                    );
                }
                catch (LedgerRefusal refusal)
                {
                    problems.Add(
                        new($"evidence.{slot.Id}", $"file-{refusal.Rule}", [file.FileName, .. refusal.Arguments])
                    );
                }
            }
        }

        return problems;
    }

    /// <summary>The record that was meant, with everything that is wrong with it.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="before">What it said so far; none for a new one.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="heard">The sequence of the catalogue that was known where it was captured.</param>
    public async Task<(WorkRecord Record, IReadOnlyList<RecordProblem> Problems)> Read(
        Guid id,
        Kind kind,
        RecordEntry entry,
        WorkRecord? before,
        CancellationToken ct,
        long? heard = null
    )
    {
        if (kind.Id == WellKnown.NilReturn && entry["title"].Length == 0)
        {
            entry["title"] = NilTitle(entry);
        }

        var kept = kind
            .Evidence.SelectMany(slot => entry.All($"evidence.{slot.Id}"))
            .Select(ticket => tickets.Read(ticket, scope.Actor.Id))
            .OfType<Evidence>()
            .DistinctBy(e => (e.Hash, e.Shows));
        var (record, unread) = entry.Read(id, kind, before?.Author ?? scope.Actor.Id, [.. kept]);
        var known = heard is { } seq ? ledger.CatalogueAt(seq) : null;
        var unreadable = unread.Select(p => p.Field).ToHashSet();
        return (
            record,
            [
                .. unread,
                .. RecordRules
                    .Check(record, ledger.Catalogue, ledger.Tree, scope.Today, new(known, before?.Evidence ?? []))
                    .Where(p => !unreadable.Contains(p.Field)),
                .. Reach(kind, record, before),
                .. await Named(record, before, ct),
            ]
        );
    }

    /// <summary>The newest version of a record, where the actor may see it.</summary>
    public async Task<RecordVersion?> Newest(Guid record, CancellationToken ct) =>
        await scope.See(ledger, record, ct) is [.., var newest] ? newest : null;

    /// <summary>Titles of records for links, as far as the actor may see them.</summary>
    public async Task<IReadOnlyDictionary<Guid, LinkedRecord>> Linked(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, LinkedRecord>();
        foreach (var id in ids.Distinct())
        {
            if (await Newest(id, ct) is { Content: var record })
            {
                found[id] = new(id, record.Title, record.On, record.Unit);
            }
        }

        return found;
    }

    /// <summary>Says records in words, with the names and titles that <paramref name="records"/> need.</summary>
    public async Task<RecordWords> WordsFor(
        IReadOnlyCollection<WorkRecord> records,
        IEnumerable<PersonId> more,
        CancellationToken ct
    )
    {
        var names = await people.Find(
            records.SelectMany(r => r.Participants.Select(p => p.Person).Append(r.Author)).Concat(more).Distinct(),
            ct
        );
        var titles = await Linked(
            records.SelectMany(r => r.Links.Select(l => l.Target).Concat(r.Event is { } e ? [e] : Array.Empty<Guid>())),
            ct
        );
        return new(
            t,
            ledger.Catalogue,
            ledger.Tree,
            id => names.TryGetValue(id, out var person) ? t[person.Name] : T["record.person.unknown"],
            id => titles.TryGetValue(id, out var linked) ? linked.Title : T["record.link.unseen"]
        );
    }

    private string NilTitle(RecordEntry entry)
    {
        var of = ledger.Catalogue.Kind(entry["dimension.of"]);
        return of is null || Typed.Day(entry["on"]) is not { } from
            ? ""
            : T["record.nil.title", t[of.Name], t.Days(from, Typed.Day(entry["until"]))];
    }

    private IEnumerable<RecordProblem> Reach(Kind kind, WorkRecord record, WorkRecord? before)
    {
        var may = before is null
            ? scope.May(Verb.Record, record.Unit)
            : scope.May(Verb.Correct, record.Unit, before.Author);
        if (!may && scope.Tree.Has(record.Unit))
        {
            yield return new("unit", "unit-not-yours", t[scope.Tree.On(scope.Root, scope.Today).Name]);
        }

        if (before is not null && before.Kind != kind.Id)
        {
            yield return new("kind", "unknown-kind", kind.Id);
        }
    }

    private async Task<IReadOnlyList<RecordProblem>> Named(WorkRecord record, WorkRecord? before, CancellationToken ct)
    {
        var problems = new List<RecordProblem>();
        var added = record.Participants.Except(before?.Participants ?? []).ToList();
        var known = await people.Find(added.Select(p => p.Person), ct);
        problems.AddRange(
            added
                .Where(p => !known.ContainsKey(p.Person))
                .Select(p => new RecordProblem($"role.{p.Role}", "unknown-person"))
        );
        var links = record.Links.Except(before?.Links ?? []).Select(l => (Field: $"link.{l.Type}", l.Target));
        if (record.Event is { } shared && shared != before?.Event)
        {
            links = links.Append(("event", shared));
        }

        foreach (var (field, target) in links)
        {
            if (await Newest(target, ct) is null)
            {
                problems.Add(new(field, "unknown-record"));
            }
        }

        return problems;
    }

    private async Task<IReadOnlyList<Person>> PeopleFor(Kind kind, RecordEntry entry, CancellationToken ct)
    {
        var there = await people.In([.. scope.Units(Verb.See)], scope.Today, ct);
        var chosen = kind.Roles.SelectMany(r => entry.Ids($"role.{r.Id}")).Select(id => new PersonId(id));
        var gone = await people.Find(chosen.Except(there.Select(p => p.Id)), ct);
        return [.. there, .. gone.Values];
    }

    private async Task<IReadOnlyList<LinkChoice>> LinksFor(Kind kind, RecordEntry entry, CancellationToken ct)
    {
        var choices = new List<LinkChoice>();
        foreach (var field in kind.Links)
        {
            var name = $"link.{field.Type}";
            var of = ledger.Catalogue.Kind(field.Kind);
            choices.Add(
                await Choice(
                    name,
                    t[field.Name],
                    of is null ? "" : T["record.link.of", t[of.Name]],
                    field.Required,
                    true,
                    field.Kind,
                    entry,
                    ct
                )
            );
        }

        if (kind.Shared)
        {
            choices.Add(
                await Choice("event", T["record.event"], T["record.event.hint"], false, false, kind.Id, entry, ct)
            );
        }

        return choices;
    }

    private async Task<LinkChoice> Choice(
        string name,
        string label,
        string hint,
        bool required,
        bool many,
        string kind,
        RecordEntry entry,
        CancellationToken ct
    )
    {
        var words = entry[$"seek.{name}"];
        var chosen = (await Linked(entry.Ids(name), ct)).Values.ToList();
        List<LinkedRecord>? found = null;
        if (words.Length > 0 || entry["seek"] == name)
        {
            // What a unit above asks for or hosts is there to be linked to.
            var from = scope.Tree.AboveOn(scope.Root, UnitType.Town, scope.Today) ?? scope.Root;
            var page = await ledger.Find(new(from, words.Length > 0 ? words : null, kind), null, 5 * Candidates, ct);
            found =
            [
                .. page
                    .Rows.Where(r => r.State != RecordState.Withdrawn && chosen.All(c => c.Id != r.Id))
                    .Where(r => scope.MaySee(r.Kind, r.Unit, r.Author, ledger.Catalogue))
                    .Take(Candidates)
                    .Select(r => new LinkedRecord(r.Id, r.Title, r.On, r.Unit)),
            ];
        }

        return new(name, label, hint, required, many, words, chosen, found);
    }
}
