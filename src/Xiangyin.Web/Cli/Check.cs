using System.Text.Json;
using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;

namespace Xiangyin.Web.Cli;

/// <summary><c>check FILE…</c>: what a reader would object to in documents, line by line. Exit code 1 where something is wrong, not where something is only to be looked at.</summary>
internal static class Check
{
    public static Verb Verb { get; } =
        new(
            "check",
            ["FILE…"],
            [
                new("format", "text|json|sarif"),
                new("rules", "FILE"),
                new("data", "DIR"),
                new("database", "CONNECTION"),
                new("unit", "NAME"),
                Option.Flag("batch"),
            ],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var rules = await CountyRules.ReadAsync(call, cancellation);
        await using var against = await AgainstLedger.OpenAsync(call, rules, cancellation);
        var checker = new Checker(new() { Rules = rules });
        if (call.Has("batch"))
        {
            return await Batch.RunAsync(
                call,
                call.Terminal.Input,
                async text => Reader.Read(text) is var document ? (document, await Find(document)) : default,
                cancellation
            );
        }

        var files = new List<CheckedFile>();
        foreach (var path in call.Operands)
        {
            if (await DocumentFile.ReadAsync(path, call.Terminal, cancellation) is not { } text)
            {
                continue;
            }

            var document = Reader.Read(text);
            files.Add(
                new(
                    path,
                    document,
                    await Find(document),
                    against is null ? null : await against.Compare(document, cancellation)
                )
            );
        }

        Print(call, files, against);
        return
            files.Count == call.Operands.Count
            && files.SelectMany(file => file.Defects).All(defect => defect.Severity != Severity.Error)
            ? 0
            : 1;

        Task<IReadOnlyList<Defect>> Find(ReadDocument document) =>
            against?.Find(document, cancellation) ?? Task.FromResult(checker.Check(document));
    }

    private static void Print(Call call, IReadOnlyList<CheckedFile> files, AgainstLedger? against)
    {
        switch (call["format"] ?? "text")
        {
            case "text":
                PrintLines(call.Terminal, files, against);
                break;
            case "json":
                call.Terminal.Output.WriteLine(Json(files, call.Terminal.Language, against));
                break;
            case "sarif":
                call.Terminal.Output.WriteLine(Sarif.Of(files, call.Terminal.Language, against));
                break;
            case var other:
                throw new Misuse("cli.misuse.value", "format", other, "text|json|sarif");
        }
    }

    private static void PrintLines(Terminal terminal, IReadOnlyList<CheckedFile> files, AgainstLedger? against)
    {
        foreach (var (path, document, defects, compared) in files)
        {
            // What is said again and again is said once, at its first place.
            foreach (var same in defects.GroupBy(defect => (defect.Rule, Message: defect.MessageIn(terminal.Language))))
            {
                var defect = same.First();
                var (line, column) = document.PositionOf(defect.Span.Start);
                var others = same.Count() > 1 ? terminal.Text("cli.check.others", same.Count() - 1) : "";
                terminal.Output.WriteLine(
                    $"{path}:{line}:{column}: {defect.Severity.Name()} {defect.Rule}: {same.Key.Message}{others}"
                );
            }

            foreach (var quantity in compared ?? [])
            {
                var (line, column) = document.PositionOf(quantity.Quantity.Span.Start);
                terminal.Output.WriteLine($"{path}:{line}:{column}: {against!.Line(quantity)}");
            }
        }

        var all = files.SelectMany(file => file.Defects).ToList();
        terminal.Say(
            "cli.check.summary",
            files.Count,
            all.Count(d => d.Severity == Severity.Error),
            all.Count(d => d.Severity != Severity.Error)
        );
    }

    private static string Json(IReadOnlyList<CheckedFile> files, string language, AgainstLedger? against)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, ReadingJson.Indented))
        {
            json.WriteStartArray();
            foreach (var (path, document, defects, compared) in files)
            {
                ReadingJson.Write(
                    json,
                    path,
                    document,
                    defects,
                    language,
                    compared is null ? null : to => against!.Write(to, compared)
                );
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}

/// <summary>A file that was checked.</summary>
internal sealed record CheckedFile(
    string Path,
    ReadDocument Document,
    IReadOnlyList<Defect> Defects,
    IReadOnlyList<Comparison>? Compared = null
);
