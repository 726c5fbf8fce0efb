namespace Xiangyin.Documents;

/// <summary>How wide text is on the grid, in characters (字): Chinese ones take one, Latin letters and digits half.</summary>
internal static class TextWidth
{
    public static double Of(string text)
    {
        double width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += IsFull(rune.Value) ? 1 : 0.5;
        return width;
    }

    /// <summary>Whether a character fills a whole cell of the grid.</summary>
    public static bool IsFull(int rune) =>
        rune >= 0x2E80
        || rune is >= 0x2010 and <= 0x206F // dashes, quotation marks, ellipsis, ‰
        || rune is >= 0x2100 and <= 0x27BF // ℃, numbered circles, arrows, ★
        || rune is 0x00B7 or 0x00D7;
}
