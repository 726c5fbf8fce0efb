using System.IO.Compression;
using System.Xml.Linq;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A Word file for a text that came without one: its lines as paragraphs, titles and headings set apart.</summary>
internal static class PlainDocx
{
    private const string Types = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
        """;

    private const string Relations = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
        """;

    private static readonly XNamespace W = DocxText.W;

    /// <summary>The file; its text is the document's, character by character.</summary>
    public static byte[] Write(ReadDocument document, DateTimeOffset at)
    {
        var kinds = document.Paragraphs.ToDictionary(p => p.Span.Start, p => p.Kind);
        var paragraphs = new List<XElement>();
        var start = 0;
        foreach (var line in document.Text.Split('\n'))
        {
            var kind = kinds.GetValueOrDefault(start + line.Length - line.AsSpan().TrimStart().Length);
            paragraphs.Add(Paragraph(line, kind));
            start += line.Length + 1;
        }

        var body = new XElement(
            W + "document",
            new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
            new XElement(W + "body", paragraphs)
        );
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, DocxText.ContentTypes, Types, at);
            Add(zip, "_rels/.rels", Relations, at);
            Add(zip, "word/document.xml", new XDocument(body).ToString(SaveOptions.DisableFormatting), at);
        }

        return file.ToArray();
    }

    private static XElement Paragraph(string line, ParagraphKind kind)
    {
        var text = new XElement(
            W + "t",
            new XAttribute(XNamespace.Xml + "space", "preserve"),
            CorrectedDocx.Sayable(line.Replace('\t', ' '))
        );
        var look = kind switch
        {
            ParagraphKind.Title => new XElement(
                W + "rPr",
                new XElement(W + "b"),
                new XElement(W + "sz", new XAttribute(W + "val", 36))
            ),
            ParagraphKind.Heading when line.Length < 40 => new XElement(W + "rPr", new XElement(W + "b")),
            _ => null,
        };
        var place =
            kind == ParagraphKind.Title
                ? new XElement(W + "pPr", new XElement(W + "jc", new XAttribute(W + "val", "center")))
                : null;
        return new(W + "p", place, new XElement(W + "r", look, text));
    }

    private static void Add(ZipArchive zip, string name, string text, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at;
        using var writer = new StreamWriter(entry.Open());
        writer.Write(text);
    }
}
