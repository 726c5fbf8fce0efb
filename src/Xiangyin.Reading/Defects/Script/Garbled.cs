using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Text read in the wrong encoding, and pinyin that a conversion put after characters. Not: English in brackets, units, a question mark after a question.
/// </summary>
internal sealed partial class Garbled : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["script/garbled", "script/pinyin"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (Match match in Mojibake().Matches(paper.Text))
        {
            findings.Add("script/garbled", new(match.Index, match.Length));
        }

        foreach (Match match in Pinyin().Matches(paper.Text))
        {
            findings.Add("script/pinyin", new(match.Index, match.Length), match.Value[..1], match.Value[..1]);
        }
    }

    [GeneratedRegex(
        @"[锟斤拷]{3,}|烫烫+|屯屯屯+|\uFFFD+|[\uE000-\uF8FF]+|[\u0080-\u009F]+|(?<=[\u4e00-\u9fff])\?{3,}|(?:Ã.|Â.|ï¿½|â€.){1,}|[\u3105-\u312F][\u4e00-\u9fff](?:[\u4e00-\u9fff]{0,10}[\u2474-\u249B\u2500-\u257F])*|(?<=[\u4e00-\u9fff。，])[\u3105-\u312F]+[\u4e00-\u9fff]?|(?<=[\u4e00-\u9fff])[\u2500-\u257F](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\?[,，](?=[A-Z\u4e00-\u9fff])"
    )]
    private static partial Regex Mojibake();

    // A syllable with a tone, in brackets after a character.
    [GeneratedRegex(
        @"[\u3400-\u9fff][（(](?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ])(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,5}[）)]"
    )]
    private static partial Regex Pinyin();
}
