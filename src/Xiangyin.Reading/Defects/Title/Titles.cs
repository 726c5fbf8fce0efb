using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// A title whose year or topic is not that of the body. Not: a report signed in the next year, a plan for the next year, a title with two years, a body that speaks of its year
/// as 今年. A year in the title without 年: not the name of an event (2023中国桐花节), not 2021—2022.
/// </summary>
internal sealed partial class Titles(RuleBook book) : Rule
{
    private readonly List<(string Name, Regex Title, Regex Body)> topics =
    [
        .. book["title/topic"]
            .List("topics")
            .Select(t => (t.Word, new Regex(t["title"]!), new Regex(t["body"]!, RegexOptions.Compiled))),
    ];

    public override IReadOnlyList<string> Ids { get; } = ["title/year", "title/topic", "title/bare-year"];

    public override void Look(Paper paper, Findings findings)
    {
        if (paper.Document.Title is { } title && paper.Tenor.Title.Length > 0)
        {
            LookAtYear(paper, findings, title.Span);
            LookAtTopic(paper, findings, title.Span);
            LookAtBareYear(paper, findings, title.Span);
        }
    }

    private static void LookAtBareYear(Paper paper, Findings findings, Span title)
    {
        foreach (Match match in BareYear().Matches(paper.Tenor.Title))
        {
            var at = paper.Document.Plain.PlaceOf(title.Start) + match.Index;
            findings.Add("title/bare-year", paper.Origin(at, at + match.Length), match.Value + "年");
        }
    }

    private static void LookAtYear(Paper paper, Findings findings, Span title)
    {
        if (paper.Tenor.TitleYear is not { } year || paper.Tenor.IsPlan || Years().Count(paper.Tenor.Title) > 1)
        {
            return;
        }

        var body = paper.Plain[Math.Min(paper.Plain.Length, paper.Document.Plain.PlaceOf(title.End))..];
        var years = Years()
            .Matches(body)
            .GroupBy(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            .ToDictionary(g => g.Key, g => g.Count());
        if (years.Count == 0)
        {
            return;
        }

        var most = years.MaxBy(pair => pair.Value);
        var signed = paper.Tenor.SignedOn?.Year;
        var elsewhere =
            !years.ContainsKey(year)
            && (most.Value >= 2 || paper.Tenor.BodyYear == most.Key)
            && (most.Key != year + 1 || signed != year + 1 || most.Value >= 3);
        if (elsewhere || (signed is { } s && s - year is < 0 or > 1 && !years.ContainsKey(year)))
        {
            findings.Add(
                "title/year",
                title,
                null,
                year.ToString(CultureInfo.InvariantCulture),
                (elsewhere ? most.Key : signed!.Value).ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private void LookAtTopic(Paper paper, Findings findings, Span title)
    {
        const int Missing = 1;
        const int Plenty = 5;
        var own = topics.Where(t => t.Title.IsMatch(paper.Tenor.Title)).ToList();
        if (own.Count != 1)
        {
            return;
        }

        var body = paper.Plain.AsSpan(Math.Min(paper.Plain.Length, paper.Document.Plain.PlaceOf(title.End)));
        if (Count(own[0].Body, body) >= Missing)
        {
            return;
        }

        foreach (var topic in topics)
        {
            if (Count(topic.Body, body) >= Plenty)
            {
                findings.Add("title/topic", title, null, own[0].Name, topic.Name);
                return;
            }
        }
    }

    private static int Count(Regex words, ReadOnlySpan<char> body)
    {
        var count = 0;
        foreach (var _ in words.EnumerateMatches(body))
        {
            count++;
        }

        return count;
    }

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d{2})(?=年|[-—至/])")]
    private static partial Regex Years();

    [GeneratedRegex(
        @"(?<![\d\-—至.〔(（])20[0-3]\d(?=[\u4e00-\u9fff])(?![年届级版款秋春夏冬至到]|度|学年|[^总计汇报]{0,6}(?:节|杯|赛|展|博览会|论坛|大会|两会)|中国|全国|世界|国际)(?=.*(?:总结|计划|汇报|要点|打算|安排|思路)\s*\z)"
    )]
    private static partial Regex BareYear();
}
