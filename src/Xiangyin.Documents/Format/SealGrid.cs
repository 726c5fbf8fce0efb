namespace Xiangyin.Documents;

/// <summary>How several seals stand (GB/T 9704-2012 §7.3.5.1): in rows, none touching another, the last over the date.</summary>
/// <param name="Count">How many seals.</param>
/// <param name="Columns">How many stand side by side.</param>
/// <param name="Diameter">Of each, mm.</param>
/// <param name="Last">The middle of the last one, mm from the paper's left.</param>
internal readonly record struct SealGrid(int Count, int Columns, double Diameter, double Last)
{
    private const double Gap = 2;

    public int Rows => (Count + Columns - 1) / Columns;

    /// <summary>From a row of signers to the next, in lines.</summary>
    public int LinesBetween => (int)Math.Ceiling((Diameter + Gap) / OfficialFormat.LinePitch);

    private double Pitch =>
        Columns == 1 ? 0 : Math.Min((Last - (Diameter / 2) - OfficialFormat.AreaLeft) / (Columns - 1), 78);

    public static SealGrid Of(OfficialDocument document)
    {
        var signature = document.Signature!;
        var insets = SignatureInsets.Of(document);
        var last =
            PageGrid.Right - ((insets.Date + (TextWidth.Of(Numerals.Day(document.Date)) / 2)) * OfficialFormat.Column);
        var longest = signature.Signers.Max(TextWidth.Of) * OfficialFormat.Column;
        for (var columns = Math.Min(3, signature.Signers.Length); columns > 1; columns--)
        {
            var grid = new SealGrid(signature.Signers.Length, columns, signature.SealDiameter, last);
            if (grid.Pitch >= Math.Max(grid.Diameter + Gap, longest + Gap))
                return grid;
        }
        return new SealGrid(signature.Signers.Length, 1, signature.SealDiameter, last);
    }

    /// <summary>The row and the place in it of a signer, from 0. The last row ends at the date, however few stand in it.</summary>
    public (int Row, int Column) Place(int number) => (number / Columns, number % Columns);

    /// <summary>The middle of a signer's seal, mm from the paper's left.</summary>
    public double Centre(int number)
    {
        var (row, column) = Place(number);
        var inRow = Math.Min(Columns, Count - (row * Columns));
        return Last - ((inRow - 1 - column) * Pitch);
    }
}
