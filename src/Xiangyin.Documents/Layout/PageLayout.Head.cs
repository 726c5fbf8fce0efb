namespace Xiangyin.Documents;

// The head (版头, GB/T 9704-2012 §7.2) and the title.
internal sealed partial class PageLayout
{
    private void Corner(Element element)
    {
        if (IsLetter && headBottom > 0)
        {
            // The first line of a letter's corner stands 7/8 of 3号 under the double rule (§10.1).
            var top = headBottom + (PageGrid.Em(OfficialFormat.BodySize) * 7 / 8);
            CornerAt(element, top);
            headBottom = top + PageGrid.Em(OfficialFormat.BodySize);
            return;
        }
        CornerAt(element, PageGrid.Top(row));
        row++;
    }

    private void CornerAt(Element element, double top)
    {
        var role = element.Role is Role.Secrecy or Role.Urgency ? FontRole.Hei : FontRole.FangSong;
        PlaceAt(
            composer.Set(element.Text, role, OfficialFormat.BodySize),
            OfficialFormat.AreaLeft,
            top,
            OfficialFormat.BodySize
        );
        foreach (var trailing in element.Trailing)
            PlaceRight(
                composer.Set(trailing, FontRole.FangSong, OfficialFormat.BodySize),
                PageGrid.Right,
                top,
                OfficialFormat.BodySize
            );
    }

    private void Mark(Element element)
    {
        var top = document.Form switch
        {
            DocumentForm.Letter => OfficialFormat.LetterMarkTop,
            DocumentForm.Order => OfficialFormat.AreaTop + OfficialFormat.OrderMarkBelowArea,
            _ => OfficialFormat.AreaTop + OfficialFormat.MarkBelowArea,
        };
        var text = PlainText.Of(element.Text);
        var size = OfficialFormat.MarkSize(text);
        var mark = composer.Set(text, FontRole.XiaoBiaoSong, size);
        PlaceAt(mark, OfficialFormat.AreaLeft + ((OfficialFormat.AreaWidth - mark.Width) / 2), top, size, Ink.Red);
        headBottom = top + PageGrid.Em(size);
        if (!IsLetter)
            return;
        headBottom = DoubleRule(headBottom + OfficialFormat.RuleBelowNumber, thickFirst: true);
        DoubleRule(OfficialFormat.PaperHeight - OfficialFormat.LetterRuleAboveBottom, thickFirst: false);
    }

    /// <summary>A red double rule of 170 mm from a height; gives the height where it ends.</summary>
    private double DoubleRule(double y, bool thickFirst)
    {
        const double x = (OfficialFormat.PaperWidth - OfficialFormat.LetterRuleWidth) / 2;
        const double gap = 0.7;
        double[] weights = thickFirst ? [0.9, 0.35] : [0.35, 0.9];
        Rule(x, y, OfficialFormat.LetterRuleWidth, weights[0], Ink.Red);
        y += weights[0] + gap;
        Rule(x, y, OfficialFormat.LetterRuleWidth, weights[1], Ink.Red);
        return y + weights[1];
    }

    private void Number(Element element)
    {
        const double size = OfficialFormat.BodySize;
        var top = headBottom + (2 * OfficialFormat.Line);
        var number = composer.Set(element.Text, FontRole.FangSong, size);
        if (element.Trailing.IsEmpty)
        {
            PlaceAt(number, OfficialFormat.AreaLeft + ((OfficialFormat.AreaWidth - number.Width) / 2), top, size);
        }
        else
        {
            var lines = element.Trailing.Select(Signatories).ToList();
            // The label stands before the first line; the lines below start under its first name.
            var left = PageGrid.Right - OfficialFormat.Column - lines.Max(line => line.Width);
            var label = composer.Set(words.Signatory, FontRole.FangSong, size).Width;
            for (var i = 0; i < lines.Count; i++)
            {
                if (i > 0)
                    top += OfficialFormat.LinePitch;
                PlaceAt(lines[i], i == 0 ? left : left + label, top, size);
            }
            PlaceAt(number, OfficialFormat.AreaLeft + OfficialFormat.Column, top, size);
        }
        headBottom = top + PageGrid.Em(size);
        if (document.Form == DocumentForm.Order)
        {
            row = PageGrid.RowBelow(headBottom) + 2;
            return;
        }
        headBottom += OfficialFormat.RuleBelowNumber;
        Rule(OfficialFormat.AreaLeft, headBottom, OfficialFormat.AreaWidth, 0.5, Ink.Red);
        headBottom += 0.5;
    }

    private SetText Signatories(string line)
    {
        var label = line.StartsWith(words.Signatory, StringComparison.Ordinal) ? words.Signatory : "";
        return composer.Set(
            [(label, FontRole.FangSong), (line[label.Length..], FontRole.Kai)],
            OfficialFormat.BodySize
        );
    }

    private void Title(Element element)
    {
        var annex = element.Role == Role.AnnexTitle;
        var top =
            annex ? PageGrid.Top(2)
            : headBottom > 0 ? headBottom + (2 * OfficialFormat.Line)
            : OfficialFormat.AreaTop;
        var text = PlainText.Of(element.Text);
        outline.Add(new Bookmark(0, text.ReplaceLineEndings(" "), page.Number, top));
        var lines = TitleBreaker.Break(text, OfficialFormat.TitleColumns);
        row = PageGrid.RowAfterTitle(top, lines.Count);
        // The first page shows text (§7.3.3).
        if (row > OfficialFormat.Lines - 2)
            throw Refused(
                RefusalReason.TooLong,
                "title",
                "The head and the title leave no room for the text on page 1."
            );
        foreach (var line in lines)
        {
            var set = composer.Set(line.Trim(), FontRole.XiaoBiaoSong, OfficialFormat.TitleSize);
            var left = OfficialFormat.AreaLeft + ((OfficialFormat.AreaWidth - set.Width) / 2);
            PlaceAt(set, left, top, OfficialFormat.TitleSize);
            top += OfficialFormat.TitlePitch;
        }
    }

    private static DocumentRefusedException Refused(RefusalReason reason, string where, string message) =>
        new([new Refusal(reason, where, message)]);
}
