using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>
/// Writes a .docx as plain XML parts. Positions come from paragraph settings alone (no empty paragraphs, no text boxes),
/// so that what a clerk edits afterwards keeps its form.
/// </summary>
internal sealed partial class DocxWriter(OfficialDocument document, DocxOptions options)
{
    private readonly DocxOptions options = options;

    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private const string R = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    // What documents of one setting share is packed once; there are few settings.
    private static readonly ConcurrentDictionary<(DocxOptions, Script, bool IsLetter), SharedParts> Shared = new();

    private readonly DocxPage page = DocxPage.Of(options.Profile);
    private readonly FaceNames faces = options.Faces ?? FaceNames.Of(document.Script);
    private readonly Words words = Words.Of(document.Script);
    private readonly XmlBuffer xml = new();
    private readonly Dictionary<string, int> addresses = [];
    private readonly List<Figure> figures = [];
    private readonly List<Element> elements = Composition.Of(document);

    private bool IsLetter => document.Form == DocumentForm.Letter;

    public Written Write(Stream stream)
    {
        using (var package = new FixedZip(stream, document.Date))
        {
            var body = Body();
            var shared = options.Faces is null
                ? Shared.GetOrAdd((options, document.Script, IsLetter), _ => new SharedParts(this))
                : new SharedParts(this);
            package.Add("[Content_Types].xml", HasOwnParts ? PackedPart.Of(ContentTypes()) : shared.ContentTypes);
            package.Add("_rels/.rels", shared.PackageRelations);
            package.Add("docProps/core.xml", Properties());
            package.Add("word/document.xml", body);
            package.Add("word/_rels/document.xml.rels", Relations());
            package.Add("word/styles.xml", shared.Styles);
            package.Add("word/settings.xml", shared.Settings);
            package.Add("word/footer1.xml", shared.OddFooter);
            package.Add("word/footer2.xml", shared.EvenFooter);
            if (IsLetter)
            {
                package.Add("word/header1.xml", LetterHead());
                package.Add("word/footer3.xml", LetterFoot());
            }
            if (figures.Count > 0)
                package.Add("customXml/item1.xml", Figures());
            if (landscapes > 0)
            {
                package.Add("word/footer4.xml", TurnedFooter(isOdd: true));
                package.Add("word/footer5.xml", TurnedFooter(isOdd: false));
            }
            for (var i = 0; i < media.Count; i++)
                package.Add($"word/media/{MediaName(i)}", media[i].File);
            for (var i = 0; i < charts.Count; i++)
                package.Add($"word/charts/chart{i + 1}.xml", ChartPart(charts[i]));
        }
        if (xml.Replaced == 0)
            return new Written([]);
        var message = $"{xml.Replaced} characters that XML cannot carry were written as U+FFFD.";
        return new Written([new Warning(WarningKind.CharacterReplaced, message)]);
    }

    /// <summary>The parts that do not depend on what a document says.</summary>
    private sealed class SharedParts(DocxWriter writer)
    {
        public PackedPart ContentTypes { get; } = PackedPart.Of(writer.ContentTypes());

        public PackedPart PackageRelations { get; } = PackedPart.Of(DocxWriter.PackageRelations);

        public PackedPart Styles { get; } =
            PackedPart.Of(
                Encoding.UTF8.GetBytes(DocxStyles.Xml(writer.page, writer.options, writer.faces, writer.words))
            );

        public PackedPart Settings { get; } = PackedPart.Of(DocxWriter.Settings);

        public PackedPart OddFooter { get; } = PackedPart.Of(Footer("right"));

        public PackedPart EvenFooter { get; } = PackedPart.Of(Footer("left"));
    }

    // ---- the text

    private byte[] Body()
    {
        xml.Markup(Declaration).Markup($"<w:document {W} {R} {Drawing}><w:body>");
        for (var i = 0; i < elements.Count; i++)
            Write(elements[i], i);
        // A floating table hangs on the paragraph after it, and so does the code.
        if (elements[^1].Role is Role.CopyTo or Role.Printed || document.Verification is not null)
        {
            xml.Markup("<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr>"u8);
            VerificationCode();
            xml.Markup("</w:p>"u8);
        }
        Section();
        xml.Markup("</w:body></w:document>"u8);
        return xml.Written.ToArray();
    }

    private void Write(Element element, int index)
    {
        switch (element.Role)
        {
            case Role.Mark when !IsLetter:
                Mark(element);
                break;
            case Role.Mark:
                break; // stands in the first page's header
            case Role.Number when !IsLetter:
                Number(element);
                break;
            case Role.CopyNumber or Role.Secrecy or Role.Urgency or Role.Number:
                Corner(element);
                break;
            case Role.Title or Role.AnnexTitle:
                Title(element, index);
                break;
            case Role.Addressee:
                Paragraph("Addressee", "", element.Text);
                break;
            case >= Role.Heading1 and <= Role.Heading4:
                Paragraph(HeadingStyle(element.Role), "", element.Text);
                break;
            case Role.Body:
                Paragraph("BodyText", FollowsNumber(index) ? Before(2 * page.Pitch) : "", element.Text);
                break;
            case Role.TableTitle:
                if (elements[index + 1].Table!.IsLandscape)
                    EndSection();
                Paragraph("Caption", "", element.Text);
                break;
            case Role.Table when element.Table!.IsLandscape:
                if (index == 0 || elements[index - 1].Role != Role.TableTitle)
                    EndSection();
                Table(element.Table, index);
                EndLandscape();
                break;
            case Role.Table:
                Table(element.Table!, index);
                break;
            case Role.Picture:
                Picture(element.Picture!, index);
                break;
            case Role.Chart:
                Chart(element, index);
                break;
            case Role.Caption:
                Paragraph("Caption", "<w:keepNext w:val=\"0\"/>", element.Text);
                break;
            case Role.AnnexListFirst or Role.AnnexListNext:
                AnnexList(element);
                break;
            case Role.Attendance:
                Attendance(element, index);
                break;
            case Role.Signer:
                Signer(element, index);
                break;
            case Role.Date:
                Date(element);
                break;
            case Role.Note:
                Paragraph("Note", "", element.Text);
                break;
            case Role.AnnexLabel:
                Paragraph("AnnexLabel", "", element.Text);
                break;
            case Role.CopyTo:
                if (index == elements.Count - 1)
                    Colophon(element, null);
                break; // written with Printed otherwise, in one table
            case Role.Printed:
                Colophon(elements[index - 1] is { Role: Role.CopyTo } copyTo ? copyTo : null, element);
                break;
        }
    }

    private static string HeadingStyle(Role role) =>
        role switch
        {
            Role.Heading1 => "Heading1",
            Role.Heading2 => "Heading2",
            Role.Heading3 => "Heading3",
            _ => "Heading4",
        };

    private bool FollowsNumber(int index) => index > 0 && elements[index - 1].Role is Role.Number or Role.Mark;

    private static string Before(int twips) => $"<w:spacing w:before=\"{twips}\"/>";

    private string Indent(double left = 0, double right = 0, double hanging = 0)
    {
        var indent = new StringBuilder("<w:ind");
        void Add(string name, double characters)
        {
            if (characters > 0)
                indent.Append(
                    $" w:{name}Chars=\"{(int)Math.Round(characters * 100)}\" w:{name}=\"{page.Characters(characters)}\""
                );
        }
        Add("left", left);
        Add("right", right);
        Add("hanging", hanging);
        return indent.Append("/>").ToString();
    }

    private void Open(string style, string settings) =>
        xml.Markup("<w:p><w:pPr><w:pStyle w:val=\""u8)
            .Markup(style)
            .Markup("\"/>"u8)
            .Markup(settings)
            .Markup("</w:pPr>"u8);

    private void Paragraph(string style, string settings, ImmutableArray<Inline> runs)
    {
        Open(style, settings);
        Runs(runs);
        xml.Markup("</w:p>"u8);
    }

    private void Runs(ImmutableArray<Inline> runs)
    {
        foreach (var run in runs)
        {
            if (run is Figure figure)
                Figure(figure);
            else
                Run(run.Text);
        }
    }

    private void Run(string text, string properties = "")
    {
        if (text.Length == 0)
            return;
        xml.Markup("<w:r><w:rPr>"u8);
        if (properties.Length > 0)
            xml.Markup(properties);
        xml.Markup("<w:rFonts w:hint=\"eastAsia\"/></w:rPr>"u8);
        var rest = text.AsSpan();
        while (true)
        {
            var stop = rest.IndexOfAny("\n\r\t");
            var piece = stop < 0 ? rest : rest[..stop];
            if (!piece.IsEmpty)
                xml.Markup("<w:t xml:space=\"preserve\">"u8).Text(piece).Markup("</w:t>"u8);
            if (stop < 0)
                break;
            xml.Markup(rest[stop] == '\t' ? "<w:tab/>"u8 : "<w:br/>"u8);
            var pair = rest[stop] == '\r' && stop + 1 < rest.Length && rest[stop + 1] == '\n';
            rest = rest[(stop + (pair ? 2 : 1))..];
        }
        xml.Markup("</w:r>"u8);
    }

    /// <summary>A figure is a hidden bookmark, so that a program finds it again, around a link, where there is an address.</summary>
    private void Figure(Figure figure)
    {
        figures.Add(figure);
        var number = figures.Count;
        xml.Markup("<w:bookmarkStart w:id=\""u8)
            .Number(number)
            .Markup("\" w:name=\"_figure"u8)
            .Number(number)
            .Markup("\"/>"u8);
        if (figure.Address is { } address)
        {
            xml.Markup("<w:hyperlink r:id=\"rIdLink"u8).Number(Link(address)).Markup("\" w:history=\"1\">"u8);
            Run(figure.Text);
            xml.Markup("</w:hyperlink>"u8);
        }
        else
        {
            Run(figure.Text);
        }
        xml.Markup("<w:bookmarkEnd w:id=\""u8).Number(number).Markup("\"/>"u8);
    }

    private int Link(Uri address)
    {
        if (!addresses.TryGetValue(address.AbsoluteUri, out var number))
            addresses.Add(address.AbsoluteUri, number = addresses.Count + 1);
        return number;
    }
}
