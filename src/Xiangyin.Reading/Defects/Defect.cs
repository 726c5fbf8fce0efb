namespace Xiangyin.Reading;

/// <summary>Something in a document that a reader would object to. Made by a <see cref="Checker"/>.</summary>
public sealed record Defect
{
    /// <summary>The id of the rule that found it, <c>category/name</c>: <c>placeholder/year</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Where, in UTF-16 code units of the text as it was given. It covers what is wrong; it is empty where something is missing.</summary>
    public required Span Span { get; init; }

    /// <summary>What to put in place of the span, empty to take it out; null where only the author can tell.</summary>
    public string? Fix { get; init; }

    /// <summary>One sentence in simplified Chinese: what is wrong, and why.</summary>
    public string Message => MessageIn("zh-Hans");

    internal Reason Reason { get; init; } = Reason.None;

    internal IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The sentence in a language: <c>zh-Hans</c>, <c>zh-Hant</c> or <c>en</c>; any other is answered in simplified Chinese.</summary>
    public string MessageIn(string language) => Reason.In(language, Arguments);

    /// <summary>Rule, place and message.</summary>
    public override string ToString() => $"{Rule} {Span.Start}+{Span.Length}: {Message}";
}

/// <summary>How much a defect matters.</summary>
public enum Severity
{
    /// <summary>Worth a look.</summary>
    Hint,

    /// <summary>Probably wrong, or to be checked.</summary>
    Warning,

    /// <summary>Wrong: the document can't be sent like this.</summary>
    Error,
}
