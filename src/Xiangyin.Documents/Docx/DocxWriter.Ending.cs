namespace Xiangyin.Documents;

// What stands after the text.
internal sealed partial class DocxWriter
{
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
        if (kind == SignatureKind.Sealed && document.Signature.Signers.Length > 1)
        {
            if (first)
                SealedSigners();
            return;
        }
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

    /// <summary>Several seals stand side by side and in rows (§7.3.5.1): each row a line, each signer at a tab in its middle.</summary>
    private void SealedSigners()
    {
        var (signers, grid) = (document.Signature!.Signers, SealGrid.Of(document));
        for (var number = 0; number < signers.Length; number++)
        {
            var (line, column) = grid.Place(number);
            if (column == 0)
            {
                var inRow = Enumerable.Range(number, signers.Length - number).TakeWhile(n => grid.Place(n).Row == line);
                var tabs = inRow.Select(n =>
                    $"<w:tab w:val=\"center\" w:pos=\"{DocxPage.Millimetres(grid.Centre(n) - OfficialFormat.AreaLeft)}\"/>"
                );
                var blank = line == 0 ? 2 : grid.LinesBetween - 1;
                var settings =
                    $"<w:tabs>{string.Concat(tabs)}</w:tabs>{Before(blank * page.Pitch)}<w:jc w:val=\"left\"/>";
                if (number > 0)
                    xml.Markup("</w:p>"u8);
                Open("Signer", settings);
            }
            Run("\t" + signers[number]);
        }
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
}
