namespace Xiangyin.Reading;

/// <summary>Finds what a document says is wanting and what it says will be done, by the headings over them.</summary>
internal sealed class ItemReader(string text, string original, PlainText plain, bool isPlan, int bodyEnd)
{
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

    public void Read(IReadOnlyList<Section> sections)
    {
        foreach (var section in sections)
        {
            Read(section);
        }

        if (isPlan && PlanItems.Count == 0)
        {
            foreach (var section in sections)
            {
                PlanItems.Add(ItemOf(section.Heading, Math.Min(section.Span.End, bodyEnd)));
            }
        }
    }

    private void Read(Section section)
    {
        var title = Script.Fold(section.Heading.Title);
        var plan =
            PlanWords.Within(title, 0, title.Length) && !NotPlan.Within(title, 0, title.Length) && title.Length <= 40;
        var problem = ProblemWords.Within(title, 0, title.Length) && title.Length <= 40;
        if (!plan && !problem)
        {
            Read(section.Children);
            return;
        }

        var (start, end) = (section.Heading.Span.End, Math.Min(section.Span.End, bodyEnd));
        var turn = problem ? Turn(section.Heading.Span.End, end) : start;
        if (problem)
        {
            // A heading that is a sentence is itself the problem.
            Collect(
                section,
                title.Length > 15 ? section.Heading.TitleSpan.Start : section.Heading.Span.End,
                turn,
                Problems
            );
        }

        if (plan || turn < end)
        {
            plans.Add(Span.Between(problem ? turn : section.Heading.Span.Start, end));
            Collect(section, problem ? turn : start, end, PlanItems);
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
    private void Collect(Section section, int start, int end, List<Item> into)
    {
        var within = new List<Heading>();
        var level = int.MaxValue;
        foreach (var heading in Beneath(section))
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
