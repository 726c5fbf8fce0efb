namespace Xiangyin.Web.Features.Indicators;

/// <summary>Text for a table that an office program opens and must not take for a formula.</summary>
internal static class SafeText
{
    // Office programs read a cell by its first sign, and take the full-width forms for the plain ones.
    private const string Begins = "=+-@\t\r＝＋－＠";

    /// <summary>One CSV field (RFC 4180). What would begin a formula gets an apostrophe before it, by which it is text.</summary>
    public static string Csv(string text)
    {
        var safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsFormula(string text)
    {
        var shown = text.AsSpan().TrimStart(" \u3000\u00a0\ufeff");
        return !shown.IsEmpty && Begins.Contains(shown[0], StringComparison.Ordinal);
    }
}
