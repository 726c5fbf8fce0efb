using System.Text;

namespace Xiangyin.Documents;

// The head and the title.
internal sealed partial class DocxWriter
{
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

    /// <summary>The title has a pitch of its own; the space after it brings the text back to the grid, a blank line below.</summary>
    private void Title(Element element, int index)
    {
        var lines = TitleBreaker.Break(PlainText.Of(element.Text), OfficialFormat.TitleColumns);
        var height = lines.Count * DocxPage.Millimetres(OfficialFormat.TitlePitch);
        var (before, after) = (0, 0);
        if (element.Role == Role.AnnexTitle)
        {
            before = page.Pitch; // the label on line 1, the title on line 3 (§7.3.6)
            after = ((PageGrid.RowAfterTitle(PageGrid.Top(2), lines.Count) - 1) * page.Pitch) - before - height;
        }
        else if (index > 0)
        {
            // Under a head nothing stands on the grid yet: one blank line, less what the lines hold of it themselves.
            before = DocxPage.Millimetres(2 * OfficialFormat.Line);
            after = DocxPage.Millimetres(OfficialFormat.Line) - (2 * page.Lead);
        }
        else
        {
            after = (PageGrid.RowAfterTitle(OfficialFormat.AreaTop, lines.Count) * page.Pitch) - height;
        }
        Paragraph(
            "Title",
            $"<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>",
            [new Plain(string.Join('\n', lines))]
        );
    }
}
