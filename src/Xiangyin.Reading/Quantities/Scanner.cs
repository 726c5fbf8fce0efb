using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>Goes once through the plain text and finds everything that has a number in it: quantities, times, and what counts nothing.</summary>
internal sealed class Scanner(string text)
{
    private const int LongestQuote = 30;
    private const int LongestName = 80;

    /// <summary>What a number begins with, in either digits.</summary>
    public static readonly SearchValues<char> Numerals = SearchValues.Create(
        "0123456789〇零一二两三四五六七八九十百千万亿"
    );

    // Where anything may begin that is read.
    private static readonly SearchValues<char> Starters = SearchValues.Create(
        "0123456789〇零一二两三四五六七八九十百千万亿半几数多若Xx×*_□△〔《“\"第截统至到近过这今去前明本上下全年目当现正腊冬农大阴初周星礼来"
    );

    // What a day is written with: “七一”, “3·5”.
    private static readonly SearchValues<char> DateLike = SearchValues.Create("一二三四五六七八九十·.0123456789");

    private static readonly SearchValues<char> ListEnds = SearchValues.Create("，。；：\n、");

    private readonly List<Atom> atoms = [];
    private int from;

    public static bool IsNumeral(char c) => Numerals.Contains(c);

    public List<Atom> Read()
    {
        for (var i = 0; i < text.Length; )
        {
            var step = text.AsSpan(i).IndexOfAny(Starters);
            if (step < 0)
            {
                break;
            }

            i += step;
            var end = ReadAt(i);
            if (end > i)
            {
                from = end;
            }

            i = Math.Max(end, i + 1);
        }

        return atoms;
    }

    // The place after what begins here, or the same place where nothing does.
    private int ReadAt(int i)
    {
        var c = text[i];
        switch (c)
        {
            case '《':
                return Title(i);
            case '“' or '"':
                return Quote(i);
            case '第':
                return Ordinal(i);
            case '多' or '若':
                return Vague(i);
        }

        if (IsNumeral(c) && TrapPhrases.TryRead(text, i, from, out var start, out var end, out var kind))
        {
            return kind is { } trap ? Add(trap, start, end) : end;
        }

        if (TimeReader.TryRead(text, i, out var time) && TimeHolds(i, time))
        {
            atoms.Add(
                new()
                {
                    Kind = time.Kind is null ? AtomKind.Trap : AtomKind.Time,
                    Trap = NotQuantityKind.Time,
                    Start = i,
                    End = time.End,
                    Time = time,
                }
            );
            return time.End;
        }

        return IsNumeral(c) || c is '几' or '数' or '半' || NumeralReader.IsMask(c) || c == '〔' ? Number(i) : i;
    }

    // A number in the middle of a longer one is no date, and 一年 in 每一年 is no year.
    private bool TimeHolds(int i, RawTime time) =>
        i == 0
        || !(char.IsAsciiDigit(text[i]) && (char.IsAsciiDigit(text[i - 1]) || text[i - 1] == '.'))
            && !(text[i] == '到' && time.CutOff && text[i - 1] is '达' or '得' or '受' or '收');

    private int Add(NotQuantityKind kind, int start, int end)
    {
        atoms.Add(
            new()
            {
                Kind = AtomKind.Trap,
                Trap = kind,
                Start = start,
                End = end,
            }
        );
        return end;
    }

    // 《今晚800》: a number within a title counts nothing.
    private int Title(int i)
    {
        var length = text.AsSpan(i, Math.Min(LongestName, text.Length - i)).IndexOfAny('》', '\n');
        if (length < 0 || text[i + length] == '\n')
        {
            return i;
        }

        return text.AsSpan(i, length).IndexOfAny(Numerals) >= 0
            ? Add(NotQuantityKind.ProperName, i, i + length + 1)
            : i + length + 1;
    }

    // “七一”, “三个代表”, “8+N”: a number within short quotation marks is part of a name, unless a statement stands in them.
    private int Quote(int i)
    {
        var room = text.AsSpan(i + 1, Math.Min(LongestQuote, text.Length - i - 1));
        var length = text[i] == '“' ? room.IndexOfAny('”', '\n', '“') : room.IndexOfAny('"', '\n');
        if (length <= 0 || text[i + 1 + length] is '\n' or '“')
        {
            return i;
        }

        var inside = room[..length];
        var number = inside.IndexOfAny(Numerals);
        if (number < 0)
        {
            return inside.Length == 1 || !Masked(inside) ? i + length + 2 : i;
        }

        // “十四五”
        if (TimeReader.TryRead(text, i + 1, out var time) && time.Kind == TimeKind.Range && time.End == i + 1 + length)
        {
            return i;
        }

        if (IsStatement(i + 1, length))
        {
            return i + 1;
        }

        // A unit's name is quoted, and then counted: “五好家庭”12户. What is quoted ends here.
        return Add(KindOfQuote(i + 1, length), i + 1, i + 1 + length) + 1;
    }

    private static bool Masked(ReadOnlySpan<char> inside) => inside.IndexOfAny('X', 'x', '*') >= 0;

    // A number of two digits or more with its counter, after words of its own: “共发放宣传单6000余份”.
    private bool IsStatement(int start, int length)
    {
        if (length < 8)
        {
            return false;
        }

        for (var i = start; i < start + length; i++)
        {
            if (char.IsAsciiDigit(text[i]) && NumeralReader.TryRead(text, i, out var numeral))
            {
                if (
                    numeral.End <= start + length
                    && i > start + 1
                    && Counters.At(text, numeral.End).Kind is CounterKind.Measure or CounterKind.Amount
                )
                {
                    return true;
                }

                i = Math.Max(i, numeral.End - 1);
            }
        }

        return false;
    }

    private NotQuantityKind KindOfQuote(int start, int length)
    {
        var inside = text.AsSpan(start, length);
        if (inside.IndexOfAnyExcept(DateLike) < 0)
        {
            return inside.Length <= 5 && inside.IndexOfAnyInRange('0', '9') is -1 || inside.IndexOfAny('·', '.') > 0
                ? NotQuantityKind.Festival
                : NotQuantityKind.CodeName;
        }

        return inside.IndexOf('+') >= 0 || char.IsAsciiDigit(inside[0]) ? NotQuantityKind.CodeName
            : inside.EndsWith("大") ? NotQuantityKind.Congress
            : NotQuantityKind.Slogan;
    }

    // 第三批, 第十二次党代会, 第一、二、三名, 第1页共3页: all to the end of what is numbered.
    private int Ordinal(int i)
    {
        if (
            TrapPhrases.TryRead(text, i + 1, i, out var start, out var end, out var kind)
            && start == i
            && end - start > 2
        )
        {
            return Add(kind ?? NotQuantityKind.Ordinal, start, end);
        }

        var at = i + 1;
        while (
            at < text.Length
            && (
                IsNumeral(text[at])
                || NumeralReader.IsMask(text[at])
                || text[at] == '几'
                || (text[at] == '、' && at + 1 < text.Length && IsNumeral(text[at + 1]))
            )
        )
        {
            at++;
        }

        if (at == i + 1)
        {
            return i;
        }

        if (TimeReader.TryRead(text, i, out var time) && time.Kind is not null)
        {
            atoms.Add(
                new()
                {
                    Kind = AtomKind.Time,
                    Trap = NotQuantityKind.Time,
                    Start = i,
                    End = time.End,
                    Time = time,
                }
            );
            return time.End;
        }

        if (at < text.Length && text[at] == '页')
        {
            at++;
            var rest = at < text.Length && text[at] is '，' or '/' ? at + 1 : at;
            if (rest < text.Length && text[rest] == '共')
            {
                var stop = rest + 1;
                while (stop < text.Length && IsNumeral(text[stop]))
                {
                    stop++;
                }

                at = stop < text.Length && text[stop] == '页' ? stop + 1 : at;
            }

            return Add(NotQuantityKind.Noise, i, at);
        }

        return Add(NotQuantityKind.Ordinal, i, at + Counters.At(text, at).Length);
    }

    // 多篇, 若干名, 多少个: no number. 多 only where it is said of things, not of how often.
    private int Vague(int i)
    {
        var few = Starts(i, "若干");
        var blank = Starts(i, "多少");
        var at = i + (few || blank ? 2 : 1);
        if (
            text[i] == '若' && !few
            || at >= text.Length
            || (
                i > 0
                && (
                    IsNumeral(text[i - 1])
                    || text[i - 1] is '很' or '许' or '众' or '太' or '不' or '更' or '最' or '较'
                )
            )
        )
        {
            return i;
        }

        var counter = Counters.At(text, at);
        if (
            counter.Kind is not (CounterKind.Measure or CounterKind.Amount)
            || (!few && !blank && !IsSaidOfThings(at, counter.Length))
        )
        {
            return i;
        }

        return AddQuantity(i, new() { End = at, Masked = blank }, counter, vague: true);
    }

    private bool IsSaidOfThings(int at, int length)
    {
        var word = text.AsSpan(at, length);
        var after = at + length;
        var ends = after >= text.Length || text[after] is '，' or '。' or '；' or '、' or '\n' or '）' or ' ' or '！';
        return
            word
                is "篇"
                    or "名"
                    or "条"
                    or "幅"
                    or "份"
                    or "场"
                    or "册"
                    or "张"
                    or "块"
                    or "篇次"
                    or "场次"
                    or "人次"
                    or "期"
                    or "件"
                    or "本"
                    or "支"
                    or "户"
                    or "处"
                    or "套"
                    or "台"
            ? ends || word is "篇" or "篇次" or "场次"
            : ends && word is "个" or "家" or "位" or "项";
    }

    private int Number(int i)
    {
        if (!NumberHolds(i))
        {
            return Math.Max(i, SkipDigits(i));
        }

        if (text[i] == '半')
        {
            return Half(i);
        }

        if (!NumeralReader.TryRead(text, i, out var numeral))
        {
            return Math.Max(i, SkipDigits(i));
        }

        if (Traps.TryRead(text, i, numeral, out var kind, out var end))
        {
            return Add(kind, i, end);
        }

        return Counted(i, numeral);
    }

    // Digits go on a number, a Latin letter before them makes a code (G234, H5) unless a word of letters is counted (DVD1台).
    private bool NumberHolds(int i)
    {
        if (i == 0)
        {
            return true;
        }

        var before = text[i - 1];
        if (!char.IsAsciiDigit(text[i]))
        {
            return true;
        }

        if (!char.IsAsciiLetter(before))
        {
            return before != '.' || i < 2 || !char.IsAsciiDigit(text[i - 2]);
        }

        return i > 1 && char.IsAsciiLetterUpper(before) && char.IsAsciiLetterUpper(text[i - 2]);
    }

    private int SkipDigits(int i)
    {
        var end = i;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        // A code that stands behind a letter.
        if (end > i && i > 0 && char.IsAsciiLetter(text[i - 1]))
        {
            return Add(NotQuantityKind.CodeName, Math.Max(i - 1, from), end);
        }

        return end;
    }

    private int Half(int i)
    {
        var at = i + 1;
        if (Starts(at, "个"))
        {
            at++;
        }

        return
            Counters.At(text, at) is { Kind: CounterKind.Amount } counter
            && text.AsSpan(at, counter.Length) is not "成" and not "分" and not "元"
            ? AddQuantity(i, new() { End = i + 1, Value = 0.5m }, counter, at)
            : i;
    }

    private int Counted(int i, Numeral numeral)
    {
        if (numeral.Fraction || numeral.Percent)
        {
            return AddQuantity(i, numeral, default);
        }

        var at = numeral.End;
        var half = false;
        if (Starts(at, "个半") || Starts(at, "年半"))
        {
            half = true;
            at += 2;
        }
        else if (at < text.Length && text[at] == '个')
        {
            // 个小时, 个多小时, 个百分点: the counter is the second.
            var second = at + (at + 1 < text.Length && text[at + 1] is '多' or '余' ? 2 : 1);
            if (
                Counters.At(text, second) is { Kind: CounterKind.Amount } amount
                && text.AsSpan(second, amount.Length)
                    is "小时"
                        or "月"
                        or "百分点"
                        or "学期"
                        or "星期"
                        or "礼拜"
                        or "工时"
                        or "点"
            )
            {
                numeral.More |= second > at + 1;
                return Accept(i, numeral, amount, second, half);
            }
        }

        return Accept(i, numeral, Counters.At(text, at), at, half);
    }

    private int Accept(int i, Numeral numeral, Counter counter, int at, bool half)
    {
        if (counter.Kind == CounterKind.None)
        {
            return Unitless(i, numeral);
        }

        if (!Traps.Counts(text, i, numeral, counter, at, IsListed(i), out var trap))
        {
            return trap is { } kind ? Add(kind, i, at + counter.Length) : numeral.End;
        }

        var after = at + counter.Length;
        if (
            counter.Kind == CounterKind.Amount
            && after < text.Length
            && text[after] is '多' or '余'
            && (after + 1 == text.Length || !Script.Is(text[after + 1], CharClass.Han))
        )
        {
            // 一成多
            numeral.More = true;
        }

        return AddQuantity(i, numeral, counter, at, half: half);
    }

    // 一个千人广场、一条文化长廊、两座戏台: what stands in a list with something counted is counted too.
    private bool IsListed(int i)
    {
        if (i == 0 || text[i - 1] is not ('、' or '和' or '及' or '，'))
        {
            return false;
        }

        for (var back = 1; back <= 3 && back <= atoms.Count; back++)
        {
            if (atoms[^back] is { Kind: AtomKind.Quantity } last)
            {
                return i - last.End <= 20 && !text.AsSpan(last.End, i - 1 - last.End).ContainsAny(ListEnds);
            }
        }

        return false;
    }

    // Digits without a counter are a quantity only where a bound follows: 粉丝1000以下.
    private int Unitless(int i, Numeral numeral)
    {
        var bounded = numeral.Arabic && Hedges.After.At(text, numeral.End) is not null && numeral.Value is not null;
        return bounded ? AddQuantity(i, numeral, default) : numeral.End;
    }

    private int AddQuantity(
        int start,
        Numeral numeral,
        Counter counter,
        int? at = null,
        bool half = false,
        bool vague = false
    )
    {
        var counterStart = at ?? numeral.End;
        var atom = new Atom
        {
            Kind = AtomKind.Quantity,
            Start = start,
            End = counterStart + counter.Length,
            Numeral = numeral,
            CounterKind = counter.Kind,
            CounterStart = counterStart,
            CounterEnd = counterStart + counter.Length,
            AndHalf = half,
            Vague = vague,
            Negated = numeral.Value == 1 && numeral.SingleDigit && Traps.IsNegated(text, start),
        };
        Alternative(atom);
        atoms.Add(atom);
        return atom.End;
    }

    // 册(盘), 件/盒, 元/篇
    private void Alternative(Atom atom)
    {
        var i = atom.CounterEnd;
        if (i + 1 >= text.Length || atom.CounterKind is not (CounterKind.Measure or CounterKind.Amount))
        {
            return;
        }

        if (text[i] == '（')
        {
            var other = Counters.At(text, i + 1);
            if (
                other.Kind is CounterKind.Measure or CounterKind.Amount
                && i + 1 + other.Length < text.Length
                && text[i + 1 + other.Length] == '）'
            )
            {
                (atom.OtherStart, atom.OtherEnd, atom.End) = (i + 1, i + 1 + other.Length, i + 2 + other.Length);
            }
        }
        else if (text[i] == '/')
        {
            var other = Counters.At(text, i + 1);
            var divides = atom.CounterKind == CounterKind.Amount || other.Kind is CounterKind.None or CounterKind.Place;
            var length = other.Length > 0 ? other.Length : Pers.At(text, i + 1)?.Length ?? 0;
            if (
                length > 0
                && (divides || Pers.At(text, i + 1) is not null and not "条" and not "份" and not "篇" and not "次")
            )
            {
                (atom.PerStart, atom.PerEnd, atom.End) = (i + 1, i + 1 + length, i + 1 + length);
            }
            else if (length > 0)
            {
                (atom.OtherStart, atom.OtherEnd, atom.End) = (i + 1, i + 1 + length, i + 1 + length);
            }
        }
    }

    private bool Starts(int i, string word) =>
        i + word.Length <= text.Length && string.CompareOrdinal(text, i, word, 0, word.Length) == 0;
}
