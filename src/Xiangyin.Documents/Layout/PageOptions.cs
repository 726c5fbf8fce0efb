namespace Xiangyin.Documents;

/// <summary>How a document is laid out on pages.</summary>
public sealed record PageOptions
{
    /// <summary>The fonts installed on this machine.</summary>
    public static PageOptions Default { get; } = new();

    /// <summary>The fonts to set it in.</summary>
    public FontLibrary Fonts { get; init; } = FontLibrary.System;
}
