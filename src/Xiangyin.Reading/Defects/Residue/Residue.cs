using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>What a file library, a web site or a writing tool left. Its patterns are data. Not: a channel's reading numbers that the report counts (阅读量突破12万).</summary>
internal sealed class Residue(RuleBook book) : Rule
{
    private static readonly string[] Rules = ["residue/page-marker", "residue/site", "residue/machine"];

    private readonly List<(string Id, Regex Pattern)> patterns =
    [
        .. Rules.SelectMany(id => book[id].Words("patterns").Select(p => (id, new Regex(p, RegexOptions.Compiled)))),
    ];

    public override IReadOnlyList<string> Ids => Rules;

    public override void Look(Paper paper, Findings findings)
    {
        foreach (var (id, pattern) in patterns)
        {
            foreach (Match match in pattern.Matches(paper.Folded))
            {
                findings.Add(id, new(match.Index, match.Length), "");
            }
        }
    }
}
