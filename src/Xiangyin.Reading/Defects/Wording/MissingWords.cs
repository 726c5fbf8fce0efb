using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Words that were lost: 积极开展，… with nothing that is done, 收上各类550多篇, 在县委的正确领导， without 下, 取得了显著。 Not: 活动积极开展，, 各类稿件550多篇, 各类550多种, 在于…的领导，,
/// what a word before the clause names.
/// </summary>
internal sealed partial class MissingWords : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["wording/missing"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (var regex in (ReadOnlySpan<Regex>)[NothingDone(), NothingCounted(), NotUnder(), NothingGained()])
        {
            for (var match = regex.Match(paper.Plain); match.Success; match = match.NextMatch())
            {
                findings.Add("wording/missing", paper.Origin(match));
            }
        }
    }

    // At the beginning of a sentence, so that nothing before it can be what is done.
    [GeneratedRegex(
        @"(?:积极|深入|广泛|扎实|大力)(?:开展|组织开展|举办|印发|发放|推行|实施)(?<=(?:^|[。\n])\w{4,6})(?=[，。；])"
    )]
    private static partial Regex NothingDone();

    [GeneratedRegex(
        @"(?:收上|收到|发放|印发|制作|张贴|撰写|刊发|采写|报送|上报|编印|散发|征集)了?各[类种]\d{1,7}[余多]?(?:篇|份|次|条|件|个|场|册|期|幅)(?=[，。；、])"
    )]
    private static partial Regex NothingCounted();

    [GeneratedRegex(
        @"的(?:正确|坚强|统一|大力|精心|悉心|亲切|关心)(?:领导|支持|指导|关怀|帮助)(?=[，。])(?![^。；\n]{0,60}下)(?<=(?:^|[，。；\n])在(?!于)[^，。；\n]{2,30})"
    )]
    private static partial Regex NotUnder();

    [GeneratedRegex(
        @"(?:(?:取得|收到|起到|达到)了?(?:显[著着]|明显|良好|一定|较好|丰硕|阶段性|积极|重要|很好|预期)的?|得到了?(?:充分|广泛|有效|切实|进一步))(?=[，。；])"
    )]
    private static partial Regex NothingGained();
}
