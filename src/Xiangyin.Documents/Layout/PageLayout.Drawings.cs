namespace Xiangyin.Documents;

// Pictures and charts.
internal sealed partial class PageLayout
{
    private const double Air = 1.5;
    private const double ChartSize = 10.5;
    private const double ChartPitch = 15 * OfficialFormat.MillimetresPerPoint;
    private const double BarHeight = 3.4;
    private const double BarPitch = 4.4;
    private const double WidestLabel = 48;

    private static readonly Ink[] SeriesInks = [Ink.Dark, Ink.Light, Ink.Middle, Ink.Black];

    private int RowsOfCaption(int index) =>
        index + 1 < elements.Count && elements[index + 1].Role == Role.Caption ? 1 : 0;

    /// <summary>Rows that a height takes, with air above and below.</summary>
    private static int RowsOf(double height) => (int)Math.Ceiling((height + (2 * Air)) / OfficialFormat.LinePitch);

    private void Picture(Element element, int index)
    {
        var picture = PreparedPicture.Of(element.Picture!);
        KeepRows(RowsOf(picture.Height) + RowsOfCaption(index));
        var top = RowTop(row);
        var left = OfficialFormat.AreaLeft + ((OfficialFormat.AreaWidth - picture.Width) / 2);
        page.Pictures.Add(
            new PlacedPicture(
                picture,
                element.Picture!.Description,
                current,
                left,
                top + Air,
                picture.Width,
                picture.Height
            )
        );
        row = PageGrid.RowBelow(top + picture.Height + (2 * Air));
    }

    private void Chart(Chart chart, int index)
    {
        var labels = chart.Categories.Select(name => composer.Set(name, FontRole.Song, ChartSize)).ToList();
        var amounts = chart.Series.Select(series => series.Values.Select(Amount).ToList()).ToList();
        var labelWidth = Math.Min(WidestLabel, labels.Max(label => label.Width) + 0.1);
        var left = OfficialFormat.AreaLeft + labelWidth + Air;
        var length = PageGrid.Right - left - 1 - amounts.Max(list => list.Max(amount => amount.Width)) - 1;
        var most = (double)Math.Max(1e-9m, chart.Series.Max(series => series.Values.Max()) ?? 0);
        var lines = labels.ConvertAll(label => LineBreaker.Break(label.Pieces, labelWidth, justify: false));
        var heights = lines.ConvertAll(list =>
            Math.Max(list.Count * ChartPitch, chart.Series.Length * BarPitch) + (1.5 * Air)
        );
        var legend = chart.Series.Length > 1 || chart.Series[0].Name.Length > 0 ? Legend(chart) : [];
        var rows = RowsOf(heights.Sum() + (legend.Count * ChartPitch)) + RowsOfCaption(index);
        KeepRows(rows <= OfficialFormat.Lines ? rows : 6);
        var y = RowTop(row) + Air;
        y = PlaceLegend(legend, y);
        var axis = y;
        for (var i = 0; i < labels.Count; i++)
        {
            if (y + heights[i] > PageGrid.Bottom)
            {
                Rule(left - HairLine, axis, HairLine, y - axis);
                NextPage();
                axis = y = OfficialFormat.AreaTop;
            }
            Label(labels[i], lines[i], labelWidth, y + ((heights[i] - (lines[i].Count * ChartPitch)) / 2));
            var bar = y + ((heights[i] - (chart.Series.Length * BarPitch)) / 2);
            for (var series = 0; series < chart.Series.Length; series++)
            {
                Bar(chart.Series[series].Values[i], amounts[series][i], SeriesInks[series]);
                bar += BarPitch;
            }
            y += heights[i];

            void Bar(decimal? value, SetText amount, Ink ink)
            {
                var width = (double)(value ?? 0) / most * length;
                if (width > 0)
                    Rule(left, bar + ((BarPitch - BarHeight) / 2), width, BarHeight, ink);
                PlaceAt(amount, left + width + 1, bar + ((BarPitch - PageGrid.Em(ChartSize)) / 2), ChartSize);
            }
        }
        Rule(left - HairLine, axis, HairLine, y - axis);
        row = PageGrid.RowBelow(y + Air);
    }

    private SetText Amount(decimal? value) => composer.Set(ChartText.Of(value), FontRole.Song, ChartSize);

    /// <summary>A category's name, its lines flush with the axis.</summary>
    private void Label(SetText label, List<Line> lines, double room, double top)
    {
        foreach (var line in lines)
        {
            Place(
                label,
                line,
                OfficialFormat.AreaLeft + room - WidthOf(label, line, room),
                top + ((ChartPitch - PageGrid.Em(ChartSize)) / 2),
                ChartSize
            );
            top += ChartPitch;
        }
    }

    /// <summary>The series' names in lines; each is followed by the next as long as there is room.</summary>
    private List<List<(SetText Name, Ink Ink)>> Legend(Chart chart)
    {
        var lines = new List<List<(SetText, Ink)>>();
        double used = double.MaxValue;
        foreach (var (series, ink) in chart.Series.Zip(SeriesInks))
        {
            var name = composer.Set(series.Name, FontRole.Song, ChartSize);
            var width = name.Width + 9;
            if (width > OfficialFormat.AreaWidth)
                throw Refused(
                    RefusalReason.TooLong,
                    "chart.series",
                    "A series' name is longer than a line; shorten it."
                );
            if (used + width > OfficialFormat.AreaWidth)
            {
                lines.Add([]);
                used = 0;
            }
            lines[^1].Add((name, ink));
            used += width;
        }
        return lines;
    }

    private double PlaceLegend(List<List<(SetText Name, Ink Ink)>> lines, double y)
    {
        foreach (var line in lines)
        {
            var x =
                OfficialFormat.AreaLeft
                + ((OfficialFormat.AreaWidth - line.Sum(entry => entry.Name.Width + 9) + 4) / 2);
            foreach (var (name, ink) in line)
            {
                Rule(x, y + ((ChartPitch - BarHeight) / 2), BarHeight, BarHeight, ink);
                PlaceAt(name, x + 5, y + ((ChartPitch - PageGrid.Em(ChartSize)) / 2), ChartSize);
                x += name.Width + 9;
            }
            y += ChartPitch;
        }
        return y;
    }
}
