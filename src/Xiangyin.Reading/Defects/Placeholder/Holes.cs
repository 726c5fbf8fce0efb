using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Places where a name was cut out: 《》, “在的正确领导下”, “在等省级”, “党的六中全会”. Not: 在等待, a title in quotation marks, 党的全会 without a number.
/// </summary>
internal sealed partial class Holes : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["placeholder/hole"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (Match match in Hole().Matches(paper.Plain))
        {
            findings.Add("placeholder/hole", paper.Origin(match));
        }
    }

    [GeneratedRegex(
        @"《\s*》|“\s*”|『\s*』|、、"
            + "|(?<![存所现正])在等(?:省|市|县|区|镇|中央|国家|各?级|单位|部门|地(?!方)|媒体|同志|村)[级]?"
            + "|在的(?:正确|坚强|统一|大力|精心|亲切|具体)?(?:领导|支持|指导|关心|帮助|关怀)下"
            + "|(?<=党的)[一二三四五六七]中全会"
            + "|位于[省市县](?=[东西南北中]+部)"
            + "|(?<=[，。；\n])(?:在|由|向|与|根据|按照)[、，](?=[的和等])"
    )]
    private static partial Regex Hole();
}
