using System.Globalization;
using System.Text;
using System.Text.Json;
using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary><c>read FILE…</c>: what documents say, without judging it: whose, when, headings, quantities.</summary>
internal static class ReadFiles
{
    public static Verb Verb { get; } =
        new("read", ["FILE…"], [new("format", "text|json"), Option.Flag("batch")], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        if (call.Has("batch"))
        {
            return await Batch.RunAsync(
                call,
                call.Terminal.Input,
                text => Task.FromResult((Reader.Read(text), (IReadOnlyList<Defect>?)null)),
                cancellation
            );
        }

        var json = call["format"] switch
        {
            null or "text" => false,
            "json" => true,
            var other => throw new Misuse("cli.misuse.value", "format", other, "text|json"),
        };
        var documents = new List<(string Path, ReadDocument Document)>();
        foreach (var path in call.Operands)
        {
            if (await DocumentFile.ReadAsync(path, call.Terminal, cancellation) is { } text)
            {
                documents.Add((path, Reader.Read(text)));
            }
        }

        if (json)
        {
            call.Terminal.Output.WriteLine(Json(documents, call.Terminal.Language));
        }
        else
        {
            documents.ForEach(read => Print(call.Terminal, read.Path, read.Document));
        }

        return documents.Count == call.Operands.Count ? 0 : 1;
    }

    private static void Print(Terminal terminal, string path, ReadDocument document)
    {
        Frame("title", document.Title?.Text);
        Frame("issuer", document.Issuer?.Text);
        Frame("period", document.Period?.Text);
        Frame("cut-off", string.Join("、", document.CutOffs.Select(cutOff => cutOff.Text)));
        Frame("signed", document.SignedOn?.Text);
        foreach (var heading in document.Headings)
        {
            terminal.Output.WriteLine(new string(' ', 2 * heading.Level) + heading.Label + OneLine(heading.Title));
        }

        foreach (var quantity in document.Quantities)
        {
            var (line, column) = document.PositionOf(quantity.Span.Start);
            terminal.Output.WriteLine($"{path}:{line}:{column}: {Said(terminal, quantity)}");
        }

        terminal.Say("cli.read.summary", path, document.Headings.Count, document.Quantities.Count);

        void Frame(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                terminal.Say("cli.read." + key, OneLine(value));
            }
        }
    }

    // 76餘篇: ≥76 篇 縣級媒體上稿
    private static string Said(Terminal terminal, Quantity quantity)
    {
        var sign = quantity.Approximation switch
        {
            Approximation.AtLeast => "≥",
            Approximation.AtMost => "≤",
            Approximation.About => "≈",
            _ => "",
        };
        var high = quantity.High is { } upper ? "–" + upper.ToString(CultureInfo.InvariantCulture) : "";
        var value = quantity.Value is { } number ? sign + number.ToString(CultureInfo.InvariantCulture) + high : "?";
        var per = quantity.Per is { } divisor ? "/" + divisor : "";
        var nature = terminal.Text("cli.read.nature." + quantity.Nature);
        return OneLine($"{quantity.Text}: {value} {quantity.Counter}{per} {quantity.Subject} ({nature})");
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Json(IEnumerable<(string Path, ReadDocument Document)> documents, string language)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, ReadingJson.Indented))
        {
            json.WriteStartArray();
            foreach (var (path, document) in documents)
            {
                ReadingJson.Write(json, path, document, null, language);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
