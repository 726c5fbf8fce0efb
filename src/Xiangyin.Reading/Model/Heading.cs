namespace Xiangyin.Reading;

/// <summary>A heading. The number of its label is what was written; whether it is right is for the rules to say.</summary>
public sealed record Heading
{
    /// <summary>The label as written, with its punctuation: <c>一、</c>, <c>(二)、</c>, <c>3.</c>, <c>一是</c>; empty where it bears none.</summary>
    public required string Label { get; init; }

    /// <summary>What stands after the label up to the end of the line, or of the first sentence where the body runs on. As written, without the closing mark.</summary>
    public required string Title { get; init; }

    /// <summary>The form of the label.</summary>
    public required LabelStyle Style { get; init; }

    /// <summary>The number in the label, from 1; 1 where there is none.</summary>
    public required int Number { get; init; }

    /// <summary>How deep in the tree, from 1.</summary>
    public required int Level { get; init; }

    /// <summary>Label and title.</summary>
    public required Span Span { get; init; }

    /// <summary>The label.</summary>
    public required Span LabelSpan { get; init; }

    /// <summary>The title.</summary>
    public required Span TitleSpan { get; init; }

    /// <summary>Whether its body follows in the same line.</summary>
    public bool RunsOn { get; init; }
}

/// <summary>The form of a heading's label.</summary>
public enum LabelStyle
{
    /// <summary><c>一、</c> and its misspellings <c>一.</c> <c>一:</c></summary>
    Chinese,

    /// <summary><c>(一)</c>, <c>(一)、</c>, <c>一)</c></summary>
    ChineseInBrackets,

    /// <summary><c>1、</c> <c>1.</c> <c>1,</c> or <c>1</c> before a word</summary>
    Arabic,

    /// <summary><c>(1)</c>, <c>1)</c></summary>
    ArabicInBrackets,

    /// <summary><c>①</c></summary>
    Circled,

    /// <summary><c>第一、</c> <c>第一,</c></summary>
    Ordinal,

    /// <summary><c>第一章</c>, <c>第二部分</c></summary>
    Chapter,

    /// <summary><c>一是</c></summary>
    RunIn,

    /// <summary><c>#</c> of Markdown</summary>
    Markdown,

    /// <summary>No label: a short line of its own above its paragraph, in a text without labels.</summary>
    None,
}

/// <summary>A heading with what stands under it.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Span">From its label to where the next heading of its level or above begins.</param>
/// <param name="Children">The headings beneath.</param>
public sealed record Section(Heading Heading, Span Span, IReadOnlyList<Section> Children);

/// <summary>One thing of a list: a problem, or something planned.</summary>
/// <param name="Text">As written, without its label.</param>
/// <param name="Span">Where.</param>
/// <param name="Label">Its label as written, empty where it has none.</param>
public sealed record Item(string Text, Span Span, string Label);
