using System.Collections.Immutable;

namespace Xiangyin.Documents;

// Tables (§8).
internal sealed partial class PageLayout
{
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

    /// <summary>Where a table may stand, mm: on the page, or on the turned page.</summary>
    private readonly record struct Area(double Left, double Top, double Width, double Bottom);

    private static readonly Area Upright = new(
        OfficialFormat.AreaLeft,
        OfficialFormat.AreaTop,
        OfficialFormat.AreaWidth,
        PageGrid.Bottom
    );

    // The type area as seen when the paper is turned so that its left edge is up.
    private static readonly Area Across = new(
        OfficialFormat.PaperHeight - PageGrid.Bottom,
        OfficialFormat.AreaLeft,
        OfficialFormat.AreaHeight,
        PageGrid.Right
    );

    private void PortraitTable(Table table)
    {
        var (widths, head) = Prepare(table, Upright);
        KeepRows((int)Math.Ceiling((head.Height + OfficialFormat.LinePitch) / OfficialFormat.LinePitch) + 1);
        row = PageGrid.RowBelow(TableRows(table, Upright, widths, head, RowTop(row)));
    }

    /// <summary>
    /// Pages of its own, turned so that the head is at the left edge: the binding edge of odd pages and the fore edge of
    /// even ones (§8). Page numbers stay where they are.
    /// </summary>
    private void LandscapeTable(Table table, int index)
    {
        if (page.Texts.Count > 0 || page.Pictures.Count > 0)
            NextPage();
        isTurned = true;
        var (widths, head) = Prepare(table, Across);
        var y = Across.Top;
        if (index > 0 && elements[index - 1] is { Role: Role.TableTitle } title)
        {
            const double size = OfficialFormat.SmallSize;
            var text = composer.Set(title.Text, FontRole.Hei, size);
            current = index - 1;
            foreach (var line in LineBreaker.Break(text.Pieces, Across.Width, justify: false))
            {
                Place(text, line, CentreOf(text, line, Across.Left, Across.Width), y, size);
                y += OfficialFormat.LinePitch;
            }
            current = index;
            y -= PageGrid.Lead;
        }
        if (y + head.Height + OfficialFormat.LinePitch > Across.Bottom)
            throw Refused(RefusalReason.TooLong, "table.title", "The title leaves no room for the table; shorten it.");
        TableRows(table, Across, widths, head, y);
        isTurned = false;
        row = OfficialFormat.Lines; // the rest of the page stays empty
    }

    private (double[] Widths, SetRow Head) Prepare(Table table, Area area)
    {
        var widths = ColumnWidths.Of(table).Select(part => part * area.Width).ToArray();
        var head = SetCells(
            [.. table.Columns.Select(column => (ImmutableArray<Inline>)[new Plain(column.Head)])],
            widths,
            FontRole.Hei
        );
        return head.Height <= (area.Bottom - area.Top) / 2
            ? (widths, head)
            : throw Refused(
                RefusalReason.TooLong,
                "table.columns",
                "A table's head is higher than half a page; shorten it."
            );
    }

    /// <summary>The rows from a height on, over as many pages as they take; gives the height where they end.</summary>
    private double TableRows(Table table, Area area, double[] widths, SetRow head, double y)
    {
        var top = y;
        y = PlaceRow(table, head, area, widths, y, 0);
        for (var i = 0; i < table.Rows.Length; i++)
        {
            var cells = SetCells([.. table.Rows[i].Select(cell => cell.Text)], widths, FontRole.FangSong);
            // A row higher than a page is divided between its lines; any other stays whole.
            var tall = head.Height + cells.Height > area.Bottom - area.Top;
            for (var done = 0; done < cells.Count; )
            {
                var room = area.Bottom + 0.01 - y;
                var take = tall ? Math.Min(cells.Count - done, (int)(room / SmallPitch)) : cells.Count;
                var part = tall ? cells.Part(done, Math.Max(0, take)) : cells;
                if (take < 2 && tall && cells.Count - done > 1 || part.Height > room)
                {
                    Frame(area, widths, top, y);
                    NextPage();
                    top = area.Top;
                    y = PlaceRow(table, head, area, widths, top, 0, isRepeated: true);
                    continue;
                }
                y = PlaceRow(table, part, area, widths, y, i + 1);
                done += take;
            }
        }
        Frame(area, widths, top, y);
        return y;
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

    private double PlaceRow(
        Table table,
        SetRow cells,
        Area area,
        double[] widths,
        double y,
        int number,
        bool isRepeated = false
    )
    {
        const double size = OfficialFormat.SmallSize;
        Rule(area.Left, y - (HairLine / 2), area.Width, HairLine);
        var x = area.Left + CellMargin;
        for (var column = 0; column < widths.Length; column++)
        {
            var room = widths[column] - (2 * CellMargin);
            cell = new TableCell(number, column, isRepeated);
            var (text, lines) = (cells.Cells[column], cells.Lines[column]);
            var top = y + ((cells.Height - ((lines.Count - 1) * SmallPitch) - PageGrid.Em(size)) / 2);
            foreach (var line in lines)
            {
                var align = number == 0 ? CellAlign.Centre : table.Columns[column].Align;
                var left = align switch
                {
                    CellAlign.Start => x,
                    CellAlign.End => x + room - WidthOf(text, line, room),
                    _ => CentreOf(text, line, x, room),
                };
                Place(text, line, left, top, size);
                top += SmallPitch;
            }
            x += widths[column];
        }
        cell = null;
        return y + cells.Height;
    }

    private void Frame(Area area, double[] widths, double top, double bottom)
    {
        Rule(area.Left, bottom - (HairLine / 2), area.Width, HairLine);
        var x = area.Left;
        foreach (var width in (double[])[.. widths, 0])
        {
            Rule(x - (HairLine / 2), top, HairLine, bottom - top);
            x += width;
        }
    }
}
