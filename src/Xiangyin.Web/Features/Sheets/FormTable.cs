namespace Xiangyin.Web.Features.Sheets;

/// <summary>A cell of a form as a page shows it.</summary>
/// <param name="Name">Which.</param>
/// <param name="Text">What stands in it; empty where a figure may go.</param>
/// <param name="Wide">Columns that it covers.</param>
/// <param name="High">Rows that it covers.</param>
/// <param name="IsFormula">Whether the form computes it itself.</param>
internal sealed record FormTableCell(CellName Name, string Text, int Wide, int High, bool IsFormula);

/// <summary>A form's sheet as a table, as far as it is written on.</summary>
internal sealed class FormTable
{
    /// <summary>The most rows that are shown.</summary>
    public const int MostRows = 150;

    /// <summary>The most columns that are shown.</summary>
    public const int MostColumns = 40;

    private readonly Dictionary<CellName, GridCell> cells;
    private readonly List<CellRange> merges;

    /// <exception cref="SheetRefusal">It can't be read.</exception>
    public FormTable(Workbook workbook, int sheet)
    {
        Sheets = workbook.Sheets;
        Sheet = Math.Clamp(sheet, 0, Math.Max(0, Sheets.Count - 1));
        if (Sheets.Count == 0)
        {
            throw new SheetRefusal(SheetRefusal.Empty);
        }

        merges = [.. workbook.Merges(Sheets[Sheet])];
        cells = workbook
            .Rows(Sheets[Sheet])
            .TakeWhile(r => r.Number <= MostRows)
            .SelectMany(r => r.Cells)
            .Where(c => c.Name.Column <= MostColumns)
            .GroupBy(c => c.Name)
            .ToDictionary(g => g.Key, g => g.First());
        if (cells.Count == 0)
        {
            throw new SheetRefusal(SheetRefusal.Empty);
        }

        Rows = Math.Min(
            MostRows,
            Math.Max(cells.Keys.Max(c => c.Row), merges.Select(m => m.Last.Row).DefaultIfEmpty(0).Max())
        );
        Columns = Math.Min(
            MostColumns,
            Math.Max(cells.Keys.Max(c => c.Column), merges.Select(m => m.Last.Column).DefaultIfEmpty(0).Max())
        );
    }

    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    public int Sheet { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The cells of a row; those that a merged one covers are left out.</summary>
    public IEnumerable<FormTableCell> Row(int row)
    {
        for (var column = 1; column <= Columns; column++)
        {
            var name = new CellName(column, row);
            if (merges.FirstOrDefault(m => m.Contains(name)) is { Last.Row: > 0 } merge)
            {
                if (merge.First == name)
                {
                    yield return At(
                        name,
                        Math.Min(merge.Last.Column, Columns) - column + 1,
                        Math.Min(merge.Last.Row, Rows) - row + 1
                    );
                }
            }
            else
            {
                yield return At(name, 1, 1);
            }
        }
    }

    /// <summary>The cell, where it is one that stands for itself and is within the table.</summary>
    public FormTableCell? Find(CellName name) =>
        name.Row <= Rows && name.Column <= Columns ? Row(name.Row).FirstOrDefault(c => c.Name == name) : null;

    /// <summary>The words that say what a cell is for: left of it, nearest last, and above it, nearest last.</summary>
    public (IReadOnlyList<string> Left, IReadOnlyList<string> Above) LabelsOf(CellName name)
    {
        var left = Enumerable
            .Range(1, name.Column - 1)
            .Select(c => WordsAt(new(c, name.Row)))
            .Where(w => w.Length > 0)
            .Distinct();
        var above = Enumerable
            .Range(1, name.Row - 1)
            .Select(r => WordsAt(new(name.Column, r)))
            .Where(w => w.Length > 0)
            .Distinct();
        return ([.. left], [.. above]);
    }

    /// <summary>"各级媒体上稿 · 中央级", as a person would say what a cell is.</summary>
    public string LabelOf(CellName name)
    {
        var (left, above) = LabelsOf(name);
        return string.Join(" · ", left.TakeLast(2).Concat(above.TakeLast(1)).Distinct());
    }

    // A merged cell's words hold for all that it covers; a number is no label.
    private string WordsAt(CellName name)
    {
        if (merges.FirstOrDefault(m => m.Contains(name)) is { Last.Row: > 0 } merge)
        {
            name = merge.First;
        }

        return cells.TryGetValue(name, out var cell) && cell.Number is null ? cell.Text : "";
    }

    private FormTableCell At(CellName name, int wide, int high) =>
        cells.TryGetValue(name, out var cell)
            ? new(name, cell.Text, wide, high, cell.IsFormula)
            : new(name, "", wide, high, IsFormula: false);
}
