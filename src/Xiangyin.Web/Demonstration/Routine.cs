using System.Globalization;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>The everyday work of the town, as <c>activities.yaml</c> tells it.</summary>
internal sealed partial class Routine(Activities activities, Maker maker)
{
    private const string NilReturn = WellKnown.NilReturn;
    private int number;

    /// <summary>Everything that one activity brings forth in all years.</summary>
    public void Run(Activity activity)
    {
        number++;
        var dice = Dice.For($"{number} {activity.Kind}");
        foreach (var unit in activity.Who.SelectMany(Units))
        {
            foreach (var (year, each) in activity.Each.OrderBy(e => e.Key))
            {
                Year(activity, unit, year, Span.Parse(each).Throw(dice), dice);
            }
        }
    }

    private void Year(Activity activity, UnitId unit, int year, int count, Dice dice)
    {
        var days = activity.Monthly ? Monthly(activity, year, dice) : Spread(activity, year, count, dice);
        var ordinal = 0;
        foreach (var day in days)
        {
            if (activity.Monthly && !activity.Exact)
            {
                if (dice.Percent(activity.Missing))
                {
                    continue;
                }

                if (dice.Percent(activity.Nil))
                {
                    Nil(activity.Kind, unit, day, dice);
                    continue;
                }
            }

            Make(activity, unit, day, ++ordinal, null, dice);
        }
    }

    private void Make(Activity activity, UnitId unit, DateOnly day, int ordinal, Told? parent, Dice dice)
    {
        var title = Fill(dice.Pick(activity.Titles), unit, day, ordinal, parent, dice);
        var until = day.AddDays(Span.Parse(activity.Lasts).Throw(dice) - 1);
        var text = activity.Texts.Count > 0 ? Fill(dice.Pick(activity.Texts), unit, day, ordinal, parent, dice) : "";
        var place =
            activity.Places.Count > 0 ? Fill(dice.Pick(activity.Places), unit, day, ordinal, parent, dice) : null;
        Draft Of(UnitId by, Guid? shared) =>
            new(activity.Kind, by, day, title)
            {
                Until = until > day ? until : null,
                Text = text,
                Place = place,
                Lag = Span.Parse(activity.Lag),
                Evidence = activity.Evidence,
                Exact = activity.Exact,
                Event = shared,
                Activity = activity,
                Measures =
                    parent is not null && activity.Measures.GetValueOrDefault("days") == "elapsed"
                        ? new() { ["days"] = new(day.DayNumber - parent.Content.On.DayNumber) }
                        : [],
                Links = parent is not null && activity.Link is { } link ? [new(link, parent.Id)] : [],
            };

        if (maker.Record(Of(unit, null), dice) is not { } made)
        {
            return;
        }

        if (activity.Shared?.Split(' ') is [var who, var count])
        {
            foreach (var other in dice.Shuffle(Units(who)).Where(u => u != unit).Take(Span.Parse(count).Throw(dice)))
            {
                maker.Record(Of(other, made.Id), dice);
            }
        }

        foreach (var follower in activity.Then)
        {
            Follow(follower, made, ordinal, dice);
        }
    }

    private void Follow(Activity follower, Told parent, int ordinal, Dice dice)
    {
        var all = follower.Who.SelectMany(Units).ToList();
        var who = all.Count == 0 ? [parent.Content.Unit] : all;
        foreach (var unit in follower.Everyone ? who : [dice.Pick(who)])
        {
            for (var i = dice.Percent(follower.Percent) ? Span.Parse(follower.Times).Throw(dice) : 0; i > 0; i--)
            {
                var day = OnTheRightDay(follower, parent.Content.On.AddDays(Span.Parse(follower.After).Throw(dice)));
                if (day <= Almanac.Last)
                {
                    Make(follower, unit, day, ordinal, parent, dice);
                }
            }
        }
    }

    private void Nil(string kind, UnitId unit, DateOnly day, Dice dice)
    {
        var month = Period.Month(day);
        maker.Record(
            new(
                NilReturn,
                unit,
                month.From,
                $"{Town.NameOf(unit)}{month.From.Month}月没有：{maker.Catalogue.Kind(kind)!.Name.Hans}"
            )
            {
                Until = month.To,
                Dimensions = { ["of"] = kind },
                Lag = new(1, 5),
            },
            dice
        );
    }

    private static IEnumerable<DateOnly> Monthly(Activity activity, int year, Dice dice) =>
        Enumerable
            .Range(1, 12)
            .Where(m => activity.Months.Count == 0 || activity.Months.Contains(m))
            .Select(m => OnTheRightDay(activity, new(year, m, dice.Between(3, 24))))
            .Where(day => day <= Almanac.Last);

    private static IEnumerable<DateOnly> Spread(Activity activity, int year, int count, Dice dice)
    {
        var months = activity.Months.Count > 0 ? activity.Months : [.. Enumerable.Range(1, 12)];
        var days = months
            .SelectMany(m => Enumerable.Range(1, DateTime.DaysInMonth(year, m)).Select(d => new DateOnly(year, m, d)))
            .Where(day => day <= Almanac.Last && IsRight(activity, day))
            .ToList();
        for (var i = 0; i < count && days.Count > 0; i++)
        {
            // One from each stretch of equal length, so that a year has no holes and no heaps.
            var from = i * days.Count / count;
            var to = Math.Max(from + 1, (i + 1) * days.Count / count);
            yield return days[dice.Between(from, to - 1)];
        }
    }

    private static DateOnly OnTheRightDay(Activity activity, DateOnly day)
    {
        while (!IsRight(activity, day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static bool IsRight(Activity activity, DateOnly day) =>
        activity.Days switch
        {
            "any" => true,
            "weekends" => Almanac.IsWeekend(day) && !Almanac.IsHoliday(day),
            "mondays" => day.DayOfWeek == DayOfWeek.Monday && !Almanac.IsHoliday(day),
            "workdays" => Almanac.IsWorkday(day),
            _ => throw new DemonstrationException($"{activity.Kind}: there are no days “{activity.Days}”"),
        };

    public static IEnumerable<UnitId> Units(string who) =>
        who switch
        {
            "town" => [Town.Id],
            "culture" => [Town.Culture],
            "villages" => Town.Villages.Select(v => v.Id),
            "offices" => Town.Offices.Select(o => o.Id),
            "schools" => Town.Schools.Select(s => s.Id),
            "primary" => [Town.PrimarySchool],
            _ => throw new DemonstrationException($"nobody is called “{who}”"),
        };

    /// <summary>Fills the places of a text; words may have places of their own.</summary>
    public string Fill(string text, UnitId unit, DateOnly day, int ordinal, Told? parent, Dice dice) =>
        Place()
            .Replace(
                text,
                place =>
                    place.Groups[1].Value switch
                    {
                        "unit" => Town.NameOf(unit),
                        "year" => day.Year.ToString(CultureInfo.InvariantCulture),
                        "month" => day.Month.ToString(CultureInfo.InvariantCulture),
                        "n" => ordinal.ToString(CultureInfo.InvariantCulture),
                        "parent" => parent?.Content.Title ?? "",
                        "village" when unit.Value is > 100 and < 120 => Town.NameOf(unit),
                        var list => Fill(
                            dice.Pick(
                                activities.Words.GetValueOrDefault(list)
                                    ?? throw new DemonstrationException($"there are no words “{list}”")
                            ),
                            unit,
                            day,
                            ordinal,
                            parent,
                            dice
                        ),
                    }
            );

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Place();
}
