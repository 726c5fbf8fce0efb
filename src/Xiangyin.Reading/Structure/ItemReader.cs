namespace Xiangyin.Reading;

/// <summary>Finds what a document says is wanting and what it says will be done, by the headings over them and by lines that lead up to them (下一步打算：).</summary>
internal sealed class ItemReader(string text, string original, PlainText plain, bool isPlan, int bodyEnd)
{
    private const int LongTitle = 40;

    private static readonly WordSet PlanWords = new(
        "计划 打算 下一步 下步 努力方向 今后 工作思路 工作安排 来年 明年 规划 目标任务 整改措施 改进措施 工作重点 设想 展望 下半年".Split(
            ' '
        )
    );
    private static readonly WordSet ProblemWords = new("问题 不足 困难 差距 薄弱环节 短板 欠缺".Split(' '));
    private static readonly WordSet NotPlan = new(
        "完成情况 成效 落实计划 理论学习计划 计划完成 推进情况 执行情况".Split(' ')
    );
    private static readonly WordSet Turns = new(
        "针对以上 针对上述 对于以上 对于上述 针对存在 下一步 下步 今后 下半年 明年 来年 为此 接下来 对此 在今后".Split(
            ' '
        )
    );

    public List<Item> Problems { get; } = [];

    public List<Item> PlanItems { get; } = [];

    // Stretches of the original in which things to be done are told.
    private readonly List<Span> plans = [];

    /// <summary>Whether a place of the plain text stands among things to be done.</summary>
    public bool InPlan(int at)
    {
        if (isPlan)
        {
            return true;
        }

        var origin = plain.Origin(at);
        var (low, high) = (0, plans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = plans[middle].End <= origin ? (middle + 1, high) : (low, middle);
        }

        return low < plans.Count && plans[low].Start <= origin;
    }

    public void Read(IReadOnlyList<Section> sections, IReadOnlyList<Heading> headings)
    {
        var leads = new LeadReader(text, plain, bodyEnd).Read(headings, h => IsPlan(h) || IsProblem(h));
        var next = 0;
        foreach (var section in sections)
        {
            Read(section, leads, ref next);
        }

        foreach (var lead in leads.Where(lead => lead.IsProblem || !isPlan))
        {
            Collect(lead.Beneath, lead.IsProblem, lead.Span.Start, lead.Span.Start, lead.Span.End);
        }

        if (leads.Count > 0)
        {
            Problems.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
            PlanItems.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
            plans.Sort((a, b) => a.Start.CompareTo(b.Start));
        }

        if (isPlan && PlanItems.Count == 0)
        {
            foreach (var section in sections)
            {
                PlanItems.Add(ItemOf(section.Heading, Math.Min(section.Span.End, bodyEnd)));
            }
        }
    }

    private static bool IsPlan(Heading heading)
    {
        var title = Script.Fold(heading.Title);
        return PlanWords.Within(title, 0, title.Length)
            && !NotPlan.Within(title, 0, title.Length)
            && title.Length <= LongTitle;
    }

    private static bool IsProblem(Heading heading)
    {
        var title = Script.Fold(heading.Title);
        return ProblemWords.Within(title, 0, title.Length) && title.Length <= LongTitle;
    }

    private void Read(Section section, List<Lead> leads, ref int next)
    {
        // What a line leads up to is an item of that, whatever its own title says.
        while (next < leads.Count && leads[next].Span.End <= section.Span.Start)
        {
            next++;
        }

        if (next < leads.Count && leads[next].Span.Contains(section.Heading.Span))
        {
            return;
        }

        var (plan, problem) = (IsPlan(section.Heading), IsProblem(section.Heading));
        if (!plan && !problem)
        {
            foreach (var child in section.Children)
            {
                Read(child, leads, ref next);
            }

            return;
        }

        var (start, end) = (section.Heading.Span.End, Math.Min(section.Span.End, bodyEnd));
        // A heading that is a sentence is itself the problem.
        var own = problem && section.Heading.Title.Length > 15 ? section.Heading.TitleSpan.Start : start;
        if (!problem)
        {
            plans.Add(Span.Between(section.Heading.Span.Start, start));
        }

        Collect([.. Beneath(section)], problem, own, start, end);
    }

    // Problems up to where they give way to what will be done about them; or things to be done.
    private void Collect(IReadOnlyList<Heading> beneath, bool problem, int own, int start, int end)
    {
        var turn = problem ? Turn(start, end) : start;
        if (problem)
        {
            Collect(beneath, own, turn, Problems);
        }

        if (!problem || turn < end)
        {
            plans.Add(Span.Between(turn, Math.Max(turn, end)));
            Collect(beneath, turn, end, PlanItems);
        }
    }

    // Where problems give way to what will be done about them: the first line or sentence that says so.
    private int Turn(int start, int end)
    {
        var (from, to) = (plain.PlaceOf(start), plain.PlaceOf(end));
        for (var i = from; i < to; i++)
        {
            if (
                i > from
                && text[i - 1] is '\n' or '。'
                && (
                    Turns.At(text, i) is not null
                    || LabelReader.TryRead(text, i, to, out var label) && PlanWords.At(text, label.End) is not null
                )
            )
            {
                return plain.Origin(i);
            }
        }

        return end;
    }

    // The headings beneath; or else what is told off in the text (一是…；二是…); or else its sentences.
    private void Collect(IReadOnlyList<Heading> beneath, int start, int end, List<Item> into)
    {
        var within = new List<Heading>();
        var level = int.MaxValue;
        foreach (var heading in beneath)
        {
            if (heading.Span.Start >= start && heading.Span.Start < end)
            {
                level = Math.Min(level, heading.Level);
                within.Add(heading);
            }
        }

        within.RemoveAll(h => h.Level > level);
        for (var i = 0; i < within.Count; i++)
        {
            into.Add(ItemOf(within[i], i + 1 < within.Count ? within[i + 1].Span.Start : end));
        }

        if (within.Count == 0 && !ToldOff(plain.PlaceOf(start), plain.PlaceOf(end), into))
        {
            Sentences(plain.PlaceOf(start), plain.PlaceOf(end), into);
        }
    }

    private static IEnumerable<Heading> Beneath(Section section) =>
        section.Children.SelectMany(child => Beneath(child).Prepend(child.Heading));

    private Item ItemOf(Heading heading, int end)
    {
        var from = heading.TitleSpan.Start;
        while (end > from && char.IsWhiteSpace(original[end - 1]))
        {
            end--;
        }

        var span = Span.Between(from, Math.Max(from, end));
        return new(span.In(original), span, heading.Label);
    }

    // 一是…；二是…；三是…
    private bool ToldOff(int start, int end, List<Item> into)
    {
        var labels = new List<Label>();
        for (var i = start; i < end - 2; i++)
        {
            if (
                (i == start || Script.Is(text[i - 1], CharClass.Mark | CharClass.LineEnd))
                && LabelReader.TryRead(text, i, end, out var label)
                && label.Style
                    is LabelStyle.RunIn
                        or LabelStyle.Arabic
                        or LabelStyle.ArabicInBrackets
                        or LabelStyle.ChineseInBrackets
                        or LabelStyle.Circled
            )
            {
                labels.Add(label);
            }
        }

        for (var i = 0; i < labels.Count; i++)
        {
            var stop = i + 1 < labels.Count ? labels[i + 1].Start : SentenceEnd(labels[i].End, end);
            Add(labels[i].End, stop, plain.Origin(labels[i].Start, labels[i].End).In(original), into);
        }

        return labels.Count > 0;
    }

    private int SentenceEnd(int start, int end)
    {
        var stop = text.AsSpan(start, end - start).IndexOfAny('。', '\n');
        return stop < 0 ? end : start + stop;
    }

    private void Sentences(int start, int end, List<Item> into)
    {
        for (var i = start; i < end; )
        {
            var stop = SentenceEnd(i, end);
            Add(i, stop, "", into);
            i = stop + 1;
        }
    }

    private void Add(int start, int end, string label, List<Item> into)
    {
        while (end > start && text[end - 1] is '；' or '。' or '，' or ' ' or '\n')
        {
            end--;
        }

        while (start < end && text[start] is '\n' or ' ' or '，' or '：' or '。' or '；')
        {
            start++;
        }

        if (end - start > 3)
        {
            var span = plain.Origin(start, end);
            into.Add(new(span.In(original), span, label));
        }
    }
}
