using System.Globalization;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A cell by its column and row, both counted from 1: C5 is (3, 5).</summary>
internal readonly record struct CellName(int Column, int Row)
{
    /// <summary>The last column that a spreadsheet has.</summary>
    public const int Columns = 16_384;

    /// <summary>The last row that a spreadsheet has.</summary>
    public const int Rows = 1_048_576;

    /// <summary>"C5"; none for anything else.</summary>
    public static CellName? Parse(string? text)
    {
        var (column, at) = (0, 0);
        while (text is not null && at < text.Length && char.IsAsciiLetterUpper(text[at]) && column < Columns)
        {
            column = (column * 26) + text[at++] - 'A' + 1;
        }

        return
            column is > 0 and <= Columns
            && int.TryParse(text.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && row is > 0 and <= Rows
            ? new(column, row)
            : null;
    }

    /// <summary>"A" for 1, "AB" for 28.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            name = (char)('A' + ((column - 1) % 26)) + name;
        }

        return name;
    }

    public override string ToString() => ColumnName(Column) + Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Cells from one corner to the other.</summary>
internal readonly record struct CellRange(CellName First, CellName Last)
{
    public static CellRange? Parse(string? text) =>
        text?.Split(':') is [var first, var last] && CellName.Parse(first) is { } f && CellName.Parse(last) is { } l
            ? new(f, l)
            : null;

    public bool Contains(CellName cell) =>
        cell.Column >= First.Column && cell.Column <= Last.Column && cell.Row >= First.Row && cell.Row <= Last.Row;

    public override string ToString() => $"{First}:{Last}";
}
