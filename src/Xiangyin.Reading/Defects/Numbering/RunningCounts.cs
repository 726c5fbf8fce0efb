using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Counts that run through the text: 一是…；二是…；四是…, 第一条 第二条 第四条. Not: counts within a paragraph beside those from paragraph to paragraph, a count that begins
/// anew, 一是一.
/// </summary>
internal sealed partial class RunningCounts : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["numbering/skip", "numbering/repeat"];

    public override void Look(Paper paper, Findings findings)
    {
        LookAtRunIns(paper, findings);
        LookAtArticles(paper, findings);
    }

    private static void LookAtRunIns(Paper paper, Findings findings)
    {
        var (outer, inner, before, end) = (0, 0, 0, 0);
        foreach (Match match in RunIn().Matches(paper.Plain))
        {
            var label = match.Groups["label"];
            var number = NumeralReader.DigitOf(label.ValueSpan[0]);
            var begins = match.Index == 0 || paper.Plain[match.Index - 1] == '\n';
            inner = paper.Plain.AsSpan(end, match.Index - end).Contains('\n') ? 0 : inner;
            var last = begins ? outer : inner;
            if (last > 0 && number != before + 1)
            {
                Compare(number, last, paper.Origin(label), label.Value, Numbering.Chinese(last + 1) + "是", findings);
            }

            // What a paragraph begins with is the first of those in its sentences too.
            outer = begins ? number : outer;
            (inner, before, end) = (number, number, match.Index + match.Length);
        }
    }

    // One count through all chapters.
    private static void LookAtArticles(Paper paper, Findings findings)
    {
        var last = 0;
        foreach (
            var article in paper.Document.Headings.Where(h =>
                h.Style == LabelStyle.Chapter && h.Label.TrimEnd() is [.., '条' or '條']
            )
        )
        {
            if (last > 0)
            {
                var expected = paper.InItsScript($"第{Numbering.Chinese(last + 1)}条");
                Compare(article.Number, last, article.LabelSpan, article.Label.Trim(), expected, findings);
            }

            last = article.Number;
        }
    }

    private static void Compare(int number, int last, Span label, string said, string expected, Findings findings)
    {
        if (number > last + 1)
        {
            findings.Add("numbering/skip", label, null, said, expected);
        }
        else if (number > 1 && number <= last)
        {
            findings.Add("numbering/repeat", label, expected, said, expected);
        }
    }

    [GeneratedRegex(
        @"(?:^|(?<=[。；，：！？\n”）]))[ \u3000]*(?<label>[一二三四五六七八九]是)(?![一二三四五六七八九非否])",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex RunIn();
}
