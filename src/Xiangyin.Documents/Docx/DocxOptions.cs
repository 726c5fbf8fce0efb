namespace Xiangyin.Documents;

/// <summary>How a .docx is set up. The defaults are those of GB/T 33476.2-2016 for Word and WPS.</summary>
public sealed record DocxOptions
{
    /// <summary>GB/T 33476.2-2016 with the line-and-character grid.</summary>
    public static DocxOptions Default { get; } = new();

    /// <summary>Margins and line pitch.</summary>
    public DocxProfile Profile { get; init; } = DocxProfile.Standard;

    /// <summary>How 28 characters are brought into a line.</summary>
    public DocxGrid Grid { get; init; } = DocxGrid.LinesAndChars;

    /// <summary>The faces asked for by name; null takes the official ones for the document's script.</summary>
    public FaceNames? Faces { get; init; }
}

/// <summary>Margins and line pitch of a .docx.</summary>
public enum DocxProfile
{
    /// <summary>GB/T 33476.2-2016: 34.6, 32.6, 28 and 26 mm, lines of 29.6 pt.</summary>
    Standard,

    /// <summary>What many offices set by hand: 37, 35, 28 and 26 mm, lines of 28.95 pt.</summary>
    Habit,
}

/// <summary>How a .docx keeps to 28 characters a line; never both, for then a line has 27.</summary>
public enum DocxGrid
{
    /// <summary>The section's grid of lines and characters, which Word and WPS obey.</summary>
    LinesAndChars,

    /// <summary>A grid of lines, and characters 0.25 pt closer: the same page in LibreOffice too.</summary>
    Lines,
}

/// <summary>The names of the faces a .docx asks for. None is embedded; the reader's machine has them or substitutes.</summary>
/// <param name="Title">小标宋, for the title and the mark.</param>
/// <param name="Body">仿宋, for nearly everything.</param>
/// <param name="Heading1">黑体, for first-level headings and what must stand out.</param>
/// <param name="Heading2">楷体, for second-level headings and signatories.</param>
/// <param name="PageNumber">宋体, for page numbers.</param>
/// <param name="Latin">Latin letters and digits inside the text.</param>
public sealed record FaceNames(
    string Title,
    string Body,
    string Heading1,
    string Heading2,
    string PageNumber,
    string Latin = "Times New Roman"
)
{
    /// <summary>The official names for simplified text.</summary>
    public static FaceNames Simplified { get; } = new("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体");

    /// <summary>Names whose faces have traditional glyphs too: the GB2312 ones have none.</summary>
    public static FaceNames Traditional { get; } = new("方正小标宋繁体", "仿宋", "黑体", "楷体", "宋体");

    internal static FaceNames Of(Script script) => script == Script.Traditional ? Traditional : Simplified;
}
