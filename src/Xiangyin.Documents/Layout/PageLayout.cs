using System.Collections.Immutable;

namespace Xiangyin.Documents;

/// <summary>Lays a document out on pages, by the measures of <see cref="OfficialFormat"/>.</summary>
internal sealed class PageLayout
{
    private const double SmallPitch = 20 * OfficialFormat.MillimetresPerPoint;
    private const double ColophonPitch = 25 * OfficialFormat.MillimetresPerPoint;
    private const double HairLine = 0.18;
    private const double CellMargin = 1;

    private readonly OfficialDocument document;
    private readonly Words words;
    private readonly Composer composer;
    private readonly List<Element> elements;
    private readonly List<Page> pages = [];
    private readonly List<Bookmark> outline = [];
    private readonly HashSet<int> unnumbered = [];
    private Page page;
    private int row;
    private int current = -1;
    private double headBottom;

    private PageLayout(OfficialDocument document, FontLibrary fonts)
    {
        this.document = document;
        words = Words.Of(document.Script);
        composer = new Composer(fonts);
        elements = Composition.Of(document);
        pages.Add(page = new Page(1));
    }

    /// <exception cref="DocumentRefusedException">It cannot be laid out; the exception says why.</exception>
    public static PageSet Of(OfficialDocument document, FontLibrary fonts)
    {
        if (!fonts.IsUsable)
        {
            const string message =
                "No font with TrueType outlines and Chinese glyphs was found; on Debian: apt-get install ";
            throw new DocumentRefusedException([
                new Refusal(RefusalReason.NoFont, "document", message + FontLibrary.DebianPackages),
            ]);
        }
        var layout = new PageLayout(document, fonts);
        for (var i = 0; i < layout.elements.Count; i++)
            layout.Set(i);
        layout.PageNumbers();
        layout.composer.RefuseMissing();
        return new PageSet(layout.pages, layout.outline, layout.elements, layout.composer.Warnings());
    }

    private bool IsLetter => document.Form == DocumentForm.Letter;

    private void Set(int index)
    {
        current = index;
        var element = elements[index];
        switch (element.Role)
        {
            case Role.CopyNumber or Role.Secrecy or Role.Urgency:
                Corner(element);
                break;
            case Role.Number when IsLetter:
                Corner(element);
                break;
            case Role.Mark:
                Mark(element);
                break;
            case Role.Number:
                Number(element);
                break;
            case Role.Title or Role.AnnexTitle:
                Title(element);
                break;
            case Role.Addressee:
                Flow(composer.Set(element.Text, FontRole.FangSong, OfficialFormat.BodySize));
                break;
            case >= Role.Heading1 and <= Role.Heading4:
                Heading(element, index);
                break;
            case Role.Body:
                Body(element, index);
                break;
            case Role.TableTitle:
                KeepRows(4);
                Centred(composer.Set(element.Text, FontRole.Hei, OfficialFormat.SmallSize), OfficialFormat.SmallSize);
                break;
            case Role.Table:
                TableRows(element.Table!);
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
                Flow(composer.Set(element.Text, FontRole.FangSong, OfficialFormat.BodySize), 2, 0);
                break;
            case Role.AnnexLabel:
                NextPage();
                Flow(composer.Set(element.Text, FontRole.Hei, OfficialFormat.BodySize));
                break;
            case Role.CopyTo:
                if (index == elements.Count - 1)
                    Colophon(element, null);
                break; // set with Printed otherwise
            case Role.Printed:
                Colophon(elements[index - 1] is { Role: Role.CopyTo } copyTo ? copyTo : null, element);
                break;
        }
    }

    // ---- lines

    private void NextPage()
    {
        pages.Add(page = new Page(pages.Count + 1));
        row = 0;
    }

    /// <summary>Goes to the next page unless so many rows are left on this one.</summary>
    private void KeepRows(int rows)
    {
        if (row + rows > OfficialFormat.Lines && row > 0)
            NextPage();
    }

    /// <summary>A blank line, but not at a page's top.</summary>
    private void Blank(int rows)
    {
        if (row > 0)
            row += rows;
    }

    /// <summary>A paragraph on the grid, its indents in characters.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="first">Indent of the first line.</param>
    /// <param name="rest">Indent of the others.</param>
    /// <param name="after">Rows that must follow on the page where the paragraph ends.</param>
    private void Flow(SetText text, double first = 0, double rest = 0, int after = 0)
    {
        var column = OfficialFormat.Column;
        var lines = LineBreaker.Break(text.Pieces, OfficialFormat.AreaWidth, first * column, rest * column);
        var carry = int.MaxValue;
        var end = ((Math.Min(row, OfficialFormat.Lines) + lines.Count - 1) % OfficialFormat.Lines) + 1;
        if (after > 0 && end + after > OfficialFormat.Lines)
            carry = Math.Max(0, lines.Count - 2);
        for (var i = 0; i < lines.Count; i++)
        {
            if (row >= OfficialFormat.Lines || (i == carry && row > 0))
                NextPage();
            Place(text, lines[i], OfficialFormat.AreaLeft, PageGrid.Top(row), OfficialFormat.BodySize);
            row++;
        }
    }

    private void Place(SetText text, Line line, double x, double top, double size, bool red = false)
    {
        var baseline = top + (PageGrid.Em(size) * PageGrid.Ascent);
        for (var start = line.Start; start < line.End; )
        {
            var first = text.Glyphs[start];
            var end = start + 1;
            while (
                end < line.End
                && text.Glyphs[end].Face == first.Face
                && ReferenceEquals(text.Glyphs[end].Figure, first.Figure)
                && text.Glyphs[end].Role == first.Role
            )
                end++;
            var count = end - start;
            var (runes, glyphs, places) = (new int[count], new int[count], new double[count]);
            for (var i = 0; i < count; i++)
            {
                runes[i] = text.Pieces[start + i].Rune;
                glyphs[i] = text.Glyphs[start + i].Id;
                places[i] = x + line.Places[start + i - line.Start] + text.Glyphs[start + i].Offset;
            }
            page.Texts.Add(
                new PlacedText(first.Role, first.Face, size, baseline, runes, glyphs, places)
                {
                    End = x + line.Places[end - 1 - line.Start] + text.Pieces[end - 1].Width,
                    Element = current,
                    IsRed = red,
                    Figure = first.Figure,
                }
            );
            start = end;
        }
    }

    /// <summary>One line, unbroken, from a place.</summary>
    private void PlaceAt(SetText text, double x, double top, double size, bool red = false)
    {
        var places = new double[text.Pieces.Length];
        double at = 0;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = at;
            at += text.Pieces[i].Width;
        }
        Place(text, new Line(0, places.Length, places), x, top, size, red);
    }

    private void PlaceRight(SetText text, double right, double top, double size) =>
        PlaceAt(text, right - text.Width, top, size);

    private void Centred(SetText text, double size)
    {
        if (row >= OfficialFormat.Lines)
            NextPage();
        var inset = (PageGrid.Em(OfficialFormat.BodySize) - PageGrid.Em(size)) / 2;
        foreach (var line in LineBreaker.Break(text.Pieces, OfficialFormat.AreaWidth, justify: false))
        {
            if (row >= OfficialFormat.Lines)
                NextPage();
            Place(
                text,
                line,
                CentreOf(text, line, OfficialFormat.AreaLeft, OfficialFormat.AreaWidth),
                PageGrid.Top(row) + inset,
                size
            );
            row++;
        }
    }

    private static double CentreOf(SetText text, Line line, double x, double width) =>
        x + ((width - WidthOf(text, line)) / 2);

    private static double WidthOf(SetText text, Line line) =>
        line.End == line.Start ? 0 : line.Places[^1] + text.Pieces[line.End - 1].Width;

    // ---- head

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
        PlaceAt(mark, OfficialFormat.AreaLeft + ((OfficialFormat.AreaWidth - mark.Width) / 2), top, size, red: true);
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
        page.Rules.Add(new PlacedRule(x, y, OfficialFormat.LetterRuleWidth, weights[0], IsRed: true));
        y += weights[0] + gap;
        page.Rules.Add(new PlacedRule(x, y, OfficialFormat.LetterRuleWidth, weights[1], IsRed: true));
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
        page.Rules.Add(new PlacedRule(OfficialFormat.AreaLeft, headBottom, OfficialFormat.AreaWidth, 0.5, IsRed: true));
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
        foreach (var line in TitleBreaker.Break(text, OfficialFormat.TitleColumns))
        {
            var set = composer.Set(line.Trim(), FontRole.XiaoBiaoSong, OfficialFormat.TitleSize);
            var width = OfficialFormat.AreaWidth;
            if (top + OfficialFormat.TitlePitch > PageGrid.Bottom)
                throw Refused(
                    RefusalReason.TooLong,
                    "title",
                    "The head and the title leave no room for the text on page 1."
                );
            PlaceAt(set, OfficialFormat.AreaLeft + ((width - set.Width) / 2), top, OfficialFormat.TitleSize);
            top += OfficialFormat.TitlePitch;
        }
        row = (int)Math.Ceiling((top - OfficialFormat.AreaTop) / OfficialFormat.LinePitch) + 1;
        // The first page shows text (§7.3.3).
        if (row > OfficialFormat.Lines - 2)
            throw Refused(
                RefusalReason.TooLong,
                "title",
                "The head and the title leave no room for the text on page 1."
            );
    }

    private static DocumentRefusedException Refused(RefusalReason reason, string where, string message) =>
        new([new Refusal(reason, where, message)]);

    // ---- text

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

    // ---- after the text

    private void AnnexList(Element element)
    {
        var first = element.Role == Role.AnnexListFirst;
        if (first)
            Blank(1);
        var label = TextWidth.Of(element.Label);
        var left = 2 + (first ? 0 : TextWidth.Of(words.Annex) + 1);
        var text = composer.Set(
            element.Label,
            FontRole.FangSong,
            element.Text,
            FontRole.FangSong,
            OfficialFormat.BodySize
        );
        Flow(text, left, left + label);
    }

    private void Attendance(Element element, int index)
    {
        if (elements[index - 1].Role != Role.Attendance)
            Blank(1);
        var text = composer.Set(element.Label, FontRole.Hei, element.Text, FontRole.FangSong, OfficialFormat.BodySize);
        Flow(text, 2, 2 + TextWidth.Of(element.Label));
    }

    private int BlankBeforeSigner => document.Signature?.Kind == SignatureKind.Unsealed ? 1 : 2;

    private int SignatureRows() =>
        document.Signature is { } signature
            ? BlankBeforeSigner + signature.Signers.Length + (signature.Kind == SignatureKind.Stamp ? 2 : 1)
            : 2;

    private void Signer(Element element, int index)
    {
        if (elements[index - 1].Role != Role.Signer)
        {
            KeepRows(SignatureRows());
            Blank(BlankBeforeSigner);
        }
        if (row >= OfficialFormat.Lines)
            NextPage();
        var text = composer.Set(
            element.Label,
            FontRole.FangSong,
            element.Text,
            FontRole.FangSong,
            OfficialFormat.BodySize
        );
        var right = PageGrid.Right - (SignatureInsets.Of(document).Signer(element) * OfficialFormat.Column);
        PlaceAt(
            text,
            Math.Max(OfficialFormat.AreaLeft, right - text.Width),
            PageGrid.Top(row),
            OfficialFormat.BodySize
        );
        if (OfficialFormat.AreaWidth < text.Width)
            throw Refused(RefusalReason.TooLong, "signature", "A signer is longer than a line.");
        row++;
    }

    private void Date(Element element)
    {
        if (document.Signature is null)
            KeepRows(2);
        if (document.Signature is null or { Kind: SignatureKind.Stamp })
            Blank(1);
        if (row >= OfficialFormat.Lines)
            NextPage();
        var right = PageGrid.Right - (SignatureInsets.Of(document).Date * OfficialFormat.Column);
        var text = composer.Set(element.Text, FontRole.FangSong, OfficialFormat.BodySize);
        PlaceRight(text, right, PageGrid.Top(row), OfficialFormat.BodySize);
        row++;
    }

    /// <summary>At the foot of the last page, which is an even one (§7.4).</summary>
    private void Colophon(Element? copyTo, Element? printed)
    {
        const double size = OfficialFormat.SmallSize;
        var one = PageGrid.Character(size);
        var width = OfficialFormat.AreaWidth - (2 * one);
        var copies = copyTo is null
            ? null
            : composer.Set(copyTo.Label, FontRole.FangSong, copyTo.Text, FontRole.FangSong, size);
        var lines = copies is null ? [] : LineBreaker.Break(copies.Pieces, width, 0, TextWidth.Of(copyTo!.Label) * one);
        var height = (lines.Count + (printed is null ? 0 : 1)) * ColophonPitch;
        if (height > OfficialFormat.AreaHeight)
            throw Refused(RefusalReason.TooLong, "colophon", "The copies do not fit on a page.");
        var last = page.Number;
        if (row > PageGrid.RowBelow(PageGrid.Bottom - height) - 1)
            NextPage();
        if (page.Number % 2 == 1)
            NextPage();
        // With a blank page before it, neither has a number (§7.5).
        for (var number = last + 1; page.Number - last > 1 && number <= page.Number; number++)
            unnumbered.Add(number);
        var y = PageGrid.Bottom - height;
        var x = OfficialFormat.AreaLeft + one;
        var inset = (ColophonPitch - PageGrid.Em(size)) / 2;
        ColophonRule(y, 0.35);
        foreach (var line in lines)
        {
            Place(copies!, line, x, y + inset, size);
            y += ColophonPitch;
        }
        if (printed is null)
            return;
        if (lines.Count > 0)
            ColophonRule(y - 0.125, 0.25);
        PlaceAt(composer.Set(printed.Text, FontRole.FangSong, size), x, y + inset, size);
        PlaceRight(composer.Set(printed.Trailing[0], FontRole.FangSong, size), PageGrid.Right - one, y + inset, size);
        ColophonRule(PageGrid.Bottom - 0.35, 0.35);
    }

    private void ColophonRule(double y, double weight)
    {
        // A letter's has none (§10.1).
        if (!IsLetter)
            page.Rules.Add(new PlacedRule(OfficialFormat.AreaLeft, y, OfficialFormat.AreaWidth, weight));
    }

    // ---- tables

    private sealed record SetRow(SetText[] Cells, List<Line>[] Lines)
    {
        /// <summary>Lines of its longest cell.</summary>
        public int Count { get; } = Lines.Max(cell => cell.Count);

        public double Height => Math.Max(OfficialFormat.LinePitch, Count * SmallPitch);

        public SetRow Part(int from, int count) =>
            new(
                Cells,
                Array.ConvertAll(
                    Lines,
                    cell => cell.GetRange(Math.Min(from, cell.Count), Math.Clamp(cell.Count - from, 0, count))
                )
            );
    }

    private void TableRows(Table table)
    {
        var widths = ColumnWidths.Of(table).Select(part => part * OfficialFormat.AreaWidth).ToArray();
        var head = SetCells(
            [.. table.Columns.Select(column => (ImmutableArray<Inline>)[new Plain(column.Head)])],
            widths,
            FontRole.Hei
        );
        if (head.Height > OfficialFormat.AreaHeight / 2)
            throw Refused(
                RefusalReason.TooLong,
                "table.columns",
                "A table's head is higher than half a page; shorten it."
            );
        KeepRows((int)Math.Ceiling((head.Height + OfficialFormat.LinePitch) / OfficialFormat.LinePitch) + 1);
        var y = RowTop(row);
        var top = y;
        y = PlaceRow(table, head, widths, y, isHead: true);
        for (var i = 0; i < table.Rows.Length; i++)
        {
            var cells = SetCells([.. table.Rows[i].Select(cell => cell.Text)], widths, FontRole.FangSong);
            // A row higher than a page is divided between its lines; any other stays whole.
            var tall = head.Height + cells.Height > OfficialFormat.AreaHeight;
            for (var done = 0; done < cells.Count; )
            {
                var room = PageGrid.Bottom + 0.01 - y;
                var take = tall ? Math.Min(cells.Count - done, (int)(room / SmallPitch)) : cells.Count;
                var part = tall ? cells.Part(done, Math.Max(0, take)) : cells;
                if (take < 2 && tall && cells.Count - done > 1 || part.Height > room)
                {
                    Frame(widths, top, y);
                    NextPage();
                    top = OfficialFormat.AreaTop;
                    y = PlaceRow(table, head, widths, top, isHead: true);
                    continue;
                }
                y = PlaceRow(table, part, widths, y, isHead: false);
                done += take;
            }
        }
        Frame(widths, top, y);
        row = PageGrid.RowBelow(y);
    }

    /// <summary>The top of a row's box, half the lead above its text, but not above the type area.</summary>
    private double RowTop(int line)
    {
        if (line >= OfficialFormat.Lines)
        {
            NextPage();
            line = 0;
        }
        return line == 0 ? OfficialFormat.AreaTop : PageGrid.Top(line) - PageGrid.Lead;
    }

    private SetRow SetCells(ImmutableArray<Inline>[] cells, double[] widths, FontRole role)
    {
        var texts = Array.ConvertAll(cells, cell => composer.Set(cell, role, OfficialFormat.SmallSize));
        var lines = texts
            .Select((text, i) => LineBreaker.Break(text.Pieces, widths[i] - (2 * CellMargin), justify: false))
            .ToArray();
        return new SetRow(texts, lines);
    }

    private double PlaceRow(Table table, SetRow cells, double[] widths, double y, bool isHead)
    {
        const double size = OfficialFormat.SmallSize;
        page.Rules.Add(new PlacedRule(OfficialFormat.AreaLeft, y - (HairLine / 2), OfficialFormat.AreaWidth, HairLine));
        var x = OfficialFormat.AreaLeft;
        for (var column = 0; column < widths.Length; column++)
        {
            var (text, lines) = (cells.Cells[column], cells.Lines[column]);
            var top = y + ((cells.Height - ((lines.Count - 1) * SmallPitch) - PageGrid.Em(size)) / 2);
            foreach (var line in lines)
            {
                var align = isHead ? CellAlign.Centre : table.Columns[column].Align;
                var left = align switch
                {
                    CellAlign.Start => x + CellMargin,
                    CellAlign.End => x + widths[column] - CellMargin - WidthOf(text, line),
                    _ => CentreOf(text, line, x, widths[column]),
                };
                Place(text, line, left, top, size);
                top += SmallPitch;
            }
            x += widths[column];
        }
        return y + cells.Height;
    }

    private void Frame(double[] widths, double top, double bottom)
    {
        page.Rules.Add(
            new PlacedRule(OfficialFormat.AreaLeft, bottom - (HairLine / 2), OfficialFormat.AreaWidth, HairLine)
        );
        var x = OfficialFormat.AreaLeft;
        foreach (var width in (double[])[.. widths, 0])
        {
            page.Rules.Add(new PlacedRule(x - (HairLine / 2), top, HairLine, bottom - top));
            x += width;
        }
    }

    // ---- page numbers

    private void PageNumbers()
    {
        current = -1;
        const double size = OfficialFormat.SmallSize;
        var one = PageGrid.Character(size);
        foreach (var each in pages)
        {
            if (unnumbered.Contains(each.Number) || (IsLetter && each.Number == 1))
                continue;
            page = each;
            var text = composer.Set($"— {each.Number} —", FontRole.Song, size);
            // The dash's own middle stands 7 mm under the type area (§7.5).
            var middle = PageGrid.Bottom + OfficialFormat.PageNumberBelowArea;
            var dash = text.Glyphs.Length > 0 ? text.Glyphs[0].Face.Middle(text.Glyphs[0].Id) : 0;
            var top = middle - ((PageGrid.Ascent - dash) * PageGrid.Em(size));
            if (each.Number % 2 == 1)
                PlaceRight(text, PageGrid.Right - one, top, size);
            else
                PlaceAt(text, OfficialFormat.AreaLeft + one, top, size);
        }
    }
}
