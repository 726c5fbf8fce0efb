namespace Xiangyin.Reading;

/// <summary>Makes quantities of what the scanner found, each with what its clause says of it.</summary>
internal sealed partial class QuantityReader(string text, string original, PlainText plain, List<Atom> atoms)
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

    private readonly SubjectReader subjects = new(text);
    private readonly List<(Quantity Quantity, Atom Atom)> found = [];

    /// <summary>The quantities, in order.</summary>
    /// <param name="timeOf">The time made of a raw one.</param>
    /// <param name="inPlan">Whether a place of the plain text stands in a section of things to be done.</param>
    public List<(Quantity Quantity, Atom Atom)> Read(Func<Atom, TimeMention> timeOf, Func<int, bool> inPlan)
    {
        for (var i = 0; i < atoms.Count; i++)
        {
            if (atoms[i].Kind == AtomKind.Quantity)
            {
                found.Add((Make(i, timeOf, inPlan), atoms[i]));
            }
        }

        Distribute();
        return found;
    }

    private Quantity Make(int index, Func<Atom, TimeMention> timeOf, Func<int, bool> inPlan)
    {
        var atom = atoms[index];
        var numeral = atom.Numeral;
        var clause = Clauses.ClauseStart(text, atom.Start);
        var sentence = Clauses.SentenceStart(text, clause);
        var bounds = Bounds(atom, clause);
        var after = NextNumber(index);
        var per = Per(atom, clause, bounds.Start);
        var (subject, unit) = Subject(index, clause, bounds, per, after);
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

        // 每村至少培养1名, 最多换20斤: the verb between belongs to what is counted.
        for (
            var back = 1;
            ahead is null && back <= 4 && start - back > clause && Script.Is(text[start - back], CharClass.Han);
            back++
        )
        {
            if (
                text[start - back] is not ('的' or '是')
                && Hedges.Distant.Before(text, start - back, clause) is { } distant
            )
            {
                ahead = Hedges.MeaningOf(distant);
            }
        }

        var behind =
            Hedges.After.At(text, atom.End)
            ?? (
                EndsInMore(atom.End) ? "余"
                : IsWithin(atom) ? "内"
                : null
            );
        return new(start, atom.End + (behind?.Length ?? 0), ahead, behind, whole, each);
    }

    // 60册余, as some write for 60余册.
    private bool EndsInMore(int at) =>
        at < text.Length
        && text[at] == '余'
        && (at + 1 == text.Length || Clauses.EndsClause(text[at + 1]) || text[at + 1] == '、');

    // 24小时内回应
    private bool IsWithin(Atom atom) =>
        atom.End + 1 < text.Length
        && text[atom.End] == '内'
        && text[atom.End + 1] is not ('容' or '部' or '外' or '涝' or '心' or '地')
        && text.AsSpan(atom.CounterStart, atom.CounterEnd - atom.CounterStart) is "小时" or "分钟" or "天" or "秒";

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
            // 村规民约22条
            "约" => before < clause
                || !(text[before] == '民' && before > clause && text[before - 1] == '规')
                    && text[before]
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
