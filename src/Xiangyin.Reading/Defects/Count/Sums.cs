using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// A whole and its parts that don't add up: 53篇，其中国家级2篇、省级16篇、市级43篇; 省级2篇，市级19篇，共计86篇. It asks to check, since parts may overlap. Not: parts with another unit, with 余 or 等, parts that
/// leave a rest (其中 names a few), levels that cover each other, a clause of its own behind a comma (学习12次，其中专题研讨4次，班子成员讲党课11次).
/// </summary>
internal sealed partial class Sums : Rule
{
    private static readonly SearchValues<string> Wholes = SearchValues.Create(
        ["共计", "合计", "总计"],
        StringComparison.Ordinal
    );

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。；;\n");

    public override IReadOnlyList<string> Ids { get; } = ["count/sum"];

    public override void Look(Paper paper, Findings findings)
    {
        LookForWholes(paper, findings);
        if (paper.Plain.Contains("其中", StringComparison.Ordinal))
        {
            LookForParts(paper, findings);
        }
    }

    // Only in sentences that tell a whole.
    private static void LookForWholes(Paper paper, Findings findings)
    {
        var plain = paper.Plain;
        var at = 0;
        while (plain.AsSpan(at).IndexOfAny(Wholes) is >= 0 and var next)
        {
            var start = plain.AsSpan(0, at + next).LastIndexOfAny(SentenceEnds) + 1;
            var length = plain.AsSpan(at + next).IndexOfAny(SentenceEnds);
            var end = length < 0 ? plain.Length : at + next + length;
            LookAtSentence(paper, PartsAndWhole().Matches(plain[start..end]), start, findings);
            at = end;
        }
    }

    private static void LookAtSentence(Paper paper, MatchCollection found, int from, Findings findings)
    {
        foreach (Match match in found)
        {
            var sum = match.Groups["part"].Captures.Sum(part => Value(part.Value) ?? 0);
            if (Value(match.Groups["whole"].Value) is { } whole && sum != whole && !Hedged().IsMatch(match.Value))
            {
                findings.Add(
                    "count/sum",
                    paper.Origin(from + match.Index, from + match.Index + match.Length),
                    null,
                    Shown(sum),
                    Shown(whole)
                );
            }
        }
    }

    private static void LookForParts(Paper paper, Findings findings)
    {
        foreach (Match match in WholeAndParts().Matches(paper.Plain))
        {
            var parts = match.Groups["part"].Captures;
            var whole = Value(match.Groups["whole"].Value);
            if (parts.Count < 2 || whole is null || Hedged().IsMatch(match.Value))
            {
                continue;
            }

            var sum = parts.Sum(part => Value(part.Value) ?? 0);
            if (sum > whole)
            {
                findings.Add("count/sum", paper.Origin(match), null, Shown(sum), Shown(whole.Value));
            }
        }
    }

    private static decimal? Value(string digits) =>
        decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static string Shown(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<whole>\d{1,9}(?:\.\d{1,4})?)(?<unit>场次|人次|篇|次|场|期|条|份|个|名|人|支|家|件|户|册|亩|元|株|棵|盏|块|幅|座|所|处|台|套|本|辆|只|条|项|人份)[，,(（]?其中[:：，,]?[^\d，。；、,;\n]{1,12}(?<part>\d{1,9}(?:\.\d{1,4})?)\k<unit>(?:(?:[、和]?[^\d，。；、,;\n]{1,12}|[，,][^\d，。；、,;\n]{1,6})(?<part>\d{1,9}(?:\.\d{1,4})?)\k<unit>){1,20}(?![^，。；\n]{0,10}等)",
        RegexOptions.None,
        1000
    )]
    private static partial Regex WholeAndParts();

    // 省级2篇，市级19篇，县级75篇，共计上稿86篇
    [GeneratedRegex(
        @"(?:[^\d，。；、,;\n]{1,12}(?<part>\d{1,9}(?:\.\d{1,4})?)(?<unit>场次|人次|篇|次|场|期|条|份|个|名|人|支|家|件|户|册|亩|元|株|棵|盏|块)[、，,]){2,20}(?:共计|合计|总计)[^\d，。；,;\n]{0,6}(?<whole>\d{1,9}(?:\.\d{1,4})?)\k<unit>",
        RegexOptions.None,
        1000
    )]
    private static partial Regex PartsAndWhole();

    [GeneratedRegex("余|多|约|近|等|以上|左右")]
    private static partial Regex Hedged();
}
