namespace Xiangyin.Documents;

// Headings and paragraphs.
internal sealed partial class PageLayout
{
    private void Heading(Element element, int index)
    {
        var level = element.Role - Role.Heading1;
        var role = level switch
        {
            0 => FontRole.Hei,
            1 => FontRole.Kai,
            _ => FontRole.FangSong,
        };
        KeepRows(RowsWithNext(index));
        if (row >= OfficialFormat.Lines)
            NextPage();
        outline.Add(new Bookmark(level + 1, PlainText.Of(element.Text), page.Number, PageGrid.Top(row)));
        Flow(composer.Set(element.Text, role, OfficialFormat.BodySize), 2);
    }

    /// <summary>A heading stays with the heading or the line of text that follows it.</summary>
    private int RowsWithNext(int index)
    {
        var rows = 0;
        for (; index < elements.Count && elements[index].Role is >= Role.Heading1 and <= Role.Heading4; index++)
            rows += (int)Math.Ceiling((TextWidth.Of(PlainText.Of(elements[index].Text)) + 2) / OfficialFormat.Columns);
        return Math.Min(rows + 1, OfficialFormat.Lines);
    }

    private void Body(Element element, int index)
    {
        if (index > 0 && elements[index - 1].Role is Role.Number or Role.Mark && row == 0)
            row = PageGrid.RowBelow(headBottom) + 2;
        var last = index + 1 == elements.Count || elements[index + 1].Role is Role.Signer or Role.Date;
        var text = composer.Set(element.Text, FontRole.FangSong, OfficialFormat.BodySize);
        Flow(text, 2, after: last ? SignatureRows() : 0);
    }
}
