namespace Xiangyin.Reading;

/// <summary>Makes quantities of what the scanner found, each with what its clause says of it.</summary>
internal sealed class QuantityReader(string text, string original, PlainText plain, List<Atom> atoms)
{
    private static readonly WordSet Profile = new(Lexicon.Words("profile-words.txt", "profile"));
    private static readonly WordSet Done = new(Lexicon.Words("profile-words.txt", "done"));
    private static readonly WordSet Plan = new(Lexicon.Words("profile-words.txt", "plan"));
    private static readonly WordSet Standard = new(Lexicon.Words("profile-words.txt", "standard"));
    private static readonly WordSet Limits = new([
        "不超过",
        "不高于",
        "不得",
        "以内",
        "之内",
        "一律",
        "控制在",
        "奖励",
    ]);
    private static readonly WordSet Means = new([
        "人均",
        "户均",
        "村均",
        "亩均",
        "月均",
        "年均",
        "日均",
        "周均",
        "班均",
        "校均",
        "场均",
        "篇均",
        "店均",
    ]);
    private static readonly WordSet Spans = new([
        "一年",
        "一月",
        "一周",
        "一季度",
        "一季",
        "半年",
        "一学期",
        "一天",
        "半月",
    ]);

    private static readonly WordSet People = new(Lexicon.Words("counters.txt", "person"));

    private const int FarthestNoun = 60;

    private readonly SubjectReader subjects = new(text);

    /// <summary>The quantities, in order.</summary>
    /// <param name="timeOf">The time made of a raw one.</param>
    /// <param name="inPlan">Whether a place of the plain text stands in a section of things to be done.</param>
    public List<(Quantity Quantity, Atom Atom)> Read(Func<Atom, TimeMention> timeOf, Func<int, bool> inPlan)
    {
        var found = new List<(Quantity, Atom)>();
        for (var i = 0; i < atoms.Count; i++)
        {
            if (atoms[i].Kind == AtomKind.Quantity)
            {
                found.Add((Make(i, found.Count > 0 ? found[^1] : default, timeOf, inPlan), atoms[i]));
            }
        }

        Distribute(found);
        return found;
    }

    private Quantity Make(
        int index,
        (Quantity Quantity, Atom Atom) previous,
        Func<Atom, TimeMention> timeOf,
        Func<int, bool> inPlan
    )
    {
        var atom = atoms[index];
        var numeral = atom.Numeral;
        var clause = Clauses.ClauseStart(text, atom.Start);
        var sentence = Clauses.SentenceStart(text, clause);
        var bounds = Bounds(atom, clause);
        var after = NextNumber(index);
        var per = Per(atom, clause, bounds.Start);
        var (subject, unit) = Subject(index, clause, bounds, after, previous);
        var value = atom.Negated ? 0 : numeral.Value + (atom.AndHalf ? 0.5m : 0);
        var nature = NatureOf(atom, clause, bounds, per, inPlan);
        var span = plain.Origin(atom.Start, atom.End);
        return new()
        {
            Text = span.In(original),
            Span = span,
            Phrase = plain.Origin(bounds.Start, bounds.End),
            Value = Normal(value),
            High = Normal(numeral.High),
            Approximation = ApproximationOf(atom, bounds, value),
            Unit = unit.Plain,
            Counter = unit.Written,
            Subject = subject,
            Per = per,
            Nature = nature,
            Negated = atom.Negated,
            UnitMissing =
                !atom.Numeral.Fraction
                && !atom.Numeral.Percent
                && atom.CounterKind is CounterKind.None or CounterKind.Group or CounterKind.Person or CounterKind.Thing,
            Masked = numeral.Masked,
            Total = bounds.Whole,
            PartOfWhole = Contains(sentence, atom.Start, "其中"),
            Condition = bounds.End < text.Length && text[bounds.End] == '的' && bounds.Behind is not null,
            Time = TimeOf(index, clause, sentence, timeOf),
        };
    }

    // 77000, not 77000.0.
    private static decimal? Normal(decimal? value) => value / 1.000000000000000000000000000000000m;

    // ---- bounds -----------------------------------------------------------------------------------------------------

    private readonly record struct Bound(
        int Start,
        int End,
        Approximation? Ahead,
        string? Behind,
        bool Whole,
        bool Each
    );

    // 共近80人, 不少于4条, 95%以上: goes outwards from the number.
    private Bound Bounds(Atom atom, int clause)
    {
        var isQuite = atom.Start > clause && text[atom.Start - 1] == '好' && text[atom.Start] is '几' or '多';
        var (start, whole, each) = (isQuite ? atom.Start - 1 : atom.Start, false, false);
        Approximation? ahead = null;
        for (var steps = 0; steps < 5 && start > clause; steps++)
        {
            if (Hedges.Whole.Before(text, start, clause) is { } sum)
            {
                whole = true;
                start -= sum.Length;
            }
            else if (Hedges.Before.Before(text, start, clause) is { } hedge && IsHedge(hedge, start, clause, atom))
            {
                var meaning = Hedges.MeaningOf(hedge);
                ahead = ahead is null || ahead == meaning ? meaning : Join(ahead.Value, meaning);
                start -= hedge.Length;
            }
            else if (text[start - 1] == '各' && !each)
            {
                each = true;
                start--;
            }
            else if (
                Hedges.Between.Before(text, start, clause) is { } between
                && Outside(start - between.Length, clause)
            )
            {
                start -= between.Length;
            }
            else
            {
                break;
            }
        }

        var behind = Hedges.After.At(text, atom.End);
        return new(start, atom.End + (behind?.Length ?? 0), ahead, behind, whole, each);
    }

    // A word between a bound and its number belongs to them only where the bound follows: 至少开展一次.
    private bool Outside(int at, int clause) =>
        at > clause
        && (
            Hedges.Before.Before(text, at, clause) is { Length: > 1 }
            || Hedges.Whole.Before(text, at, clause) is not null
        );

    private bool IsHedge(string hedge, int end, int clause, Atom atom)
    {
        var before = end - hedge.Length - 1;
        return hedge switch
        {
            "近" => before < clause
                || text[before] is not ('最' or '附' or '邻' or '靠' or '就' or '亲' or '临' or '远' or '新'),
            "上" or "过" => atom.Numeral.Bare,
            "约" => before < clause
                || text[before]
                    is not (
                        '节'
                        or '公'
                        or '条'
                        or '预'
                        or '签'
                        or '邀'
                        or '履'
                        or '违'
                        or '制'
                        or '规'
                        or '特'
                        or '合'
                        or '大'
                    )
                || text[before] == '大',
            "超" => before < clause || text[before] is not '高',
            _ => true,
        };
    }

    private static Approximation Join(Approximation a, Approximation b) =>
        a == Approximation.About || b == Approximation.About ? Approximation.About : a;

    private static Approximation ApproximationOf(Atom atom, Bound bounds, decimal? value)
    {
        var numeral = atom.Numeral;
        if (value is null)
        {
            return Approximation.None;
        }

        var behind = bounds.Behind is { } word ? Hedges.MeaningOf(word) : (Approximation?)null;
        if (bounds.Ahead == Approximation.About || behind == Approximation.About || numeral.Roughly)
        {
            return Approximation.About;
        }

        return behind ?? bounds.Ahead ?? (numeral.More ? Approximation.AtLeast : Approximation.Exact);
    }

    // ---- for each ---------------------------------------------------------------------------------------------------

    private string? Per(Atom atom, int clause, int start)
    {
        if (atom.PerEnd > atom.PerStart)
        {
            return text[atom.PerStart..atom.PerEnd];
        }

        // 500元每亩
        if (
            atom.End < text.Length
            && text[atom.End] == '每'
            && Pers.At(text, atom.End + 1) is { } behind
            && text.AsSpan(atom.CounterStart, atom.CounterEnd - atom.CounterStart) is "元" or "%"
        )
        {
            return behind;
        }

        for (var i = start - 1; i >= clause; i--)
        {
            if (text[i] == '每')
            {
                return PerAt(i + 1, start);
            }

            if (
                Means.At(text, i) is { } mean
                && (
                    mean != "年均"
                    || text.AsSpan(atom.CounterStart, atom.CounterEnd - atom.CounterStart) is not "℃" and not "毫米"
                )
            )
            {
                return mean[..1];
            }

            if (text[i] is '（' or '）' && text[i] == '）')
            {
                break;
            }
        }

        if (SpanAhead(atom, clause, start) is { } span)
        {
            return span;
        }

        return start < atom.Start && text.AsSpan(start, atom.Start - start).Contains('各') ? Each(clause, start) : null;
    }

    private string? PerAt(int i, int limit)
    {
        // 每一名, 每个村, 每3个月
        if (i < limit && text[i] is '一')
        {
            i++;
        }

        if (NumeralReader.TryRead(text, i, out var numeral) && numeral.End < limit && !numeral.Masked)
        {
            var unit = Counters.At(text, numeral.End);
            var end = numeral.End + unit.Length;
            return unit.Length == 0 && Pers.At(text, numeral.End) is { } other ? text[i..(numeral.End + other.Length)]
                : unit.Length > 0 && end <= limit ? text[i..end]
                : null;
        }

        if (Pers.At(text, i) is { } known && i + known.Length <= limit && known is not ("名" or "个"))
        {
            return known;
        }

        if (i < limit && text[i] is '个' or '名' or '位' or '支' or '家' or '所' or '户' or '条' or '篇')
        {
            var (noun, end) = subjects.Behind(i + 1, limit);
            return Pers.At(text, i + 1) is { } word ? word
                : end > noun ? text[noun..Math.Min(end, noun + 4)]
                : text[i..(i + 1)];
        }

        return i < limit ? text[i..Math.Min(i + 2, limit)] : null;
    }

    // 一年至少开展一次: a span of time before a bound, or right before the number.
    private string? SpanAhead(Atom atom, int clause, int start)
    {
        var word = Spans.Before(text, start, clause) ?? (Spans.Before(text, atom.Start, clause));
        return word is null ? null
            : atom.CounterKind == CounterKind.Measure ? (word[0] == '一' ? word[1..] : word)
            : null;
    }

    // 各村组织宣传学习各2场次; 6个村各1名; 两侧各6米
    private string? Each(int clause, int start)
    {
        var sentence = Clauses.SentenceStart(text, clause);
        for (var i = start - 1; i > sentence; i--)
        {
            if (text[i - 1] == '各' && Pers.At(text, i) is { } per)
            {
                return per;
            }
        }

        for (var length = 4; length > 0; length--)
        {
            if (start - length >= clause && Pers.At(text, start - length) is { } per && per.Length == length)
            {
                return per;
            }
        }

        return null;
    }

    // ---- subject and unit -------------------------------------------------------------------------------------------

    private (string Subject, (string Plain, string Written) Unit) Subject(
        int index,
        int clause,
        Bound bounds,
        int after,
        (Quantity Quantity, Atom Atom) previous
    )
    {
        var atom = atoms[index];
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

        var (start, end) = atom.CounterKind is CounterKind.Measure ? NounBehind(index, bounds, after) : (0, 0);
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

        // 每村确定宣传员1名，全镇共确定16名: where only the verb stands again, what it did before is meant.
        var again =
            subjects.IsVerb(start, end)
            && previous.Quantity is { Subject.Length: > 0 } same
            && same.Unit == unit.Plain
            && !text.AsSpan(previous.Atom.End, atom.Start - previous.Atom.End).ContainsAny("。\n");
        if (again)
        {
            return (previous.Quantity!.Subject, unit);
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

        return (Inherited(atom, bounds, from, previous), unit);
    }

    // 实用技术培训20期，1980人次; 出动宣传车3次6天; 每次每家60本: what the number before it counts. 户 and 人 say themselves what they count.
    private string Inherited(Atom atom, Bound bounds, int from, (Quantity Quantity, Atom Atom) previous)
    {
        if (
            previous.Quantity is not { Subject.Length: > 0 } before
            || text.AsSpan(previous.Atom.End, atom.Start - previous.Atom.End).ContainsAny("。；\n")
        )
        {
            return "";
        }

        var adjacent = atom.Start == previous.Atom.End;
        var near = bounds.Start - previous.Atom.End <= 10;
        var plain = text.AsSpan(atom.CounterStart, atom.CounterEnd - atom.CounterStart) is "户" or "人";
        return adjacent || (near && !plain) || IsChange(Math.Max(from, bounds.Start - 2), bounds.Start)
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

        return described
            ? subjects.Behind(atoms[index + 1].End, NextNumber(index + 1))
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
                or "同比下降";

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
    private void Distribute(List<(Quantity Quantity, Atom Atom)> found)
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

    // ---- nature and time --------------------------------------------------------------------------------------------

    private QuantityNature NatureOf(Atom atom, int clause, Bound bounds, string? per, Func<int, bool> inPlan)
    {
        var end = Clauses.ClauseEnd(text, atom.End);
        var standard = Standard.Within(text, clause, end);
        var done = Done.Within(text, clause, end);
        var past = text.AsSpan(clause, end - clause).IndexOfAny('了', '已', '共') >= 0;
        if (Plan.Within(text, clause, bounds.Start) || (inPlan(atom.Start) && !past))
        {
            return standard && (per is not null || Limits.Within(text, clause, end))
                ? QuantityNature.Standard
                : QuantityNature.Plan;
        }

        if (
            standard
            || (
                per is not null
                && !past
                && text[Math.Max(0, bounds.Start - 1)] is not '均'
                && !IsMean(per, clause, atom.Start)
                && !IsDistributed(bounds)
            )
        )
        {
            return QuantityNature.Standard;
        }

        return done || past && !Profile.Within(text, clause, end) ? QuantityNature.Done
            : Profile.Within(text, clause, end)
            || atom.CounterKind is CounterKind.Place or CounterKind.Group
            || text.AsSpan(clause, atom.Start - clause).Contains('有')
                ? QuantityNature.Profile
            : QuantityNature.Done;
    }

    private static bool IsDistributed(Bound bounds) => bounds.Each;

    private bool IsMean(string per, int clause, int start) =>
        Contains(clause, start, per + "均") || Contains(clause, start, "平均");

    private TimeMention? TimeOf(int index, int clause, int sentence, Func<Atom, TimeMention> timeOf)
    {
        Atom? found = null;
        for (var i = index - 1; i >= 0 && atoms[i].Start >= sentence; i--)
        {
            if (
                atoms[i].Kind == AtomKind.Time
                && (found is null || (atoms[i].Time.CutOff && !found.Time.CutOff && found.Start < clause))
            )
            {
                found = atoms[i];
            }
        }

        return found is null ? null : timeOf(found);
    }

    private bool Contains(int start, int end, string word) =>
        end > start && text.AsSpan(start, end - start).Contains(word, StringComparison.Ordinal);
}
