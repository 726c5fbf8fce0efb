using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// A report on the whole year whose numbers stop in summer. Not: a half-year report, a report written soon after the cut-off, a cut-off in November, one of a later year, one
/// that stands in a plan.
/// </summary>
internal sealed partial class CutOffs : Rule
{
    private const int DaysToWrite = 75;

    public override IReadOnlyList<string> Ids { get; } = ["period/cut-off"];

    public override void Look(Paper paper, Findings findings)
    {
        if (!paper.Tenor.IsAnnual || paper.Tenor.IsPlan)
        {
            return;
        }

        foreach (Match match in CutOff().Matches(paper.Plain))
        {
            if (DayOf(match, paper.Tenor) is { } day && IsStale(day, paper))
            {
                findings.Add("period/cut-off", paper.Origin(match));
            }
        }
    }

    private static bool IsStale(DateOnly day, Paper paper)
    {
        var tenor = paper.Tenor;
        if (tenor.TitleYear is { } year && day.Year != year)
        {
            return false;
        }

        return tenor.SignedOn is { } signed
            ? signed.DayNumber - day.DayNumber > DaysToWrite && day.Month <= 10
            : day.Month <= 10 && paper.Plain.Contains("全年", StringComparison.Ordinal);
    }

    private static DateOnly? DayOf(Match match, Tenor tenor)
    {
        int? year = match.Groups["y"].Success
            ? int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture)
            : tenor.TitleYear ?? (tenor.SignedOn is { } s ? (s.Month <= 3 ? s.Year - 1 : s.Year) : null);
        var month = int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12)
        {
            return null;
        }

        // Without any year the month alone still tells: any common year will do.
        var of = year ?? 2001;
        var last = DateTime.DaysInMonth(of, month);
        var day = match.Groups["d"].Success
            ? int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture)
            : last;
        return new(of, month, Math.Clamp(day, 1, last));
    }

    [GeneratedRegex(
        @"截[至止](?:到)?(?:(?<y>(?:19|20)\d{2})年)?(?<m>\d{1,2})月(?:份|底|末|(?<d>\d{1,2})[日号])?(?:止|为止)?"
    )]
    private static partial Regex CutOff();
}
