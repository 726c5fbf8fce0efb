namespace Xiangyin.Web.Features.Checks;

/// <summary>A document as it was handed in, and what it says.</summary>
/// <param name="Name">The file's name as its sender gave it; empty where the text was pasted.</param>
/// <param name="Text">Its text: a paragraph a line.</param>
/// <param name="Docx">The Word file that the text is of, where there is one: corrections go into it.</param>
internal sealed record Upload(string Name, string Text, byte[]? Docx = null)
{
    /// <summary>The most bytes that a file may have.</summary>
    public const int MostBytes = 20 << 20;

    /// <summary>The most characters that a page can show: forty times a long report.</summary>
    public const int MostCharacters = 200_000;
}
