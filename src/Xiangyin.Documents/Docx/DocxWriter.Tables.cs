using System.Collections.Immutable;

namespace Xiangyin.Documents;

// Tables.
internal sealed partial class DocxWriter
{
    private void Table(Table table, int index)
    {
        // Two tables that touch would be read as one.
        if (index > 0 && elements[index - 1].Role == Role.Table)
            xml.Markup("<w:p/>"u8);
        var across = table.IsLandscape ? DocxPage.Height - page.Top - page.Bottom : page.AreaWidth;
        var widths = ColumnWidths.Of(table).Select(part => (int)(part * across)).ToArray();
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
}
