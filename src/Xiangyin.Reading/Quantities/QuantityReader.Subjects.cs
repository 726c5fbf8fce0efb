namespace Xiangyin.Reading;

// What a quantity counts, and in what unit.
internal sealed partial class QuantityReader
{
    private const int FarthestNoun = 60;
    private const int FarthestOrigin = 9;
    private const int LongestWhole = 12;

    private static readonly WordSet People = new(Lexicon.Words("counters.txt", "person"));

    private (string Subject, (string Plain, string Written) Unit) Subject(
        int index,
        int clause,
        Bound bounds,
        string? per,
        int after
    )
    {
        var atom = atoms[index];
        var previous = found.Count > 0 ? found[^1] : default;
        var unit = UnitOf(atom);
        switch (atom.CounterKind)
        {
            case CounterKind.Group or CounterKind.Person or CounterKind.Thing:
                return (Written(atom.CounterStart, atom.CounterEnd), unit);
            case CounterKind.Measure when text.AsSpan(atom.CounterStart, atom.CounterEnd - atom.CounterStart) is "失分":
                return (Written(atom.CounterStart, atom.CounterEnd), unit);
        }

        if (atom.CounterKind == CounterKind.Amount && unit.Plain == "分" && atom.CounterEnd - atom.CounterStart == 2)
        {
            return (Written(atom.CounterStart, atom.CounterEnd), unit);
        }

        if (IsChanged(index, clause))
        {
            return (previous.Quantity!.Subject, unit);
        }

        var (start, end) = Origin(index, clause, bounds);
        if (end > start)
        {
            return (Written(start, end), unit);
        }

        (start, end) =
            atom.CounterKind is CounterKind.Measure ? NounBehind(index, bounds, after) : Described(atom, bounds, after);
        if (end > start)
        {
            atom.SubjectEnd = end;
            return (Written(start, end), unit);
        }

        var from = Math.Max(clause, index > 0 ? BehindBound(atoms[index - 1]) : clause);
        from = Math.Min(AfterTimes(index, from, bounds.Start), bounds.Start);
        (start, end) = subjects.Ahead(from, bounds.Start);
        if (
            from > clause
            && end - start <= 1
            && index > 0
            && atoms[index - 1] is { Trap: NotQuantityKind.Time } time
            && time.Start > clause
        )
        {
            // 满意度由三年前的88%提高到97%
            (start, end) = subjects.Ahead(clause, time.Start);
        }

        if (IsChange(start, end))
        {
            (start, end) = subjects.Ahead(clause, BeforeComparison(clause, start));
        }
        else if (start > clause && text[start - 1] is '比' or '较')
        {
            // 比前年增长45%: what grew is said before.
            (start, end) = subjects.Ahead(clause, start - 1);
            if (end <= start)
            {
                return (InSentence(atom, previous) ? previous.Quantity!.Subject : "", unit);
            }
        }

        if (ShareOf(from, bounds, unit.Plain) is >= 0 and var share)
        {
            // 注册志愿者1046人，占常住人口的9.8%: the share is theirs.
            (start, end) = subjects.Ahead(from, share);
            if (end <= start && InSentence(atom, previous))
            {
                return (previous.Quantity!.Subject, unit);
            }
        }

        if (per is not null && end - start <= per.Length + 1 && text.AsSpan(start, end - start).EndsWith(per))
        {
            // 每名党员联系5户; 每处3个: 处 is not what is counted.
            (start, end) = subjects.IsVerb(end, bounds.Start) ? (end, bounds.Start) : (start, start);
        }

        if (Hedges.Distant.At(text, start) is { } most && start + most.Length < end)
        {
            start += most.Length;
        }

        // 每村确定宣传员1名，全镇共确定16名: where only the verb stands again, what it did before is meant. 诉求310件，办结298件: another verb says which of them.
        if (
            subjects.IsVerb(start, end)
            && previous.Quantity is { Subject.Length: > 0 } same
            && same.Unit == unit.Plain
            && InSentence(atom, previous)
        )
        {
            var what = previous.Atom.Thing ?? same.Subject;
            atom.Thing = what;
            return Contains(Clauses.SentenceStart(text, clause), previous.Atom.Start, text[start..end])
                ? (same.Subject, unit)
                : (what + Written(start, end), unit);
        }

        if (end > start && !IsAlone(start, end))
        {
            return (Written(start, end), unit);
        }

        if (
            text.AsSpan(Math.Max(from, bounds.Start - 4), bounds.Start - Math.Max(from, bounds.Start - 4))
                .Contains('占')
            && unit.Plain == "%"
        )
        {
            return ("占比", unit);
        }

        if (atom.CounterKind is CounterKind.Amount || atom.Numeral.Fraction || atom.Numeral.Percent)
        {
            (start, end) = subjects.Behind(bounds.End, after);
            if (end > start)
            {
                return (Written(start, end), unit);
            }
        }

        return (Inherited(atom, bounds, from, per, previous), unit);
    }

    private bool InSentence(Atom atom, (Quantity Quantity, Atom Atom) previous) =>
        previous.Quantity is { Subject.Length: > 0 }
        && !text.AsSpan(previous.Atom.End, atom.Start - previous.Atom.End).ContainsAny("。\n");

    // 会员从最初的8人发展到126人: the first number is of what stands before 从 …
    private (int Start, int End) Origin(int index, int clause, Bound bounds)
    {
        if (
            index + 1 < atoms.Count
            && atoms[index + 1] is { Kind: AtomKind.Quantity } next
            && LeadsTo(bounds.End, next.Start)
            && LedFrom(clause, bounds.Start, FarthestOrigin) is > 0 and var by
        )
        {
            return subjects.Ahead(clause, clause + by);
        }

        return (0, 0);
    }

    // … and so is the second.
    private bool IsChanged(int index, int clause) =>
        index > 0
        && atoms[index - 1] is { Kind: AtomKind.Quantity } first
        && found[^1].Quantity.Subject.Length > 0
        && first.Start > clause
        && LeadsTo(first.End, atoms[index].Start)
        && LedFrom(clause, first.Start, FarthestOrigin + 2) > 0;

    // How far into the clause 由 or 从 stands, not far before a number; 0 where there is none or nothing before it.
    private int LedFrom(int clause, int number, int farthest)
    {
        var by = text.AsSpan(clause, number - clause).LastIndexOfAny('由', '从');
        return number - clause - by <= farthest ? Math.Max(by, 0) : 0;
    }

    private bool LeadsTo(int start, int end) =>
        end - start is > 0 and <= 6
        && text[end - 1] is '到' or '至' or '为' or '成'
        && !text.AsSpan(start, end - start).ContainsAny("，。；、\n");

    // 120平方米的会议室
    private (int Start, int End) Described(Atom atom, Bound bounds, int after)
    {
        if (
            atom.CounterKind is not CounterKind.Amount
            || atom.Numeral.Percent
            || bounds.End + 1 >= after
            || text[bounds.End] != '的'
        )
        {
            return (0, 0);
        }

        var (start, end) = subjects.Behind(bounds.End, after);
        return end - start > 1 ? (start, end) : (0, 0);
    }

    // Where 占 stands before a share, -1 where it doesn't.
    private int ShareOf(int from, Bound bounds, string unit)
    {
        if (unit is not ("%" or "比"))
        {
            return -1;
        }

        for (var i = bounds.Start - 1; i >= from && bounds.Start - i <= LongestWhole && text[i] is not '、'; i--)
        {
            if (text[i] == '占')
            {
                return i > from && text[i - 1] is '只' or '要' or '约' or '仅' ? i - 1 : i;
            }
        }

        return -1;
    }

    // 实用技术培训20期，1980人次; 出动宣传车3次6天; 每次每家60本: what the number before it counts. 户 and 人 say themselves what they count.
    private string Inherited(Atom atom, Bound bounds, int from, string? per, (Quantity Quantity, Atom Atom) previous)
    {
        if (
            previous.Quantity is not { Subject.Length: > 0 } before
            || text.AsSpan(previous.Atom.End, atom.Start - previous.Atom.End).ContainsAny("。；\n")
        )
        {
            return "";
        }

        // 省级8篇，市级29篇，共计37篇: the first of them says what is counted.
        var clause = Clauses.ClauseStart(text, bounds.Start);
        if (bounds.Whole && before.Unit == UnitOf(atom).Plain)
        {
            var sentence = Clauses.SentenceStart(text, clause);
            var other = found.FindLastIndex(f => f.Quantity.Unit != before.Unit || f.Atom.Start < sentence);
            return found[Math.Min(other + 1, found.Count - 1)].Quantity.Subject;
        }

        // 选派6人到县里跟班学习，每人15天; 选址张村、李庄，各260平方米: nothing else stands in the clause.
        if (
            (per is not null || bounds.Each)
            && clause > previous.Atom.End
            && bounds.Start - clause <= (per?.Length ?? 0) + 1
        )
        {
            return before.Subject;
        }

        var adjacent = atom.Start == previous.Atom.End;
        var near = bounds.Start - previous.Atom.End <= 10;
        var plain = text.AsSpan(atom.CounterStart, atom.CounterEnd - atom.CounterStart) is "户" or "人";
        return
            adjacent
            || (near && (!plain || per is not null))
            || IsChange(Math.Max(from, bounds.Start - 2), bounds.Start)
            ? before.Subject
            : "";
    }

    // Where the next number begins; what is quoted right behind the counter (26个“两新”组织) is no number.
    private int NextNumber(int index)
    {
        for (var i = index + 1; i < atoms.Count; i++)
        {
            if (atoms[i].Start - atoms[index].End > FarthestNoun)
            {
                return atoms[i].Start;
            }

            // Words with a numeral in them (千人广场) belong to the noun.
            if (
                atoms[i].Kind != AtomKind.Trap
                || (
                    text[atoms[i].Start - 1] is not ('“' or '《')
                    && atoms[i].Trap is NotQuantityKind.Time or NotQuantityKind.Ordinal or NotQuantityKind.Indefinite
                )
            )
            {
                return atoms[i].Start;
            }
        }

        return text.Length;
    }

    // The place behind a quantity and the bound that follows it: 1000以下.
    private int BehindBound(Atom atom) =>
        atom.Kind != AtomKind.Quantity
            ? 0
            : Math.Max(atom.SubjectEnd, atom.End + (Hedges.After.At(text, atom.End)?.Length ?? 0));

    // The noun stands behind the counter and its bound (2个以上乐班), and behind a second number that describes it (一支20人的文艺队伍).
    private (int Start, int End) NounBehind(int index, Bound bounds, int after)
    {
        var described =
            index + 1 < atoms.Count
            && atoms[index + 1] is { Kind: AtomKind.Quantity } next
            && next.Start == bounds.End
            && next.End < text.Length
            && text[next.End] == '的';
        // 组建了一支由老党员、老干部组成的百人宣讲团
        if (!described && bounds.End < after && text[bounds.End] == '由')
        {
            var made = text.AsSpan(bounds.End, Math.Min(40, text.Length - bounds.End))
                .IndexOf("组成的", StringComparison.Ordinal);
            return made > 0
                ? subjects.Behind(bounds.End + made + 2, Math.Min(text.Length, Math.Max(after, bounds.End + made + 20)))
                : (0, 0);
        }

        // 由9人组成的宣讲队
        return string.CompareOrdinal(text, bounds.End, "组成的", 0, 3) == 0 ? subjects.Behind(bounds.End + 2, after)
            : described ? subjects.Behind(atoms[index + 1].End, NextNumber(index + 1))
            : subjects.Behind(bounds.End, after);
    }

    private bool IsChange(int start, int end) =>
        text.AsSpan(start, end - start)
            is "增长"
                or "提高"
                or "下降"
                or "减少"
                or "增加"
                or "提升"
                or "上升"
                or "同比增长"
                or "同比提高"
                or "同比下降"
                or "净增"
                or "净减";

    // 关注人数较去年增长15.6%: what changed stands before the comparison.
    private int BeforeComparison(int clause, int end)
    {
        for (var i = end - 1; i > clause; i--)
        {
            if (text[i] is '较' or '比')
            {
                return text[i - 1] is '同' or '环' ? i - 1 : i;
            }
        }

        return end;
    }

    private bool IsAlone(int start, int end) =>
        end - start == 1
        && text[start] is '有' or '达' or '为' or '共' or '等' or '约' or '每' or '各' or '人' or '年' or '月';

    // What a time says belongs to no subject: the words behind the last one.
    private int AfterTimes(int index, int from, int start)
    {
        for (var i = index - 1; i >= 0 && atoms[i].End > from; i--)
        {
            if (
                atoms[i].Kind != AtomKind.Quantity
                && atoms[i].End <= start
                && atoms[i].Trap is NotQuantityKind.Time or NotQuantityKind.Festival
            )
            {
                return Math.Max(
                    from,
                    atoms[i].End < start && text[atoms[i].End] is '”' or '"' ? atoms[i].End + 1 : atoms[i].End
                );
            }
        }

        return from;
    }

    private (string Plain, string Written) UnitOf(Atom atom)
    {
        if (atom.Numeral.Percent)
        {
            return ("%", "%");
        }

        if (atom.Numeral.Fraction)
        {
            return ("比", "比");
        }

        var (start, end) = (atom.CounterStart, atom.CounterEnd);
        switch (atom.CounterKind)
        {
            case CounterKind.Person:
                return ("人", "人");
            case CounterKind.None when IsOfPeople(atom):
                return ("人", "人");
            case CounterKind.None or CounterKind.Thing:
                return ("", "");
            case CounterKind.Group when text[end - 1] is '组':
                start = end - 1;
                break;
            case CounterKind.Group:
                return ("", "");
        }

        if (end - start > 1 && text[start] == '个' && text[start + 1] != '月')
        {
            start++;
        }

        if (text.AsSpan(start, end - start) is "失分")
        {
            start++;
        }

        return atom.OtherEnd > atom.OtherStart
            ? (
                text[start..end] + "|" + text[atom.OtherStart..atom.OtherEnd],
                Written(start, end) + "|" + Written(atom.OtherStart, atom.OtherEnd)
            )
            : (text[start..end], Written(start, end));
    }

    // 粉丝1000以下: people without a counter.
    private bool IsOfPeople(Atom atom) => People.Before(text, atom.Start) is not null;

    private string Written(int start, int end)
    {
        var span = plain.Origin(start, end);
        var written = span.In(original);
        // What interrupts it (blanks, pinyin) is no part of a name.
        return written.Length == end - start
            ? written
            : string.Create(
                end - start,
                (plain, original, start),
                static (to, from) =>
                {
                    for (var i = 0; i < to.Length; i++)
                    {
                        to[i] = from.original[from.plain.Origin(from.start + i)];
                    }
                }
            );
    }

    // 甲、乙、丙分别为1个、18个和32个: the first subject to the first number.
    private void Distribute()
    {
        for (var i = 0; i < found.Count; i++)
        {
            var start = found[i].Atom.Start;
            var clause = Clauses.ClauseStart(text, start);
            var word = text.LastIndexOf("分别", start, start - clause, StringComparison.Ordinal);
            if (word < clause || start - word > 8)
            {
                continue;
            }

            var count = 1;
            while (
                i + count < found.Count
                && found[i + count].Atom.Start - found[i + count - 1].Atom.End is 1
                && text[found[i + count - 1].Atom.End] is '、' or '和' or '，'
            )
            {
                count++;
            }

            var names = Listed(Clauses.SentenceStart(text, clause), word);
            if (count > 1 && names.Count >= count)
            {
                for (var j = 0; j < count; j++)
                {
                    var (from, to) = names[names.Count - count + j];
                    found[i + j] = (found[i + j].Quantity with { Subject = Written(from, to) }, found[i + j].Atom);
                }
            }

            i += count - 1;
        }
    }

    private List<(int, int)> Listed(int start, int end)
    {
        while (end > start && text[end - 1] is '，' or '的' or '数' or '人')
        {
            end--;
        }

        var names = new List<(int, int)>();
        var from = Math.Max(
            start,
            text.LastIndexOfAny(['，', '：'], Math.Max(end - 1, 0), Math.Max(end - start, 0)) + 1
        );
        for (var i = from; i <= end; i++)
        {
            if (i == end || text[i] is '、' or '和' or '与' or '及')
            {
                var (s, e) = subjects.Ahead(from, i);
                if (e > s)
                {
                    names.Add((s, e));
                }

                from = i + 1;
            }
        }

        return names;
    }
}
