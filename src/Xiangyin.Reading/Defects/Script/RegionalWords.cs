using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>Words of another region that a conversion put in: 上級檔案精神, 國小. Not: 檔案 of an archive, 專案組, 透過窗戶; nothing in simplified text.</summary>
internal sealed class RegionalWords(RuleBook book) : Rule
{
    private readonly List<(string Word, string Fix, Regex Pattern)> words =
    [
        .. book["script/regional"]
            .List("words")
            .Select(item =>
                (
                    Scripts.ToSimplified(item.Word),
                    item["fix"]!,
                    new Regex(Scripts.ToSimplified(item["pattern"] ?? item.Word), RegexOptions.Compiled)
                )
            ),
    ];

    public override IReadOnlyList<string> Ids { get; } = ["script/regional"];

    public override void Look(Paper paper, Findings findings)
    {
        if (!paper.Traditional)
        {
            return;
        }

        foreach (var (word, fix, pattern) in words)
        {
            foreach (Match match in pattern.Matches(paper.Plain))
            {
                var at = match.Index + match.Value.IndexOf(word, StringComparison.Ordinal);
                var span = paper.Origin(at, at + word.Length);
                findings.Add("script/regional", span, fix, paper.Show(span), fix);
            }
        }
    }
}
