namespace Xiangyin.Ledger;

/// <summary>A piece of a paragraph as it is printed.</summary>
/// <param name="Text">The characters.</param>
public abstract record Printed(string Text);

/// <summary>Words.</summary>
/// <param name="Text">The characters.</param>
/// <param name="HandTyped">Where in them a quantity stands that nothing shows.</param>
public sealed record PrintedWords(string Text, IReadOnlyList<Range> HandTyped) : Printed(Text);

/// <summary>A figure.</summary>
/// <param name="Bound">What is bound there.</param>
/// <param name="Before">What is printed before it, so that it can't be misread: its own cut-off.</param>
/// <param name="Text">The figure.</param>
/// <param name="After">What is printed after it, so that it can't be misread: who has not reported.</param>
/// <param name="Figure">The figure itself.</param>
/// <param name="Earlier">The one it is compared with.</param>
public sealed record PrintedFigure(
    BoundFigure Bound,
    string Before,
    string Text,
    string After,
    Figure Figure,
    Figure? Earlier = null
) : Printed(Text)
{
    /// <summary>What a reader was told; when it changes, the sentence has changed.</summary>
    public string Told => Text + After;
}

/// <summary>A figure that is unreadable, or not in the catalogue.</summary>
/// <param name="Text">As written, with its braces.</param>
/// <param name="Problem">The word at fault.</param>
public sealed record PrintedUnreadable(string Text, string Problem) : Printed(Text);
