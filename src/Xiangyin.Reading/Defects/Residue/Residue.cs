using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>What a file library, a web site, a writing tool or a seller of links left. Its patterns are data. Not: a channel's reading numbers that the report counts (阅读量突破12万).</summary>
internal sealed class Residue(RuleBook book) : Rule
{
    private static readonly string[] Rules =
    [
        "residue/page-marker",
        "residue/site",
        "residue/machine",
        "residue/keyword",
    ];

    private readonly List<(string Id, Regex Pattern)> patterns =
    [
        .. Rules.SelectMany(id => book[id].Words("patterns").Select(p => (id, new Regex(p, RegexOptions.Compiled)))),
    ];

    public override IReadOnlyList<string> Ids => Rules;

    public override void Look(Paper paper, Findings findings)
    {
        var found = patterns
            .SelectMany(p => p.Pattern.Matches(paper.Folded).Select(m => (p.Id, Span: SpanOf(m))))
            .OrderBy(f => f.Span.Start)
            .ThenByDescending(f => f.Span.Length);
        var end = 0;
        foreach (var (id, span) in found)
        {
            if (span.Start >= end)
            {
                findings.Add(id, span, "");
                end = span.End;
            }
        }
    }

    private static Span SpanOf(Match match)
    {
        Group group = match.Groups["all"] is { Success: true } all ? all : match;
        return new(group.Index, group.Length);
    }
}
