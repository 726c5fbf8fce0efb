namespace Xiangyin.Reading;

/// <summary>A heading's label as it was found.</summary>
internal readonly record struct Label(LabelStyle Style, int Number, int Start, int End);

/// <summary>Reads the label that a line begins with, misspelled ones too: 一、 (一)、 二) 1, ① 第一、 一是</summary>
internal static class LabelReader
{
    // 〔2023〕第14期 is no item.
    private const int MostBracketed = 99;
    private const string Circles = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    private const string Dotted = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑";
    private const string Bracketed = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽";
    private const string ChineseBracketed = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩";

    /// <summary>The label at a place, up to an end.</summary>
    public static bool TryRead(string text, int start, int end, out Label label)
    {
        label = default;
        var c = text[start];
        return c switch
        {
            '（' or '〔' => TryBracketed(text, start, end, out label),
            '第' => TryOrdinal(text, start, end, out label),
            '#' => TryMarkdown(text, start, end, out label),
            _ when char.IsAsciiDigit(c) => TryArabic(text, start, end, out label),
            _ when NumeralReader.DigitOf(c) > 0 || c == '十' => TryChinese(text, start, end, out label),
            _ => TryOneCharacter(text, start, end, out label),
        };
    }

    private static bool TryOneCharacter(string text, int start, int end, out Label label)
    {
        label = default;
        foreach (
            var (characters, style) in (ReadOnlySpan<(string, LabelStyle)>)
                [
                    (Circles, LabelStyle.Circled),
                    (Dotted, LabelStyle.Arabic),
                    (Bracketed, LabelStyle.ArabicInBrackets),
                    (ChineseBracketed, LabelStyle.ChineseInBrackets),
                ]
        )
        {
            var number = characters.IndexOf(text[start], StringComparison.Ordinal) + 1;
            if (number > 0)
            {
                label = new(style, number, start, AfterMark(text, start + 1, end));
                return true;
            }
        }

        return false;
    }

    // （一）, （1）, with whatever mark stands behind.
    private static bool TryBracketed(string text, int start, int end, out Label label)
    {
        label = default;
        if (
            !TryNumber(text, start + 1, end, out var number, out var arabic, out var at)
            || number > MostBracketed
            || at >= end
            || text[at] is not ('）' or '〕')
        )
        {
            return false;
        }

        label = new(
            arabic ? LabelStyle.ArabicInBrackets : LabelStyle.ChineseInBrackets,
            number,
            start,
            AfterMark(text, at + 1, end)
        );
        return true;
    }

    private static bool TryChinese(string text, int start, int end, out Label label)
    {
        label = default;
        if (!TryNumber(text, start, end, out var number, out _, out var at) || at >= end)
        {
            return false;
        }

        switch (text[at])
        {
            case '）':
                label = new(LabelStyle.ChineseInBrackets, number, start, AfterMark(text, at + 1, end));
                return true;
            case '是' when number < 20:
                label = new(LabelStyle.RunIn, number, start, at + 1);
                return true;
            case '、' or '.' or '：' or '，' or ':' or '．' or '﹒' or '·' or '-' or '。':
                // 一、二、三产业 and 一、二名 are no labels.
                var next = at + 1;
                if (
                    next < end
                    && NumeralReader.DigitOf(text[next]) > 0
                    && (
                        next + 1 >= end
                        || text[next + 1] is '、' or '）'
                        || Counters.At(text, next + 1).Kind == CounterKind.Measure
                            && NumeralReader.DigitOf(text[next]) == number + 1
                    )
                )
                {
                    return false;
                }

                label = new(LabelStyle.Chinese, number, start, AfterMark(text, at, end));
                return next < end || number > 0;
            default:
                return false;
        }
    }

    private static bool TryArabic(string text, int start, int end, out Label label)
    {
        label = default;
        if (
            !TryNumber(text, start, end, out var number, out _, out var at)
            || at >= end
            || at - start > 2
            || number == 0
        )
        {
            return false;
        }

        var c = text[at];
        if (c == '）')
        {
            label = new(LabelStyle.ArabicInBrackets, number, start, AfterMark(text, at + 1, end));
            return true;
        }

        if (c is '、' or '.' or '，' or '．' or '：' or '·' or '﹒')
        {
            var after = AfterMark(text, at, end);
            if (
                after < end
                && char.IsAsciiDigit(text[after])
                && c is '.' or '·' or '，'
                && after == at + 1
                && !IsDate(text, after)
            )
            {
                return false;
            }

            label = new(LabelStyle.Arabic, number, start, after);
            return true;
        }

        // 1广泛开展: a digit right before a word that it can't count.
        if (
            number <= 20
            && Script.Is(c, CharClass.Han)
            && Counters.At(text, at).Kind == CounterKind.None
            && !Scanner.IsNumeral(c)
            && c
                is not (
                    '年'
                    or '月'
                    or '日'
                    or '号'
                    or '时'
                    or '点'
                    or '岁'
                    or '余'
                    or '多'
                    or '级'
                    or '等'
                    or '届'
                    or '至'
                    or '到'
                    or '楼'
                    or '大'
                    or '几'
                    or '周'
                )
        )
        {
            label = new(LabelStyle.Arabic, number, start, at);
            return true;
        }

        return false;
    }

    // 1.2021年…, 1.3月底前…
    private static bool IsDate(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAnyExceptInRange('0', '9');
        return length == 4 && text[at] is '1' or '2' && text[at + length] == '年'
            || length is 1 or 2 && text[at + length] == '月';
    }

    // 第一、 第一， 第一章
    private static bool TryOrdinal(string text, int start, int end, out Label label)
    {
        label = default;
        if (!TryNumber(text, start + 1, end, out var number, out _, out var at) || at >= end)
        {
            return false;
        }

        if (text[at] is '、' or '，' or '：' or '.')
        {
            if (
                at + 1 < end
                && text[at] == '、'
                && NumeralReader.DigitOf(text[at + 1]) > 0
                && at + 2 < end
                && text[at + 2] is '、' or '产' or '批' or '名'
            )
            {
                return false;
            }

            label = new(LabelStyle.Ordinal, number, start, AfterMark(text, at, end));
            return true;
        }

        foreach (var word in (ReadOnlySpan<string>)["部分", "章", "篇", "节", "条"])
        {
            if (at + word.Length <= end && string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                label = new(LabelStyle.Chapter, number, start, AfterMark(text, at + word.Length, end));
                return word is not "条" || label.End < end;
            }
        }

        return false;
    }

    private static bool TryMarkdown(string text, int start, int end, out Label label)
    {
        var at = start;
        while (at < end && text[at] == '#')
        {
            at++;
        }

        label = new(LabelStyle.Markdown, at - start, start, AfterMark(text, at, end));
        return at - start <= 6 && label.End < end;
    }

    private static int AfterMark(string text, int at, int end)
    {
        while (at < end && text[at] is '、' or '.' or '，' or '：' or ':' or '．' or '﹒' or '·' or ' ' or '-' or '。')
        {
            at++;
        }

        return at;
    }

    private static bool TryNumber(string text, int start, int end, out int number, out bool arabic, out int at)
    {
        (number, at) = (0, start);
        arabic = start < end && char.IsAsciiDigit(text[start]);
        var tens = -1;
        for (; at < end && at - start < 4; at++)
        {
            var c = text[at];
            if (arabic && char.IsAsciiDigit(c))
            {
                number = (number * 10) + (c - '0');
            }
            else if (!arabic && c == '十' && tens < 0)
            {
                tens = Math.Max(number, 1) * 10;
                number = 0;
            }
            else if (!arabic && number == 0 && NumeralReader.DigitOf(c) > 0 && c != '两')
            {
                number = NumeralReader.DigitOf(c);
            }
            else
            {
                break;
            }
        }

        number += Math.Max(tens, 0);
        return at > start;
    }
}
