using System.Globalization;
using Microsoft.Extensions.Primitives;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>What a person has typed into a record's form, field by field and as typed, until it is a <see cref="WorkRecord"/>.</summary>
internal sealed class RecordEntry
{
    private readonly Dictionary<string, StringValues> values = [];

    public RecordEntry(IEnumerable<KeyValuePair<string, StringValues>> typed)
    {
        foreach (var (field, value) in typed)
        {
            values[field] = value;
        }
    }

    /// <summary>The fields that hold a record as it stands.</summary>
    public static RecordEntry Of(WorkRecord record)
    {
        var entry = new RecordEntry([])
        {
            ["unit"] = record.Unit.ToString(),
            ["on"] = Iso(record.On),
            ["until"] = record.Until is { } until ? Iso(until) : "",
            ["title"] = record.Title,
            ["text"] = record.Text,
            ["place"] = record.Place ?? "",
            ["event"] = record.Event?.ToString() ?? "",
        };
        foreach (var (id, measure) in record.Measures)
        {
            entry[$"measure.{id}"] = measure.Amount?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
            entry[$"approximation.{id}"] = measure.Approximation.ToString();
            entry[$"basis.{id}"] = measure.Basis.ToString();
        }

        foreach (var (id, value) in record.Dimensions)
        {
            entry[$"dimension.{id}"] = value;
        }

        foreach (var role in record.Participants.GroupBy(p => p.Role))
        {
            entry.values[$"role.{role.Key}"] = role.Select(p => p.Person.Value.ToString()).ToArray();
        }

        foreach (var type in record.Links.GroupBy(l => l.Type))
        {
            entry.values[$"link.{type.Key}"] = type.Select(l => l.Target.ToString()).ToArray();
        }

        return entry;
    }

    /// <summary>The field as typed; empty when it is not there.</summary>
    public string this[string field]
    {
        get => values.TryGetValue(field, out var value) ? value.ToString().Trim() : "";
        set => values[field] = value;
    }

    /// <summary>Everything chosen in a field that takes several.</summary>
    public IEnumerable<string> All(string field) =>
        values.TryGetValue(field, out var chosen) ? chosen.OfType<string>().Where(v => v.Length > 0).Distinct() : [];

    /// <summary>Ids chosen in a field; what is no id is left out.</summary>
    public IEnumerable<Guid> Ids(string field) =>
        All(field).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);

    public bool Has(string field, string value) => All(field).Contains(value);

    public void Add(string field, string value) =>
        values[field] = StringValues.Concat(values.GetValueOrDefault(field), value);

    /// <summary>Whether anything was typed that the form's reader would miss.</summary>
    public IEnumerable<(string Field, string Value)> Words() =>
        values
            .Where(v => !v.Key.StartsWith('_'))
            .SelectMany(v => v.Value.OfType<string>().Select(word => (v.Key, word)))
            .Where(v => !string.IsNullOrWhiteSpace(v.word));

    /// <summary>The record that was meant, and what in it could not be read. A field that could not be read is left out of the record.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="author">Who recorded it first.</param>
    /// <param name="evidence">What is kept and what was added.</param>
    public (WorkRecord Record, IReadOnlyList<RecordProblem> Unread) Read(
        Guid id,
        Kind kind,
        PersonId author,
        IReadOnlyList<Evidence> evidence
    )
    {
        var unread = new List<RecordProblem>();
        var on = ReadDay("on", unread);
        if (on is null && this["on"].Length == 0)
        {
            unread.Add(new("on", "required"));
        }

        var until = ReadDay("until", unread);
        var record = new WorkRecord
        {
            Id = id,
            Kind = kind.Id,
            KindVersion = kind.Version,
            Unit = new(long.TryParse(this["unit"], CultureInfo.InvariantCulture, out var unit) ? unit : 0),
            On = on ?? RecordRules.FirstDay,
            Until = until == on ? null : until,
            Title = this["title"],
            Text = this["text"].ReplaceLineEndings("\n"),
            Place = this["place"] is { Length: > 0 } place ? place : null,
            Measures = ReadMeasures(kind, unread),
            Dimensions = kind
                .Dimensions.Where(d => this[$"dimension.{d.Id}"].Length > 0)
                .ToDictionary(d => d.Id, d => this[$"dimension.{d.Id}"]),
            Participants =
            [
                .. kind.Roles.SelectMany(r => Ids($"role.{r.Id}").Select(p => new Participant(r.Id, new(p)))),
            ],
            Links =
            [
                .. kind
                    .Links.Select(l => l.Type)
                    .Distinct()
                    .SelectMany(type => Ids($"link.{type}").Select(target => new Link(type, target))),
            ],
            Evidence = evidence,
            Event = kind.Shared && Guid.TryParse(this["event"], out var shared) && shared != id ? shared : null,
            Author = author,
        };
        return (record, unread);
    }

    private DateOnly? ReadDay(string field, List<RecordProblem> unread)
    {
        if (this[field] is not { Length: > 0 } typed)
        {
            return null;
        }

        var day = Typed.Day(typed);
        if (day is null)
        {
            unread.Add(new(field, "not-a-day", typed));
        }

        return day;
    }

    private Dictionary<string, Measure> ReadMeasures(Kind kind, List<RecordProblem> unread)
    {
        var measures = new Dictionary<string, Measure>();
        foreach (var field in kind.Measures)
        {
            var typed = this[$"measure.{field.Id}"];
            var approximation = ReadEnum<Approximation>($"approximation.{field.Id}");
            var basis = ReadEnum<Basis>($"basis.{field.Id}");
            if (typed.Length == 0)
            {
                if (approximation == Approximation.None)
                {
                    measures[field.Id] = new(null, approximation, basis);
                }
            }
            else if (Typed.Number(typed) is { } amount)
            {
                // A number typed beside "can't say" is a slip of one or the other: the rules say so.
                measures[field.Id] = new(amount, approximation, basis);
            }
            else
            {
                unread.Add(new($"measure.{field.Id}", "not-a-number", typed));
            }
        }

        return measures;
    }

    private TEnum ReadEnum<TEnum>(string field)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(this[field], out var value) && Enum.IsDefined(value) ? value : default;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
