namespace Xiangyin.Documents;

/// <summary>How a table's width is shared among its columns.</summary>
internal static class ColumnWidths
{
    private const double Narrowest = 2;
    private const double Widest = 16;

    /// <summary>Each column's part of the width; the parts add up to 1.</summary>
    public static double[] Of(Table table)
    {
        var parts = table.Columns.Select((column, i) => column.Share ?? 0).ToArray();
        var shares = parts.Where(part => part > 0).ToArray();
        var usual = shares.Length > 0 ? shares.Average() : 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == 0)
                parts[i] = shares.Length > 0 ? usual : Math.Clamp(Longest(table, i), Narrowest, Widest) + 1;
        }
        var sum = parts.Sum();
        return [.. parts.Select(part => part / sum)];
    }

    private static double Longest(Table table, int column)
    {
        var longest = TextWidth.Of(table.Columns[column].Head);
        foreach (var row in table.Rows)
            longest = Math.Max(longest, TextWidth.Of(PlainText.Of(row[column].Text)));
        return longest;
    }
}
