namespace Xiangyin.Documents;

/// <summary>A finished page in millimetres from the paper's top left. Writers of PDF, OFD and pictures see nothing else.</summary>
internal sealed class Page(int number)
{
    public int Number { get; } = number;

    public List<PlacedText> Texts { get; } = [];

    public List<PlacedRule> Rules { get; } = [];

    public List<PlacedPicture> Pictures { get; } = [];
}

/// <summary>Characters of one face, size and colour on one baseline.</summary>
/// <param name="Role">What the face is for; names it where a file names fonts officially.</param>
/// <param name="Face">Where the glyphs come from.</param>
/// <param name="Size">In points.</param>
/// <param name="Baseline">In mm.</param>
/// <param name="Runes">The characters as the source has them.</param>
/// <param name="Glyphs">One for each character, in the whole face's numbering.</param>
/// <param name="Places">Where each glyph's origin is, mm.</param>
internal sealed record PlacedText(
    FontRole Role,
    FontFace Face,
    double Size,
    double Baseline,
    int[] Runes,
    int[] Glyphs,
    double[] Places
)
{
    /// <summary>Where the last character ends, mm.</summary>
    public required double End { get; init; }

    /// <summary>The element it belongs to, by its place in the document's composition; −1 for page numbers.</summary>
    public int Element { get; init; } = -1;

    /// <summary>The table's cell it stands in.</summary>
    public TableCell? Cell { get; init; }

    public Ink Ink { get; init; }

    public bool IsRed => Ink == Ink.Red;

    /// <summary>
    /// Whether it stands on the turned page: places run from the paper's lower left upward, and baselines from its left
    /// edge to the right.
    /// </summary>
    public bool IsTurned { get; init; }

    /// <summary>The pen that thickens the outlines, mm; 0 where they are only filled.</summary>
    public double Pen { get; init; }

    public Figure? Figure { get; init; }

    public double Height => Size * OfficialFormat.MillimetresPerPoint;

    /// <summary>The em box's top, mm.</summary>
    public double Top => Baseline - (Height * PageGrid.Ascent);

    /// <summary>What it covers on the paper, mm.</summary>
    public PlacedRule Box =>
        IsTurned
            ? new PlacedRule(Top, OfficialFormat.PaperHeight - End, Height, End - Places[0])
            : new PlacedRule(Places[0], Top, End - Places[0], Height);

    public string Text => string.Concat(Runes.Select(char.ConvertFromUtf32));
}

/// <summary>A cell by its place in the table; the head is row 0. Heads repeated on further pages say nothing new.</summary>
internal readonly record struct TableCell(int Row, int Column, bool IsRepeated = false);

/// <summary>A filled bar, mm.</summary>
internal readonly record struct PlacedRule(double X, double Y, double Width, double Height, Ink Ink = Ink.Black)
{
    public bool IsRed => Ink == Ink.Red;
}

/// <summary>A picture, mm.</summary>
/// <param name="Picture">What is drawn.</param>
/// <param name="Description">For those who cannot see it.</param>
/// <param name="Element">The element it belongs to.</param>
/// <param name="X">Its left.</param>
/// <param name="Y">Its top.</param>
/// <param name="Width">As printed.</param>
/// <param name="Height">As printed.</param>
internal sealed record PlacedPicture(
    PreparedPicture Picture,
    string Description,
    int Element,
    double X,
    double Y,
    double Width,
    double Height
);

/// <summary>The colours of official documents: black and red, and three greys for charts.</summary>
internal enum Ink
{
    Black,
    Red,
    Dark,
    Middle,
    Light,
}

internal static class Inks
{
    /// <summary>Red, green and blue, 0 to 255.</summary>
    public static (byte Red, byte Green, byte Blue) Rgb(this Ink ink) =>
        ink switch
        {
            Ink.Red => (230, 0, 18),
            Ink.Dark => (90, 90, 90),
            Ink.Middle => (160, 160, 160),
            Ink.Light => (215, 215, 215),
            _ => (0, 0, 0),
        };
}

/// <summary>An entry of the outline.</summary>
internal sealed record Bookmark(int Level, string Text, int Page, double Top);

/// <summary>A document as pages.</summary>
internal sealed record PageSet(
    List<Page> Pages,
    List<Bookmark> Outline,
    List<Element> Elements,
    List<SealPlace> Seals,
    List<Warning> Warnings
);

/// <summary>The grid of 22 lines and 28 characters.</summary>
internal static class PageGrid
{
    /// <summary>The part of the em box above the baseline.</summary>
    public const double Ascent = 0.88;

    public const double Right = OfficialFormat.AreaLeft + OfficialFormat.AreaWidth;

    public const double Bottom = OfficialFormat.AreaTop + OfficialFormat.AreaHeight;

    /// <summary>The empty part above and below the em box of 3号 in a line.</summary>
    public const double Lead =
        (OfficialFormat.LinePitch - (OfficialFormat.BodySize * OfficialFormat.MillimetresPerPoint)) / 2;

    /// <summary>The em box's top of a line, 0 to 21.</summary>
    public static double Top(int row) => OfficialFormat.AreaTop + (row * OfficialFormat.LinePitch);

    /// <summary>The first line that lies wholly below a height.</summary>
    public static int RowBelow(double y) =>
        (int)Math.Ceiling(((y - OfficialFormat.AreaTop + Lead) / OfficialFormat.LinePitch) - 1e-9);

    /// <summary>A character's width at a size, mm: the grid's column at 3号, in proportion otherwise.</summary>
    public static double Character(double size) => OfficialFormat.Column * size / OfficialFormat.BodySize;

    public static double Em(double size) => size * OfficialFormat.MillimetresPerPoint;

    /// <summary>The line on which the text goes on after a title: one blank line below it (§7.3.2), on the grid.</summary>
    /// <param name="top">The title's first em-top, mm.</param>
    /// <param name="lines">Its lines.</param>
    public static int RowAfterTitle(double top, int lines)
    {
        var bottom = top + ((lines - 1) * OfficialFormat.TitlePitch) + Em(OfficialFormat.TitleSize);
        // A fifth of a millimetre short of a line is still a line.
        return (int)
            Math.Ceiling((bottom + OfficialFormat.Line - 0.2 - OfficialFormat.AreaTop) / OfficialFormat.LinePitch);
    }
}
