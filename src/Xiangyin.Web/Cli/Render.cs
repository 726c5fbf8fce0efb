using System.Collections.Immutable;
using Xiangyin.Documents;

namespace Xiangyin.Web.Cli;

/// <summary><c>render</c>: documents written elsewhere, as JSON or Markdown, in the forms asked for.</summary>
internal static class Render
{
    private static readonly string[] Forms = ["docx", "pdf", "ofd", "png", "svg"];

    private static readonly EnumerationOptions Flat = new() { RecurseSubdirectories = false };

    public static Verb Verb { get; } =
        new(
            "render",
            ["FILE"],
            [
                new("form", "docx,pdf,ofd,png,svg"),
                new("out", "DIR", Required: true),
                new("profile", "standard|habit"),
                new("grid", "chars|lines"),
            ],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var forms = (call["form"] ?? "docx,pdf,ofd").Split(',', StringSplitOptions.TrimEntries);
        if (forms.FirstOrDefault(form => !Forms.Contains(form)) is { } unknown)
        {
            throw new Misuse("cli.misuse.value", "form", unknown, "docx,pdf,ofd,png,svg");
        }

        var docx = new DocxOptions
        {
            Profile = Choice(call, "profile", ("standard", DocxProfile.Standard), ("habit", DocxProfile.Habit)),
            Grid = Choice(call, "grid", ("chars", DocxGrid.LinesAndChars), ("lines", DocxGrid.Lines)),
        };
        var sources = Sources(call.Operands[0]);
        var folder = Directory.CreateDirectory(call.Need("out")).FullName;
        var (refused, substitutes) = (0, new HashSet<(string, string)>());
        foreach (var (number, source) in sources.Index())
        {
            if (sources.Count > 1)
            {
                call.Terminal.Say("cli.render.progress", number + 1, sources.Count, Path.GetFileName(source));
            }

            try
            {
                var document = Read(source);
                var name = Path.Combine(folder, NameOf(source, sources));
                foreach (var file in await Write(document, forms, docx, name, substitutes, cancellation))
                {
                    call.Terminal.Output.WriteLine(file);
                }
            }
            catch (DocumentRefusedException refusal)
            {
                refused++;
                foreach (var reason in refusal.Refusals)
                {
                    call.Terminal.Complain(
                        "cli.render.refusal",
                        Path.GetFileName(source),
                        call.Terminal.Text($"document.refusal.{reason.Reason}", reason.Where, reason.Subject ?? "")
                    );
                }
            }
        }

        foreach (var (asked, used) in substitutes.Order())
        {
            call.Terminal.Complain("document.font", asked, used);
        }

        return refused == 0 ? 0 : throw new Refusal("cli.refusal.render", refused, sources.Count);
    }

    /// <summary>The file, or the sources in a folder.</summary>
    private static List<string> Sources(string operand)
    {
        if (!Directory.Exists(operand))
        {
            return IsSource(operand) ? [operand] : throw new Refusal("cli.refusal.no-source", operand);
        }

        var sources = Directory
            .EnumerateFiles(operand, "*", Flat)
            .Where(IsSource)
            .Order(StringComparer.Ordinal)
            .ToList();
        return sources.Count > 0 ? sources : throw new Refusal("cli.refusal.no-source", operand);
    }

    private static bool IsSource(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JSON" or ".MD";

    /// <summary>A source's name without its ending, unless another differs in that alone.</summary>
    private static string NameOf(string source, List<string> sources)
    {
        var name = Path.GetFileNameWithoutExtension(source);
        return sources.Count(other => Path.GetFileNameWithoutExtension(other) == name) == 1
            ? name
            : name + Path.GetExtension(source).Replace('.', '-');
    }

    private static OfficialDocument Read(string source)
    {
        using var reader = new StreamReader(Files.Open(source));
        var text = reader.ReadToEnd();
        var folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
        return Path.GetExtension(source).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? DocumentSource.FromJson(text, name => Picture(folder, name))
            : DocumentSource.FromMarkdown(text, name => Picture(folder, name));
    }

    /// <summary>A picture beside the source or in a folder below; a source may come from anybody, so nothing else is opened.</summary>
    private static ImmutableArray<byte>? Picture(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
            ? ImmutableArray.Create(File.ReadAllBytes(path))
            : null;
    }

    private static async Task<List<string>> Write(
        OfficialDocument document,
        string[] forms,
        DocxOptions docx,
        string name,
        HashSet<(string, string)> substitutes,
        CancellationToken cancellation
    )
    {
        // The document is laid out before anything is written, so that a refusal leaves no half of it behind.
        var pages = forms.Any(form => form != "docx") ? document.LayOut() : null;
        var files = new List<(string Name, byte[] Bytes)>();
        foreach (var form in forms)
        {
            files.AddRange(
                form switch
                {
                    "docx" => [($"{name}.docx", document.ToDocx(docx))],
                    "pdf" => [($"{name}.pdf", pages!.ToPdf())],
                    "ofd" => [($"{name}.ofd", pages!.ToOfd(new OfdOptions { Attached = docx }))],
                    "png" => Each(page => ($"{name}-{page}.png", pages!.ToPng(page))),
                    _ => Each(page => ($"{name}-{page}.svg", System.Text.Encoding.UTF8.GetBytes(pages!.ToSvg(page)))),
                }
            );
        }

        foreach (var (file, bytes) in files)
        {
            await File.WriteAllBytesAsync(file, bytes, cancellation);
        }

        foreach (var warning in pages?.Warnings.Where(w => w.Kind == WarningKind.FontSubstituted) ?? [])
        {
            substitutes.Add((warning.Asked!, warning.Used!));
        }

        return [.. files.Select(file => file.Name)];

        IEnumerable<(string, byte[])> Each(Func<int, (string, byte[])> write) =>
            Enumerable.Range(1, pages!.Pages).Select(write);
    }

    private static T Choice<T>(Call call, string option, params (string Word, T Value)[] choices)
    {
        if (call[option] is not { } word)
        {
            return choices[0].Value;
        }

        var chosen = choices.Where(choice => choice.Word == word).ToList();
        return chosen.Count == 1
            ? chosen[0].Value
            : throw new Misuse("cli.misuse.value", option, word, string.Join('|', choices.Select(c => c.Word)));
    }
}
