namespace Xiangyin.Ledger;

/// <summary>The length of a report: every character but spaces and line ends, digits and punctuation included.</summary>
public static class ReportLength
{
    /// <summary>From this part of the limit on a page warns.</summary>
    public const double Near = 0.9;

    /// <summary>How many characters a text has.</summary>
    public static int Of(string text) => text.EnumerateRunes().Count(r => !System.Text.Rune.IsWhiteSpace(r));
}
