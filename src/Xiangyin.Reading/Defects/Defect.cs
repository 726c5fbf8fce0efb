namespace Xiangyin.Reading;

/// <summary>Something in a document that a reader would object to.</summary>
/// <param name="Rule">The id of the rule that found it.</param>
/// <param name="Severity">How sure and how bad.</param>
/// <param name="Message">One sentence: what, and why.</param>
/// <param name="Span">Where; of length 0 where something is missing.</param>
/// <param name="Fix">What to put in place of the span; null where only the author can tell.</param>
public sealed record Defect(string Rule, Severity Severity, string Message, Span Span, string? Fix = null);

/// <summary>How much a defect matters.</summary>
public enum Severity
{
    /// <summary>Worth a look; off by default.</summary>
    Hint,

    /// <summary>Probably wrong, or to be checked.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Error,
}

/// <summary>One rule: it looks at a document that was read and tells its defects.</summary>
public abstract class Rule
{
    /// <summary>Its id: lower case with hyphens, never reused.</summary>
    public abstract string Id { get; }

    /// <summary>How much its defects matter, unless it says otherwise of one.</summary>
    public abstract Severity Severity { get; }

    /// <summary>The defects, in any order.</summary>
    public abstract IEnumerable<Defect> Find(ReadDocument document);
}
