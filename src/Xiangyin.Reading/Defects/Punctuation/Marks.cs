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

    public override IReadOnlyList<string> Ids { get; } = ["punctuation/doubled", "punctuation/half-width"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (Match match in Doubled().Matches(paper.Text))
        {
            // Of two, the one that ends more stays.
            var kept = match.Value.MaxBy(c => "、,，;；:：.。？！".IndexOf(c));
            findings.Add("punctuation/doubled", new(match.Index, match.Length), kept.ToString());
        }

        LookForQuotes(paper, findings);
        LookForHalfWidth(paper, findings);
    }

    private static void LookForQuotes(Paper paper, Findings findings)
    {
        foreach (var line in Lines.Of(paper.Text))
        {
            var opens = true;
            for (var i = line.Start; i < line.End; i++)
            {
                if (paper.Text[i] == '"')
                {
                    if (IsAmongChinese(paper.Text, i))
                    {
                        var fix = opens ? "“" : "”";
                        findings.Add("punctuation/half-width", new(i, 1), fix, "\"", fix);
                    }

                    opens = !opens;
                }
            }
        }
    }

    private static void LookForHalfWidth(Paper paper, Findings findings)
    {
        var text = paper.Text;
        var full = text.AsSpan().Count('，') + text.AsSpan().Count('；') + text.AsSpan().Count('：');
        var places = new List<int>();
        for (var i = 1; i + 1 < text.Length; i++)
        {
            // In traditional text from the web all marks are half-width, in simplified text a slip stands alone.
            if (
                Half.Contains(text[i])
                && Lines.IsChinese(text[i - 1])
                && (Lines.IsChinese(text[i + 1]) || text[i + 1] is '“' or '《')
            )
            {
                places.Add(i);
            }
        }

        if (places.Count == 0 || full < places.Count * Dominance)
        {
            return;
        }

        foreach (var place in places)
        {
            var fix = Full[Half.IndexOf(text[place])].ToString();
            findings.Add("punctuation/half-width", new(place, 1), fix, text[place].ToString(), fix);
        }
    }

    private static bool IsAmongChinese(string text, int at) =>
        (at > 0 && (Lines.IsChinese(text[at - 1]) || "，。、：".Contains(text[at - 1])))
        || (at + 1 < text.Length && (Lines.IsChinese(text[at + 1]) || "，。、：".Contains(text[at + 1])));

    [GeneratedRegex(
        @"(?<=[\u4e00-\u9fff”》）\d%])(?:[，。、；：,;]{2,}|[，、；：,;]\.(?!\.)|\.[，。、；])(?![.\d])(?<!、、)"
    )]
    private static partial Regex Doubled();
}
