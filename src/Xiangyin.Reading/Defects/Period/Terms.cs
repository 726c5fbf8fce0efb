using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Words that were no longer, or not yet, in use when the document was written. Not: a plenary beside a later one, a term that the text looks back on (原, 自…以来) or forward
/// to (迎接), a document that does not say when it was written.
/// </summary>
internal sealed partial class Terms : Rule
{
    private const int MonthsOfGrace = 10;
    private readonly IReadOnlyList<RuleItem> outdated;
    private readonly IReadOnlyList<RuleItem> coming;
    private readonly IReadOnlyList<string> ahead;
    private readonly List<(string Name, DateOnly On)> sessions;

    public Terms(RuleBook book)
    {
        outdated = book["period/term"].List("terms");
        coming = book["period/not-yet"].List("terms");
        ahead = book["period/not-yet"].Words("ahead");
        sessions =
        [
            .. book["period/plenary"].List("sessions").Select(s => (s.Word, Day(s["on"]!))).OrderBy(s => s.Item2),
        ];
    }

    public override IReadOnlyList<string> Ids { get; } = ["period/term", "period/not-yet", "period/plenary"];

    public override void Look(Paper paper, Findings findings)
    {
        if (paper.Tenor.WrittenBy is not { } written)
        {
            return;
        }

        foreach (var term in outdated)
        {
            if (
                Day(term["until"]!).AddMonths(MonthsOfGrace)
                < (paper.Tenor.TitleYear is { } y && y <= written.Year ? new(y, 1, 1) : written)
            )
            {
                foreach (var at in Places(paper.Plain, term.Word).Where(at => !LooksBack(paper.Plain, at)))
                {
                    findings.Add(
                        "period/term",
                        paper.Origin(at, at + term.Word.Length),
                        paper.InItsScript(term["now"]!),
                        term.Word,
                        term["source"] ?? "",
                        term["now"]!
                    );
                }
            }
        }

        foreach (var term in coming)
        {
            if (
                written < Day(term["from"]!)
                && Places(paper.Plain, term.Word).FirstOrDefault(at => !IsAhead(paper.Plain, at), -1) is >= 0 and var at
            )
            {
                findings.Add("period/not-yet", paper.Origin(at, at + term.Word.Length), null, term.Word, term["from"]!);
            }
        }

        LookAtPlenaries(paper, findings, Earliest(paper.Tenor, written));
    }

    // A plan without a signature may have been written before its year began.
    private static DateOnly Earliest(Tenor tenor, DateOnly written) =>
        tenor is { IsPlan: true, SignedOn: null, TitleYear: { } year } ? new(year, 1, 1) : written;

    private void LookAtPlenaries(Paper paper, Findings findings, DateOnly written)
    {
        var named = Plenary().Matches(paper.Plain);
        if (named.Count == 0)
        {
            return;
        }

        var (latest, latestOn, match) = named
            .Select(m => (Name: Name(m), Match: m))
            .Select(n => (n.Name, sessions.FirstOrDefault(s => s.Name == n.Name).On, n.Match))
            .MaxBy(n => n.On);
        var since = sessions.LastOrDefault(s => s.On.AddDays(21) <= written);
        if (
            latestOn == default
            || since.On <= latestOn
            || NamesCongressAfter(paper.Plain, latest)
            || LooksBack(paper.Plain, match.Index)
        )
        {
            return;
        }

        findings.Add("period/plenary", paper.Origin(match), null, latest, since.Name);
    }

    // 十九届四中、五中、六中全会: the last one is meant.
    private static string Name(Match match) =>
        match.Groups["congress"].Value + "届" + match.Groups["session"].Captures[^1].Value + "中全会";

    private static bool NamesCongressAfter(string plain, string session)
    {
        string[] congresses = ["十七", "十八", "十九", "二十"];
        var own = Array.FindIndex(congresses, c => session.StartsWith(c, StringComparison.Ordinal));
        return congresses
            .Skip(own + 1)
            .Any(c =>
                plain.Contains(c + "大", StringComparison.Ordinal) || plain.Contains(c + "届", StringComparison.Ordinal)
            );
    }

    private static bool LooksBack(string plain, int at) =>
        plain.AsSpan(Math.Max(0, at - 6), Math.Min(6, at)).IndexOfAny("原自曾前") >= 0
        || plain.AsSpan(at, Math.Min(24, plain.Length - at)).Contains("以来", StringComparison.Ordinal);

    private bool IsAhead(string plain, int at)
    {
        var around = plain.AsSpan(Math.Max(0, at - 8), Math.Min(8, at));
        foreach (var word in ahead)
        {
            if (
                around.Contains(word, StringComparison.Ordinal)
                || plain.AsSpan(at, Math.Min(16, plain.Length - at)).Contains(word, StringComparison.Ordinal)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> Places(string plain, string word)
    {
        for (
            var at = plain.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = plain.IndexOf(word, at + word.Length, StringComparison.Ordinal)
        )
        {
            yield return at;
        }
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<congress>十[七八九]|二十)届(?:(?<session>[一二三四五六七])中[、和及]?)+(?:全会)?")]
    private static partial Regex Plenary();
}
