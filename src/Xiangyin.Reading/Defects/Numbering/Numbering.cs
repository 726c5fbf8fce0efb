using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Labels that skip, repeat, mix styles or are punctuated wrongly. Lists are followed by the style of their labels, not by what the numbers claim. Not: 1、 straight under 一、, a number that is right by its place,
/// a list that begins anew under a heading (with or without a label), (一) as the first level.
/// </summary>
internal sealed partial class Numbering : Rule
{
    public override IReadOnlyList<string> Ids { get; } =
    [
        "numbering/skip",
        "numbering/repeat",
        "numbering/lone",
        "numbering/nested",
        "numbering/mixed",
        "numbering/punctuation",
        "numbering/empty",
        "numbering/title-end",
    ];

    public override void Look(Paper paper, Findings findings)
    {
        var headings = paper
            .Document.Headings.Where(h =>
                h.Style is not (LabelStyle.RunIn or LabelStyle.Markdown or LabelStyle.Chapter or LabelStyle.None)
            )
            .ToList();
        var (wholes, others) = Parted(paper, headings);
        foreach (var (whole, part) in wholes)
        {
            findings.Add("numbering/nested", whole.LabelSpan, null, paper.Show(whole.Span), paper.Show(part.Span));
        }

        LookAtOrder(paper, others, findings);
        LookAtLabels(paper, headings, findings);
        LookAtBodies(paper, others, findings);
    }

    // 一、主要做法, and right below it 一、…: the one stands on a level with its own parts.
    private static (List<(Heading Whole, Heading Part)> Wholes, List<Heading> Others) Parted(
        Paper paper,
        List<Heading> headings
    )
    {
        var (wholes, others) = (new List<(Heading, Heading)>(), new List<Heading>());
        for (var i = 0; i < headings.Count; i++)
        {
            if (
                i + 1 < headings.Count
                && headings[i] is { Number: 1 } whole
                && headings[i + 1] is { Number: 1 } part
                && whole.Style == part.Style
                && IsEmpty(paper, whole, part)
            )
            {
                wholes.Add((whole, part));
            }
            else
            {
                others.Add(headings[i]);
            }
        }

        return (wholes, others);
    }

    private static void LookAtOrder(Paper paper, List<Heading> headings, Findings findings)
    {
        var open = new Stack<Run>();
        var runs = new List<Run>();
        Heading? previous = null;
        var lasts = new Dictionary<LabelStyle, int>();
        foreach (var heading in headings)
        {
            if (previous is not null && BeginsAnew(paper, previous, heading))
            {
                open.Clear();
            }

            previous = heading;
            // 一、 1. 2. 二、 3. 4.: one count through all sections.
            var goesOn = lasts.GetValueOrDefault(heading.Style) is > 0 and var last && heading.Number == last + 1;
            lasts[heading.Style] = heading.Number;
            if (open.Any(run => run.Styles.Contains(heading.Style)))
            {
                while (!open.Peek().Styles.Contains(heading.Style))
                {
                    Close(paper, open.Pop(), heading, findings);
                }

                Continue(paper, open.Peek(), heading, findings);
            }
            else if (!goesOn && open.TryPeek(out var above) && heading.Number > 1 && heading.Number == above.Last + 1)
            {
                findings.Add(
                    "numbering/mixed",
                    heading.LabelSpan,
                    Label(above.Style, heading, paper),
                    heading.Label,
                    above.Headings[^1].Label
                );
                above.Styles.Add(heading.Style);
                above.Headings.Add(heading);
            }
            else
            {
                if (heading.Number > 1 && !goesOn)
                {
                    findings.Add(
                        "numbering/skip",
                        heading.LabelSpan,
                        null,
                        heading.Label,
                        Numeral(heading.Style, 1, heading.Label)
                    );
                }

                open.Push(new(heading));
                runs.Add(open.Peek());
            }
        }

        foreach (var run in runs.Where(run => run.Styles.Count == 1))
        {
            LookAtMarks(run, findings);
        }
    }

    // 1. and then (二): a list of one.
    private static void Close(Paper paper, Run run, Heading next, Findings findings)
    {
        if (run.Headings is [{ Number: 1 } only] && !GoesOn(paper, only, next))
        {
            findings.Add(
                "numbering/lone",
                only.LabelSpan,
                null,
                only.Label,
                next.Label,
                Numeral(only.Style, 2, only.Label)
            );
        }
    }

    // 第一，…；第二，… in one paragraph.
    private static bool GoesOn(Paper paper, Heading only, Heading next) =>
        only.Style == LabelStyle.Ordinal
        && paper
            .Text.AsSpan(only.Span.Start, next.Span.Start - only.Span.Start)
            .Contains("第二", StringComparison.Ordinal);

    private static void Continue(Paper paper, Run run, Heading heading, Findings findings)
    {
        var expected = Numeral(heading.Style, run.Last + 1, heading.Label);
        if (heading.Number == run.Headings.Count + 1)
        {
            // The place that it would have if all before it were right.
        }
        else if (heading.Number > run.Last + 1)
        {
            findings.Add("numbering/skip", heading.LabelSpan, null, heading.Label, expected);
        }
        else if (heading.Number <= run.Last)
        {
            findings.Add("numbering/repeat", heading.LabelSpan, null, heading.Label, expected);
            if (NestedUnder(run, heading) is var (whole, part))
            {
                findings.Add("numbering/nested", whole.LabelSpan, null, paper.Show(whole.Span), paper.Show(part.Span));
            }
        }

        run.Headings.Add(heading);
    }

    // 一、2021年工作总结 … 二、… 三、… 二、2022年工作计划: the two parts of the document, and between them what belongs under the first.
    private static (Heading Whole, Heading Part)? NestedUnder(Run run, Heading repeated)
    {
        var at = run.Headings.FindIndex(h => h.Number == repeated.Number - 1);
        return
            at >= 0
            && run.Headings.Count - at > 2
            && PartOfDocument().IsMatch(run.Headings[at].Title)
            && PartOfDocument().IsMatch(repeated.Title)
            ? (run.Headings[at], run.Headings[at + 1])
            : null;
    }

    // A short line of its own without a label: an unnumbered heading, under which lists begin anew.
    private static bool BeginsAnew(Paper paper, Heading previous, Heading heading)
    {
        const int Longest = 24;
        if (heading.Number != 1)
        {
            return false;
        }

        var paragraphs = paper.Document.Paragraphs;
        for (
            var i = FirstAfter(paragraphs, previous.Span.End);
            i < paragraphs.Count && paragraphs[i].Span.End <= heading.Span.Start;
            i++
        )
        {
            var span = paragraphs[i].Span;
            if (
                span.Length is > 1 and <= Longest
                && !"。；;，,：:！？.".Contains(paper.Text[span.End - 1], StringComparison.Ordinal)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static int FirstAfter(IReadOnlyList<Paragraph> paragraphs, int place)
    {
        var (low, high) = (0, paragraphs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = paragraphs[middle].Span.Start < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // 1. 2、 3. 4.: most of a list are marked alike.
    private static void LookAtMarks(Run run, Findings findings)
    {
        const int Most = 3;
        var labels = run.Headings.Where(h => WellFormed().IsMatch(h.Label)).ToList();
        var marks = labels.GroupBy(Mark).OrderByDescending(g => g.Count()).ToList();
        if (marks.Count != 2 || marks[0].Count() < Most || marks[1].Count() > 1)
        {
            return;
        }

        var (odd, like) = (marks[1].Single(), marks[0].First());
        findings.Add(
            "numbering/mixed",
            odd.LabelSpan,
            Numeral(odd.Style, odd.Number, like.Label),
            odd.Label,
            like.Label
        );

        static char Mark(Heading heading) =>
            heading.Label.TrimEnd() is [.., var mark] && !char.IsAsciiDigit(mark) ? mark : '\0';
    }

    private static void LookAtLabels(Paper paper, List<Heading> headings, Findings findings)
    {
        foreach (var heading in headings)
        {
            if (!WellFormed().IsMatch(heading.Label))
            {
                var fix = Label(heading.Style, heading, paper);
                findings.Add("numbering/punctuation", heading.LabelSpan, fix, heading.Label, fix);
            }
        }
    }

    private static void LookAtBodies(Paper paper, List<Heading> headings, Findings findings)
    {
        const int Longest = 16;
        var empty = headings
            .Select((heading, i) => IsEmpty(paper, heading, i + 1 < headings.Count ? headings[i + 1] : null))
            .ToList();

        // A heading without a body stands out only where most of its siblings have one.
        var kinds = headings
            .Zip(empty)
            .GroupBy(h => (h.First.Style, h.First.Level))
            .ToDictionary(g => g.Key, g => (Empty: g.Count(h => h.Second), All: g.Count()));
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            if (
                empty[i]
                && heading.Title.Length is > 0 and <= Longest
                && heading.Title.AsSpan().IndexOfAny('，', ',') < 0
                && kinds[(heading.Style, heading.Level)] is var (without, all)
                && all >= 3
                && without * 2 < all
            )
            {
                findings.Add("numbering/empty", heading.Span);
            }

            if (
                heading is { RunsOn: false, Title.Length: > 0 }
                && heading.Span.End < paper.Text.Length
                && "。：:；".Contains(paper.Text[heading.Span.End])
            )
            {
                findings.Add("numbering/title-end", new(heading.Span.End, 1), "", paper.Show(heading.Span));
            }
        }
    }

    private static bool IsEmpty(Paper paper, Heading heading, Heading? next)
    {
        var end = next?.Span.Start ?? paper.Text.Length;
        return !heading.RunsOn
            && (next is null || next.Level <= heading.Level)
            && (end > heading.Span.End || next is null)
            && paper.Text.AsSpan(heading.Span.End, end - heading.Span.End).Trim("。；;：:").IsWhiteSpace();
    }

    private static string Label(LabelStyle style, Heading heading, Paper paper) =>
        Numeral(style, heading.Number, paper.Text.Contains('（', StringComparison.Ordinal) ? "（" : "(");

    private static string Numeral(LabelStyle style, int number, string like)
    {
        var (left, right) = like.Contains('（', StringComparison.Ordinal) ? ("（", "）") : ("(", ")");
        var chinese = Chinese(number);
        return style switch
        {
            LabelStyle.Chinese => chinese + "、",
            LabelStyle.ChineseInBrackets => left + chinese + right,
            LabelStyle.ArabicInBrackets => left + number + right,
            LabelStyle.Ordinal => $"第{chinese}{(like.Contains('，', StringComparison.Ordinal) ? "，" : "、")}",
            LabelStyle.Circled when number is > 0 and <= 20 => ((char)('①' + number - 1)).ToString(),
            _ => number + (like.Contains('、', StringComparison.Ordinal) ? "、" : "."),
        };
    }

    internal static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        return number switch
        {
            >= 0 and < 10 => Digits[number].ToString(),
            < 100 => (number < 20 ? "" : Digits[number / 10].ToString())
                + "十"
                + (number % 10 == 0 ? "" : Digits[number % 10].ToString()),
            _ => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    [GeneratedRegex(
        @"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+(?:[.．、]|\.\d+[.、]?)|[（(]\d+[）)]|[①-⑳]|第[一二三四五六七八九十\d]+[、，,：:。]?)\s*$"
    )]
    private static partial Regex WellFormed();

    [GeneratedRegex("(?:总结|總結|回顾|回顧|计划|計劃|打算|安排|要点|要點)$")]
    private static partial Regex PartOfDocument();

    /// <summary>A list that is still open: the styles that its labels were seen in, the headings so far.</summary>
    private sealed class Run(Heading first)
    {
        public LabelStyle Style => Headings[0].Style;

        public HashSet<LabelStyle> Styles { get; } = [first.Style];

        public List<Heading> Headings { get; } = [first];

        public int Last => Headings[^1].Number;
    }
}
