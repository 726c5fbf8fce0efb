using System.Collections.Immutable;

namespace Xiangyin.Documents;

/// <summary>Lays a document out on pages, by the measures of <see cref="OfficialFormat"/>.</summary>
internal sealed partial class PageLayout
{
    private const double SmallPitch = 20 * OfficialFormat.MillimetresPerPoint;
    private const double ColophonPitch = 25 * OfficialFormat.MillimetresPerPoint;
    private const double HairLine = 0.18;
    private const double CellMargin = 1.4;

    private readonly OfficialDocument document;
    private readonly Words words;
    private readonly Composer composer;
    private readonly List<Element> elements;
    private readonly List<Page> pages = [];
    private readonly List<Bookmark> outline = [];
    private readonly List<SealPlace> seals = [];
    private readonly HashSet<int> unnumbered = [];
    private Page page;
    private int row;
    private int current = -1;
    private TableCell? cell;
    private bool isTurned;
    private double headBottom;

    private PageLayout(OfficialDocument document, FontLibrary fonts)
    {
        this.document = document;
        words = Words.Of(document.Script);
        composer = new Composer(fonts, document.Script);
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
                new Refusal(RefusalReason.NoFont, "document", message + FontLibrary.DebianPackages)
                {
                    Subject = FontLibrary.DebianPackages,
                },
            ]);
        }
        var layout = new PageLayout(document, fonts);
        for (var i = 0; i < layout.elements.Count; i++)
            layout.Set(i);
        layout.PageNumbers();
        layout.VerificationCode();
        layout.composer.RefuseMissing();
        return new PageSet(layout.pages, layout.outline, layout.elements, layout.seals, layout.composer.Warnings());
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
            case Role.TableTitle when elements[index + 1].Table!.IsLandscape:
                break; // set with its table
            case Role.TableTitle:
                KeepRows(4);
                Centred(composer.Set(element.Text, FontRole.Hei, OfficialFormat.SmallSize), OfficialFormat.SmallSize);
                break;
            case Role.Table when element.Table!.IsLandscape:
                LandscapeTable(element.Table, index);
                break;
            case Role.Table:
                PortraitTable(element.Table!);
                break;
            case Role.Picture:
                Picture(element, index);
                break;
            case Role.Chart:
                Chart(element.Chart!, index);
                break;
            case Role.Caption:
                Centred(composer.Set(element.Text, FontRole.Hei, OfficialFormat.SmallSize), OfficialFormat.SmallSize);
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

    private void Place(SetText text, Line line, double x, double top, double size, Ink ink = Ink.Black)
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
                    Cell = cell,
                    Ink = ink,
                    IsTurned = isTurned,
                    Pen = composer.Pen(first.Role, first.Face) * PageGrid.Em(size),
                    Figure = first.Figure,
                }
            );
            start = end;
        }
    }

    /// <summary>One line, unbroken, from a place.</summary>
    private void PlaceAt(SetText text, double x, double top, double size, Ink ink = Ink.Black)
    {
        var places = new double[text.Pieces.Length];
        double at = 0;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = at;
            at += text.Pieces[i].Width;
        }
        Place(text, new Line(0, places.Length, places), x, top, size, ink);
    }

    /// <summary>A bar, on the turned page where that is being set.</summary>
    private void Rule(double x, double y, double width, double height, Ink ink = Ink.Black) =>
        page.Rules.Add(
            isTurned
                ? new PlacedRule(y, OfficialFormat.PaperHeight - x - width, height, width, ink)
                : new PlacedRule(x, y, width, height, ink)
        );

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
        x + ((width - WidthOf(text, line, width)) / 2);

    /// <summary>What a line takes of the <paramref name="room"/> it was broken for; a mark's empty half hangs out of it.</summary>
    private static double WidthOf(SetText text, Line line, double room) =>
        line.End == line.Start ? 0 : Math.Min(room, line.Places[^1] + text.Pieces[line.End - 1].Width);

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
