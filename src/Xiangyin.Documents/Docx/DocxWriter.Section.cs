using System.Text;

namespace Xiangyin.Documents;

// Sections, headers and footers.
internal sealed partial class DocxWriter
{
    private int landscapes;

    private void Section()
    {
        xml.Markup("<w:sectPr>"u8);
        // Only the first section has a first page of its own; later ones would have another.
        var hasFirstPage = IsLetter && landscapes == 0;
        if (hasFirstPage)
            xml.Markup("<w:headerReference w:type=\"first\" r:id=\"rIdHeadFirst\"/>"u8);
        xml.Markup(
            "<w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/><w:footerReference w:type=\"even\" r:id=\"rIdEven\"/>"u8
        );
        if (hasFirstPage)
            xml.Markup("<w:footerReference w:type=\"first\" r:id=\"rIdFootFirst\"/>"u8);
        var header = IsLetter ? DocxPage.Millimetres(OfficialFormat.LetterMarkTop) : 851;
        xml.Markup($"<w:pgSz w:w=\"{DocxPage.Width}\" w:h=\"{DocxPage.Height}\"/>");
        xml.Markup(
            $"<w:pgMar w:top=\"{page.Top}\" w:right=\"{page.Right}\" w:bottom=\"{page.Bottom}\" w:left=\"{page.Left}\" w:header=\"{header}\" w:footer=\"{DocxPage.Footer}\" w:gutter=\"0\"/>"
        );
        if (hasFirstPage)
            xml.Markup("<w:titlePg/>"u8);
        Grid();
        xml.Markup("</w:sectPr>"u8);
    }

    private void Grid() =>
        xml.Markup(
            options.Grid == DocxGrid.LinesAndChars
                ? $"<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"{page.Pitch}\" w:charSpace=\"{DocxPage.CharSpace}\"/>"
                : $"<w:docGrid w:type=\"lines\" w:linePitch=\"{page.Pitch}\"/>"
        );

    /// <summary>Ends the upright pages before a landscape table; the paragraph that carries the break takes no room.</summary>
    private void EndSection()
    {
        xml.Markup(BreakParagraph);
        Section();
        xml.Markup("</w:pPr></w:p>"u8);
    }

    /// <summary>
    /// Ends a landscape table's pages: the paper lies across, so that its upper edge is the upright paper's left one, and
    /// its page number stands, turned, where it always does.
    /// </summary>
    private void EndLandscape()
    {
        landscapes++;
        xml.Markup(BreakParagraph).Markup("<w:sectPr>"u8);
        xml.Markup(
            "<w:footerReference w:type=\"default\" r:id=\"rIdTurnedOdd\"/><w:footerReference w:type=\"even\" r:id=\"rIdTurnedEven\"/>"u8
        );
        xml.Markup($"<w:pgSz w:w=\"{DocxPage.Height}\" w:h=\"{DocxPage.Width}\" w:orient=\"landscape\"/>");
        xml.Markup(
            $"<w:pgMar w:top=\"{page.Left}\" w:right=\"{page.Top}\" w:bottom=\"{page.Right}\" w:left=\"{page.Bottom}\" w:header=\"851\" w:footer=\"851\" w:gutter=\"0\"/>"
        );
        Grid();
        xml.Markup("</w:sectPr></w:pPr></w:p>"u8);
    }

    private static ReadOnlySpan<byte> BreakParagraph =>
        "<w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>"u8;

    /// <summary>The page number of a landscape page, in a turned cell at its left edge: low on odd pages, high on even ones.</summary>
    private static byte[] TurnedFooter(bool isOdd)
    {
        // 7 mm outside the type area as the paper hangs upright, one character in from its outer edge.
        var x =
            DocxPage.Millimetres(OfficialFormat.PaperHeight - PageGrid.Bottom - OfficialFormat.PageNumberBelowArea)
            - 190;
        const int height = 1400;
        var top = DocxPage.Millimetres(OfficialFormat.AreaLeft) + 280;
        var bottom = DocxPage.Millimetres(PageGrid.Right) - 280;
        var (y, align) = isOdd ? (bottom - height, "right") : (top, "left");
        return Encoding.UTF8.GetBytes(
            $"""
            {Declaration}<w:ftr {W}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/><w:tblW w:w="380" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="380"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="380" w:type="dxa"/><w:textDirection w:val="tbRl"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="{align}"/></w:pPr>{PageNumber}</w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>
            """
        );
    }

    private const string PageNumber =
        "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">— </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\"> —</w:t></w:r>";

    /// <summary>— 1 — one character of 4号 in from the outer edge (§7.5).</summary>
    private static byte[] Footer(string side) =>
        Encoding.UTF8.GetBytes(
            $"""
            {Declaration}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:left="280" w:right="280"/><w:jc w:val="{side}"/></w:pPr>{PageNumber}</w:p></w:ftr>
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

    /// <summary>
    /// A thin-over-thick red rule 20 mm from the paper's bottom, and no page number. An empty table at a fixed place
    /// carries it: word processors do not agree on where a footer's last border ends.
    /// </summary>
    private static byte[] LetterFoot()
    {
        var width = DocxPage.Millimetres(OfficialFormat.LetterRuleWidth);
        var x = DocxPage.Millimetres((OfficialFormat.PaperWidth - OfficialFormat.LetterRuleWidth) / 2);
        var y = DocxPage.Millimetres(OfficialFormat.PaperHeight - OfficialFormat.LetterRuleAboveBottom);
        return Encoding.UTF8.GetBytes(
            $"""
            {Declaration}<w:ftr {W}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders><w:top w:val="thinThickSmallGap" w:sz="18" w:space="0" w:color="{DocxStyles.Red}"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="100" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>
            """
        );
    }

    private static string Overhang()
    {
        var twips = DocxPage.Millimetres((OfficialFormat.LetterRuleWidth - OfficialFormat.AreaWidth) / 2);
        return $"<w:ind w:left=\"{-twips}\" w:right=\"{-twips}\"/>";
    }
}
