using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>A field that two contents of a record do not share, in words.</summary>
internal sealed record Difference(string Label, string Before, string After);

/// <summary>Says a record's fields in words.</summary>
/// <param name="T">The reader's language.</param>
/// <param name="catalogue">Names of kinds and values.</param>
/// <param name="tree">Names of units.</param>
/// <param name="nameOf">Names of people.</param>
/// <param name="titleOf">Titles of linked records, as far as the reader may see them.</param>
internal sealed class RecordWords(
    T T,
    Catalogue catalogue,
    UnitTree tree,
    Func<PersonId, string> nameOf,
    Func<Guid, string> titleOf
)
{
    public string NameOf(PersonId person) => nameOf(person);

    public string TitleOf(Guid record) => titleOf(record);

    /// <summary>Every field that has something in it, label and words, in the order of the form.</summary>
    public IEnumerable<(string Key, string Label, string Words)> Of(WorkRecord record)
    {
        var kind = catalogue.Kind(record.Kind);
        yield return ("unit", T["record.unit"], T[tree.On(record.Unit, record.On).Name]);
        yield return ("on", T["record.on"], T.Days(record.On, record.Until));
        yield return ("title", T["record.title"], record.Title);
        if (record.Place is { } place)
        {
            yield return ("place", T["record.place"], place);
        }

        foreach (var (id, value) in record.Dimensions)
        {
            var field = kind?.Dimension(id);
            yield return ($"dimension.{id}", field is null ? id : T[field.Name], Value(field, value));
        }

        foreach (var (id, measure) in record.Measures)
        {
            var field = kind?.Measure(id);
            yield return ($"measure.{id}", field is null ? id : T[field.Name], Amount(measure, field));
        }

        foreach (var role in record.Participants.GroupBy(p => p.Role))
        {
            var field = kind?.Roles.FirstOrDefault(r => r.Id == role.Key);
            yield return (
                $"role.{role.Key}",
                field is null ? role.Key : T[field.Name],
                T.List(role.Select(p => nameOf(p.Person)))
            );
        }

        foreach (var type in record.Links.GroupBy(l => l.Type))
        {
            var field = kind?.Links.FirstOrDefault(l => l.Type == type.Key);
            yield return (
                $"link.{type.Key}",
                field is null ? type.Key : T[field.Name],
                T.List(type.Select(l => titleOf(l.Target)))
            );
        }

        if (record.Event is { } shared)
        {
            yield return ("event", T["record.event"], titleOf(shared));
        }

        foreach (var slot in record.Evidence.GroupBy(e => e.Shows))
        {
            var field = kind?.Evidence.FirstOrDefault(s => s.Id == slot.Key);
            yield return (
                $"evidence.{slot.Key}",
                field is null ? slot.Key : T[field.Name],
                T.List(slot.Select(e => e.Name))
            );
        }

        if (record.Text.Length > 0)
        {
            yield return ("text", T["record.text"], record.Text);
        }
    }

    /// <summary>What changed from one content to another.</summary>
    public IReadOnlyList<Difference> Between(WorkRecord before, WorkRecord after)
    {
        var old = Of(before).ToDictionary(f => f.Key);
        var now = Of(after).ToDictionary(f => f.Key);
        return
        [
            .. old
                .Keys.Union(now.Keys)
                .Select(key => new Difference(
                    (now.TryGetValue(key, out var n) ? n : old[key]).Label,
                    old.TryGetValue(key, out var o) ? o.Words : "",
                    n.Words ?? ""
                ))
                .Where(d => d.Before != d.After),
        ];
    }

    /// <summary>"至少6,240份，估计的".</summary>
    public string Amount(Measure measure, MeasureField? field)
    {
        var unit = field is null ? "" : T[field.Unit];
        var number = measure.Amount is { } amount
            ? T[$"approximation.words.{measure.Approximation}", amount]
                + (T.IsEnglish && unit.Length > 0 ? " " : "")
                + unit
            : T[$"approximation.{Approximation.None}"];
        return measure.Basis == Basis.Counted ? number : T.List([number, T[$"basis.{measure.Basis}"]]);
    }

    private string Value(DimensionField? field, string value) =>
        field is not null && catalogue.Dimension(field.Dimension)?.Find(value) is { } known ? T[known.Name] : value;
}
