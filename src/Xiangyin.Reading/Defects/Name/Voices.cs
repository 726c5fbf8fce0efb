using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// A document that speaks for two units: 我镇 and once 我村, 省市县 and then 区市县. Not: what stands above the unit that speaks (a town's 我县, a school's 我镇).
/// </summary>
internal sealed partial class Voices : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["name/level"];

    public override void Look(Paper paper, Findings findings)
    {
        LookAtVoices(paper, findings);
        LookAtMasked(paper, findings);
        LookAtChains(paper, findings);
    }

    // X镇 throughout, and once 我乡: an old text of another town's.
    private static void LookAtMasked(Paper paper, Findings findings)
    {
        var own = MaskedTown().Matches(paper.Plain).GroupBy(m => m.Groups["unit"].Value).ToList();
        if (own is not [{ } only] || only.Count() < 2)
        {
            return;
        }

        var others = Voice().Matches(paper.Plain).Where(m => Rank(m.Value[1..]) == Rank(only.Key)).ToList();
        if (others.TrueForAll(m => m.Value[1..] != only.Key) && others.Count * 2 <= only.Count())
        {
            foreach (var other in others)
            {
                findings.Add("name/level", paper.Origin(other), null, other.Value, only.First().Value);
            }
        }
    }

    private static void LookAtVoices(Paper paper, Findings findings)
    {
        var voices = Voice().Matches(paper.Plain).GroupBy(m => m.Value[1..]).ToDictionary(g => g.Key, g => g.ToList());
        if (voices.Count < 2)
        {
            return;
        }

        var (main, said) = voices.MaxBy(pair => pair.Value.Count);
        foreach (var (other, places) in voices)
        {
            // One slip beside two, or three times fewer: otherwise both may be meant.
            if (other != main && said.Count >= 2 && places.Count * 2 <= said.Count && !StandsAbove(other, main))
            {
                foreach (var place in places)
                {
                    findings.Add("name/level", paper.Origin(place), null, place.Value, "我" + main);
                }
            }
        }
    }

    private static bool StandsAbove(string other, string main)
    {
        var (rankOfOther, rankOfMain) = (Rank(other), Rank(main));
        return rankOfOther < rankOfMain;
    }

    // Towns share a rank, and so do villages and all that is neither: offices, schools, stations.
    private static int Rank(string unit) =>
        unit switch
        {
            "省" => 0,
            "市" => 1,
            "县" or "区" => 2,
            "镇" or "乡" or "街道" => 3,
            "村" or "社区" => 4,
            _ => 5,
        };

    private static void LookAtChains(Paper paper, Findings findings)
    {
        var chains = Chain().Matches(paper.Plain).ToList();
        if (chains.Count == 0)
        {
            return;
        }

        var first = chains[0].Groups["top"].Value;
        foreach (var chain in chains.Where(c => c.Groups["top"].Value != first))
        {
            findings.Add("name/level", paper.Origin(chain), null, chain.Value, chains[0].Value);
        }
    }

    [GeneratedRegex(
        "(?<![自小大])我(?:镇|乡|村(?!民)|县|市|省|局|校|站(?!在)|所(?!有|以|在|做|说|知)|社区|街道|院|办(?!事|公|理))"
    )]
    private static partial Regex Voice();

    [GeneratedRegex("(?:[xX×]{1,4}|[*＊]{2,}|某某?)(?<unit>镇|乡(?!镇|村)|街道)")]
    private static partial Regex MaskedTown();

    [GeneratedRegex("(?<top>[省区])、?市、?县(?![城级长委政域])")]
    private static partial Regex Chain();
}
