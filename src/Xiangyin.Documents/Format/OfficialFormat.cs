namespace Xiangyin.Documents;

/// <summary>
/// The measures of GB/T 9704-2012, in millimetres and points. A distance in lines (行) is <see cref="Line"/> millimetres,
/// one in characters (字) is <see cref="Column"/> millimetres.
/// </summary>
public static class OfficialFormat
{
    /// <summary>A4, §5.1: width in mm.</summary>
    public const double PaperWidth = 210;

    /// <summary>A4, §5.1: height in mm.</summary>
    public const double PaperHeight = 297;

    /// <summary>天头 §5.2.1: from the paper's top to the type area, mm.</summary>
    public const double AreaTop = 37;

    /// <summary>订口 §5.2.1: from the paper's left to the type area, mm.</summary>
    public const double AreaLeft = 28;

    /// <summary>版心 §5.2.1: width in mm.</summary>
    public const double AreaWidth = 156;

    /// <summary>版心 §5.2.1: height in mm.</summary>
    public const double AreaHeight = 225;

    /// <summary>§5.2.3: characters in a line.</summary>
    public const int Columns = 28;

    /// <summary>§5.2.3: lines on a page.</summary>
    public const int Lines = 22;

    /// <summary>3号, §5.2.2: the size of most text, in points.</summary>
    public const double BodySize = 16;

    /// <summary>2号, §7.3.1: the title's size, in points.</summary>
    public const double TitleSize = 22;

    /// <summary>4号, §7.4 and §7.5: the size of 版记 and page numbers, in points.</summary>
    public const double SmallSize = 14;

    /// <summary>字, §3.1: a character's width, mm: 28 of them fill the line.</summary>
    public const double Column = AreaWidth / Columns;

    /// <summary>行, §3.2: the height of 3号 and seven eighths of it, as a distance, mm.</summary>
    public const double Line = 10.39;

    /// <summary>From one line of text to the next, mm: 22 lines of 3号 fill the type area from edge to edge.</summary>
    public const double LinePitch = (AreaHeight - (BodySize * MillimetresPerPoint)) / (Lines - 1);

    /// <summary>From one line of the title to the next, mm.</summary>
    public const double TitlePitch = 12.6;

    /// <summary>§7.2.4: from the type area's top to the red mark, mm, in the general form and on minutes (§10.3).</summary>
    public const double MarkBelowArea = 35;

    /// <summary>§10.2: from the type area's top to the red mark of an order, mm.</summary>
    public const double OrderMarkBelowArea = 20;

    /// <summary>§10.1: from the paper's top to the red mark of a letter, mm.</summary>
    public const double LetterMarkTop = 30;

    /// <summary>§7.2.7: from the number to the red rule, mm.</summary>
    public const double RuleBelowNumber = 4;

    /// <summary>§10.1: the width of a letter's red double rules, mm.</summary>
    public const double LetterRuleWidth = 170;

    /// <summary>§10.1: from the paper's bottom to a letter's lower double rule, mm.</summary>
    public const double LetterRuleAboveBottom = 20;

    /// <summary>§7.5: from the type area's bottom to the dashes beside the page number, mm.</summary>
    public const double PageNumberBelowArea = 7;

    /// <summary>Millimetres in a point.</summary>
    public const double MillimetresPerPoint = 25.4 / 72;

    /// <summary>Characters of 2号 in a line of the title.</summary>
    internal const double TitleColumns = AreaWidth / (TitleSize * MillimetresPerPoint);

    /// <summary>The mark's size is free (§7.2.4): as large as fits the line, 16 to 46 pt.</summary>
    internal static int MarkSize(string mark) =>
        (int)Math.Clamp(AreaWidth / MillimetresPerPoint / TextWidth.Of(mark), 16, 46);
}
