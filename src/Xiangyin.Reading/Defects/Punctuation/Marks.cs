using System.Buffers;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Marks that stand twice (。。 ，、) and half-width marks among Chinese. Not: …… —— ！！ ？！, decimals and times, a document that writes all its commas half-width: that is the hand
/// of whoever published it.
/// </summary>
internal sealed partial class Marks : Rule
{
    private const int Dominance = 4;
    private const string Half = ",;:?!";
    private const string Full = "，；：？！";
    private static readonly SearchValues<char> Halves = SearchValues.Create(Half);

    public override IReadOnlyList<string> Ids { get; } = ["punctuation/doubled", "punctuation/half-width"];

    public override void Look(Paper paper, Findings findings)
    {
        LookForDoubled(paper.Text, findings);
        LookForQuotes(paper.Text, findings);
        LookForHalfWidth(paper.Text, findings);
    }

    private static void LookForDoubled(string text, Findings findings)
    {
        foreach (Match match in Doubled().Matches(text))
        {
            // 、、 is a hole in a list, which a rule of its own tells.
            if (match.Value != "、、" && match.Index > 0 && EndsWord(text[match.Index - 1]))
            {
                // Of two, the one that ends more stays.
                var kept = match.Value.MaxBy(c => "、,，;；:：.。".IndexOf(c));
                findings.Add("punctuation/doubled", new(match.Index, match.Length), kept.ToString());
            }
        }
    }

    private static bool EndsWord(char c) => Lines.IsChinese(c) || char.IsAsciiDigit(c) || "”》）%".Contains(c);

    private static void LookForQuotes(string text, Findings findings)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
        {
            return;
        }

        foreach (var line in Lines.Of(text))
        {
            var opens = true;
            for (var i = line.Start; i < line.End; i++)
            {
                if (text[i] != '"')
                {
                    continue;
                }

                if (IsAmongChinese(text, i))
                {
                    var fix = opens ? "“" : "”";
                    findings.Add("punctuation/half-width", new(i, 1), fix, "\"", fix);
                }

                opens = !opens;
            }
        }
    }

    private static void LookForHalfWidth(string text, Findings findings)
    {
        var places = new List<int>();
        for (var i = 1; i + 1 < text.Length && text.AsSpan(i).IndexOfAny(Halves) is >= 0 and var next; i++)
        {
            i += next;
            if (
                Lines.IsChinese(text[i - 1])
                && i + 1 < text.Length
                && (
                    Lines.IsChinese(text[i + 1])
                    || text[i + 1] is '“' or '《' or '*'
                    || (text[i] == ':' && text[i + 1] is '\r' or '\n')
                )
            )
            {
                places.Add(i);
            }
        }

        if (places.Count == 0)
        {
            return;
        }

        // A slip stands alone; where all marks are half-width, somebody published it so.
        var full = text.AsSpan().Count('，') + text.AsSpan().Count('；') + text.AsSpan().Count('：');
        if (full < places.Count * Dominance && !IsLoneSemicolon(text, places))
        {
            return;
        }

        foreach (var place in places)
        {
            var fix = Full[Half.IndexOf(text[place])].ToString();
            findings.Add("punctuation/half-width", new(place, 1), fix, text[place].ToString(), fix);
        }
    }

    // The only half-width mark of a text that ends its sentences with 。: few texts write such a one on purpose.
    private static bool IsLoneSemicolon(string text, List<int> places) =>
        places is [var place]
        && text[place] == ';'
        && text.AsSpan().IndexOfAny("。，；") >= 0
        && text.AsSpan().Count(';') == 1
        && !text.AsSpan().ContainsAny(',', ':');

    private static bool IsAmongChinese(string text, int at) =>
        (at > 0 && (Lines.IsChinese(text[at - 1]) || "，。、：".Contains(text[at - 1])))
        || (at + 1 < text.Length && (Lines.IsChinese(text[at + 1]) || "，。、：".Contains(text[at + 1])));

    [GeneratedRegex(@"(?:[，。、；：,;]{2,}|[，、；：,;]\.(?!\.)|\.[，。、；])(?![.\d])")]
    private static partial Regex Doubled();
}
