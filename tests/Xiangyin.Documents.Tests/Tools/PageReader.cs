using System.Globalization;
using System.Text.RegularExpressions;
using Xiangyin.Testing;

namespace Xiangyin.Documents.Tests;

/// <summary>A line of text on a page.</summary>
/// <param name="Top">Its top in points from the paper's top, as poppler measures it.</param>
/// <param name="Text">Its text from left to right, without spaces.</param>
internal sealed record PrintedLine(double Top, string Text);

/// <summary>Pages as other programs lay them out or read them.</summary>
internal static partial class PageReader
{
    private static readonly Tool PdfToText = Tool.Find("poppler-utils (pdftotext)", "pdftotext");

    /// <summary>The lines of every page of a .docx as LibreOffice sets it.</summary>
    public static async Task<List<List<PrintedLine>>> InLibreOffice(byte[] docx)
    {
        PdfToText.SkipIfAbsent();
        var folder = Directory.CreateTempSubdirectory("xy-docx-");
        try
        {
            var file = Path.Combine(folder.FullName, "document.docx");
            await File.WriteAllBytesAsync(file, docx, TestContext.Current.CancellationToken);
            return await OfPdf(await LibreOffice.ConvertAsync(file, "pdf", TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The lines of every page of a PDF as poppler reads it.</summary>
    public static async Task<List<List<PrintedLine>>> OfPdf(string file)
    {
        var boxes = await PdfToText.RunAsync(
            ["-bbox-layout", file, "-"],
            cancellation: TestContext.Current.CancellationToken
        );
        return [.. boxes.Split("<page ").Skip(1).Select(Lines)];
    }

    private static List<PrintedLine> Lines(string page) =>
        [
            .. Word()
                .Matches(page)
                .Select(match => new PrintedLine(
                    double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
                    match.Groups[2].Value
                ))
                .GroupBy(word => Math.Round(word.Top / 10))
                .OrderBy(line => line.Key)
                .Select(line => new PrintedLine(
                    line.Min(word => word.Top),
                    string.Concat(line.Select(word => word.Text))
                )),
        ];

    [GeneratedRegex("""<word xMin="[\d.]+" yMin="([\d.]+)"[^>]*>([^<]*)</word>""")]
    private static partial Regex Word();
}
