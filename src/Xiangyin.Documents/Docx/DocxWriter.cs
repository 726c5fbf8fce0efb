using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>
/// Writes a .docx as plain XML parts. Positions come from paragraph settings alone (no empty paragraphs, no text boxes),
/// so that what a clerk edits afterwards keeps its form.
/// </summary>
internal sealed class DocxWriter(OfficialDocument document, DocxOptions options)
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
            package.Add("[Content_Types].xml", shared.ContentTypes);
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
        xml.Markup(Declaration).Markup($"<w:document {W} {R}><w:body>");
        for (var i = 0; i < elements.Count; i++)
            Write(elements[i], i);
        // A floating table hangs on the paragraph after it.
        if (elements[^1].Role is Role.CopyTo or Role.Printed)
            xml.Markup("<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"u8);
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
                Paragraph("Caption", "", element.Text);
                break;
            case Role.Table:
                Table(element.Table!, index);
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

    // ---- head and title

    private string MarkRun(int size) =>
        DocxStyles.Faces(faces.Title, faces.Title)
        + $"<w:color w:val=\"{DocxStyles.Red}\"/><w:sz w:val=\"{size * 2}\"/><w:szCs w:val=\"{size * 2}\"/>";

    private void Mark(Element element)
    {
        var above = elements.TakeWhile(other => other != element).Count() * page.Pitch;
        var drop =
            document.Form == DocumentForm.Order ? OfficialFormat.OrderMarkBelowArea : OfficialFormat.MarkBelowArea;
        var size = OfficialFormat.MarkSize(PlainText.Of(element.Text));
        var before = Math.Max(0, DocxPage.Millimetres(drop) - above);
        Open("Mark", $"<w:spacing w:before=\"{before}\" w:line=\"{size * 20}\" w:lineRule=\"exact\"/>");
        MarkText(element, size);
        xml.Markup("</w:p>"u8);
    }

    private void MarkText(Element element, int size)
    {
        xml.Markup("<w:r><w:rPr>"u8).Markup(MarkRun(size)).Markup("</w:rPr><w:t>"u8);
        xml.Text(PlainText.Of(element.Text)).Markup("</w:t></w:r>"u8);
    }

    /// <summary>Two lines under the mark, and the red rule 4 mm under it; upward, the signatories stand at the right.</summary>
    private void Number(Element element)
    {
        var before = DocxPage.Millimetres(2 * OfficialFormat.Line) - page.Lead;
        var lines = Math.Max(1, element.Trailing.Length);
        for (var line = 0; line < lines; line++)
        {
            var settings = new StringBuilder();
            if (line == lines - 1 && document.Form != DocumentForm.Order)
            {
                var space = Math.Max(1, (DocxPage.Millimetres(OfficialFormat.RuleBelowNumber) - page.Lead) / 20);
                settings.Append(
                    $"<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"{space}\" w:color=\"{DocxStyles.Red}\"/></w:pBdr>"
                );
            }
            if (element.Trailing.Length > 0)
                settings.Append(RightTab(page.AreaWidth - page.Characters(1)));
            if (line == 0)
                settings.Append(Before(before));
            if (element.Trailing.Length > 0)
                settings.Append(
                    $"<w:ind w:firstLineChars=\"100\" w:firstLine=\"{page.Characters(1)}\"/><w:jc w:val=\"left\"/>"
                );
            Open("Number", settings.ToString());
            // The number stands on the line of the last names (§7.2.6).
            if (line == lines - 1)
                Runs(element.Text);
            if (element.Trailing.Length > 0)
                Signatories(element.Trailing[line]);
            xml.Markup("</w:p>"u8);
        }
    }

    private void Signatories(string line)
    {
        var label = line.StartsWith(words.Signatory, StringComparison.Ordinal) ? words.Signatory : "";
        Run("\t" + label);
        Run(line[label.Length..], "<w:rStyle w:val=\"Signatory\"/>");
    }

    private static string RightTab(int position) => $"<w:tabs><w:tab w:val=\"right\" w:pos=\"{position}\"/></w:tabs>";

    private void Corner(Element element)
    {
        var style = element.Role is Role.Secrecy or Role.Urgency ? "CornerStrong" : "Corner";
        Open(style, element.Trailing.IsEmpty ? "" : RightTab(page.AreaWidth));
        Runs(element.Text);
        foreach (var trailing in element.Trailing)
            Run("\t" + trailing);
        xml.Markup("</w:p>"u8);
    }

    /// <summary>
    /// The title has a pitch of its own; the space after it brings the text back to the grid, one blank line below.
    /// </summary>
    private void Title(Element element, int index)
    {
        var lines = TitleBreaker.Break(PlainText.Of(element.Text), OfficialFormat.TitleColumns);
        var height = lines.Count * DocxPage.Millimetres(OfficialFormat.TitlePitch);
        var before = 0;
        if (element.Role == Role.AnnexTitle)
            before = page.Pitch; // the label on line 1, the title on line 3 (§7.3.6)
        else if (index > 0)
            before = DocxPage.Millimetres(2 * OfficialFormat.Line);
        var used = (before + height + page.Pitch - 1) / page.Pitch * page.Pitch;
        var after = used - before - height + page.Pitch;
        Paragraph(
            "Title",
            $"<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>",
            [new Plain(string.Join('\n', lines))]
        );
    }

    // ---- after the text

    private void AnnexList(Element element)
    {
        var label = TextWidth.Of(element.Label);
        var first = element.Role == Role.AnnexListFirst;
        // 附件： is two characters in; further annexes stand under the first one's number.
        var left = 2 + (first ? 0 : TextWidth.Of(words.Annex) + 1);
        Open("AnnexList", (first ? Before(page.Pitch) : "") + Indent(left: left + label, hanging: label));
        Run(element.Label);
        Runs(element.Text);
        xml.Markup("</w:p>"u8);
    }

    private void Attendance(Element element, int index)
    {
        var label = TextWidth.Of(element.Label);
        var first = elements[index - 1].Role != Role.Attendance;
        Open("Attendance", (first ? Before(page.Pitch) : "") + Indent(left: 2 + label, hanging: label));
        Run(element.Label, "<w:rStyle w:val=\"Strong1\"/>");
        Runs(element.Text);
        xml.Markup("</w:p>"u8);
    }

    private void Signer(Element element, int index)
    {
        var kind = document.Signature!.Kind;
        var first = elements[index - 1].Role != Role.Signer;
        var blank = (first, kind) switch
        {
            (false, _) => 0,
            (true, SignatureKind.Unsealed) => 1,
            _ => 2,
        };
        var inset = SignatureInsets.Of(document).Signer(element);
        Open("Signer", (blank > 0 ? Before(blank * page.Pitch) : "") + Indent(right: inset));
        Run(element.Label);
        Runs(element.Text);
        xml.Markup("</w:p>"u8);
    }

    private void Date(Element element)
    {
        var blank = document.Signature is null or { Kind: SignatureKind.Stamp } ? 1 : 0;
        var inset = SignatureInsets.Of(document).Date;
        Paragraph("Date", (blank > 0 ? Before(page.Pitch) : "") + Indent(right: inset), element.Text);
    }

    /// <summary>A table hung from the bottom margin: rules of 0.35, 0.25 and 0.35 mm (§7.4.1); a letter's has none (§10.1).</summary>
    private void Colophon(Element? copyTo, Element? printed)
    {
        var rule = IsLetter ? "nil" : "single";
        // Placed from the paper's edge: LibreOffice leaves a table as wide as the area in the text otherwise.
        xml.Markup("<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" "u8);
        xml.Markup($"w:horzAnchor=\"page\" w:tblpX=\"{page.Left}\" w:tblpYSpec=\"bottom\"/>");
        xml.Markup($"<w:tblW w:w=\"{page.AreaWidth}\" w:type=\"dxa\"/><w:tblBorders>");
        foreach (var (side, eighths) in ((string, int)[])[("top", 8), ("bottom", 8), ("insideH", 6)])
            xml.Markup($"<w:{side} w:val=\"{rule}\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"auto\"/>");
        xml.Markup("</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr>"u8);
        xml.Markup($"<w:tblGrid><w:gridCol w:w=\"{page.AreaWidth}\"/></w:tblGrid>");
        const int one = 280; // one character of 4号
        if (copyTo is not null)
        {
            var hanging = (int)(TextWidth.Of(copyTo.Label) * one);
            OpenRow($"<w:ind w:left=\"{one + hanging}\" w:right=\"{one}\" w:hanging=\"{hanging}\"/>");
            Run(copyTo.Label);
            Runs(copyTo.Text);
            xml.Markup("</w:p></w:tc></w:tr>"u8);
        }
        if (printed is not null)
        {
            OpenRow(
                RightTab(page.AreaWidth - one) + $"<w:ind w:left=\"{one}\" w:right=\"{one}\"/><w:jc w:val=\"left\"/>"
            );
            Runs(printed.Text);
            Run("\t" + printed.Trailing[0]);
            xml.Markup("</w:p></w:tc></w:tr>"u8);
        }
        xml.Markup("</w:tbl>"u8);
    }

    private void OpenRow(string settings)
    {
        xml.Markup("<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\""u8).Number(page.AreaWidth);
        xml.Markup(
            "\" w:type=\"dxa\"/><w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"u8
        );
        xml.Markup("</w:tcMar></w:tcPr>"u8);
        Open("Colophon", settings);
    }

    // ---- tables

    private void Table(Table table, int index)
    {
        // Two tables that touch would be read as one.
        if (index > 0 && elements[index - 1].Role == Role.Table)
            xml.Markup("<w:p/>"u8);
        var widths = ColumnWidths.Of(table).Select(part => (int)(part * page.AreaWidth)).ToArray();
        xml.Markup("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\""u8).Number(widths.Sum());
        xml.Markup("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"u8);
        foreach (var width in widths)
            xml.Markup("<w:gridCol w:w=\""u8).Number(width).Markup("\"/>"u8);
        xml.Markup("</w:tblGrid>"u8);
        Row("<w:tblHeader/>", table.Columns.Length, widths, column => (table.Columns[column].Head, "TableHead", ""));
        foreach (var row in table.Rows)
            Row("", row.Length, widths, column => (row[column].Text, "TableText", Align(table.Columns[column].Align)));
        xml.Markup("</w:tbl>"u8);
    }

    private void Row(
        string settings,
        int cells,
        int[] widths,
        Func<int, (CellText Text, string Style, string Align)> cell
    )
    {
        xml.Markup("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\""u8)
            .Number(page.Pitch)
            .Markup("\" w:hRule=\"atLeast\"/>"u8);
        xml.Markup(settings).Markup("</w:trPr>"u8);
        for (var column = 0; column < cells; column++)
        {
            var (text, style, align) = cell(column);
            xml.Markup("<w:tc><w:tcPr><w:tcW w:w=\""u8).Number(widths[column]);
            xml.Markup("\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"u8);
            Paragraph(style, align, text.Runs);
            xml.Markup("</w:tc>"u8);
        }
        xml.Markup("</w:tr>"u8);
    }

    private readonly record struct CellText(ImmutableArray<Inline> Runs)
    {
        public static implicit operator CellText(string text) => new([new Plain(text)]);

        public static implicit operator CellText(ImmutableArray<Inline> runs) => new(runs);
    }

    private static string Align(CellAlign align) =>
        align switch
        {
            CellAlign.Start => "<w:jc w:val=\"left\"/>",
            CellAlign.End => "<w:jc w:val=\"right\"/>",
            _ => "",
        };

    // ---- section, headers, footers

    private void Section()
    {
        xml.Markup("<w:sectPr>"u8);
        if (IsLetter)
            xml.Markup("<w:headerReference w:type=\"first\" r:id=\"rIdHeadFirst\"/>"u8);
        xml.Markup(
            "<w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/><w:footerReference w:type=\"even\" r:id=\"rIdEven\"/>"u8
        );
        if (IsLetter)
            xml.Markup("<w:footerReference w:type=\"first\" r:id=\"rIdFootFirst\"/>"u8);
        var header = IsLetter ? DocxPage.Millimetres(OfficialFormat.LetterMarkTop) : 851;
        xml.Markup($"<w:pgSz w:w=\"{DocxPage.Width}\" w:h=\"{DocxPage.Height}\"/>");
        xml.Markup(
            $"<w:pgMar w:top=\"{page.Top}\" w:right=\"{page.Right}\" w:bottom=\"{page.Bottom}\" w:left=\"{page.Left}\" w:header=\"{header}\" w:footer=\"{DocxPage.Footer}\" w:gutter=\"0\"/>"
        );
        if (IsLetter)
            xml.Markup("<w:titlePg/>"u8);
        xml.Markup(
            options.Grid == DocxGrid.LinesAndChars
                ? $"<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"{page.Pitch}\" w:charSpace=\"{DocxPage.CharSpace}\"/>"
                : $"<w:docGrid w:type=\"lines\" w:linePitch=\"{page.Pitch}\"/>"
        );
        xml.Markup("</w:sectPr>"u8);
    }

    /// <summary>— 1 — one character of 4号 in from the outer edge (§7.5).</summary>
    private static byte[] Footer(string side) =>
        Encoding.UTF8.GetBytes(
            $"""
            {Declaration}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:left="280" w:right="280"/><w:jc w:val="{side}"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
            """
        );

    /// <summary>The mark 30 mm from the top, a thick-over-thin red rule of 170 mm 4 mm under it (§10.1).</summary>
    private byte[] LetterHead()
    {
        var mark = elements.First(element => element.Role == Role.Mark);
        var size = OfficialFormat.MarkSize(PlainText.Of(mark.Text));
        xml.Clear().Markup(Declaration).Markup($"<w:hdr {W}>");
        var space = (int)Math.Round(OfficialFormat.RuleBelowNumber / OfficialFormat.MillimetresPerPoint);
        Open(
            "Mark",
            $"<w:pBdr><w:bottom w:val=\"thickThinSmallGap\" w:sz=\"18\" w:space=\"{space}\" w:color=\"{DocxStyles.Red}\"/></w:pBdr><w:spacing w:line=\"{size * 20}\" w:lineRule=\"exact\"/>{Overhang()}"
        );
        MarkText(mark, size);
        xml.Markup("</w:p></w:hdr>"u8);
        return xml.Written.ToArray();
    }

    /// <summary>A thin-over-thick red rule 20 mm from the paper's bottom, and no page number.</summary>
    private byte[] LetterFoot()
    {
        xml.Clear().Markup(Declaration).Markup($"<w:ftr {W}>");
        var distance = DocxPage.Footer - DocxPage.Millimetres(OfficialFormat.LetterRuleAboveBottom);
        // The footer's own distance from the edge is larger than the rule's: the rule hangs that much below it.
        var space = Math.Clamp(distance / 20, 0, 31);
        Open(
            "Footer",
            $"<w:pBdr><w:bottom w:val=\"thinThickSmallGap\" w:sz=\"18\" w:space=\"{space}\" w:color=\"{DocxStyles.Red}\"/></w:pBdr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>{Overhang()}"
        );
        xml.Markup("</w:p></w:ftr>"u8);
        return xml.Written.ToArray();
    }

    private static string Overhang()
    {
        var twips = DocxPage.Millimetres((OfficialFormat.LetterRuleWidth - OfficialFormat.AreaWidth) / 2);
        return $"<w:ind w:left=\"{-twips}\" w:right=\"{-twips}\"/>";
    }

    // ---- the package

    private static ReadOnlySpan<byte> PackageRelations =>
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
        """u8;

    private static ReadOnlySpan<byte> Settings =>
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
        """u8;

    private byte[] ContentTypes()
    {
        const string main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        var types = new StringBuilder(Declaration);
        types.Append(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
        );
        void Part(string name, string type) =>
            types.Append($"<Override PartName=\"/word/{name}.xml\" ContentType=\"{main}{type}+xml\"/>");
        Part("document", "document.main");
        Part("styles", "styles");
        Part("settings", "settings");
        Part("footer1", "footer");
        Part("footer2", "footer");
        if (IsLetter)
        {
            Part("header1", "header");
            Part("footer3", "footer");
        }
        return Encoding.UTF8.GetBytes(types.Append("</Types>").ToString());
    }

    private byte[] Relations()
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        xml.Clear()
            .Markup(Declaration)
            .Markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"u8);
        void Part(string id, string type, string target) =>
            xml.Markup($"<Relationship Id=\"{id}\" Type=\"{office}{type}\" Target=\"{target}\"/>");
        Part("rIdStyles", "styles", "styles.xml");
        Part("rIdSettings", "settings", "settings.xml");
        Part("rIdOdd", "footer", "footer1.xml");
        Part("rIdEven", "footer", "footer2.xml");
        if (IsLetter)
        {
            Part("rIdHeadFirst", "header", "header1.xml");
            Part("rIdFootFirst", "footer", "footer3.xml");
        }
        if (figures.Count > 0)
            Part("rIdFigures", "customXml", "../customXml/item1.xml");
        foreach (var (address, number) in addresses)
        {
            xml.Markup($"<Relationship Id=\"rIdLink{number}\" Type=\"{office}hyperlink\" Target=\"");
            xml.Text(address).Markup("\" TargetMode=\"External\"/>"u8);
        }
        return xml.Markup("</Relationships>"u8).Written.ToArray();
    }

    private byte[] Properties()
    {
        xml.Clear().Markup(Declaration);
        xml.Markup(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"u8
        );
        xml.Text(document.Title.ReplaceLineEndings(" ")).Markup("</dc:title><dc:creator>"u8);
        xml.Text(document.Signature?.Signers.FirstOrDefault() ?? document.Head?.Mark ?? "");
        var day = document.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        xml.Markup($"</dc:creator><dc:language>{words.Language}</dc:language>");
        xml.Markup($"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>");
        xml.Markup(
            $"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"
        );
        return xml.Written.ToArray();
    }

    /// <summary>What each bookmarked figure is, for programs that read the document back.</summary>
    private byte[] Figures()
    {
        xml.Clear().Markup(Declaration).Markup("<figures xmlns=\"urn:xiangyin:figures:1\">"u8);
        for (var i = 0; i < figures.Count; i++)
        {
            xml.Markup("<figure bookmark=\"_figure"u8).Number(i + 1).Markup("\""u8);
            if (figures[i].Id is { } id)
                xml.Markup(" id=\""u8).Text(id).Markup("\""u8);
            if (figures[i].Address is { } address)
                xml.Markup(" address=\""u8).Text(address.AbsoluteUri).Markup("\""u8);
            xml.Markup(">"u8).Text(figures[i].Text).Markup("</figure>"u8);
        }
        return xml.Markup("</figures>"u8).Written.ToArray();
    }
}
