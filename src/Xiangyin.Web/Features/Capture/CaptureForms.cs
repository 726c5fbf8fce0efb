using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>What the catalogue asks of one person, in their language, as a phone keeps it.</summary>
internal sealed class CaptureForms(RecordDesk desk, PeopleStore people, KeptForms kept)
{
    // Records that a required link may point to: those that somebody on the spot is likely to mean.
    private const int Recent = 8;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>The forms as JSON with their entity tag.</summary>
    public async Task<FormsFile> Of(Scope scope, T t, CancellationToken ct)
    {
        var catalogue = desk.Ledger.Catalogues is [.., var newest] ? newest.Seq : 0;
        var reader = $"{scope.Actor.Id.Value} {scope.Actor.Role} {scope.Root} {scope.Today:O} {t.Language} {catalogue}";
        if (kept.Find(reader) is { } file)
        {
            return file;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(await Build(scope, t, ct), Json);
        return kept.Keep(reader, new(json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 12))}\""));
    }

    private async Task<object> Build(Scope scope, T t, CancellationToken ct)
    {
        var catalogue = desk.Ledger.Catalogue;
        var kinds = new List<object>();
        var lists = new Lists();
        var named = false;
        var units = new HashSet<UnitId>();
        foreach (var kind in desk.Kinds().Where(k => CaptureDesk.IsForPhones(k, scope.Today)))
        {
            var links = new List<object>();
            foreach (var link in kind.Links.Where(l => l.Required))
            {
                links.Add(
                    new
                    {
                        Id = link.Type,
                        Name = t[link.Name],
                        List = lists.Of(await Recently(link.Kind, scope, t, ct)),
                    }
                );
            }

            var form = new RecordForm
            {
                Kind = kind,
                Catalogue = catalogue,
                Entry = new([]),
                Scope = scope,
                Units = desk.UnitsFor(kind),
                People = [],
                Links = [],
                Evidence = [],
            };
            named |= kind.Roles.Count > 0;
            units.UnionWith(form.Units);
            kinds.Add(KindOf(form, links, lists, t));
        }

        var there = named ? await people.In([.. scope.Units(Verb.See)], scope.Today, ct) : [];
        return new
        {
            Person = scope.Actor.Id.Value,
            Name = t[scope.Actor.Name],
            Place = string.Concat(scope.PlaceName(t).TakeLast(1)),
            t.Language,
            Heard = desk.Ledger.Catalogues.Count == 0 ? 0 : desk.Ledger.Catalogues[^1].Seq,
            ArrivingFiles.Chunk,
            Unit = scope.Root.Value,
            Units = units.Select(u => new { Id = u.Value, Name = t[scope.Tree.On(u, scope.Today).Name] }),
            People = there.Select(p => new { Id = p.Id.Value, Name = t[p.Name] }),
            Groups = catalogue.Groups.Select(g => new { g.Id, Name = t[g.Name] }),
            Approximations = new[]
            {
                Approximation.Exact,
                Approximation.About,
                Approximation.AtLeast,
                Approximation.None,
            }.Select(a => new { Id = a.ToString(), Name = t[$"approximation.{a}"] }),
            Kinds = kinds,
            Lists = lists.All,
        };
    }

    private static object KindOf(RecordForm form, List<object> links, Lists lists, T t)
    {
        var kind = form.Kind;
        return new
        {
            kind.Id,
            kind.Group,
            Name = t[kind.Name],
            Help = t[kind.Help],
            kind.Spans,
            kind.Ahead,
            kind.Place,
            Titled = kind.Id == WellKnown.NilReturn,
            Units = form.Units.Select(u => u.Value),
            Measures = kind.Measures.Select(m => new
            {
                m.Id,
                Name = t[m.Name],
                Unit = t[m.Unit],
                m.Required,
            }),
            Dimensions = kind.Dimensions.Select(d => new
            {
                d.Id,
                Name = t[d.Name],
                d.Required,
                List = lists.Of([.. form.ValuesOf(d).Select(v => new Named(v.Id, t[v.Name]))]),
            }),
            Roles = kind.Roles.Select(r => new
            {
                r.Id,
                Name = t[r.Name],
                r.Required,
                r.Many,
            }),
            Links = links,
            Evidence = kind.Evidence.Select(s => new
            {
                s.Id,
                Name = t[s.Name],
                s.Enough,
            }),
        };
    }

    private async Task<IReadOnlyList<Named>> Recently(string kind, Scope scope, T t, CancellationToken ct)
    {
        var page = await desk.Ledger.Find(new(scope.Root, null, kind), null, Recent, ct);
        return
        [
            .. page
                .Rows.Where(r =>
                    r.State != RecordState.Withdrawn && scope.MaySee(r.Kind, r.Unit, r.Author, desk.Ledger.Catalogue)
                )
                .Select(r => new Named(r.Id.ToString(), $"{r.Title} {t.Day(r.On)}")),
        ];
    }

    private sealed record Named(string Id, string Name);

    // Kinds share most of their lists: each goes over the weak link once.
    private sealed class Lists
    {
        private readonly Dictionary<string, int> places = [];

        public List<IReadOnlyList<Named>> All { get; } = [];

        public string Of(IReadOnlyList<Named> values)
        {
            var content = string.Join('\n', values.Select(v => $"{v.Id} {v.Name}"));
            if (!places.TryGetValue(content, out var place))
            {
                places[content] = place = All.Count;
                All.Add(values);
            }

            return place.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
