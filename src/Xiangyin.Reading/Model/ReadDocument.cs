namespace Xiangyin.Reading;

/// <summary>What was read out of a text. Every span counts UTF-16 code units of <see cref="Text"/>.</summary>
public sealed record ReadDocument
{
    /// <summary>The text as it was given.</summary>
    public required string Text { get; init; }

    /// <summary>The same text in the form that is read: one script, one width, nothing in the middle of a number.</summary>
    public required PlainText Plain { get; init; }

    /// <summary>The title, without site navigation around it and without its repetitions; null where there is none.</summary>
    public Passage? Title { get; init; }

    /// <summary>Every line that repeats the title, the title itself first.</summary>
    public IReadOnlyList<Passage> Titles { get; init; } = [];

    /// <summary>Who signs it: the signature at the end, or else the name in the title; null where neither says.</summary>
    public UnitName? Issuer { get; init; }

    /// <summary>The time that the document reports on, read from the title first, then from the text.</summary>
    public TimeMention? Period { get; init; }

    /// <summary>The days up to which something was counted (截至7月13日), in order; 截至目前 and the like have no day.</summary>
    public IReadOnlyList<TimeMention> CutOffs { get; init; } = [];

    /// <summary>The day beneath the signature.</summary>
    public TimeMention? SignedOn { get; init; }

    /// <summary>The headings in order, each with the level that its place among the others gives it.</summary>
    public IReadOnlyList<Heading> Headings { get; init; } = [];

    /// <summary>The same headings as a tree, by their style and place; a wrong number is kept, not believed.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>The lines that have text, in order.</summary>
    public IReadOnlyList<Paragraph> Paragraphs { get; init; } = [];

    /// <summary>What is counted, measured or left open, in order.</summary>
    public IReadOnlyList<Quantity> Quantities { get; init; } = [];

    /// <summary>What looks like a number and counts nothing, in order: congresses, days, slogans, document numbers.</summary>
    public IReadOnlyList<NotQuantity> NotQuantities { get; init; } = [];

    /// <summary>Days, years and stretches of time, in order; cut-offs among them.</summary>
    public IReadOnlyList<TimeMention> Times { get; init; } = [];

    /// <summary>Names of units and places, in order.</summary>
    public IReadOnlyList<UnitName> Names { get; init; } = [];

    /// <summary>What the document says is wanting (存在不足).</summary>
    public IReadOnlyList<Item> Problems { get; init; } = [];

    /// <summary>What the document says will be done (下一步打算、工作计划).</summary>
    public IReadOnlyList<Item> PlanItems { get; init; } = [];

    /// <summary>Line and column, from 1, of a place in the text.</summary>
    /// <param name="offset">A code unit of <see cref="Text"/>.</param>
    public (int Line, int Column) PositionOf(int offset) => Plain.PositionOf(offset);
}

/// <summary>A line that has text.</summary>
/// <param name="Span">Without the blanks around it.</param>
/// <param name="Kind">What sort of line.</param>
/// <param name="Section">Index in <see cref="ReadDocument.Headings"/> of the heading it stands under (its own, if it begins with one), or -1.</param>
public sealed record Paragraph(Span Span, ParagraphKind Kind, int Section);

/// <summary>What sort of line a paragraph is.</summary>
public enum ParagraphKind
{
    /// <summary>Running text.</summary>
    Body,

    /// <summary>The title, or a repetition of it.</summary>
    Title,

    /// <summary>A heading; its body may run on in the same line.</summary>
    Heading,

    /// <summary>The signature or the date beneath it.</summary>
    Signature,

    /// <summary>What a web site or a file library put there: navigation, page numbers, counters.</summary>
    Noise,
}
