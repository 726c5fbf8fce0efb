using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Xiangyin.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Xiangyin.Bench;

/// <summary>What others take for the same text. Each that can be installed is measured; each that cannot says so.</summary>
internal static class DocumentPeers
{
    private const string Tools = ".tools/bench";

    private static readonly string[] Modules =
    [
        "docxtemplater@3.71.0",
        "pizzip@3.3.0",
        "@myriaddreamin/typst-ts-node-compiler@0.7.0",
    ];

    public static async Task Run(Table table, OfficialDocument report)
    {
        var folder = Directory.CreateTempSubdirectory("xy-peers-").FullName;
        try
        {
            string[] paragraphs = [.. report.ToPlainText().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            await File.WriteAllTextAsync(Path.Combine(folder, "text.json"), JsonSerializer.Serialize(paragraphs));
            await File.WriteAllBytesAsync(Path.Combine(folder, "report.docx"), report.ToDocx());
            table.Note("docx by the Open XML SDK", Table.Milliseconds(OpenXmlSdk(paragraphs)));
            Template(Path.Combine(folder, "jinja.docx"), paragraphs.Length, i => $"{{{{ t[{i}] }}}}");
            Template(Path.Combine(folder, "mustache.docx"), paragraphs.Length, i => $"{{p{i}}}");
            Note(table, "docx by docxtpl", Script("/usr/bin/python3", "fill.py", DocxTpl, folder));
            var hasModules = InstallModules();
            Note(table, "docx by docxtemplater", hasModules ? Script("node", "fill.cjs", DocxTemplater, folder) : null);
            Note(table, "PDF by typst", hasModules ? Script("node", "typst.cjs", Typst, folder) : null);
            Note(table, "PDF from .docx by LibreOffice, warm", LibreOffice(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Note(Table table, string what, double? milliseconds) =>
        table.Note(what, milliseconds is { } measured ? Table.Milliseconds(measured) : "not installed here");

    /// <summary>The same paragraphs with styles, runs and the grid, by the SDK's own objects.</summary>
    private static double OpenXmlSdk(string[] paragraphs)
    {
        void Write()
        {
            using var file = new MemoryStream();
            using var word = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
            var main = word.AddMainDocumentPart();
            var body = new W.Body();
            foreach (var text in paragraphs)
            {
                body.Append(
                    new W.Paragraph(
                        new W.ParagraphProperties(
                            new W.SpacingBetweenLines { Line = "592", LineRule = W.LineSpacingRuleValues.Exact },
                            new W.Indentation { FirstLineChars = 200 }
                        ),
                        new W.Run(
                            new W.RunProperties(
                                new W.RunFonts { EastAsia = "仿宋_GB2312", Hint = W.FontTypeHintValues.EastAsia },
                                new W.FontSize { Val = "32" }
                            ),
                            new W.Text(text)
                        )
                    )
                );
            }

            body.Append(
                new W.SectionProperties(
                    new W.PageSize { Width = 11906, Height = 16838 },
                    new W.DocGrid { LinePitch = 592 }
                )
            );
            main.Document = new W.Document(body);
            main.AddNewPart<StyleDefinitionsPart>().Styles = new W.Styles();
        }

        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < 60; i++)
            Write();
        process.Refresh();
        var start = process.TotalProcessorTime;
        for (var i = 0; i < 100; i++)
            Write();
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalMilliseconds / 100;
    }

    /// <summary>A .docx with a place for every paragraph, for those who fill templates.</summary>
    private static void Template(string path, int count, Func<int, string> place) =>
        File.WriteAllBytes(
            path,
            new OfficialDocument
            {
                Title = "模板",
                Date = new DateOnly(2022, 1, 14),
                Body = [.. Enumerable.Range(0, count).Select(i => new Paragraph(place(i)))],
            }.ToDocx()
        );

    private static bool InstallModules()
    {
        if (Directory.Exists(Path.Combine(Tools, "node_modules", "docxtemplater")))
            return true;
        try
        {
            Directory.CreateDirectory(Tools);
            string[] install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", Tools, .. Modules];
            using var npm = Process.Start(new ProcessStartInfo("npm", install))!;
            npm.WaitForExit();
            return npm.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs a script that prints its milliseconds; null where its program or its modules are not there.</summary>
    private static double? Script(string program, string name, string text, string folder)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        try
        {
            var start = new ProcessStartInfo(program, [path, folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["NODE_PATH"] = Path.GetFullPath(Path.Combine(Tools, "node_modules"));
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                Console.WriteLine(errors.Result);
            return double.TryParse(said.Trim(), CultureInfo.InvariantCulture, out var measured) ? measured : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Processor time of eleven conversions in one process less that of one, by ten; the cold one is told beside it.</summary>
    private static double? LibreOffice(string folder)
    {
        for (var i = 0; i < 11; i++)
            File.Copy(Path.Combine(folder, "report.docx"), Path.Combine(folder, $"copy{i}.docx"));
        double? Convert(string files)
        {
            var command =
                $"cd {folder} && soffice -env:UserInstallation=file://{folder}/profile --headless --convert-to pdf {files} >/dev/null 2>&1; times";
            return Times(command);
        }

        Convert("copy0.docx"); // makes its profile
        return
            Convert("copy0.docx") is { } one
            && Convert("copy*.docx") is { } eleven
            && File.Exists(Path.Combine(folder, "copy10.pdf"))
            ? (eleven - one) / 10
            : null;
    }

    /// <summary>The processor time of a shell's children, ms.</summary>
    private static double? Times(string command)
    {
        try
        {
            using var shell = Process.Start(
                new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true }
            )!;
            var said = shell.StandardOutput.ReadToEnd().Split('\n');
            shell.WaitForExit();
            // "0m1.234s 0m0.100s": user and system time of the children.
            return said[1]
                .Split(' ')
                .Sum(part =>
                {
                    var (minutes, seconds) = (part.Split('m')[0], part.Split('m')[1].TrimEnd('s'));
                    return (
                            (double.Parse(minutes, CultureInfo.InvariantCulture) * 60)
                            + double.Parse(seconds, CultureInfo.InvariantCulture)
                        ) * 1000;
                });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private const string DocxTpl = """
        import io, json, sys, time
        from docxtpl import DocxTemplate
        folder = sys.argv[1]
        text = json.load(open(folder + "/text.json", encoding="utf-8"))
        def write():
            template = DocxTemplate(folder + "/jinja.docx")
            template.render({"t": text})
            template.save(io.BytesIO())
        for _ in range(5): write()
        start = time.process_time()
        for _ in range(30): write()
        print((time.process_time() - start) / 30 * 1000)
        """;

    private const string DocxTemplater = """
        const fs = require("fs"), Zip = require("pizzip"), Docx = require("docxtemplater");
        const folder = process.argv[2];
        const text = JSON.parse(fs.readFileSync(folder + "/text.json", "utf8"));
        const template = fs.readFileSync(folder + "/mustache.docx");
        const values = Object.fromEntries(text.map((t, i) => ["p" + i, t]));
        const write = () => {
          const docx = new Docx(new Zip(template));
          docx.render(values);
          docx.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
        };
        for (let i = 0; i < 10; i++) write();
        const start = process.cpuUsage();
        for (let i = 0; i < 40; i++) write();
        const used = process.cpuUsage(start);
        console.log((used.user + used.system) / 40 / 1000);
        """;

    private const string Typst = """
        const fs = require("fs"), { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
        const folder = process.argv[2];
        const text = JSON.parse(fs.readFileSync(folder + "/text.json", "utf8"));
        const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: ["/usr/share/fonts"] }] });
        const head = '#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))\n'
          + '#set text(font: "AR PL UMing CN", size: 16pt, lang: "zh")\n#set par(first-line-indent: 2em, leading: 13pt)\n';
        // Each document differs in every paragraph, so that nothing remembered from the last one helps.
        const write = i => compiler.pdf({ mainFileContent: head + text.map(t => t.replace(/[#*_$`@<\\[\]]/g, "") + i).join("\n\n") });
        for (let i = 0; i < 4; i++) write(i);
        const start = process.cpuUsage();
        for (let i = 10; i < 25; i++) write(i);
        const used = process.cpuUsage(start);
        console.log((used.user + used.system) / 15 / 1000);
        """;
}
