using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Plans against what the text says: to set up what exists, nothing to measure by, a problem that nothing answers. Not: one item with no number among others that have one, a
/// mechanism or a system that is set up anew, a problem whose words come back in any measure after it.
/// </summary>
internal sealed partial class Plans : Rule
{
    // Words of every problem and every measure, which carry no topic.
    private static readonly WordSet Empty = new(
        "工作 宣传 思想 建设 活动 进一步 有待 提高 加强 不够 不足 不高 不强 不到位 还不 还有 存在 问题 方面 力度 需要 需 开展 深入 发展 我镇 我乡 全镇 全乡 农村 基层 群众 干部 部分 个别 有的 少数 比较 较 主要 是 的 在 和 与 有 不 抓得 深度 广度 形式 单一 重点 突出 质量 效率 水平 能力 积极 做好 继续 一是 二是 三是 四是 五是".Split(
            ' '
        )
    );

    public override IReadOnlyList<string> Ids { get; } = ["plan/existing", "plan/no-measure", "plan/unanswered"];

    public override void Look(Paper paper, Findings findings)
    {
        var items = paper.Document.PlanItems;
        if (items.Count == 0)
        {
            return;
        }

        LookForExisting(paper, items, findings);
        LookForMeasures(paper, items, findings);
        LookForAnswers(paper, items, findings);
    }

    private static void LookForExisting(Paper paper, IReadOnlyList<Item> items, Findings findings)
    {
        const int KeyLength = 4;
        var before = paper.Plain[..paper.Document.Plain.PlaceOf(items[0].Span.Start)];
        foreach (var item in items)
        {
            var text = PlainOf(paper, item);
            foreach (Match match in SetUp().Matches(text))
            {
                var thing = match.Groups["thing"].Value;
                var key = thing[^Math.Min(KeyLength, thing.Length)..];
                var found = Exists()
                    .Matches(before)
                    .FirstOrDefault(m => m.Groups["thing"].Value.EndsWith(key, StringComparison.Ordinal));
                if (thing.Length >= KeyLength && found is not null)
                {
                    var at = paper.Document.Plain.PlaceOf(item.Span.Start) + match.Index;
                    var span = paper.Origin(at, at + match.Length);
                    findings.Add("plan/existing", span, null, paper.Show(span), Paper.Shorten(found.Value));
                }
            }
        }
    }

    private static void LookForMeasures(Paper paper, IReadOnlyList<Item> items, Findings findings)
    {
        const int Few = 2;
        var vague = items.Where(item => !Measure().IsMatch(PlainOf(paper, item))).ToList();
        if (vague.Count >= Few && vague.Count * 2 > items.Count)
        {
            var first = vague[0].Span;
            var clause = first.In(paper.Text).AsSpan().IndexOfAny("。，,；;");
            findings.Add(
                "plan/no-measure",
                clause > 0 ? new(first.Start, clause) : first,
                null,
                $"{vague.Count}",
                $"{items.Count}"
            );
        }
    }

    private static void LookForAnswers(Paper paper, IReadOnlyList<Item> items, Findings findings)
    {
        const int Few = 2;
        if (paper.Document.Problems.Count == 0)
        {
            return;
        }

        // What follows the problems in the same part of the document is what claims to answer them.
        var end = paper.Document.Problems[^1].Span.End;
        var part = paper.Document.Sections.FirstOrDefault(s => s.Span.Contains(paper.Document.Problems[^1].Span));
        var answers = items.Where(i => i.Span.Start >= end && (part is null || part.Span.Contains(i.Span))).ToList();
        if (answers.Count < Few)
        {
            answers = [.. items.Where(i => i.Span.Start >= end)];
        }

        if (answers.Count < Few)
        {
            return;
        }

        var measures = Topics(string.Join('\n', answers.Select(i => PlainOf(paper, i))));
        foreach (var problem in paper.Document.Problems)
        {
            var topics = Topics(PlainOf(paper, problem));
            if (topics.Count > 0 && !topics.Overlaps(measures))
            {
                findings.Add("plan/unanswered", problem.Span, null, Paper.Shorten(problem.Text));
            }
        }
    }

    // The pairs of characters that carry a topic: what is left when the words of every problem and every measure are taken out.
    private static HashSet<string> Topics(string text)
    {
        var topics = new HashSet<string>(StringComparer.Ordinal);
        var carried = '\0';
        for (var i = 0; i < text.Length; )
        {
            var empty = Empty.At(text, i)?.Length ?? (Lines.IsChinese(text[i]) ? 0 : 1);
            if (empty > 0)
            {
                i += empty;
                carried = '\0';
                continue;
            }

            if (carried != '\0')
            {
                topics.Add($"{carried}{text[i]}");
            }

            carried = text[i++];
        }

        return topics;
    }

    private static string PlainOf(Paper paper, Item item)
    {
        var from = paper.Document.Plain.PlaceOf(item.Span.Start);
        return paper.Plain[from..Math.Max(from, paper.Document.Plain.PlaceOf(item.Span.End))];
    }

    [GeneratedRegex(
        @"(?:探索和?建立|筹备建立|组建|成立|建立|建成|设立)(?:一支|一个|起)?(?<thing>[\u4e00-\u9fff]{2,14}?(?:队伍|书屋|协会|小组|广场|中心|志愿队|宣讲团|文艺队|工作站|公众号))"
    )]
    private static partial Regex SetUp();

    [GeneratedRegex(
        @"(?:建立了?|组建了?|成立了?|现有|已有|已建成?|配备了?)(?:[^，。；\n]{0,6}?\d+(?:名|支|个|人|家))?(?<thing>[\u4e00-\u9fff]{2,14}?(?:队伍|书屋|协会|小组|广场|中心|志愿队|宣讲团|文艺队|工作站|公众号))"
    )]
    private static partial Regex Exists();

    [GeneratedRegex(
        @"\d|[一二三四五六七八九十两]+(?:次|场|期|篇|个|名|人|支|家|期)|每(?:月|季|周|年|半)|(?:年|月|季度)(?:底|末)?(?:前|内)|百分之|由[^，。；\n]{1,10}(?:负责|牵头|落实)|责任(?:人|单位)"
    )]
    private static partial Regex Measure();
}
