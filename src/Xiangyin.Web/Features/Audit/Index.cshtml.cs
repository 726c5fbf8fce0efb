using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Audit;

/// <summary>Who changed what, when and from where, as far as the reader's units go; and whether the trail is whole.</summary>
internal sealed class IndexModel(AuditTrail trail, PeopleStore people, Scope scope, Texts texts, T t) : PageModel
{
    private const int PageLength = 50;
    private const string ActionText = "audit.action.";

    private T T => t;

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Do { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IEnumerable<string> Actions =>
        texts
            .Keys.Where(k => k.StartsWith(ActionText, StringComparison.Ordinal))
            .Select(k => k[ActionText.Length..])
            .OrderBy(a => T[ActionText + a], StringComparer.Ordinal);

    /// <summary>The address of what came before.</summary>
    public string? Older { get; private set; }

    public (long Entry, string Hash) Head { get; private set; }

    public (long Entries, AuditFault? Fault, IReadOnlyList<string> Strange)? Verified { get; private set; }

    private IReadOnlyDictionary<PersonId, Person> named = new Dictionary<PersonId, Person>();

    public async Task OnGet(long? before, bool verify, CancellationToken ct)
    {
        var (from, to) = (Typed.Day(From ?? ""), Typed.Day(To ?? ""));
        (From, To) = (Iso(from), Iso(to));
        var units = scope.Units(Verb.ReadAudit);
        var found = trail.Find(
            new(
                [.. units.Select(u => u.Value)],
                Person,
                Actions.Contains(Do) ? Do : null,
                from is { } first ? Day.EndOf(first.AddDays(-1)) : null,
                to is { } last ? Day.EndOf(last) : null
            ),
            before,
            PageLength + 1
        );
        Entries = [.. found.Take(PageLength)];
        Older = found.Count > PageLength ? AddressBefore(Entries[^1].Number) : null;
        People = await people.In(units, scope.Today, ct);
        named = await people.Find(
            Entries
                .SelectMany(e => new[] { e.Person, Guid.TryParse(e.Subject, out var id) ? id : null })
                .OfType<Guid>()
                .Select(id => new PersonId(id)),
            ct
        );
        Head = trail.Head();
        Verified = verify ? trail.Verify() : null;
    }

    public string NameOf(Guid? person) =>
        person is not { } id ? T["audit.nobody"]
        : named.TryGetValue(new(id), out var known) ? T[known.Name]
        : T["audit.erased"];

    /// <summary>What was changed, where there is a page of it.</summary>
    public (string Href, string Words)? LinkOf(AuditEntry entry) =>
        Guid.TryParse(entry.Subject, out var id)
            ? entry.Action switch
            {
                "record" or "correct" or "confirm" or "withdraw" => ($"/records/{id}", T["audit.record"]),
                _ when entry.Action.StartsWith("report-", StringComparison.Ordinal) => (
                    $"/reports/{id}",
                    T["audit.report"]
                ),
                _ => null,
            }
        : entry.Action == "units" ? ($"/units/{entry.Subject}", UnitOf(entry))
        : null;

    /// <summary>Whose access or entry was changed, where that is somebody else.</summary>
    public string WordsOf(AuditEntry entry) =>
        !Guid.TryParse(entry.Subject, out var id) ? entry.Subject
        : id != entry.Person && named.TryGetValue(new(id), out var person) ? T[person.Name]
        : "";

    public string UnitOf(AuditEntry entry) =>
        entry.Unit is { } unit && scope.Tree.Has(new(unit)) && scope.Tree.HeirOn(new(unit), scope.Today) is { } heir
            ? T[scope.Tree.On(heir, scope.Today).Name]
            : "";

    public string OriginOf(AuditEntry entry) =>
        entry.Origin is not { } origin ? ""
        : T.Has($"audit.origin.{origin}") ? T[$"audit.origin.{origin}"]
        : origin;

    private string AddressBefore(long number) =>
        QueryHelpers.AddQueryString(
            "/audit",
            new Dictionary<string, string?>
            {
                ["person"] = Person?.ToString(),
                ["do"] = Do,
                ["from"] = From,
                ["to"] = To,
                ["before"] = number.ToString(CultureInfo.InvariantCulture),
            }.Where(p => !string.IsNullOrEmpty(p.Value))
        );

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
