using System.Text;

namespace Xiangyin.Web.Data;

/// <summary>
/// Words for searching: a run of Han characters gives every pair of neighbours and, so that a single character is found at its end, the last
/// one alone; letters and digits of other scripts give whole words in lower case.
/// </summary>
internal static class Bigrams
{
    private const int LongestTsVector = 16_000;

    /// <summary>The words of a text in order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        foreach (var run in Runs(text))
        {
            if (!IsHan(run[0]))
            {
                yield return run;
                continue;
            }

            for (var i = 0; i < run.Length; i++)
            {
                yield return run.Substring(i, Math.Min(2, run.Length - i));
            }
        }
    }

    /// <summary>For FTS5: words with spaces between.</summary>
    public static string Line(string text) => string.Join(' ', Of(text));

    /// <summary>For FTS5: every run that was typed must occur as a phrase; of a single character, a word that begins with it.</summary>
    public static string Fts5Query(string typed) =>
        string.Join(
            " AND ",
            Runs(typed).Select(run => IsPrefix(run) ? $"\"{run}\" *" : $"\"{string.Join(' ', Asked(run))}\"")
        );

    /// <summary>For PostgreSQL: words with their positions.</summary>
    public static string TsVector(string text) =>
        string.Join(' ', Of(text).Take(LongestTsVector).Select((word, i) => $"'{word}':{i + 1}"));

    /// <summary>For PostgreSQL: the same question as <see cref="Fts5Query"/>.</summary>
    public static string TsQuery(string typed) =>
        string.Join(
            " & ",
            Runs(typed)
                .Select(run =>
                    IsPrefix(run) ? $"'{run}':*" : $"({string.Join(" <-> ", Asked(run).Select(w => $"'{w}'"))})"
                )
        );

    private static bool IsPrefix(string run) => run.Length == 1 || !IsHan(run[0]);

    // Of a typed run the pairs are enough: the last character alone would ask that the text ends there.
    private static IEnumerable<string> Asked(string run) =>
        Enumerable.Range(0, run.Length - 1).Select(i => run.Substring(i, 2));

    private static IEnumerable<string> Runs(string text)
    {
        var run = new StringBuilder();
        foreach (var c in text)
        {
            var belongs = char.IsLetterOrDigit(c);
            if (run.Length > 0 && (!belongs || IsHan(run[0]) != IsHan(c)))
            {
                yield return run.ToString();
                run.Clear();
            }

            if (belongs)
            {
                run.Append(char.ToLowerInvariant(c));
            }
        }

        if (run.Length > 0)
        {
            yield return run.ToString();
        }
    }

    private static bool IsHan(char c) => c is (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf');
}
