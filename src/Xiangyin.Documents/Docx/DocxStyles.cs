using System.Globalization;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>
/// styles.xml: one style for each element of the standard, under Word's built-in names where there is one, so that the
/// navigation pane, tables of contents and the reader's own tools know them.
/// </summary>
internal static class DocxStyles
{
    public const string Red = "E60012";

    // What has a pitch of its own stands off the grid: LibreOffice gives it two lines of it otherwise.
    public static string Xml(DocxPage page, DocxOptions options, FaceNames faces, Words words)
    {
        var tightening = options.Grid == DocxGrid.Lines ? $"""<w:spacing w:val="{DocxPage.Tightening}"/>""" : "";
        var styles = new StringBuilder(8192);
        styles.Append(
            $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>{Faces(
                faces.Body,
                faces.Latin
            )}{tightening}<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="{words.Language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{page.Pitch}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:overflowPunct w:val="0"/></w:pPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
            """
        );
        var two = page.Characters(2);
        var indent = $"""<w:ind w:firstLineChars="200" w:firstLine="{two}"/>""";
        var titlePitch = DocxPage.Millimetres(OfficialFormat.TitlePitch);
        Style(
            styles,
            "Title",
            "Title",
            $"""<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="{titlePitch}" w:lineRule="exact"/><w:jc w:val="center"/>""",
            Faces(faces.Title, faces.Title) + Size(OfficialFormat.TitleSize)
        );
        Style(styles, "BodyText", "Normal Indent", indent, "");
        Heading(styles, 1, indent, faces.Heading1, faces.Latin);
        Heading(styles, 2, indent, faces.Heading2, faces.Latin);
        Heading(styles, 3, indent, faces.Body, faces.Latin);
        Heading(styles, 4, indent, faces.Body, faces.Latin);
        Style(styles, "Addressee", "Salutation", "<w:keepNext/>", "");
        Style(styles, "Signer", "Signature", """<w:keepNext/><w:keepLines/><w:jc w:val="right"/>""", "");
        Style(styles, "Date", "Date", """<w:jc w:val="right"/>""", "");
        Style(
            styles,
            "Caption",
            "caption",
            """<w:keepNext/><w:jc w:val="center"/>""",
            Faces(faces.Heading1, faces.Latin) + Size(OfficialFormat.SmallSize)
        );
        Style(
            styles,
            "TableText",
            "表格文字",
            """<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="center"/>""",
            Size(OfficialFormat.SmallSize)
        );
        Style(
            styles,
            "TableHead",
            "表头文字",
            """<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="center"/>""",
            Faces(faces.Heading1, faces.Latin) + Size(OfficialFormat.SmallSize)
        );
        Style(
            styles,
            "Footer",
            "footer",
            """<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>""",
            Faces(faces.PageNumber, faces.PageNumber) + Size(OfficialFormat.SmallSize)
        );
        Style(styles, "Corner", "版头要素", "", "");
        Style(styles, "CornerStrong", "密级和紧急程度", "", Faces(faces.Heading1, faces.Latin));
        Style(
            styles,
            "Mark",
            "发文机关标志",
            """<w:snapToGrid w:val="0"/><w:jc w:val="center"/>""",
            Faces(faces.Title, faces.Title) + $"""<w:color w:val="{Red}"/>"""
        );
        Style(styles, "Number", "发文字号", """<w:snapToGrid w:val="0"/><w:jc w:val="center"/>""", "");
        Style(styles, "AnnexList", "附件说明", "", "");
        Style(styles, "Attendance", "纪要人员", "", "");
        Style(styles, "Note", "附注", indent, "");
        Style(
            styles,
            "AnnexLabel",
            "附件序号",
            "<w:keepNext/><w:pageBreakBefore/>",
            Faces(faces.Heading1, faces.Latin)
        );
        Style(
            styles,
            "Colophon",
            "版记",
            """<w:snapToGrid w:val="0"/><w:spacing w:line="500" w:lineRule="exact"/>""",
            Size(OfficialFormat.SmallSize)
        );
        styles.Append(
            """
            <w:style w:type="character" w:customStyle="1" w:styleId="Strong1"><w:name w:val="要素名称"/><w:rPr>
            """
        );
        styles.Append(Faces(faces.Heading1, faces.Latin));
        styles.Append(
            """
            </w:rPr></w:style><w:style w:type="character" w:customStyle="1" w:styleId="Signatory"><w:name w:val="签发人姓名"/><w:rPr>
            """
        );
        styles.Append(Faces(faces.Heading2, faces.Latin));
        styles.Append(
            """
            </w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>
            """
        );
        return styles.ToString();
    }

    /// <summary>eastAsia carries the Chinese face; the hint gives it “” …… —— as well.</summary>
    public static string Faces(string chinese, string latin)
    {
        var (east, west) = (Escape(chinese), Escape(latin));
        return $"""<w:rFonts w:hint="eastAsia" w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{east}" w:cs="{west}"/>""";
    }

    private static string Escape(string name) => new XmlBuffer().Text(name).ToString();

    private static string Size(double points)
    {
        var half = ((int)(points * 2)).ToString(CultureInfo.InvariantCulture);
        return $"""<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>""";
    }

    private static void Heading(StringBuilder styles, int level, string indent, string face, string latin) =>
        Style(
            styles,
            $"Heading{level}",
            $"heading {level}",
            $"""<w:keepNext/>{indent}<w:outlineLvl w:val="{level - 1}"/>""",
            Faces(face, latin)
        );

    private static void Style(StringBuilder styles, string id, string name, string paragraph, string run)
    {
        var custom = name[0] > 0x7F ? """ w:customStyle="1" """ : " ";
        styles.Append(
            $"""<w:style w:type="paragraph"{custom}w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>"""
        );
        if (name.StartsWith("heading", StringComparison.Ordinal))
            styles.Append("""<w:next w:val="BodyText"/>""");
        styles.Append("<w:qFormat/>");
        if (paragraph.Length > 0)
            styles.Append("<w:pPr>").Append(paragraph).Append("</w:pPr>");
        if (run.Length > 0)
            styles.Append("<w:rPr>").Append(run).Append("</w:rPr>");
        styles.Append("</w:style>");
    }
}
