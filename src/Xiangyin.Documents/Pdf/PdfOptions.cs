namespace Xiangyin.Documents;

/// <summary>What a PDF carries besides its pages.</summary>
public sealed record PdfOptions
{
    /// <summary>With tags.</summary>
    public static PdfOptions Default { get; } = new();

    /// <summary>
    /// Whether the PDF says what each piece of text is (ISO 32000-1 §14.8), so that it can be read aloud in order and
    /// reflowed. On unless size and speed matter more.
    /// </summary>
    public bool IsTagged { get; init; } = true;
}
