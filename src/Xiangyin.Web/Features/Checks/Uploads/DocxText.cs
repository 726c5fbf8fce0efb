using System.Text;
using System.Xml.Linq;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A Word file's text, a paragraph a line, with the element that each piece of it came from.</summary>
internal sealed class DocxText
{
    public const string ContentTypes = "[Content_Types].xml";

    internal static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    internal static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XName Fallback = XName.Get(
        "Fallback",
        "http://schemas.openxmlformats.org/markup-compatibility/2006"
    );

    private readonly StringBuilder text = new();
    private readonly List<Piece> pieces = [];
    private readonly List<Line> lines = [];

    /// <exception cref="UploadRefusal">It is no Word document, has macros, or is broken.</exception>
    public DocxText(BoundedZip zip)
    {
        Zip = zip;
        ContentType = zip.FindXml(ContentTypes) ?? throw new UploadRefusal(UploadRefusal.Broken);
        if (
            zip.Parts.Any(p => p.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            || ContentType
                .Descendants()
                .Attributes("ContentType")
                .Any(t => t.Value.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
        )
        {
            throw new UploadRefusal(UploadRefusal.Macros);
        }

        MainPart =
            zip.FindXml("_rels/.rels")
                ?.Root?.Elements(Relations + "Relationship")
                .FirstOrDefault(r =>
                    r.Attribute("Type")?.Value.EndsWith("/officeDocument", StringComparison.Ordinal) == true
                )
                ?.Attribute("Target")
                ?.Value.TrimStart('/')
            ?? throw new UploadRefusal(UploadRefusal.Unknown);
        Document = zip.FindXml(MainPart) ?? throw new UploadRefusal(UploadRefusal.Broken);
        var body =
            Document.Root?.Name == W + "document" && Document.Root.Element(W + "body") is { } found
                ? found
                : throw new UploadRefusal(UploadRefusal.Unknown);
        Read(body, DocxNumbering.Of(zip, PartBeside("numbering.xml"), PartBeside("styles.xml")));
        Text = text.ToString();
    }

    public BoundedZip Zip { get; }

    public XDocument ContentType { get; }

    /// <summary>The name of the part that holds the body.</summary>
    public string MainPart { get; }

    public XDocument Document { get; }

    public string Text { get; }

    /// <summary>The pieces of text in order; what Word numbers by itself has no element.</summary>
    public IReadOnlyList<Piece> Pieces => pieces;

    public IReadOnlyList<Line> Paragraphs => lines;

    public string PartBeside(string name) =>
        MainPart.Contains('/', StringComparison.Ordinal) ? MainPart[..(MainPart.LastIndexOf('/') + 1)] + name : name;

    /// <summary>A type declared for a part, such as the one for comments.</summary>
    public void Declare(string part, string type)
    {
        if (ContentType.Root!.Elements(Types + "Override").All(o => o.Attribute("PartName")?.Value != "/" + part))
        {
            ContentType.Root.Add(
                new XElement(
                    Types + "Override",
                    new XAttribute("PartName", "/" + part),
                    new XAttribute("ContentType", type)
                )
            );
        }
    }

    private void Read(XElement body, DocxNumbering numbering)
    {
        foreach (var paragraph in body.Descendants(W + "p"))
        {
            // Of a drawing's two forms only the one for new programs is read.
            if (paragraph.Ancestors(Fallback).Any())
            {
                continue;
            }

            if (lines.Count > 0)
            {
                text.Append('\n');
            }

            var start = text.Length;
            if (numbering.LabelOf(paragraph) is { Length: > 0 } label)
            {
                Add(label, null);
            }

            ReadParagraph(paragraph);
            lines.Add(new(start, text.Length - start, paragraph));
        }
    }

    private void ReadParagraph(XElement paragraph)
    {
        foreach (var element in paragraph.Descendants())
        {
            var said = Said(element);
            if (
                said.Length > 0
                && element.Ancestors(W + "p").First() == paragraph
                && !element
                    .Ancestors()
                    .TakeWhile(a => a != paragraph)
                    .Any(a => a.Name == W + "del" || a.Name == Fallback)
            )
            {
                Add(said, element.Name == W + "t" ? element : null);
            }
        }
    }

    private static string Said(XElement element) =>
        element.Name.Namespace != W
            ? ""
            : element.Name.LocalName switch
            {
                // A line break within a paragraph is a line of its own to a reader.
                "t" => element.Value.Replace('\n', ' ').Replace('\r', ' '),
                "tab" when element.Parent?.Name == W + "r" => "\t",
                "br" or "cr" when element.Attribute(W + "type") is null => "\n",
                "noBreakHyphen" => "-",
                _ => "",
            };

    private void Add(string said, XElement? element)
    {
        pieces.Add(new(text.Length, said.Length, element));
        text.Append(said);
    }

    /// <summary>A stretch of the text.</summary>
    /// <param name="Start">Where it begins in the text.</param>
    /// <param name="Length">How long it is.</param>
    /// <param name="Element">The <c>w:t</c> that says it; none for a tab, a break or an automatic number.</param>
    internal sealed record Piece(int Start, int Length, XElement? Element)
    {
        public int End => Start + Length;
    }

    /// <summary>A paragraph and where it stands.</summary>
    internal sealed record Line(int Start, int Length, XElement Element);
}
