namespace Xiangyin.Reading;

/// <summary>A stretch of the text as it was given.</summary>
/// <param name="Start">The first UTF-16 code unit, from 0.</param>
/// <param name="Length">How many UTF-16 code units.</param>
public readonly record struct Span(int Start, int Length)
{
    /// <summary>The code unit after the last.</summary>
    public int End => Start + Length;

    /// <summary>The span from one code unit up to, not including, another.</summary>
    public static Span Between(int start, int end) => new(start, end - start);

    /// <summary>Whether the two share a code unit.</summary>
    public bool Overlaps(Span other) => Start < other.End && other.Start < End;

    /// <summary>Whether the other lies wholly within.</summary>
    public bool Contains(Span other) => Start <= other.Start && other.End <= End;

    /// <summary>The stretch itself.</summary>
    public string In(string text) => text.Substring(Start, Length);
}

/// <summary>Words of the document with where they stand.</summary>
/// <param name="Text">As written.</param>
/// <param name="Span">Where.</param>
public sealed record Passage(string Text, Span Span);
