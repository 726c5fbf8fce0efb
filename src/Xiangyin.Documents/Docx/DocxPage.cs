namespace Xiangyin.Documents;

/// <summary>A .docx page in twips (1/1440 inch), the unit of WordprocessingML.</summary>
/// <param name="Top">Top margin.</param>
/// <param name="Bottom">Bottom margin.</param>
/// <param name="Left">Left margin.</param>
/// <param name="Right">Right margin.</param>
/// <param name="Pitch">From line to line.</param>
internal sealed record DocxPage(int Top, int Bottom, int Left, int Right, int Pitch)
{
    public const int Width = 11906;
    public const int Height = 16838;

    // −841 would let a 28th character fall to the next line.
    public const int CharSpace = -842;

    /// <summary>Extra space after every character where the grid is of lines only, in twips.</summary>
    public const int Tightening = -5;

    /// <summary>From the paper's bottom to the page number's line, GB/T 33476.2-2016.</summary>
    public const int Footer = 1447;

    private static readonly DocxPage Standard = new(1961, 1847, 1587, 1474, 592);
    private static readonly DocxPage Habit = new(2098, 1984, 1587, 1474, 579);

    public static DocxPage Of(DocxProfile profile) => profile == DocxProfile.Habit ? Habit : Standard;

    public int AreaWidth => Width - Left - Right;

    /// <summary>The lead above and below 3号 text in a line of the grid.</summary>
    public int Lead => (Pitch - (int)(OfficialFormat.BodySize * 20)) / 2;

    /// <summary>Twips in so many characters of the grid.</summary>
    public int Characters(double count) => (int)Math.Round(count * AreaWidth / OfficialFormat.Columns);

    public static int Millimetres(double mm) => (int)Math.Round(mm * 1440 / 25.4);
}
