namespace Xiangyin.Reading;

/// <summary>Reads days, years and stretches of time: 2021年7月13日 · 1-6月 · 今年以来 · 截至7月13日止 · 20xx年 · “十四五” · 下午5:30.</summary>
internal static class TimeReader
{
    // No number in a time is longer: what is, is none, and nobody reads it to its end from each of its digits.
    private const int LongestNumber = 12;

    private static readonly WordSet CutOffWords = new([
        "截至",
        "截止",
        "截止到",
        "截止至",
        "截至到",
        "截止于",
        "统计至",
        "统计到",
        "截至至",
    ]);

    private static readonly Dictionary<string, (TimeKind Kind, int? Year, int Part)> Relative = new()
    {
        ["今年以来"] = (TimeKind.Since, 0, 0),
        ["今年来"] = (TimeKind.Since, 0, 0),
        ["本年以来"] = (TimeKind.Since, 0, 0),
        ["去年以来"] = (TimeKind.Since, -1, 0),
        ["年初以来"] = (TimeKind.Since, 0, 0),
        ["近年来"] = (TimeKind.Since, null, 0),
        ["近些年来"] = (TimeKind.Since, null, 0),
        ["近几年来"] = (TimeKind.Since, null, 0),
        ["今年"] = (TimeKind.Year, 0, 0),
        ["本年度"] = (TimeKind.Year, 0, 0),
        ["本年"] = (TimeKind.Year, 0, 0),
        ["全年"] = (TimeKind.Year, 0, 0),
        ["年内"] = (TimeKind.Year, 0, 0),
        ["去年"] = (TimeKind.Year, -1, 0),
        ["上年"] = (TimeKind.Year, -1, 0),
        ["上年度"] = (TimeKind.Year, -1, 0),
        ["前年"] = (TimeKind.Year, -2, 0),
        ["明年"] = (TimeKind.Year, 1, 0),
        ["来年"] = (TimeKind.Year, 1, 0),
        ["下一年"] = (TimeKind.Year, 1, 0),
        ["下年度"] = (TimeKind.Year, 1, 0),
        ["今年上半年"] = (TimeKind.HalfYear, 0, 1),
        ["今年下半年"] = (TimeKind.HalfYear, 0, 2),
        ["上半年"] = (TimeKind.HalfYear, 0, 1),
        ["上半年来"] = (TimeKind.HalfYear, 0, 1),
        ["上半年以来"] = (TimeKind.HalfYear, 0, 1),
        ["下半年"] = (TimeKind.HalfYear, 0, 2),
        ["下半年以来"] = (TimeKind.HalfYear, 0, 2),
        ["本季度"] = (TimeKind.Quarter, 0, 0),
        ["本月"] = (TimeKind.Month, 0, 0),
        ["当月"] = (TimeKind.Month, 0, 0),
        ["当前"] = (TimeKind.Now, null, 0),
        ["目前"] = (TimeKind.Now, null, 0),
        ["到目前"] = (TimeKind.Now, null, 0),
        ["现在"] = (TimeKind.Now, null, 0),
        ["至今"] = (TimeKind.Now, null, 0),
        ["到目前为止"] = (TimeKind.Now, null, 0),
        ["目前为止"] = (TimeKind.Now, null, 0),
        ["至目前"] = (TimeKind.Now, null, 0),
        ["至目前为止"] = (TimeKind.Now, null, 0),
        ["年底"] = (TimeKind.Month, 0, 12),
        ["年末"] = (TimeKind.Month, 0, 12),
        ["年初"] = (TimeKind.Month, 0, 1),
    };

    private static readonly WordSet RelativeWords = new(Relative.Keys);

    private static readonly WordSet DayParts = new([
        "上午",
        "下午",
        "早上",
        "晚上",
        "中午",
        "凌晨",
        "傍晚",
        "晚",
        "早",
        "晨",
        "午",
        "夜间",
        "每晚",
        "每天",
    ]);

    private static readonly WordSet LunarWords = new(["正月", "腊月", "冬月", "农历", "大年", "年三十", "阴历"]);

    /// <summary>The time that begins at a place.</summary>
    public static bool TryRead(string text, int start, out RawTime time)
    {
        time = default;
        switch (text[start])
        {
            case '截' or '统':
                return TryCutOff(text, start, ref time);
            case '至' or '到':
                return TryUpTo(text, start, ref time) || TryRelative(text, start, ref time);
            case '近' or '过' or '半' or '这':
                return TryYearsOf(text, start, ref time) || TryRelative(text, start, ref time);
            case '正' or '腊' or '冬' or '农' or '大' or '阴' or '初':
                return TryLunar(text, start, ref time);
            case '周' or '星' or '礼':
                return TryWeekday(text, start, ref time);
            case '第':
                return TryQuarter(text, start, start + 1, ref time);
            case var c
                when char.IsAsciiDigit(c)
                    || NumeralReader.DigitOf(c) >= 0
                    || c is '十' or '几'
                    || NumeralReader.IsMask(c):
                return TryDates(text, start, ref time)
                    || TryPlan(text, start, ref time)
                    || TryClock(text, start, ref time)
                    || TryQuarter(text, start, start, ref time)
                    || TryYearsOf(text, start, ref time)
                    || TryAge(text, start, ref time);
            default:
                return TryRelative(text, start, ref time);
        }
    }

    private static bool TryRelative(string text, int start, ref RawTime time)
    {
        if (RelativeWords.At(text, start) is not { } word)
        {
            return false;
        }

        var (kind, year, part) = Relative[word];
        time = new()
        {
            End = start + word.Length,
            Kind = kind,
            YearFromNow = year,
            Part = kind == TimeKind.Month ? 0 : part,
        };
        if (kind == TimeKind.Month && part > 0)
        {
            time.From = new() { Month = part };
        }

        // 今年6月, 去年12月31日, 全年 stands alone.
        if (
            kind == TimeKind.Year
            && text[time.End - 1] == '年'
            && word is not "全年"
            && TryDay(text, time.End, false, out var moment, out var end)
        )
        {
            time.From = moment;
            time.Kind = moment.Day is null ? TimeKind.Month : TimeKind.Day;
            time.End = Tail(text, end, ref time);
        }

        return true;
    }

    private static bool TryCutOff(string text, int start, ref RawTime time)
    {
        if (CutOffWords.At(text, start) is not { } word)
        {
            return false;
        }

        var i = start + word.Length;
        if (i < text.Length && text[i] is '截' or '统')
        {
            return false;
        }

        if (
            i >= text.Length
            || !TryRead(text, i, out var inner)
            || inner.Kind is null
            || inner.CutOff && text[i] is not ('至' or '到')
        )
        {
            return false;
        }

        time = inner with { CutOff = true, End = Until(text, inner.End) };
        return true;
    }

    // 至5月底, 到7月13日止: a cut-off unless it is the second half of a range.
    private static bool TryUpTo(string text, int start, ref RawTime time)
    {
        if (
            start + 1 >= text.Length
            || !TryDates(text, start + 1, ref time)
            || time.Kind is null
            || time.To is not null
        )
        {
            return false;
        }

        var end = Until(text, time.End);
        if (end == time.End && text[time.End - 1] is not ('底' or '末') && time.From.Day is null)
        {
            return false;
        }

        time.CutOff = true;
        time.End = end;
        return true;
    }

    private static int Until(string text, int i) =>
        Starts(text, i, "为止") ? i + 2
        : i < text.Length && text[i] == '止' ? i + 1
        : i;

    // A date, or two: 2021年6月, 3月11日-3月31日, 2015-2020年, 1至6月份.
    private static bool TryDates(string text, int start, ref RawTime time)
    {
        if (TryBareRange(text, start, ref time))
        {
            return true;
        }

        if (!TryDay(text, start, true, out var from, out var end))
        {
            return false;
        }

        time = new()
        {
            From = from,
            End = end,
            Kind = from.Masked ? MaskedKind(text[end - 1]) : KindOf(from),
        };
        var separator = Separator(text, end);
        if (separator > 0 && end + separator < text.Length)
        {
            if (TryDay(text, end + separator, true, out var to, out var after))
            {
                time.To = to;
                time.Kind = TimeKind.Range;
                time.End = after;
            }
            else if (
                from.Day is not null
                && TryNumber(text, end + separator, 31, out var day, out after)
                && after < text.Length
                && text[after] is '日' or '号'
            )
            {
                time.To = new() { Month = from.Month, Day = day };
                time.Kind = TimeKind.Range;
                time.End = after + 1;
            }
        }

        time.End = Tail(text, time.End, ref time);
        return true;
    }

    // What is masked has no number: its last word tells.
    private static TimeKind MaskedKind(char last) =>
        last switch
        {
            '日' or '号' => TimeKind.Day,
            '月' => TimeKind.Month,
            _ => TimeKind.Year,
        };

    private static TimeKind KindOf(Moment moment) =>
        moment.Day is not null ? TimeKind.Day
        : moment.Month is not null ? TimeKind.Month
        : TimeKind.Year;

    // 1-6月, 1至6月份, 2015-2020年: the first bare.
    private static bool TryBareRange(string text, int start, ref RawTime time)
    {
        var masked = false;
        var i = start;
        for (; i < text.Length && i - start < 4 && (char.IsAsciiDigit(text[i]) || NumeralReader.IsMask(text[i])); i++)
        {
            masked |= !char.IsAsciiDigit(text[i]);
        }

        var separator = i > start ? Separator(text, i) : 0;
        if (
            separator == 0
            || i + separator >= text.Length
            || !TryDay(text, i + separator, true, out var to, out var end)
        )
        {
            return false;
        }

        var first = masked ? (int?)null : int.Parse(text.AsSpan(start, i - start), provider: null);
        if (i - start == 4 && (to.Year is not null || to.Masked) && to.Month is null)
        {
            time = new()
            {
                From = new() { Year = first, Masked = masked },
                To = to,
                Kind = TimeKind.Range,
                End = end,
            };
        }
        else if (i - start <= 2 && first is >= 1 and <= 12 && to.Month is not null && to.Year is null && to.Day is null)
        {
            time = new()
            {
                From = new() { Month = first },
                To = to,
                Kind = TimeKind.Range,
                End = end,
            };
        }
        else
        {
            return false;
        }

        time.End = Tail(text, time.End, ref time);
        return true;
    }

    // What may follow: 度, 份, 初, 底, 上旬, 以来, 上半年, 第三季度.
    private static int Tail(string text, int i, ref RawTime time)
    {
        if (time.Kind == TimeKind.Year)
        {
            if (i < text.Length && text[i] == '度' && !Starts(text, i, "度过"))
            {
                i++;
            }

            if (Starts(text, i, "上半年") || Starts(text, i, "下半年"))
            {
                (time.Kind, time.Part) = (TimeKind.HalfYear, text[i] == '上' ? 1 : 2);
                i += 3;
            }
            else if (Starts(text, i, "全年"))
            {
                i += 2;
            }
            else if (i < text.Length && text[i] is '初' or '末' or '底')
            {
                time.From.Month = text[i] == '初' ? 1 : 12;
                time.Kind = TimeKind.Month;
                i++;
            }
            else
            {
                var quarter = default(RawTime);
                if (i < text.Length && TryQuarter(text, i, text[i] == '第' ? i + 1 : i, ref quarter))
                {
                    (time.Kind, time.Part) = (TimeKind.Quarter, quarter.Part);
                    i = quarter.End;
                }
            }
        }
        else if (i < text.Length && text[i] is '份' or '初' or '末' or '底' or '间')
        {
            i++;
        }
        else if (Starts(text, i, "上旬") || Starts(text, i, "中旬") || Starts(text, i, "下旬"))
        {
            i += 2;
        }

        var since =
            Starts(text, i, "以来") ? 2
            : i < text.Length && text[i] == '来' && !Starts(text, i, "来自") && !Starts(text, i, "来到") ? 1
            : 0;
        if (since > 0)
        {
            time.Kind = TimeKind.Since;
        }

        return i + since;
    }

    // Year, month, day, or a part of them; text[start] must begin it.
    private static bool TryDay(string text, int start, bool withYear, out Moment moment, out int end)
    {
        moment = default;
        var i = start;
        if (withYear && TryYear(text, i, ref moment, out var afterYear))
        {
            i = afterYear;
        }

        end = i;
        var anyYear = i > start;
        if (text[Math.Max(i - 1, 0)] is '.' or '-' or '/' && anyYear)
        {
            // 2021.7.13
            var mark = text[i - 1];
            if (!TryNumber(text, i, 12, out var m, out var afterMonth))
            {
                return false;
            }

            moment.Month = m;
            end = afterMonth;
            if (
                afterMonth < text.Length
                && text[afterMonth] == mark
                && TryNumber(text, afterMonth + 1, 31, out var d, out var afterDay)
            )
            {
                moment.Day = d;
                end = afterDay;
            }

            if (end < text.Length && text[end] is '日' or '号' or '月')
            {
                end++;
            }

            return moment.Day is not null || Counters.At(text, end).Kind == CounterKind.None;
        }

        if (
            TryNumber(text, i, 12, out var month, out var at)
            && at < text.Length
            && text[at] == '月'
            && !Starts(text, at, "月均")
        )
        {
            moment.Month = month;
            end = at + 1;
        }
        else if (TryMasks(text, i, out at) && at < text.Length && text[at] == '月')
        {
            moment.Masked = true;
            end = at + 1;
        }
        else
        {
            return anyYear;
        }

        if (TryNumber(text, end, 31, out var day, out at) && at < text.Length && text[at] is '日' or '号')
        {
            moment.Day = day;
            end = at + 1;
        }
        else if (TryMasks(text, end, out at) && at < text.Length && text[at] is '日' or '号')
        {
            moment.Masked = true;
            end = at + 1;
        }

        return true;
    }

    private static bool TryYear(string text, int start, ref Moment moment, out int end)
    {
        end = start;
        var masks = 0;
        var i = start;
        var chinese = false;
        for (; i < text.Length && i - start < 8; i++)
        {
            var c = text[i];
            if (NumeralReader.IsMask(c) && c != '〇' || (c == '〇' && i == start))
            {
                masks++;
            }
            else if (NumeralReader.DigitOf(c) >= 0)
            {
                chinese = true;
            }
            else if (!char.IsAsciiDigit(c))
            {
                break;
            }
        }

        var length = i - start;
        if (length == 0 || i >= text.Length)
        {
            return false;
        }

        if (text[i] == '年')
        {
            var digits = length - masks;
            var plausible =
                masks > 0 ? digits <= 6
                : length is 4 or 5 or 6 ? chinese || text[start] is '1' or '2'
                : length == 2
                    && !chinese
                    && i + 1 < text.Length
                    && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] is '度' or '上' or '以')
                    && text[start] is '0' or '1' or '2';
            if (!plausible)
            {
                return false;
            }

            moment.Masked = masks > 0 || length > 4;
            moment.Year = moment.Masked ? null : YearOf(text, start, length);
            end = i + 1;
            return true;
        }

        if (
            length == 4
            && masks == 0
            && !chinese
            && text[i] is '.' or '-' or '/'
            && text[start] is '1' or '2'
            && TryNumber(text, i + 1, 12, out _, out var afterMonth)
            && (afterMonth >= text.Length || text[afterMonth] is not '年')
        )
        {
            moment.Year = YearOf(text, start, 4);
            end = i + 1;
            return moment.Year is >= 1900 and <= 2100;
        }

        return false;
    }

    private static int YearOf(string text, int start, int length)
    {
        var year = 0;
        for (var i = start; i < start + length; i++)
        {
            year = (year * 10) + (char.IsAsciiDigit(text[i]) ? text[i] - '0' : NumeralReader.DigitOf(text[i]));
        }

        return length == 2 ? 2000 + year : year;
    }

    // A number up to a limit, in either digits: 13, 十三, 二十一.
    private static bool TryNumber(string text, int start, int most, out int value, out int end)
    {
        (value, end) = (0, start);
        if (start >= text.Length)
        {
            return false;
        }

        if (char.IsAsciiDigit(text[start]))
        {
            while (end < text.Length && end - start < 3 && char.IsAsciiDigit(text[end]))
            {
                value = (value * 10) + (text[end++] - '0');
            }
        }
        else
        {
            var tens = -1;
            while (end < text.Length && end - start < 4)
            {
                if (text[end] == '十')
                {
                    tens = Math.Max(value, 1) * 10;
                    value = 0;
                }
                else if (NumeralReader.DigitOf(text[end]) is var d && d > 0 && value == 0)
                {
                    value = d;
                }
                else
                {
                    break;
                }

                end++;
            }

            value += Math.Max(tens, 0);
        }

        return end > start && value >= 1 && value <= most;
    }

    private static bool TryMasks(string text, int start, out int end)
    {
        end = start;
        while (end < text.Length && end - start < 4 && NumeralReader.IsMask(text[end]))
        {
            end++;
        }

        return end > start;
    }

    // 十四五: the five years of a plan.
    private static bool TryPlan(string text, int start, ref RawTime time)
    {
        if (
            text[start] != '十'
            || start + 2 >= text.Length
            || text[start + 2] != '五'
            || NumeralReader.DigitOf(text[start + 1]) is < 1 or > 6
        )
        {
            return false;
        }

        var after = start + 3;
        if (Counters.At(text, after).Kind is CounterKind.Measure && text[after - 4 >= 0 ? start - 1 : start] is not '“')
        {
            return false;
        }

        var first = 2001 + (5 * NumeralReader.DigitOf(text[start + 1]));
        time = new()
        {
            Kind = TimeKind.Range,
            From = new() { Year = first },
            To = new() { Year = first + 4 },
            End = after,
        };
        return true;
    }

    // 第三季度, 三季度
    private static bool TryQuarter(string text, int start, int at, ref RawTime time)
    {
        if (
            !TryNumber(text, at, 4, out var quarter, out var end)
            || !Starts(text, end, "季度")
            || start > 0 && text[start - 1] == '每'
        )
        {
            return false;
        }

        time = new()
        {
            Kind = TimeKind.Quarter,
            Part = quarter,
            YearFromNow = 0,
            End = end + 2,
        };
        return true;
    }

    // 一年来, 近三年, 过去的五年, 半年来; 三年 alone is a length of time.
    private static bool TryYearsOf(string text, int start, ref RawTime time)
    {
        var i = start;
        var near = text[i] is '近' or '过' or '这';
        if (near)
        {
            i +=
                Starts(text, i, "过去的") ? 3
                : Starts(text, i, "过去") ? 2
                : text[i] is '近' or '这' ? 1
                : 0;
            if (i == start || i >= text.Length)
            {
                return false;
            }
        }

        if (text[i] == '半')
        {
            i++;
        }
        else if (NumeralReader.DigitOf(text[i]) >= 0 || char.IsAsciiDigit(text[i]) || text[i] is '十' or '几')
        {
            var first = i;
            while (
                i < text.Length
                && i - first < 3
                && (
                    NumeralReader.DigitOf(text[i]) >= 0 || char.IsAsciiDigit(text[i]) || text[i] is '十' or '几' or '余'
                )
            )
            {
                i++;
            }
        }
        else
        {
            return false;
        }

        i += Starts(text, i, "个多") ? 0 : 0;
        if (i >= text.Length || text[i] != '年' || Starts(text, i, "年级") || Starts(text, i, "年度"))
        {
            return false;
        }

        i++;
        if (i < text.Length && text[i] is '多' or '余')
        {
            i++;
        }

        var since =
            Starts(text, i, "以来") ? 2
            : i < text.Length && text[i] == '来' ? 1
            : 0;
        if (since == 0 && text[start] == '半')
        {
            return false;
        }

        time = new() { End = i + since, Kind = since > 0 || near ? TimeKind.Since : null };
        return true;
    }

    // 下午5:30, 8时30分, 5:30至6:30
    private static bool TryClock(string text, int start, ref RawTime time)
    {
        if (!TryClockAt(text, start, out var end))
        {
            return false;
        }

        var separator = Separator(text, end);
        if (separator > 0)
        {
            var second = end + separator;
            second += DayParts.At(text, second)?.Length ?? 0;
            if (TryClockAt(text, second, out var after))
            {
                end = after;
            }
        }

        time = new() { End = end };
        return true;
    }

    private static bool TryClockAt(string text, int start, out int end)
    {
        if (!TryNumber(text, start, 24, out _, out end) && !(start < text.Length && text[start] == '0'))
        {
            return false;
        }

        end = start;
        while (
            end < text.Length
            && end - start < LongestNumber
            && (char.IsAsciiDigit(text[end]) || NumeralReader.DigitOf(text[end]) >= 0 || text[end] == '十')
        )
        {
            end++;
        }

        if (
            end + 2 < text.Length + 0
            && text[end] is ':' or '：'
            && char.IsAsciiDigit(text[end + 1])
            && char.IsAsciiDigit(text[end + 2])
        )
        {
            end += 3;
            return true;
        }

        if (end >= text.Length || text[end] is not ('时' or '点'))
        {
            return false;
        }

        var oclock = text[end] == '时';
        end++;
        if (end < text.Length && text[end] is '半' or '整')
        {
            end++;
            return true;
        }

        if (TryNumber(text, end, 59, out _, out var minutes) && minutes < text.Length && text[minutes] == '分')
        {
            end = minutes + 1;
            return true;
        }

        return (DayParts.Before(text, start) is not null && !Starts(text, end - 1, "点位"))
            || (oclock && !Starts(text, end - 1, "时代") && !Starts(text, end - 1, "时期"));
    }

    // 35周岁以下, 建党100周年, 80年代, 20世纪, 90后
    private static bool TryAge(string text, int start, ref RawTime time)
    {
        var end = start;
        while (
            end < text.Length
            && end - start < LongestNumber
            && (
                char.IsAsciiDigit(text[end])
                || NumeralReader.DigitOf(text[end]) >= 0
                || NumeralReader.MagnitudeOf(text[end]) > 0
                || NumeralReader.IsMask(text[end])
                || text[end] is '-' or '余' or '至'
            )
        )
        {
            end++;
        }

        foreach (var word in (ReadOnlySpan<string>)["周岁", "岁", "周年", "年代", "世纪", "华诞", "后群体"])
        {
            if (Starts(text, end, word))
            {
                time = new() { End = end + word.Length };
                return true;
            }
        }

        return false;
    }

    private static bool TryLunar(string text, int start, ref RawTime time)
    {
        var i = start;
        if (text[start] == '初')
        {
            if (!TryNumber(text, start + 1, 10, out _, out i) || char.IsAsciiDigit(text[start + 1]))
            {
                return false;
            }

            time = new() { End = i };
            return Counters.At(text, i).Kind == CounterKind.None;
        }

        while (i - start < LongestNumber && LunarWords.At(text, i) is { } word)
        {
            i += word.Length;
        }

        if (i == start || i >= text.Length)
        {
            return false;
        }

        var end = i;
        while (
            end < text.Length
            && end - start < LongestNumber
            && (
                NumeralReader.DigitOf(text[end]) >= 0
                || text[end] is '十' or '初' or '月' or '日' or '廿' or '、' or '至'
            )
        )
        {
            end++;
        }

        time = new() { End = end };
        return end > i || text[i - 1] == '月';
    }

    // 周一至周五, 每周一、三、五; but 每周一次 is once a week.
    private static bool TryWeekday(string text, int start, ref RawTime time)
    {
        var i = start + (text[start] == '周' ? 1 : 2);
        if (i >= text.Length || text[start] != '周' && text[start + 1] is not ('期' or '拜') || !IsWeekday(text[i]))
        {
            return false;
        }

        i++;
        var listed = i < text.Length && text[i] is '、' or '至' or '到' or '-';
        if (!listed && Counters.At(text, i).Kind is CounterKind.Measure or CounterKind.Amount)
        {
            return false;
        }

        while (
            i < text.Length
            && (text[i] is '、' or '至' or '到' or '-' or '周' || IsWeekday(text[i]) || Starts(text, i, "星期"))
        )
        {
            i += text[i] == '星' ? 2 : 1;
        }

        time = new() { End = text[i - 1] == '、' ? i - 1 : i };
        return true;
    }

    private static bool IsWeekday(char c) => c is '一' or '二' or '三' or '四' or '五' or '六' or '日' or '天' or '末';

    private static int Separator(string text, int i)
    {
        if (i >= text.Length || text[i] is not ('-' or '~' or '至' or '到'))
        {
            return 0;
        }

        return i + 1 < text.Length && text[i] == '-' && text[i + 1] == '-' ? 2 : 1;
    }

    private static bool Starts(string text, int i, string word) =>
        i >= 0 && i + word.Length <= text.Length && string.CompareOrdinal(text, i, word, 0, word.Length) == 0;
}
