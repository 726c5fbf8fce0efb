using System.Text.Encodings.Web;
using System.Text.Json;
using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary>What was read in a document, as JSON: <c>start</c> counts UTF-16 code units from 0, values are numbers in the unit as written.</summary>
internal static class ReadingJson
{
    public static JsonWriterOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Indented { get; } = OneLine with { Indented = true };

    /// <summary>Writes one object; without defects where none were looked for.</summary>
    public static void Write(
        Utf8JsonWriter json,
        string id,
        ReadDocument document,
        IReadOnlyList<Defect>? defects,
        string language,
        Action<Utf8JsonWriter>? more = null
    )
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("title", document.Title?.Text);
        json.WriteString("issuer", document.Issuer?.Text);
        json.WriteString("period", document.Period?.Text);
        json.WriteString("signed", document.SignedOn?.Text);
        json.WriteStartArray("cutOffs");
        foreach (var cutOff in document.CutOffs)
        {
            json.WriteStringValue(cutOff.Text);
        }

        json.WriteEndArray();
        WriteList(json, "quantities", document.Quantities, Write);
        WriteList(json, "headings", document.Headings, Write);
        WriteList(json, "notQuantities", document.NotQuantities, Write);
        if (defects is not null)
        {
            WriteList(json, "defects", defects, (to, defect) => Write(to, defect, language));
        }

        more?.Invoke(json);

        json.WriteEndObject();
    }

    public static string Name(this Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "hint",
        };

    private static void WriteList<T>(
        Utf8JsonWriter json,
        string name,
        IEnumerable<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Quantity quantity)
    {
        json.WriteString("text", quantity.Text);
        WriteNumber(json, "value", quantity.Value);
        WriteNumber(json, "high", quantity.High);
        json.WriteString("approximation", Camel(quantity.Approximation.ToString()));
        json.WriteString("unit", quantity.Counter);
        json.WriteString("subject", quantity.Subject);
        json.WriteString("per", quantity.Per);
        json.WriteString("nature", Camel(quantity.Nature.ToString()));
        Write(json, quantity.Span);
    }

    private static void Write(Utf8JsonWriter json, Heading heading)
    {
        json.WriteNumber("level", heading.Level);
        json.WriteString("label", heading.Label);
        json.WriteString("title", heading.Title);
        json.WriteNumber("start", heading.Span.Start);
    }

    private static void Write(Utf8JsonWriter json, NotQuantity trap)
    {
        json.WriteString("text", trap.Text);
        json.WriteNumber("start", trap.Span.Start);
    }

    private static void Write(Utf8JsonWriter json, Defect defect, string language)
    {
        json.WriteString("rule", defect.Rule);
        json.WriteString("severity", defect.Severity.Name());
        json.WriteString("message", defect.MessageIn(language));
        Write(json, defect.Span);
        json.WriteString("fix", defect.Fix);
    }

    private static void Write(Utf8JsonWriter json, Span span)
    {
        json.WriteNumber("start", span.Start);
        json.WriteNumber("length", span.Length);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
