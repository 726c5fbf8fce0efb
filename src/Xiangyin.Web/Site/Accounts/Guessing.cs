using System.Globalization;
using System.Reflection;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// How hard a password is to guess: it is taken apart into pieces that a guesser tries first (a common word, a run, a row of keys, a repetition, a
/// year) and single characters, in the way that makes it easiest. After D. Wheeler, "zxcvbn" (USENIX Security 2016), as little of it as is needed.
/// </summary>
internal static class Guessing
{
    private const double CharacterBits = 5.2; // of 36 small letters and figures
    private const double OtherCharacterBits = 6.5; // capitals and signs
    private const double WordBits = 9;
    private const double RunBits = 5;
    private const double YearBits = 7;
    private const int ShortestPiece = 3;

    // A guesser comes to the commonest first, but tries each of them with something before and after.
    private static readonly Dictionary<string, double> Words = Read("tried-passwords")
        .Select((word, rank) => (Word: word, Bits: Math.Max(WordBits, Math.Log2(rank + 1))))
        .Concat(Read("common-passwords").Select(word => (Word: word, Bits: WordBits)))
        .GroupBy(w => w.Word, w => w.Bits, StringComparer.Ordinal)
        .ToDictionary(w => w.Key, w => w.Min(), StringComparer.Ordinal);

    private static readonly string[] Rows =
    [
        "0123456789",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "1q2w3e4r5t6y7u8i9o0p",
        "qazwsxedcrfvtgbyhnujmikolp",
        "!@#$%^&*()",
    ];

    /// <summary>The logarithm, to base 2, of the guesses that it takes.</summary>
    public static double Bits(string password)
    {
        var typed = password.ToLower(CultureInfo.InvariantCulture);
        var easiest = new double[typed.Length + 1];
        for (var end = 1; end <= typed.Length; end++)
        {
            easiest[end] = easiest[end - 1] + BitsOf(password[end - 1]);
            for (var start = 0; start <= end - ShortestPiece; start++)
            {
                if (PieceBits(typed, start, end) is { } bits)
                {
                    easiest[end] = Math.Min(easiest[end], easiest[start] + bits);
                }
            }
        }

        return easiest[^1];
    }

    private static double? PieceBits(string typed, int start, int end)
    {
        var piece = typed[start..end];
        return IsRepeated(piece)
            || IsRow(piece)
            || (start > 0 && typed[..start].Contains(piece, StringComparison.Ordinal))
                ? RunBits
            : IsYear(piece) ? YearBits
            : Words.TryGetValue(piece, out var bits) ? bits
            : null;
    }

    // aaaa, 1212, abcabc.
    private static bool IsRepeated(string piece) =>
        Enumerable
            .Range(1, piece.Length / 2)
            .Any(period =>
                piece.Length % period == 0
                && Enumerable.Range(period, piece.Length - period).All(i => piece[i] == piece[i - period])
            );

    private static bool IsRow(string piece) =>
        Rows.Any(row =>
            row.Contains(piece, StringComparison.Ordinal)
            || row.Contains(string.Concat(piece.Reverse()), StringComparison.Ordinal)
        );

    private static bool IsYear(string piece) =>
        piece.Length == 4
        && int.TryParse(piece, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is > 1930 and < 2060;

    private static double BitsOf(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) ? CharacterBits : OtherCharacterBits;

    private static IEnumerable<string> Read(string list)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"Xiangyin.Web.Site.Accounts.{list}.txt")!;
        return new StreamReader(stream)
            .ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line is not ("#" or ['#', ' ', ..]));
    }
}
