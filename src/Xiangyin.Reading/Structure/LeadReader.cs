using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>A line that leads up to problems or plans without being a heading.</summary>
/// <param name="IsProblem">Problems, or else plans.</param>
/// <param name="Span">What it leads up to, in the original.</param>
/// <param name="Beneath">The headings in that.</param>
internal readonly record struct Lead(bool IsProblem, Span Span, IReadOnlyList<Heading> Beneath);

/// <summary>
/// Finds lines that begin with 存在的问题： or 下一步打算： and bear no label. A list that follows at once is led up to as far as its numbers go on; other text up to the next
/// heading, or where it stands in the same line up to its end. Not: such a line under a heading that says the same, a sentence that goes on (今后的工作中，我们将：).
/// </summary>
internal sealed partial class LeadReader(string text, PlainText plain, int bodyEnd)
{
    private const int Longest = 18;

    private readonly int length = plain.PlaceOf(bodyEnd);

    private readonly record struct LeadLine(bool IsProblem, int Line, int Start, int Heading);

    /// <summary>The lines, in the order of the text.</summary>
    /// <param name="headings">All headings.</param>
    /// <param name="says">Whether a heading itself tells of problems or plans.</param>
    public List<Lead> Read(IReadOnlyList<Heading> headings, Func<Heading, bool> says)
    {
        var lines = Lines(headings, says);
        var leads = new List<Lead>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var until = i + 1 < lines.Count ? lines[i + 1].Line : length;
            var span = Span.Between(
                plain.Origin(lines[i].Start),
                Math.Max(plain.Origin(lines[i].Start), End(lines[i], headings, plain.Origin(until)))
            );
            var beneath = new List<Heading>();
            for (var h = lines[i].Heading; h < headings.Count && headings[h].Span.Start < span.End; h++)
            {
                beneath.Add(headings[h]);
            }

            leads.Add(new(lines[i].IsProblem, span, beneath));
        }

        return leads;
    }

    private List<LeadLine> Lines(IReadOnlyList<Heading> headings, Func<Heading, bool> says)
    {
        var lines = new List<LeadLine>();
        var (heading, saidUpTo) = (0, 0);
        for (int start = 0, end; start < length; start = end + 1)
        {
            var line = text.AsSpan(start, length - start).IndexOf('\n');
            end = line < 0 ? length : start + line;
            while (start < end && text[start] == ' ')
            {
                start++;
            }

            var colon = text.AsSpan(start, Math.Min(Longest, end - start)).IndexOf('：');
            if (colon <= 0 || Leading(text.AsSpan(start, colon)) is not { } problem)
            {
                continue;
            }

            var at = plain.Origin(start);
            for (; heading < headings.Count && headings[heading].Span.Start < at; heading++)
            {
                if (headings[heading].Span.Start >= saidUpTo && says(headings[heading]))
                {
                    saidUpTo = EndOfSection(headings, heading);
                }
            }

            if (at >= saidUpTo)
            {
                lines.Add(new(problem, start, start + colon + 1, heading));
            }
        }

        return lines;
    }

    private static bool? Leading(ReadOnlySpan<char> words) =>
        LeadsToProblems().IsMatch(words) ? true
        : LeadsToPlans().IsMatch(words) ? false
        : null;

    private int EndOfSection(IReadOnlyList<Heading> headings, int at)
    {
        var level = headings[at].Level;
        for (at++; at < headings.Count; at++)
        {
            if (headings[at].Level <= level)
            {
                return headings[at].Span.Start;
            }
        }

        return bodyEnd;
    }

    private int End(LeadLine line, IReadOnlyList<Heading> headings, int until)
    {
        var lineEnd = LineEnd(line.Start);
        if (!text.AsSpan(line.Start, lineEnd - line.Start).IsWhiteSpace())
        {
            return Math.Min(until, plain.Origin(EndOfToldOff(lineEnd)));
        }

        if (line.Heading == headings.Count)
        {
            return until;
        }

        var first = headings[line.Heading];
        var follows = plain.PlaceOf(first.Span.Start);
        if (!text.AsSpan(line.Start, Math.Max(0, follows - line.Start)).IsWhiteSpace() || first.Number != 1)
        {
            return Math.Min(until, first.Span.Start);
        }

        var number = 1;
        for (var h = line.Heading + 1; h < headings.Count && headings[h].Span.Start < until; h++)
        {
            if (headings[h].Level < first.Level || (headings[h].Level == first.Level && headings[h].Number != ++number))
            {
                return headings[h].Span.Start;
            }
        }

        return until;
    }

    // 一是…；⏎二是…
    private int EndOfToldOff(int end)
    {
        while (
            end + 1 < length
            && LabelReader.TryRead(text, end + 1, length, out var label)
            && label is { Style: LabelStyle.RunIn, Number: > 1 }
        )
        {
            end = LineEnd(end + 1);
        }

        return end;
    }

    private int LineEnd(int start)
    {
        var end = text.AsSpan(start, length - start).IndexOf('\n');
        return end < 0 ? length : start + end;
    }

    [GeneratedRegex(
        @"\A(?:目前|当前|现阶段)?(?:工作中?)?(?:还|仍|主要)?(?:存在)?(?:着)?(?:的)?(?:主要|突出)?(?:问题|不足|困难|差距|短板)(?:[和与及、](?:主要)?(?:问题|不足之?处?|困难|差距|短板))?(?:如下|有|是)?\z"
    )]
    private static partial Regex LeadsToProblems();

    [GeneratedRegex(
        @"\A(?:(?:\d{4}年|明年|来年|下半年|下一?步|下一?阶段|今后)(?:的|一段时间的?)?(?:主要|重点)?(?:工作)?的?(?:打算|计划|安排|思路|设想|措施|重点|努力方向|目标任务)?(?:[和与及](?:打算|计划|安排|思路|设想|措施|重点))?|(?:工作)?打算|努力方向|(?:整改|改进)措施)(?:如下|是)?\z"
    )]
    private static partial Regex LeadsToPlans();
}
