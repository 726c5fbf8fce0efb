namespace Xiangyin.Documents;

/// <summary>What an OFD carries besides its pages.</summary>
public sealed record OfdOptions
{
    /// <summary>With the .docx attached.</summary>
    public static OfdOptions Default { get; } = new();

    /// <summary>The .docx to attach, so that the sheet stays editable; null attaches none.</summary>
    public DocxOptions? Attached { get; init; } = DocxOptions.Default;
}
