namespace Xiangyin.Documents;

/// <summary>Why a document cannot be written.</summary>
/// <param name="Reason">For programs; a site can put it in its reader's language.</param>
/// <param name="Where">The element: <c>title</c>, <c>body[3]</c>, <c>body[5].rows[2]</c>.</param>
/// <param name="Message">What is wrong and what to do, in English, for a log.</param>
public sealed record Refusal(RefusalReason Reason, string Where, string Message)
{
    /// <summary>What the reason is about, for a message in another language: the characters, the packages, the unknown word.</summary>
    public string? Subject { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Message}";
}

/// <summary>What can be wrong with a document.</summary>
public enum RefusalReason
{
    /// <summary>Something the form needs is not there.</summary>
    Missing,

    /// <summary>A heading level other than 1 to 4.</summary>
    HeadingLevel,

    /// <summary>A table without columns, with more than 63, or with a row of another length.</summary>
    TableShape,

    /// <summary>A link that is not an absolute http, https or mailto address.</summary>
    LinkAddress,

    /// <summary>An element that stands on one line has a line break in it.</summary>
    LineBreak,

    /// <summary>A number outside its range, such as a copy number of seven digits.</summary>
    OutOfRange,

    /// <summary>A text or a document longer than the library will lay out.</summary>
    TooLong,

    /// <summary>No installed font has a character, so that it could only be drawn wrong.</summary>
    MissingGlyph,

    /// <summary>There is no font at all to set the document in.</summary>
    NoFont,

    /// <summary>An element that does not belong to the form, such as a head on a plain report.</summary>
    NotInThisForm,

    /// <summary>A file that is no picture, or one that breaks off.</summary>
    BrokenPicture,

    /// <summary>A picture that a source names and that is not beside it.</summary>
    PictureNotFound,

    /// <summary>A picture of more pixels than the library will decode.</summary>
    PictureTooLarge,

    /// <summary>A chart without categories or series, with too many, or with a series of another length.</summary>
    ChartShape,

    /// <summary>Something in a JSON or Markdown source that is not part of its language.</summary>
    UnknownElement,

    /// <summary>A JSON or Markdown source that cannot be read.</summary>
    NotReadable,
}

/// <summary>A document was refused; <see cref="Refusals"/> says every reason. Nothing was written.</summary>
public sealed class DocumentRefusedException : Exception
{
    /// <summary>A refusal for one or more reasons.</summary>
    public DocumentRefusedException(IReadOnlyList<Refusal> refusals)
        : base("The document cannot be written: " + string.Join("; ", refusals)) => Refusals = refusals;

    /// <summary>All reasons, in reading order; at least one.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }
}

/// <summary>Something that was written otherwise than asked.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">What was done instead, in English, for a log.</param>
public sealed record Warning(WarningKind Kind, string Message)
{
    /// <summary>The official face that was asked for; null unless a font was substituted.</summary>
    public string? Asked { get; init; }

    /// <summary>The face that stands in for it; null unless a font was substituted.</summary>
    public string? Used { get; init; }
}

/// <summary>What can be written otherwise than asked.</summary>
public enum WarningKind
{
    /// <summary>Characters that the form cannot carry were written as U+FFFD or 〓.</summary>
    CharacterReplaced,

    /// <summary>An official face is not installed, or lacks some of the characters, and another stands in for it.</summary>
    FontSubstituted,
}

/// <summary>What a writer has to say about a file it wrote.</summary>
/// <param name="Warnings">Empty when everything was written as asked.</param>
public sealed record Written(IReadOnlyList<Warning> Warnings);
