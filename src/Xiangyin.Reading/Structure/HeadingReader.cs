namespace Xiangyin.Reading;

/// <summary>
/// Finds the headings of a text and puts them in a tree, by the form of their labels and their order; what number a label bears decides nothing. Where none
/// bears a label, several short lines that each stand above their paragraph are the headings.
/// </summary>
internal sealed class HeadingReader(string text, string original, PlainText plain)
{
    private const int LongestSpacedTitle = 24;
    private const int LongestTitle = 200;
    private const int LongestBare = 24;
    private const int ShortestRunning = 30;
    private const int FewestBare = 3;
    private const int FewestFramed = 2;

    private readonly List<(Label Label, int TitleEnd, int LineEnd)> found = [];

    /// <summary>The headings, in order.</summary>
    public List<Heading> Read(List<Line> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (
                LabelReader.TryRead(text, line.Start, line.End, out var label)
                && label.End < line.End
                && !IsPageNumber(label, i, lines)
                && IsPlausible(label, line.End)
            )
            {
                Add(label, line.End);
            }

            if (line.Length > 60)
            {
                AddWithin(line);
            }
        }

        if (
            found.TrueForAll(f =>
                f.Label.Style is LabelStyle.RunIn or LabelStyle.Circled or LabelStyle.ArabicInBrackets
            )
        )
        {
            AddBare(lines);
        }

        return Levelled();
    }

    // 家底, 【本月要闻】: no mark of a sentence, above running text; what stands before any running text is of the title.
    private void AddBare(List<Line> lines)
    {
        var bare = new List<Line>();
        var (begun, framed) = (false, 0);
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var isFramed = text[lines[i].Start] == '〔' && text[lines[i].End - 1] == '〕';
            if ((begun || isFramed) && IsBare(lines[i]) && IsRunning(lines[i + 1]))
            {
                bare.Add(lines[i]);
                framed += isFramed ? 1 : 0;
            }

            begun |= IsRunning(lines[i]);
        }

        if (framed >= FewestFramed || bare.Count >= FewestBare)
        {
            bare.RemoveAll(line => framed >= FewestFramed && text[line.Start] != '〔');
            found.AddRange(
                bare.Select(line => (new Label(LabelStyle.None, 1, line.Start, line.Start), line.End, line.End))
            );
            found.Sort((a, b) => a.Label.Start.CompareTo(b.Label.Start));
        }
    }

    private bool IsBare(Line line) =>
        line.Length is >= 2 and <= LongestBare
        && (Script.Is(text[line.Start], CharClass.Han) || text[line.Start] is '〔' or '“')
        && text.AsSpan(line.Start, line.Length).IndexOfAny("。；！|") < 0
        && text[line.End - 1] is not ('，' or '：' or '、');

    private bool IsRunning(Line line) =>
        line.Length >= ShortestRunning && text[line.End - 1] is '。' or '！' or '？' or '…' or '”' or '）';

    private void Add(Label label, int lineEnd) => found.Add((label, TitleEnd(label.End, lineEnd), lineEnd));

    // A page number that a file library put at the beginning of a line in the middle of a sentence.
    private bool IsPageNumber(Label label, int index, List<Line> lines)
    {
        if (
            label.Style != LabelStyle.Arabic
            || index == 0
            || label.Number == Last(LabelStyle.Arabic) + 1
            || label.Number == 1
        )
        {
            return false;
        }

        var before = lines[index - 1];
        return before.Length >= 15
            && Script.Is(text[before.End - 1], CharClass.Han | CharClass.Digit)
            && !LabelReader.TryRead(text, before.Start, before.End, out _);
    }

    // A digit without a mark is a label only in its turn: 1广泛, 2深入.
    private bool IsPlausible(Label label, int lineEnd)
    {
        // 一是…；二是… within a line is a sentence.
        if (label.Style == LabelStyle.RunIn)
        {
            return !ToldOff(label, lineEnd);
        }

        if (label.Style != LabelStyle.Arabic || !char.IsAsciiDigit(text[label.End - 1]))
        {
            return true;
        }

        return label.Number == 1 || label.Number == Last(LabelStyle.Arabic) + 1;
    }

    private bool ToldOff(Label label, int lineEnd)
    {
        for (var i = label.End; i < lineEnd - 2; i++)
        {
            if (
                text[i] == '是'
                && NumeralReader.DigitOf(text[i - 1]) == label.Number + 1
                && Script.Is(text[i - 2], CharClass.Mark)
            )
            {
                return true;
            }
        }

        return false;
    }

    private int Last(LabelStyle style)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].Label.Style == style)
            {
                return found[i].Label.Number;
            }
        }

        return 0;
    }

    // Headings in the middle of a line, where line ends were lost: behind a full stop, in their turn, and short.
    private void AddWithin(Line line)
    {
        var from = found.Count > 0 ? Math.Max(line.Start, found[^1].TitleEnd) : line.Start;
        for (var i = from; i < line.End - 4; i++)
        {
            var step = text.AsSpan(i, line.End - 4 - i).IndexOfAny('。', '；');
            if (step < 0)
            {
                return;
            }

            i += step;
            if (
                LabelReader.TryRead(text, i + 1, line.End, out var label)
                && label.Style is LabelStyle.Chinese or LabelStyle.ChineseInBrackets
                && label.Number == Last(label.Style) + 1
                && text[i] == '。'
                && (label.Number > 1 || HasNext(label, line))
                && TitleEnd(label.End, line.End) is var end
                && end - label.End is > 1 and <= 30
                && !text.AsSpan(label.End, end - label.End).Contains('，')
            )
            {
                Add(label, line.End);
            }
        }
    }

    private bool HasNext(Label label, Line line)
    {
        for (var i = label.End; i < line.End - 4; i++)
        {
            var step = text.AsSpan(i, line.End - 4 - i).IndexOf('。');
            if (step < 0)
            {
                return false;
            }

            i += step;
            if (LabelReader.TryRead(text, i + 1, line.End, out var next) && next.Style == label.Style)
            {
                return next.Number == label.Number + 1;
            }
        }

        return false;
    }

    // A title ends with its line, or at the mark or the blank after which its body runs on.
    private int TitleEnd(int start, int lineEnd)
    {
        var most = Math.Min(lineEnd, start + LongestTitle);
        var comma = false;
        var (round, quoted) = (0, 0);
        for (var i = start; i < most; i++)
        {
            switch (text[i])
            {
                case '（':
                    round++;
                    break;
                case '）':
                    round--;
                    break;
                case '“':
                    quoted++;
                    break;
                case '”':
                    quoted--;
                    break;
                case '。' or '！' or '？' or '；':
                    return i;
                case '：' when round <= 0 && quoted <= 0:
                    return i;
                case '，':
                    comma = true;
                    break;
            }

            var gap = i > start ? plain.Origin(i) - plain.Origin(i - 1) : 1;
            if (
                gap > 1
                && !comma
                && i - start is >= 3 and <= LongestSpacedTitle
                && lineEnd - i > 15
                && char.IsWhiteSpace(original[plain.Origin(i) - 1])
                && IsBody(i, lineEnd)
            )
            {
                return i;
            }
        }

        return most;
    }

    // Running text, not the second half of a title.
    private bool IsBody(int start, int end) => text.AsSpan(start, end - start).IndexOfAny('，', '。', '；') >= 0;

    private List<Heading> Levelled()
    {
        var headings = new List<Heading>(found.Count);
        var stack = new List<LabelStyle>();
        foreach (var (label, titleEnd, lineEnd) in found)
        {
            var level = label.Style == LabelStyle.Markdown ? label.Number : Level(stack, label.Style);
            var span = plain.Origin(label.Start, Math.Max(titleEnd, label.End));
            var labelSpan = plain.Origin(label.Start, label.End);
            var titleSpan = titleEnd > label.End ? plain.Origin(label.End, titleEnd) : new(labelSpan.End, 0);
            headings.Add(
                new()
                {
                    Label = labelSpan.In(original).TrimEnd(),
                    Title = titleSpan.In(original),
                    Style = label.Style,
                    Number = label.Style == LabelStyle.Markdown ? 1 : label.Number,
                    Level = level,
                    Span = span,
                    LabelSpan = labelSpan with { Length = labelSpan.In(original).TrimEnd().Length },
                    TitleSpan = titleSpan,
                    RunsOn = titleEnd + 1 < lineEnd,
                }
            );
        }

        return headings;
    }

    private static int Level(List<LabelStyle> stack, LabelStyle style)
    {
        var at = stack.IndexOf(style);
        if (at < 0)
        {
            while (stack.Count > 0 && Rank(stack[^1]) > Rank(style))
            {
                stack.RemoveAt(stack.Count - 1);
            }

            stack.Add(style);
            return stack.Count;
        }

        stack.RemoveRange(at + 1, stack.Count - at - 1);
        return at + 1;
    }

    private static int Rank(LabelStyle style) =>
        style switch
        {
            LabelStyle.Markdown => 0,
            LabelStyle.Chapter => 1,
            LabelStyle.Chinese or LabelStyle.None => 2,
            LabelStyle.ChineseInBrackets => 3,
            LabelStyle.Ordinal => 4,
            LabelStyle.Arabic => 5,
            LabelStyle.ArabicInBrackets => 6,
            LabelStyle.Circled => 7,
            _ => 8,
        };
}
