using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>Makes the plain form of a text: see <see cref="PlainText"/>.</summary>
internal static class Normaliser
{
    private const int LongestPinyin = 8;

    public static PlainText Read(string text)
    {
        var to = ArrayPool<char>.Shared.Rent(text.Length + 1);
        var (starts, shifts) = (new List<int>(), new List<int>());
        var (length, shift) = (0, 0);
        for (var i = 0; i < text.Length; )
        {
            var skipped = Interruption(text, i, to, length);
            if (skipped > 0)
            {
                i += skipped;
                continue;
            }

            if (i - length != shift)
            {
                shift = i - length;
                starts.Add(length);
                shifts.Add(shift);
            }

            to[length++] = Keep(text, i);
            i++;
        }

        var plain =
            length == text.Length && to.AsSpan(0, length).SequenceEqual(text) ? text : new string(to, 0, length);
        ArrayPool<char>.Shared.Return(to);
        return new(text, plain, [.. starts], [.. shifts]);
    }

    private static char Keep(string text, int i)
    {
        var c = text[i];
        return c switch
        {
            '\r' => '\n',
            // A comma within a number and a colon within a clock time stay what they are.
            ',' or ':' or '：' when DigitAt(text, i - 1) && DigitAt(text, i + 1) && (c != ',' || Thousands(text, i)) =>
                c == ',' ? ',' : ':',
            _ => Script.Fold(c),
        };
    }

    // How many characters at a place only interrupt the text.
    private static int Interruption(string text, int i, char[] to, int length)
    {
        switch (Script.ClassOf(text[i]))
        {
            case CharClass.Invisible:
                return 1;
            case CharClass.Blank:
                return Blank(text, i, to, length);
            case CharClass.LineEnd:
                return LineEnd(text, i, to, length);
            case CharClass.Mark when text[i] is '(' or '（':
                return Pinyin(text, i, to, length);
            default:
                return 0;
        }
    }

    // One blank stays of those that part Latin words, two columns of digits, or a label from a number (1. 15英寸音箱); all others go.
    private static int Blank(string text, int i, char[] to, int length)
    {
        var (begin, end) = (i, i);
        while (begin > 0 && Script.Is(text[begin - 1], CharClass.Blank))
        {
            begin--;
        }

        while (end < text.Length && Script.Is(text[end], CharClass.Blank | CharClass.Invisible))
        {
            end++;
        }

        var before = length > 0 ? Script.ClassOf(to[length - 1]) : CharClass.LineEnd;
        var after = end < text.Length ? Script.ClassOf(text[end]) : CharClass.LineEnd;
        var parts =
            (before & after & CharClass.Letter) != 0
            || (before == CharClass.Letter && after == CharClass.Digit)
            || (before == CharClass.Digit && after == CharClass.Letter)
            || (before == CharClass.Digit && after == CharClass.Digit && end - begin > 1)
            || (after == CharClass.Digit && EndsInLabel(to.AsSpan(0, length)));
        return parts ? end - i - 1 : end - i;
    }

    private static bool EndsInLabel(ReadOnlySpan<char> line)
    {
        const int Longest = 2;
        if (line is not [.., '.'])
        {
            return false;
        }

        line = line[(line.LastIndexOf('\n') + 1)..^1];
        return line.Length is > 0 and <= Longest && !line.ContainsAnyExceptInRange('0', '9');
    }

    private static int LineEnd(string text, int i, char[] to, int length)
    {
        if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
        {
            return 1;
        }

        if (length == 0 || to[length - 1] is '\n')
        {
            return 0;
        }

        var next = i;
        while (next < text.Length && Script.Is(text[next], CharClass.LineEnd | CharClass.Blank))
        {
            next++;
        }

        return next >= text.Length ? 0 : BrokenNumber(text, i, next, to[length - 1]);
    }

    // A line end between a number and its counter, or a page number within a number: 现金⏎30⏎元, 24⏎3、9个.
    private static int BrokenNumber(string text, int i, int next, char before)
    {
        var afterDigit = before is >= '0' and <= '9';
        if (afterDigit && Counters.At(text, next, folded: false) is { Kind: CounterKind.Measure or CounterKind.Amount })
        {
            return next - i;
        }

        if (!DigitAt(text, next) || (!afterDigit && !Script.Is(before, CharClass.Han)))
        {
            return 0;
        }

        var end = next;
        while (DigitAt(text, end))
        {
            end++;
        }

        if (afterDigit && end - next <= 2 && end < text.Length && text[end] == '、' && DigitAt(text, end + 1))
        {
            return end + 1 - i;
        }

        // A line of digits alone, followed by a line that begins with a counter.
        var line = end;
        while (line < text.Length && Script.Is(text[line], CharClass.Blank))
        {
            line++;
        }

        var rest = line;
        while (rest < text.Length && Script.Is(text[rest], CharClass.LineEnd | CharClass.Blank))
        {
            rest++;
        }

        var alone = rest > line && Script.Is(text[line], CharClass.LineEnd) && end - next <= 6;
        return alone && Counters.At(text, rest, folded: false) is { Kind: CounterKind.Measure or CounterKind.Amount }
            ? next - i
            : 0;
    }

    // 鎮(zhèn): letters in brackets after a Chinese character, one of them with a tone.
    private static int Pinyin(string text, int i, char[] to, int length)
    {
        if (length == 0 || !Script.Is(to[length - 1], CharClass.Han))
        {
            return 0;
        }

        var toned = false;
        for (var j = i + 1; j < text.Length && j - i <= LongestPinyin; j++)
        {
            var c = text[j];
            if (c is ')' or '）')
            {
                return toned ? j + 1 - i : 0;
            }

            toned |= c is >= 'à' and <= 'ü' or >= 'ā' and <= 'ǜ';
            if (!char.IsLetter(c) || Script.Is(c, CharClass.Han))
            {
                return 0;
            }
        }

        return 0;
    }

    private static bool DigitAt(string text, int i) =>
        (uint)i < (uint)text.Length && Script.Is(text[i], CharClass.Digit);

    private static bool Thousands(string text, int i) =>
        DigitAt(text, i + 1) && DigitAt(text, i + 2) && DigitAt(text, i + 3) && !DigitAt(text, i + 4);
}
