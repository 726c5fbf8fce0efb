namespace Xiangyin.Reading;

/// <summary>Reads numerals: 1,200 · 7.7万余 · 两千余 · 四五 · 十几 · XX · 320xx · 三分之一 · 2-3.</summary>
internal static class NumeralReader
{
    private const int MostDigits = 15;

    // Nothing in a report is counted in more.
    private const decimal Most = 1_000_000_000_000m;
    private const int LongestMask = 12;
    private const int LongestChinese = 24;
    private const string MagnitudeChars = "十百千万亿";

    /// <summary>The value of a Chinese digit, -1 of anything else.</summary>
    public static int DigitOf(char c) =>
        c switch
        {
            '〇' or '零' => 0,
            '一' => 1,
            '二' or '两' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => -1,
        };

    /// <summary>十, 百, 千, 万, 亿 as numbers, 0 of anything else.</summary>
    public static decimal MagnitudeOf(char c) =>
        c switch
        {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => 0,
        };

    /// <summary>Whether a character may stand for hidden digits.</summary>
    public static bool IsMask(char c) => c is 'X' or 'x' or '×' or '*' or '_' or '〇' or '□' or '△';

    /// <summary>The numeral that begins at a place, a range or a fraction included.</summary>
    public static bool TryRead(string text, int start, out Numeral numeral)
    {
        if (!TryReadOne(text, start, out numeral))
        {
            return false;
        }

        if (TryFraction(text, start, ref numeral))
        {
            return true;
        }

        TryRange(text, ref numeral);
        return true;
    }

    private static bool TryReadOne(string text, int start, out Numeral numeral)
    {
        var c = text[start];
        return char.IsAsciiDigit(c) ? TryArabic(text, start, out numeral)
            : c == '〇' && start + 1 < text.Length && text[start + 1] == '〇' ? TryMask(text, start, out numeral)
            : c is '几' or '数' || DigitOf(c) >= 0 || MagnitudeOf(c) > 0 ? TryChinese(text, start, out numeral)
            : TryMask(text, start, out numeral);
    }

    private static bool TryArabic(string text, int start, out Numeral numeral)
    {
        numeral = new() { Arabic = true };
        var i = start;
        decimal value = 0;
        var digits = 0;
        for (; i < text.Length && (char.IsAsciiDigit(text[i]) || (text[i] == ',' && IsDigit(text, i + 1))); i++)
        {
            if (text[i] != ',' && ++digits <= MostDigits)
            {
                value = (value * 10) + (text[i] - '0');
            }
        }

        if (i + 1 < text.Length && text[i] == '.' && IsDigit(text, i + 1))
        {
            decimal place = 0.1m;
            for (i++; i < text.Length && char.IsAsciiDigit(text[i]); i++, place /= 10)
            {
                if (place >= 0.000_000_1m)
                {
                    value += place * (text[i] - '0');
                }
            }
        }

        if (digits > MostDigits)
        {
            numeral.End = i;
            return false;
        }

        var damaged = i;
        while (damaged < text.Length && (text[damaged] is 'x' or 'X' or '*' or '_'))
        {
            damaged++;
        }

        if (damaged > i && !IsMaskedName(text, damaged))
        {
            // Digits with a mask among them say nothing: 320xx株.
            while (IsDigit(text, damaged))
            {
                damaged++;
            }

            numeral.Masked = true;
            i = damaged;
        }

        numeral.Value = numeral.Masked ? null : value;
        i = Magnitudes(text, i, ref numeral);
        numeral.End = More(text, i, ref numeral);
        return true;
    }

    // 4x4, 7x24: a mask followed by what is no counter.
    private static bool IsMaskedName(string text, int i) =>
        IsDigit(text, i) && text[i - 1] is 'x' or 'X' && IsDigit(text, i);

    // 千, 万, 亿 after Arabic digits, with 余 or 多 before or among them: 20余万, 7.7万余, 5千万.
    private static int Magnitudes(string text, int i, ref Numeral numeral)
    {
        for (var sizes = 0; i < text.Length && sizes < 3; sizes++)
        {
            var at = i;
            var more = text[at] is '余' or '多' && at + 1 < text.Length && MagnitudeChars.Contains(text[at + 1]);
            var half = text[at] is '几' && at + 1 < text.Length && text[at + 1] is '万' or '亿';
            if (more || half)
            {
                at++;
            }

            var size = at < text.Length ? MagnitudeOf(text[at]) : 0;
            if (size == 0 || IsUnitPrefix(text, at))
            {
                break;
            }

            // 百分之 begins a percentage of its own, 千分之 too; 万元 counts ten thousands.
            if (
                at + 1 < text.Length
                && text[at] is '百' or '千' or '万'
                && text[Math.Min(at + 1, text.Length - 1)] == '分'
            )
            {
                break;
            }

            numeral.More |= more || half;
            numeral.Value *= size;
            i = at + 1;
        }

        return i;
    }

    // 千米, 千克, 千瓦: the prefix of a unit.
    private static bool IsUnitPrefix(string text, int i) =>
        i + 1 < text.Length && (text[i] == '千' && text[i + 1] is '米' or '克' or '瓦' or '卡' or '伏')
        || (text[i] == '百' && i + 1 < text.Length && text[i + 1] is '姓' or '货');

    private static int More(string text, int i, ref Numeral numeral)
    {
        if (i >= text.Length)
        {
            return i;
        }

        if (
            text[i] is '余' or '多'
            && !(text[i] == '多' && i + 1 < text.Length && text[i + 1] is '元' or '样' or '次' && !numeral.Arabic)
        )
        {
            numeral.More = true;
            return i + 1;
        }

        if (
            text[i] == '来'
            && i + 1 < text.Length
            && Counters.At(text, i + 1).Kind is CounterKind.Measure or CounterKind.Amount
        )
        {
            numeral.Roughly = true;
            return i + 1;
        }

        return i;
    }

    private static bool TryMask(string text, int start, out Numeral numeral)
    {
        numeral = new() { Masked = true };
        var i = start;
        while (i < text.Length && i - start < LongestMask && (IsMask(text[i]) || (i == start && text[i] == '〔')))
        {
            i++;
        }

        if (text[start] == '〔')
        {
            if (i == start + 1 || i >= text.Length || text[i] != '〕')
            {
                return false;
            }

            i++;
        }

        if (
            i == start
            || (i < text.Length && char.IsAsciiLetter(text[i]))
            || (start > 0 && char.IsAsciiLetter(text[start - 1]))
        )
        {
            return false;
        }

        while (i - start > 1 && IsDigit(text, i))
        {
            i++; // XX00份
        }

        if (i + 1 < text.Length && text[i] == '.' && IsMask(text[i + 1]))
        {
            for (i++; i < text.Length && IsMask(text[i]); i++) { }
        }

        numeral.End = More(text, Magnitudes(text, i, ref numeral), ref numeral);
        return true;
    }

    private static bool TryChinese(string text, int start, out Numeral numeral)
    {
        numeral = default;
        decimal whole = 0,
            section = 0,
            high = 0,
            lastSize = 0;
        int digit = -1,
            next = -1,
            digits = 0;
        var (few, zero, ranged) = (false, false, false);
        var i = start;
        for (; i < text.Length && i - start < LongestChinese; i++)
        {
            var c = text[i];
            if (DigitOf(c) is var d && d >= 0)
            {
                if (few && lastSize == 0)
                {
                    break; // 几 is a digit itself.
                }

                digits++;
                if (c is '零' or '〇')
                {
                    zero = true;
                    if (digit >= 0)
                    {
                        return Positional(text, start, ref numeral);
                    }

                    continue;
                }

                if (digit < 0)
                {
                    digit = d;
                }
                else if (next < 0 && (d == digit + 1 || (digit, d) is (3, 5)) && !ranged)
                {
                    next = d;
                }
                else
                {
                    return Positional(text, start, ref numeral);
                }
            }
            else if (MagnitudeOf(c) is var size && size > 0)
            {
                if (IsUnitPrefix(text, i) && i > start)
                {
                    break;
                }

                if (digit < 0 && section == 0 && whole == 0 && !few)
                {
                    numeral.Bare = c != '十';
                    digit = 1;
                }
                else if (digit < 0 && size < 10_000 && !few)
                {
                    if (c == '十' && lastSize > 10)
                    {
                        digit = 1;
                    }
                    else
                    {
                        break;
                    }
                }

                if (size >= 10_000 && whole + section > Most)
                {
                    return false;
                }

                if (size >= 10_000)
                {
                    var low = (section + Math.Max(digit, 0)) * size;
                    var top =
                        next >= 0 ? (section + next) * size
                        : high > 0 ? (high + Math.Max(digit, 0)) * size
                        : 0;
                    whole = c == '亿' ? (whole + section + Math.Max(digit, 0)) * size : whole + low;
                    if (top > 0)
                    {
                        (numeral.High, ranged) = (top, true);
                    }

                    (section, high) = (0, 0);
                }
                else
                {
                    if (next >= 0)
                    {
                        high = section + (next * size);
                        ranged = true;
                    }

                    section += Math.Max(digit, few ? 1 : 0) * size;
                }

                (digit, next, zero, lastSize) = (-1, -1, false, size);
            }
            else if (c is '几' or '数' && (i == start || MagnitudeOf(text[i - 1]) > 0))
            {
                if (c == '数' && (i > start || i + 1 >= text.Length || MagnitudeOf(text[i + 1]) == 0))
                {
                    break;
                }

                if (i > start)
                {
                    // 十几: ten and more; 十几二十: from ten to twenty.
                    numeral.More = true;
                    if (
                        i + 2 < text.Length
                        && lastSize == 10
                        && text[i + 2] == '十'
                        && DigitOf(text[i + 1]) * 10 == section + 10
                    )
                    {
                        high = section + 10;
                        ranged = true;
                        i += 2;
                    }

                    continue;
                }

                few = true;
            }
            else if (
                few
                && lastSize > 0
                && c == '上'
                && i + 1 < text.Length
                && MagnitudeOf(text[i + 1]) == lastSize * 10
            )
            {
                i++; // 几十上百
            }
            else if (
                c is '余' or '多'
                && lastSize > 0
                && digit < 0
                && i + 1 < text.Length
                && text[i + 1] is '万' or '亿'
            )
            {
                numeral.More = true;
            }
            else
            {
                break;
            }
        }

        if (i == start)
        {
            return false;
        }

        if (digit >= 0)
        {
            // 一万二: two thousands; 一百零五: five.
            var place = lastSize >= 100 && !zero && section + whole > 0 ? lastSize / 10 : 1;
            if (next >= 0)
            {
                numeral.High = whole + section + (next * place);
                numeral.SideBySide = true;
            }

            section += digit * place;
        }
        else if (high > 0)
        {
            numeral.High = whole + high;
        }

        numeral.SideBySide |= ranged;
        numeral.Value = whole + section;
        if (few)
        {
            numeral.Value = numeral.High = null;
        }

        numeral.SingleDigit = i == start + 1 && digits == 1;
        numeral.Roughly |= numeral.SideBySide;
        numeral.End = More(text, i, ref numeral);
        return true;
    }

    // 二〇二一: digit after digit, without 十 or 百.
    private static bool Positional(string text, int start, ref Numeral numeral)
    {
        numeral = default;
        decimal value = 0;
        var i = start;
        for (; i < text.Length && DigitOf(text[i]) is var d && d >= 0 && i - start < MostDigits; i++)
        {
            value = (value * 10) + d;
        }

        if (i < text.Length && MagnitudeOf(text[i]) > 0)
        {
            numeral.End = i;
            return false;
        }

        numeral.Value = value;
        numeral.End = i;
        return true;
    }

    // 三分之一, 百分之九十, 1/3.
    private static bool TryFraction(string text, int start, ref Numeral numeral)
    {
        var i = numeral.End;
        if (
            string.CompareOrdinal(text, i, "分之", 0, 2) == 0
            && i + 2 < text.Length
            && numeral.Value is { } parts
            && parts > 0
        )
        {
            if (!TryReadOne(text, i + 2, out var upper))
            {
                return false;
            }

            numeral = upper with
            {
                Percent = parts == 100,
                Fraction = parts != 100,
                Value = parts == 100 ? upper.Value : upper.Value / parts,
                Bare = false,
                SingleDigit = false,
                High = parts == 100 ? upper.High : null,
            };
            if (upper.End < text.Length && text[upper.End] == '点' && numeral.Percent)
            {
                ReadPoint(text, upper.End, ref numeral);
            }

            return true;
        }

        if (
            i < text.Length
            && text[i] == '/'
            && numeral.Arabic
            && IsDigit(text, i + 1)
            && numeral.Value is { } top
            && !IsDigit(text, i + 2)
        )
        {
            var bottom = text[i + 1] - '0';
            if (bottom > top && top > 0 && (i + 2 >= text.Length || text[i + 2] != '/'))
            {
                numeral.Value = top / bottom;
                numeral.Fraction = true;
                numeral.End = i + 2;
                return true;
            }
        }

        return false;
    }

    // 九十五点六
    private static void ReadPoint(string text, int at, ref Numeral numeral)
    {
        decimal place = 0.1m;
        var i = at + 1;
        for (; i < text.Length && DigitOf(text[i]) is var d && d >= 0 && place > 0.0001m; i++, place /= 10)
        {
            numeral.Value += d * place;
        }

        if (i > at + 1)
        {
            numeral.End = i;
        }
    }

    // 2-3, 309至1060, 两、三: with or without the counter on the first.
    private static void TryRange(string text, ref Numeral numeral)
    {
        var i = numeral.End;
        if (numeral.Value is not { } low || numeral.High is not null)
        {
            return;
        }

        var counter = Counters.At(text, i);
        if (counter.Kind is CounterKind.Measure or CounterKind.Amount && Separator(text, i + counter.Length) > 0)
        {
            i += counter.Length;
        }
        else
        {
            counter = default;
        }

        var separator = Separator(text, i);
        if (separator == 0 || i + separator >= text.Length)
        {
            // 两、三名
            if (
                numeral.SingleDigit
                && i + 1 < text.Length
                && text[i] == '、'
                && DigitOf(text[i + 1]) == low + 1
                && Counters.At(text, i + 2).Kind == CounterKind.Measure
            )
            {
                numeral = numeral with
                {
                    High = low + 1,
                    SideBySide = true,
                    Roughly = true,
                    SingleDigit = false,
                    End = i + 2,
                };
            }

            return;
        }

        i += separator;
        if (
            numeral.Arabic != char.IsAsciiDigit(text[i])
            || !TryReadOne(text, i, out var upper)
            || upper.Value is not { } high
            || upper.High is not null
        )
        {
            return;
        }

        var second = Counters.At(text, upper.End);
        if (
            counter.Length > 0
            && (
                second.Length != counter.Length
                || string.CompareOrdinal(text, numeral.End, text, upper.End, counter.Length) != 0
            )
        )
        {
            return;
        }

        if (second.Kind == CounterKind.None && !upper.More && text[i - 1] is '至' or '到')
        {
            return;
        }

        // 3-5万: the magnitude belongs to both.
        var size = MagnitudeOf(text[upper.End - 1]);
        if (
            counter.Length == 0
            && size >= 100
            && !char.IsAsciiDigit(text[upper.End - 1])
            && MagnitudeOf(text[i - separator - 1]) == 0
            && low < high / size
        )
        {
            low *= size;
        }

        if (high > low)
        {
            numeral = numeral with
            {
                Value = low,
                High = high,
                More = upper.More,
                End = upper.End,
                SingleDigit = false,
            };
        }
    }

    private static int Separator(string text, int i)
    {
        if (i >= text.Length || text[i] is not ('-' or '~' or '至' or '到'))
        {
            return 0;
        }

        return i + 1 < text.Length && text[i] == '-' && text[i + 1] == '-' ? 2 : 1;
    }

    private static bool IsDigit(string text, int i) => (uint)i < (uint)text.Length && char.IsAsciiDigit(text[i]);
}
