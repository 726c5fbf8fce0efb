using System.Text.Json;
using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary>Defects in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), for viewers and build servers that read it.</summary>
internal static class Sarif
{
    public static string Of(IReadOnlyList<CheckedFile> files, string language)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, ReadingJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, files, language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteRun(Utf8JsonWriter json, IReadOnlyList<CheckedFile> files, string language)
    {
        json.WriteStartObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteString("language", language switch { "zh-Hans" => "zh-CN", "zh-Hant" => "zh-TW", _ => "en" });
        WriteTool(json, files, language);
        json.WriteStartArray("results");
        foreach (var file in files)
        {
            foreach (var defect in file.Defects)
            {
                WriteResult(json, file, defect, language);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The rules that found something; what each says in general is what it said of the first.
    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<CheckedFile> files, string language)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Xiangyin");
        json.WriteString("semanticVersion", typeof(Sarif).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var defect in files.SelectMany(file => file.Defects).DistinctBy(defect => defect.Rule))
        {
            json.WriteStartObject();
            json.WriteString("id", defect.Rule);
            WriteText(json, "shortDescription", defect.MessageIn(language));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(defect.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CheckedFile file, Defect defect, string language)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", defect.Rule);
        json.WriteString("level", Level(defect.Severity));
        WriteText(json, "message", defect.MessageIn(language));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, file);
        WriteRegion(json, "region", file, defect.Span);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (defect.Fix is { } fix)
        {
            WriteFix(json, file, defect, fix, language);
        }

        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, CheckedFile file, Defect defect, string fix, string language)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", defect.MessageIn(language));
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, file);
        json.WriteStartArray("replacements");
        json.WriteStartObject();
        WriteRegion(json, "deletedRegion", file, defect.Span);
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
}
