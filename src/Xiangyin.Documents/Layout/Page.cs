namespace Xiangyin.Documents;

/// <summary>A finished page in millimetres from the paper's top left. Writers of PDF, OFD and pictures see nothing else.</summary>
internal sealed class Page(int number)
{
    public int Number { get; } = number;

    public List<PlacedText> Texts { get; } = [];

    public List<PlacedRule> Rules { get; } = [];
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

    public bool IsRed { get; init; }

    public Figure? Figure { get; init; }

    public double Height => Size * OfficialFormat.MillimetresPerPoint;

    /// <summary>The em box's top, mm.</summary>
    public double Top => Baseline - (Height * PageGrid.Ascent);

    public string Text => string.Concat(Runes.Select(char.ConvertFromUtf32));
}

/// <summary>A filled bar, mm.</summary>
internal readonly record struct PlacedRule(double X, double Y, double Width, double Height, bool IsRed = false);

/// <summary>An entry of the outline.</summary>
internal sealed record Bookmark(int Level, string Text, int Page, double Top);

/// <summary>A document as pages.</summary>
internal sealed record PageSet(
    List<Page> Pages,
    List<Bookmark> Outline,
    List<Element> Elements,
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
}
