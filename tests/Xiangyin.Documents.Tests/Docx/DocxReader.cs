using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Xiangyin.Documents.Tests;

/// <summary>Reads a .docx with the Open XML SDK, which knows nothing of our writer.</summary>
internal static class DocxReader
{
    public static List<string> Faults(byte[] docx)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                .Validate(file, TestContext.Current.CancellationToken)
                .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"),
        ];
    }

    /// <summary>One line for each paragraph; a row's cells parted by tabs; what stands in a first page's header first.</summary>
    public static string Text(byte[] docx)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        var main = file.MainDocumentPart!;
        var text = new StringBuilder();
        foreach (var header in main.HeaderParts)
            text.Append(Of(header.Header!)).Append('\n');
        foreach (var child in main.Document!.Body!.ChildElements)
        {
            if (child is W.Table table)
            {
                foreach (var row in table.Elements<W.TableRow>())
                    text.AppendJoin('\t', row.Elements<W.TableCell>().Select(Of)).Append('\n');
            }
            else if (
                child is W.Paragraph paragraph
                && paragraph.Elements<W.Run>().Any() | paragraph.Elements<W.Hyperlink>().Any()
                && !paragraph.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Anchor>().Any()
            )
            {
                // A title is broken by meaning: its breaks are layout.
                var isTitle = paragraph.ParagraphProperties?.ParagraphStyleId?.Val == "Title";
                // Those who seal together stand on one line, each at a tab.
                var isSigner = paragraph.ParagraphProperties?.ParagraphStyleId?.Val == "Signer";
                var said = Of(paragraph);
                text.Append(
                        isTitle ? said.Replace("\n", "", StringComparison.Ordinal)
                        : isSigner ? said.TrimStart('\t').Replace('\t', '\n')
                        : said
                    )
                    .Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Of(OpenXmlElement element)
    {
        var text = new StringBuilder();
        foreach (var part in element.Descendants())
        {
            text.Append(
                part switch
                {
                    W.Text run => run.Text,
                    W.TabChar => "\t",
                    W.Break => "\n",
                    // What a drawing shows; the code to check by is no part of the text.
                    DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties
                    {
                        Parent: DocumentFormat.OpenXml.Drawing.Wordprocessing.Inline
                    } shown => shown.Description?.Value,
                    _ => "",
                }
            );
        }
        return text.ToString();
    }
}
