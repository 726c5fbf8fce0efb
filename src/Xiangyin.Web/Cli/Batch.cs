using System.Text.Json;
using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary>
/// <c>--batch</c>: JSON lines <c>{"id","text"}</c> on standard input, one line of what was read for each on standard output, in order. A line that can't be read is answered with
/// <c>{"id","error"}</c> and ends nothing.
/// </summary>
internal static class Batch
{
    public static async Task<int> RunAsync(
        Call call,
        TextReader input,
        Func<string, Task<(ReadDocument Document, IReadOnlyList<Defect>? Defects)>> read,
        CancellationToken cancellation
    )
    {
        using var buffer = new MemoryStream();
        for (var number = 1; await input.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            buffer.SetLength(0);
            using (var json = new Utf8JsonWriter(buffer, ReadingJson.OneLine))
            {
                await Answer(call.Terminal, json, line, number, read);
            }

            await call.Terminal.Output.WriteLineAsync(
                System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)
            );
        }

        return 0;
    }

    private static async Task Answer(
        Terminal terminal,
        Utf8JsonWriter json,
        string line,
        int number,
        Func<string, Task<(ReadDocument Document, IReadOnlyList<Defect>? Defects)>> read
    )
    {
        if (Request(line) is var (id, text))
        {
            var (document, defects) = await read(text);
            ReadingJson.Write(json, id, document, defects, terminal.Language);
            return;
        }

        json.WriteStartObject();
        json.WriteNull("id");
        json.WriteString("error", terminal.Text("cli.batch.not-json", number));
        json.WriteEndObject();
    }

    private static (string Id, string Text)? Request(string line)
    {
        try
        {
            using var request = JsonDocument.Parse(line);
            return
                request.RootElement.ValueKind == JsonValueKind.Object
                && request.RootElement.TryGetProperty("text", out var text)
                && text.ValueKind == JsonValueKind.String
                ? (request.RootElement.TryGetProperty("id", out var id) ? id.ToString() : "", text.GetString()!)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string with half a surrogate pair in it.
            return null;
        }
    }
}
