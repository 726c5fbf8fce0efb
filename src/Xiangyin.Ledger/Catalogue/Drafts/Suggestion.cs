namespace Xiangyin.Ledger;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Suggestion
{
    private const int MostListed = 12;

    /// <summary>A remedy for <paramref name="written"/>: the nearest of the known words, or the words that may be written.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        var words = known.Distinct().ToList();
        if (words.Count == 0)
        {
            return "先写好它，再在这里用";
        }

        var (word, distance) =
            written.Length > 64 ? ("", int.MaxValue) : words.Select(w => (w, Distance(written, w))).MinBy(x => x.Item2);
        return distance <= Math.Max(1, Math.Min(3, written.Length / 3)) ? $"是不是想写“{word}”？"
            : words.Count <= MostListed ? $"可以写：{string.Join("、", words)}"
            : $"可以写：{string.Join("、", words.Take(MostListed))}等{words.Count}个";
    }

    // How many letters to put in, leave out, replace or swap with the next.
    private static int Distance(string a, string b)
    {
        int[] before = [],
            last = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[^1];
    }
}
