using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary>A line of a file to import.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Record">What it says; none when it can't be read at all.</param>
/// <param name="Files">Evidence by path, still to be kept.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record ImportedLine(
    int Number,
    WorkRecord? Record,
    IReadOnlyList<(string Path, string Shows)> Files,
    IReadOnlyList<RecordProblem> Problems
);

/// <summary>
/// Reads a record from a line of JSON:
/// <code>{"kind":"leaflet","unit":"石桥村","on":"2021-06-18","title":"…","author":"韦小兰","measures":{"copies":{"amount":1200,"approximation":"atLeast"}},
/// "dimensions":{"topic":"law"},"people":[{"role":"…","person":"…"}],"links":[{"type":"partOf","target":"…"}],"evidence":[{"file":"a.jpg","shows":"photo"}]}</code>
/// A unit is told by name or number, a person by id or, where only one in the unit or above bears it, by name. Without an <c>id</c> the line's
/// own bytes decide it, so that the same line is the same record.
/// </summary>
internal sealed class ImportReader(
    Catalogue catalogue,
    UnitTree tree,
    IReadOnlyList<Person> people,
    DateOnly today,
    string folder
)
{
    private static readonly HashSet<string> Fields =
    [
        "id",
        "kind",
        "unit",
        "on",
        "until",
        "title",
        "text",
        "place",
        "measures",
        "dimensions",
        "people",
        "links",
        "evidence",
        "event",
        "author",
    ];

    private readonly List<RecordProblem> problems = [];

    public ImportedLine Read(int number, string json)
    {
        problems.Clear();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new(number, null, [], [new("", "not-an-object")]);
            }

            var (record, files) = Read(document.RootElement, json);
            if (problems.Count == 0)
            {
                problems.AddRange(RecordRules.Check(record, catalogue, tree, today));
            }

            return new(number, record, files, [.. problems]);
        }
        catch (JsonException e)
        {
            return new(number, null, [], [new("", "not-json", $"{e.BytePositionInLine + 1}")]);
        }
    }

    private (WorkRecord Record, List<(string Path, string Shows)> Files) Read(JsonElement line, string json)
    {
        problems.AddRange(
            line.EnumerateObject()
                .Where(p => !Fields.Contains(p.Name))
                .Select(p => new RecordProblem(p.Name, "unknown-field", p.Name))
        );
        var kind = Text(line, "kind", needed: true) ?? "";
        var on = DayOf(line, "on", needed: true) ?? default;
        var unit = UnitOf(line, on);
        var author = PersonOf(line, "author", "author", unit);
        var files = new List<(string Path, string Shows)>();
        foreach (var item in Items(line, "evidence"))
        {
            var path = Path.Combine(folder, Text(item, "file", needed: true) ?? "");
            if (!File.Exists(path))
            {
                Problem("evidence", "no-such-file", path);
            }

            files.Add((path, Text(item, "shows", needed: true) ?? ""));
        }

        var record = new WorkRecord
        {
            Id = IdOf(line, "id") ?? OwnId(on, json),
            Kind = kind,
            KindVersion = catalogue.Kind(kind)?.Version ?? 0,
            Unit = unit,
            On = on,
            Until = DayOf(line, "until"),
            Title = Text(line, "title", needed: true) ?? "",
            Text = Text(line, "text") ?? "",
            Place = Text(line, "place"),
            Measures = Members(line, "measures").ToDictionary(m => m.Name, m => MeasureOf(m.Name, m.Value)),
            Dimensions = Members(line, "dimensions").ToDictionary(m => m.Name, m => m.Value.ToString()),
            Participants =
            [
                .. Items(line, "people")
                    .Select(p => new Participant(
                        Text(p, "role", needed: true) ?? "",
                        PersonOf(p, "person", "people", unit)
                    )),
            ],
            Links =
            [
                .. Items(line, "links")
                    .Select(l => new Link(
                        Text(l, "type", needed: true) ?? "",
                        IdOf(l, "target", needed: true) ?? default
                    )),
            ],
            Event = IdOf(line, "event"),
            Author = author,
        };
        return (record, files);
    }

    private void Problem(string field, string rule, params string[] arguments) =>
        problems.Add(new(field, rule, arguments));

    private static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object
        && of.TryGetProperty(name, out var member)
        && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    private string? Text(JsonElement of, string name, bool needed = false)
    {
        var member = Member(of, name);
        if (member is null ? needed : member.Value.ValueKind != JsonValueKind.String)
        {
            Problem(name, member is null ? "required" : "not-a-text");
            return null;
        }

        return member?.GetString();
    }

    private List<JsonElement> Items(JsonElement of, string name)
    {
        if (Member(of, name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Problem(name, "not-a-list");
            return [];
        }

        return [.. list.EnumerateArray()];
    }

    private List<JsonProperty> Members(JsonElement of, string name)
    {
        if (Member(of, name) is not { } all)
        {
            return [];
        }

        if (all.ValueKind != JsonValueKind.Object)
        {
            Problem(name, "not-an-object");
            return [];
        }

        return [.. all.EnumerateObject().DistinctBy(p => p.Name)];
    }

    private DateOnly? DayOf(JsonElement of, string name, bool needed = false)
    {
        if (Text(of, name, needed) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Problem(name, "not-a-day", text);
        return null;
    }

    private Guid? IdOf(JsonElement of, string name, bool needed = false)
    {
        if (Text(of, name, needed) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        Problem(name, "not-an-id", text);
        return null;
    }

    private UnitId UnitOf(JsonElement line, DateOnly on)
    {
        if (Member(line, "unit") is not { } member)
        {
            Problem("unit", "required");
            return default;
        }

        var named = member.ValueKind switch
        {
            JsonValueKind.Number when member.TryGetInt64(out var number) =>
            [
                .. tree.Units.Where(u => u.Value == number),
            ],
            JsonValueKind.String => tree.Units.Where(u => tree.On(u, on).Name.Hans == member.GetString()).ToList(),
            _ => [],
        };
        if (named.Count == 1)
        {
            return named[0];
        }

        Problem("unit", named.Count == 0 ? "no-such-unit" : "ambiguous-unit", member.ToString());
        return default;
    }

    private PersonId PersonOf(JsonElement of, string name, string field, UnitId unit)
    {
        if (Text(of, name, needed: true) is not { } text)
        {
            return default;
        }

        if (Guid.TryParse(text, out var id))
        {
            if (people.All(p => p.Id.Value != id))
            {
                Problem(field, "no-such-person", text);
            }

            return new(id);
        }

        // A name is looked for in the unit first, then everywhere.
        var bearers = people.Where(p => p.Name.Hans == text).ToList();
        var own = bearers.Where(p => p.Unit == unit).ToList();
        var found = own.Count > 0 ? own : bearers;
        if (found.Count == 1)
        {
            return found[0].Id;
        }

        Problem(field, found.Count == 0 ? "no-such-person" : "ambiguous-person", text);
        return default;
    }

    private Measure MeasureOf(string name, JsonElement value)
    {
        var field = $"measure.{name}";
        if (value.ValueKind == JsonValueKind.Object)
        {
            var approximation = EnumOf(value, "approximation", field, Approximation.Exact);
            var basis = EnumOf(value, "basis", field, Basis.Counted);
            return new(Member(value, "amount") is { } amount ? AmountOf(field, amount) : null, approximation, basis);
        }

        return new(AmountOf(field, value) ?? 0);
    }

    private decimal? AmountOf(string field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount))
        {
            return amount;
        }

        Problem(field, "not-a-number", value.ToString());
        return null;
    }

    private T EnumOf<T>(JsonElement of, string name, string field, T otherwise)
        where T : struct, Enum
    {
        if (Text(of, name) is not { } text)
        {
            return otherwise;
        }

        var known = Enum.GetValues<T>()
            .Where(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()) == text)
            .ToList();
        if (known.Count == 0)
        {
            Problem(
                field,
                "unknown-word",
                text,
                string.Join("、", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))
            );
        }

        return known.Count == 0 ? otherwise : known[0];
    }

    // In the shape of a UUIDv7 of the day's beginning.
    private static Guid OwnId(DateOnly on, string json)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 16);
        var instant = on.Year < 1970 ? 0 : Day.StartOf(on).ToUnixTimeMilliseconds();
        Span<byte> start = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(start, instant);
        start[2..].CopyTo(id);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new(id, bigEndian: true);
    }
}
