using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>Articles and where they were published.</summary>
internal sealed partial class Story
{
    private static readonly DateOnly Seed = new(2021, 7, 13);

    // By month. Of July 2021 what came out by the 13th stands first, the rest of the month after it.
    private static readonly Dictionary<int, Dictionary<string, int[]>> Published = new()
    {
        [2020] = new()
        {
            ["county"] = [3, 1, 3, 5, 6, 7, 6, 6, 7, 6, 6, 6],
            ["city"] = [1, 0, 2, 2, 3, 3, 3, 3, 3, 3, 3, 2],
            ["province"] = [0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0],
            ["central"] = [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0],
        },
        [2021] = new()
        {
            ["county"] = [9, 7, 14, 12, 15, 13, 6, 1, 5, 4, 6, 6, 6],
            ["city"] = [4, 3, 6, 6, 6, 5, 3, 1, 2, 3, 3, 3, 2],
            ["province"] = [0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0],
            ["central"] = [0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0],
        },
        [2022] = new()
        {
            ["county"] = [8, 6, 9, 10, 11, 10, 11, 9, 10],
            ["city"] = [3, 2, 4, 5, 4, 5, 4, 5, 4],
            ["province"] = [0, 0, 1, 0, 0, 1, 0, 0, 1],
            ["central"] = [0, 0, 0, 1, 0, 1, 0, 0, 0],
        },
    };

    private static readonly Dictionary<string, string[]> Outlets = new()
    {
        ["county"] = ["county-media", "county-media", "county-media", "county-net", "county-bulletin"],
        ["city"] = ["city-paper", "city-net", "city-broadcast"],
        ["province"] = ["province-paper", "province-net", "province-broadcast"],
        ["central"] = ["study-app", "people-net", "farmers-daily", "guangming"],
    };

    private void Placements()
    {
        // Of one article published in several places the county's comes first, and a higher level takes it over.
        var open = new List<(Told Article, DateOnly On)>();
        var higher = 0;
        foreach (var (level, on, late) in PublishedDays().OrderBy(p => p.On).ThenByDescending(p => p.Level == "county"))
        {
            if (level == "county")
            {
                var article = Article(on);
                open.Add((article, on));
                Placement(article, level, on, late);
                continue;
            }

            var takes = higher++ * 15 % 40 < 15;
            var at = takes ? open.FindIndex(a => a.On < on && a.On >= on.AddDays(-25)) : -1;
            Placement(at >= 0 ? open[at].Article : Article(on), level, on, late);
            if (at >= 0)
            {
                open.RemoveAt(at);
            }
        }
    }

    private List<(string Level, DateOnly On, bool Late)> PublishedDays()
    {
        var all = new List<(string Level, DateOnly On, bool Late)>();
        foreach (var (year, levels) in Published)
        {
            foreach (var (level, counts) in levels)
            {
                for (var i = 0; i < counts.Length; i++)
                {
                    var split = year == Seed.Year && counts.Length > 12;
                    var month = split && i > 6 ? i : i + 1;
                    var from =
                        split && i == 7 ? Seed.Day + 1
                        : year == 2020 && month == 1 ? 13
                        : 1;
                    var to =
                        split && i == 6 ? Seed.Day
                        : year == 2022 && month == 9 ? 25
                        : DateTime.DaysInMonth(year, month);
                    for (var n = 0; n < counts[i]; n++)
                    {
                        var day =
                            from
                            + ((to - from + 1) * n / counts[i])
                            + dice.Below(Math.Max(1, (to - from + 1) / counts[i]));
                        // Three of late 2021 turn up only in February, after the year's report was signed.
                        var late =
                            n == counts[i] - 1
                            && (level, year, month) is ("county", 2021, 11 or 12) or ("city", 2021, 12);
                        all.Add((level, new(year, month, day), late));
                    }
                }
            }
        }

        return all;
    }

    private Told Article(DateOnly published)
    {
        var on = published.AddDays(-dice.Between(4, 8));
        var unit = dice.Percent(55) ? dice.Pick(Town.Villages).Id : dice.Pick(Town.Offices).Id;
        if (!Town.IsOpen(unit, on))
        {
            unit = Town.Heir;
        }

        var title = routine.Fill("{headline}", unit, on, 0, null, dice);
        var village = unit.Value is > 100 and < 120;
        var series = maker
            .Of("series")
            .FirstOrDefault(s => s.Content.On <= on && on <= s.Content.Until && dice.Percent(30));
        return Tell(
            new("article", unit, on, title)
            {
                Measures = { ["reviews"] = new(3) },
                Dimensions =
                {
                    ["genre"] = dice.Pick(["news", "news", "news", "feature", "photo", "video"]),
                    ["theme"] = dice.Pick([
                        "countryside",
                        "countryside",
                        "industry",
                        "tourism",
                        "civility",
                        "people",
                        "service",
                    ]),
                },
                Participants =
                [
                    .. dice.Shuffle(
                            maker.Residents.On(on, village ? Residents.Publicist : Residents.Correspondent, unit)
                        )
                        .Take(1)
                        .Select(h => new Participant("writer", h.Id)),
                ],
                Links = series is null ? [] : [new("partOf", series.Id)],
                Lag = new(0, 0),
                Exact = true,
            }
        );
    }

    private void Placement(Told article, string level, DateOnly on, bool late)
    {
        var outlet = dice.Pick(Outlets[level]);
        var sent = article.Content.On.AddDays(dice.Between(1, 2));
        var submission = Tell(
            new("submission", Town.Id, sent, $"投稿：{article.Content.Title}")
            {
                Dimensions = { ["outlet"] = outlet },
                Links = { new("submits", article.Id) },
                Lag = new(0, 1),
                Exact = true,
            }
        );
        maker.Record(
            new("submission-reply", Town.Id, on, $"答复：{article.Content.Title}")
            {
                Text = "已采用，请告诉作者。",
                Dimensions = { ["reply"] = "used" },
                Links = { new("answers", submission.Id) },
                Lag = new(0, 2),
                At = late ? LateAt(on) : null,
                Exact = true,
            },
            dice
        );
        Tell(
            new("placement", Town.Id, on, article.Content.Title)
            {
                Dimensions = { ["level"] = level, ["outlet"] = outlet },
                Links = { new("placementOf", article.Id) },
                Lag = new(0, 3),
                At = late ? LateAt(on) : null,
                Exact = true,
                Evidence = 100,
            }
        );
    }

    private static DateTimeOffset LateAt(DateOnly on) => Almanac.At(new(2022, 2, 21), (9 * 60) + on.Day);
}
