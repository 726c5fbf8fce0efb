using System.Collections.Immutable;
using System.Globalization;

namespace Xiangyin.Documents;

/// <summary>A piece of a document's text that starts on a line of its own.</summary>
public abstract record Block
{
    private protected Block() { }
}

/// <summary>
/// A heading (结构层次序数, GB/T 9704-2012 §7.3.3): 一、in 黑体, （一）in 楷体, 1. and （1）in 仿宋, none of them bold.
/// </summary>
/// <param name="Level">1 to 4; anything else is refused by the writers.</param>
/// <param name="Text">The heading with its number, as printed. See <see cref="Numbered"/> for one that is numbered for you.</param>
public sealed record Heading(int Level, ImmutableArray<Inline> Text) : Block
{
    /// <summary>A heading without figures.</summary>
    public Heading(int level, string text)
        : this(level, [new Plain(text)]) { }

    /// <summary>A heading with its number in the form its level has: 三、 （三） 3. （3）.</summary>
    /// <param name="level">1 to 4.</param>
    /// <param name="number">1 to 99.</param>
    /// <param name="text">The heading without a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level or the number is outside its range.</exception>
    public static Heading Numbered(int level, int number, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 99);
        var mark = level switch
        {
            1 => Numerals.Chinese(number) + "、",
            2 => $"（{Numerals.Chinese(number)}）",
            3 => number.ToString(CultureInfo.InvariantCulture) + ".",
            4 => $"（{number.ToString(CultureInfo.InvariantCulture)}）",
            _ => throw new ArgumentOutOfRangeException(
                nameof(level),
                level,
                "An official document has heading levels 1 to 4."
            ),
        };
        return new Heading(level, mark + text);
    }
}

/// <summary>A paragraph of text: 3号仿宋, first line two characters in. A line feed in it breaks the line.</summary>
/// <param name="Text">The runs in reading order.</param>
public sealed record Paragraph(ImmutableArray<Inline> Text) : Block
{
    /// <summary>A paragraph without figures.</summary>
    public Paragraph(string text)
        : this([new Plain(text)]) { }

    /// <summary>A paragraph of strings and figures: <c>Paragraph.Of("共学习", new Figure("12次"), "。")</c>.</summary>
    public static Paragraph Of(params ImmutableArray<Inline> text) => new(text);
}

/// <summary>A table as wide as the type area; its head is repeated on every page it reaches.</summary>
/// <param name="Columns">1 to 63 columns (Word's limit).</param>
/// <param name="Rows">The rows; each has as many cells as there are columns.</param>
public sealed record Table(ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Cell>> Rows) : Block
{
    /// <summary>The table's title, centred over it. Null leaves it out.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Set across the paper's height (横排表格, §8): pages of its own, turned so that the head stands at the left
    /// edge, with the page number where it always is.
    /// </summary>
    public bool IsLandscape { get; init; }
}

/// <summary>A picture, centred, as wide as said or as its pixels allow.</summary>
/// <param name="File">A PNG, JPEG, WebP, GIF or BMP, told by its content, of at most 64 million pixels.</param>
/// <param name="Description">What it shows, for those who cannot see it; read aloud and carried by every form.</param>
/// <remarks>
/// It is decoded and written anew, so that a photograph's place and camera do not travel with the document, turned as
/// its camera was held, on white where it is transparent, and no finer than 220 dots to the inch.
/// </remarks>
public sealed record Picture(ImmutableArray<byte> File, string Description) : Block
{
    /// <summary>The printed width, mm, 10 to 156. Null: by its pixels at 150 to the inch, within the type area.</summary>
    public double? Width { get; init; }

    /// <summary>The line under it: 图1　文化广场. Null leaves it out.</summary>
    public string? Caption { get; init; }
}

/// <summary>
/// A chart of bars, one group for each category, in greys that print: for amounts side by side. It is drawn, not
/// pictured: its words are text in every form, and in .docx it is a chart that the reader can edit.
/// </summary>
/// <param name="Categories">1 to 60 categories from top to bottom: villages, quarters, years.</param>
/// <param name="Series">1 to 4 series.</param>
public sealed record Chart(ImmutableArray<string> Categories, ImmutableArray<ChartSeries> Series) : Block
{
    /// <summary>The line under it: 图2　各季度刊播情况. Null leaves it out.</summary>
    public string? Title { get; init; }
}

/// <summary>Amounts of one kind.</summary>
/// <param name="Name">What is counted, with its unit: 2021年（篇）.</param>
/// <param name="Values">One for each category, nought or more; null where nothing is known, which draws no bar and no nought.</param>
public sealed record ChartSeries(string Name, ImmutableArray<decimal?> Values);

/// <summary>A column of a table.</summary>
/// <param name="Head">The text of the head's cell.</param>
/// <param name="Align">How the cells below the head stand.</param>
/// <param name="Share">
/// The column's part of the width, relative to the other columns. Null: by the longest text in it, within bounds.
/// </param>
public sealed record Column(string Head, CellAlign Align = CellAlign.Centre, double? Share = null);

/// <summary>A cell: text and figures.</summary>
/// <param name="Text">The runs in reading order; empty for an empty cell.</param>
public sealed record Cell(ImmutableArray<Inline> Text)
{
    /// <summary>A cell of plain text.</summary>
    public static implicit operator Cell(string text) => new([new Plain(text)]);

    /// <summary>A cell with one figure in it.</summary>
    public static implicit operator Cell(Figure figure) => new([figure]);
}

/// <summary>How the text of a cell stands.</summary>
public enum CellAlign
{
    /// <summary>居中.</summary>
    Centre,

    /// <summary>左对齐, for sentences.</summary>
    Start,

    /// <summary>右对齐, for numbers of one kind.</summary>
    End,
}

/// <summary>A run of text inside a heading, a paragraph or a cell.</summary>
/// <param name="Text">The characters as read.</param>
public abstract record Inline(string Text)
{
    /// <summary>Plain text.</summary>
    public static implicit operator Inline(string text) => new Plain(text);
}

/// <summary>Plain text.</summary>
/// <param name="Text">The characters as read.</param>
public sealed record Plain(string Text) : Inline(Text);

/// <summary>
/// A figure: text that stands for a value somebody can look up. It prints like the text around it, is never broken from
/// its unit, and opens <paramref name="Address"/> where the written form can carry a link.
/// </summary>
/// <param name="Text">The figure as printed, with its unit: 76余篇.</param>
/// <param name="Id">What the figure is, for programs: an indicator's id. Null when it has none.</param>
/// <param name="Address">An absolute http, https or mailto address. Null for no link.</param>
public sealed record Figure(string Text, string? Id = null, Uri? Address = null) : Inline(Text);
