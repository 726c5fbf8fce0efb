using System.Text.Json;
using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;

namespace Xiangyin.Web.Cli;

/// <summary>Defects, and what the ledger says of quantities, in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), for viewers and build servers that read it.</summary>
internal static class Sarif
{
    private const string Fail = "fail";

    /// <param name="files">The files that were checked.</param>
    /// <param name="language">In what the messages are.</param>
    /// <param name="against">The ledger that they were set against; none where none was named.</param>
    public static string Of(IReadOnlyList<CheckedFile> files, string language, AgainstLedger? against)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, ReadingJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, [.. files.SelectMany(file => ResultsOf(file, language, against))], language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<Result> ResultsOf(CheckedFile file, string language, AgainstLedger? against) =>
        file
            .Defects.Select(d => new Result(
                file,
                d.Rule,
                Fail,
                Level(d.Severity),
                d.MessageIn(language),
                d.Span,
                d.Fix
            ))
            .Concat((file.Compared ?? []).Select(c => ResultOf(file, c, against!)));

    // Only what fails has a level (SARIF 2.1.0, 3.27.10): what agrees passes, and what the ledger has no word on is open.
    private static Result ResultOf(CheckedFile file, Comparison compared, AgainstLedger against)
    {
        var (kind, level) = compared.Outcome switch
        {
            Outcome.Agrees => ("pass", "none"),
            Outcome.Differs => (Fail, "warning"),
            _ => ("open", "none"),
        };
        return new(file, AgainstLedger.Rule(compared), kind, level, against.Sentence(compared), compared.Quantity.Span);
    }

    private static void WriteRun(Utf8JsonWriter json, IReadOnlyList<Result> results, string language)
    {
        json.WriteStartObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteString(
            "language",
            language switch
            {
                "zh-Hans" => "zh-CN",
                "zh-Hant" => "zh-TW",
                _ => "en",
            }
        );
        WriteTool(json, results);
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            WriteResult(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The rules that found something; what each says in general is what it said of the first.
    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<Result> results)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Xiangyin");
        json.WriteString("semanticVersion", typeof(Sarif).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var result in results.DistinctBy(result => result.Rule))
        {
            json.WriteStartObject();
            json.WriteString("id", result.Rule);
            WriteText(json, "shortDescription", result.Message);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", result.Level);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Result result)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", result.Rule);
        json.WriteString("kind", result.Kind);
        json.WriteString("level", result.Level);
        WriteText(json, "message", result.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, result.File);
        WriteRegion(json, "region", result.File, result.Span);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (result.Fix is { } fix)
        {
            WriteFix(json, result, fix);
        }

        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, Result result, string fix)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", result.Message);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, result.File);
        json.WriteStartArray("replacements");
        json.WriteStartObject();
        WriteRegion(json, "deletedRegion", result.File, result.Span);
        WriteText(json, "insertedContent", fix);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArtifact(Utf8JsonWriter json, CheckedFile file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString(
            "uri",
            Path.IsPathRooted(file.Path)
                ? new Uri(Path.GetFullPath(file.Path)).AbsoluteUri
                : string.Join('/', file.Path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString))
        );
        json.WriteEndObject();
    }

    // Lines and columns count from 1; the end column is the one after the last character.
    private static void WriteRegion(Utf8JsonWriter json, string name, CheckedFile file, Span span)
    {
        var (startLine, startColumn) = file.Document.PositionOf(span.Start);
        var (endLine, endColumn) = file.Document.PositionOf(span.End);
        json.WriteStartObject(name);
        json.WriteNumber("startLine", startLine);
        json.WriteNumber("startColumn", startColumn);
        json.WriteNumber("endLine", endLine);
        json.WriteNumber("endColumn", endColumn);
        json.WriteNumber("charOffset", span.Start);
        json.WriteNumber("charLength", span.Length);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };

    private sealed record Result(
        CheckedFile File,
        string Rule,
        string Kind,
        string Level,
        string Message,
        Span Span,
        string? Fix = null
    );
}
