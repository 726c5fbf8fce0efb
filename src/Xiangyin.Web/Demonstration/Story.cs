using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>What is told exactly, because figures that readers know hang on it: stocks, study, briefings, the June desk, placements, plans.</summary>
internal sealed partial class Story(Maker maker, Routine routine)
{
    private static readonly DateTimeOffset TakenOver = Almanac.At(new(2020, 1, 2), (9 * 60) + 30);

    private readonly Dice dice = Dice.For("story");
    private readonly Dictionary<string, Told> campaigns = [];

    /// <summary>What everyday work builds upon.</summary>
    public void Before()
    {
        Roster();
        Facilities();
        Channels();
        Endings();
        Series();
        for (var year = Almanac.First.Year; year <= Almanac.Last.Year; year++)
        {
            Study(year);
        }

        Campaigns();
        Briefings();
    }

    /// <summary>What builds upon everyday work.</summary>
    public void After()
    {
        JuneDesk();
        Placements();
        Plans();
        Awaiting();
    }

    // The merger takes a stage, a stretch of road and a troupe with it; its reading room stays.
    private void Endings()
    {
        var day = Workday(Town.MergedOn.AddDays(-4));
        Close("facility-closed", "facility-opened", Town.Merging, day, "竹坪村戏台停用", "facility", "stage");
        Close("segment-released", "segment-assigned", Town.Merging, day, "竹坪村环村路段交回", null, null);
        Close(
            "group-disbanded",
            "group-formed",
            Town.Villages[5].Id,
            new(2021, 10, 18),
            "青石村文艺队停止活动",
            null,
            null
        );
    }

    private void Close(
        string kind,
        string opening,
        UnitId unit,
        DateOnly on,
        string title,
        string? field,
        string? value
    ) =>
        Tell(
            new(kind, unit, on, title)
            {
                Dimensions = field is null ? [] : new() { [field] = value! },
                Links =
                {
                    new(
                        "closes",
                        maker
                            .Of(opening)
                            .First(t =>
                                t.Content.Unit == unit && (field is null || t.Content.Dimensions[field] == value)
                            )
                            .Id
                    ),
                },
                Lag = new(0, 1),
                Exact = true,
            }
        );

    private Told Tell(Draft draft) =>
        maker.Record(draft, dice)
        ?? throw new DemonstrationException($"{draft.Kind} “{draft.Title}” on {draft.On:O} could not be told");

    // What was there before the ledger is entered when the town begins with it.
    private static DateTimeOffset? Entered(DateOnly on, int minutes) =>
        on < Almanac.First ? TakenOver.AddMinutes(minutes) : null;

    private void Roster()
    {
        var appointments = new Dictionary<(PersonId, string, UnitId), Told>();
        var network = maker
            .Residents.All.Where(h => h.Post is not (Residents.Leader or Residents.CountyReader))
            .Concat(RoomKeepers())
            .ToList();
        for (var i = 0; i < network.Count; i++)
        {
            var holder = network[i];
            var post = maker.Catalogue.Dimension("post")!.Find(holder.Post)!.Name.Hans;
            appointments[(holder.Id, holder.Post, holder.Unit)] = Tell(
                new("appointed", holder.Unit, holder.From, $"{post}上岗")
                {
                    Dimensions = { ["post"] = holder.Post },
                    Participants = { new("person", holder.Id) },
                    At = Entered(holder.From, i),
                    Lag = new(0, 1),
                    Exact = true,
                }
            );
        }

        foreach (var holder in network.Where(h => h.To is not null))
        {
            Tell(
                new(
                    "left",
                    holder.Unit,
                    holder.To!.Value,
                    $"{maker.Catalogue.Dimension("post")!.Find(holder.Post)!.Name.Hans}离岗"
                )
                {
                    Text = "手上的登记本、钥匙和账号已当面交接。",
                    Dimensions = { ["post"] = holder.Post },
                    Participants = { new("person", holder.Id) },
                    Links = { new("closes", appointments[(holder.Id, holder.Post, holder.Unit)].Id) },
                    Lag = new(0, 1),
                    Exact = true,
                }
            );
        }
    }

    // In each village one of the publicists keeps the reading room too, and is still one person.
    private IEnumerable<Holder> RoomKeepers() =>
        Town.Villages.Select(v =>
            maker.Residents.On(Almanac.First, Residents.Publicist, v.Id).First() with
            {
                Post = "room-keeper",
                To = null,
            }
        );

    private void Facilities()
    {
        for (var v = 0; v < Town.Villages.Count; v++)
        {
            var (village, name) = Town.Villages[v];
            Facility(village, new(2009 + (v % 4), 6 + (v % 5), 10 + v), "reading-room", $"{name.Hans}农家书屋启用", v);
            if (v % 2 == 0)
            {
                Facility(village, new(2016 + (v % 3), 9, 3 + v), "stage", $"{name.Hans}戏台建成", 20 + v);
            }

            Facility(village, new(2020, 10, 9 + v), "practice-station", $"{name.Hans}文明实践站挂牌", 0);
            Tell(
                new("books-added", village, new(2012, 12, 20), $"{name.Hans}书屋建室图书")
                {
                    Measures = { ["books"] = new(1100 + (v * 37)) },
                    At = TakenOver.AddMinutes(130 + v),
                    Exact = true,
                }
            );
            Tell(
                new("segment-assigned", village, new(2019, 3, 5), $"{name.Hans}环村路段认领")
                {
                    Place = $"{name.Hans}村口至村部",
                    At = TakenOver.AddMinutes(150 + v),
                    Exact = true,
                }
            );
        }

        Facility(Town.Id, new(2015, 10, 1), "activity-centre", "桐花镇文体活动中心启用", 40);
        Facility(Town.Id, new(2017, 4, 28), "square", "集镇文化广场启用", 41);
    }

    private void Facility(UnitId unit, DateOnly on, string facility, string title, int minutes) =>
        Tell(
            new("facility-opened", unit, on, title)
            {
                Place = unit == Town.Id ? "集镇" : Town.NameOf(unit),
                Dimensions = { ["facility"] = facility },
                At = Entered(on, 100 + minutes),
                Exact = true,
                Evidence = 100,
            }
        );

    private void Channels()
    {
        for (var v = 0; v < Town.Villages.Count; v++)
        {
            var (village, name) = Town.Villages[v];
            Channel(village, new(2018, 5, 8 + v), "loudspeaker", 6 + (v % 5), $"{name.Hans}小喇叭安装", v);
            Channel(village, new(2019, 8, 5 + v), "notice-board", 1 + (v % 2), $"{name.Hans}宣传栏", 10 + v);
            if (v is not (6 or 8))
            {
                var on = new DateOnly(2016 + (v % 4), 2 + v, 12);
                Tell(
                    new("group-formed", village, on, $"{name.Hans}文艺队成立")
                    {
                        At = TakenOver.AddMinutes(200 + v),
                        Exact = true,
                        Dimensions = { ["show"] = v % 3 == 0 ? "opera" : "song" },
                    }
                );
            }
        }

        Channel(Town.Id, new(2019, 1, 10), "billboard", 4, "国道旁大型广告牌", 30);
        Channel(Town.Id, new(2019, 9, 20), "screen", 2, "集镇电子屏", 31);
        Tell(
            new("group-formed", Town.Culture, new(2017, 10, 28), "桐花镇老年协会文艺组成立")
            {
                At = TakenOver.AddMinutes(215),
                Exact = true,
                Dimensions = { ["show"] = "opera" },
            }
        );
        Tell(
            new("account-month", Town.Id, new(2019, 12, 31), "公众号建号以来累计")
            {
                Measures =
                {
                    ["gained"] = new(5180),
                    ["lost"] = new(640),
                    ["reads"] = new(96400),
                },
                At = TakenOver.AddMinutes(216),
                Exact = true,
            }
        );
    }

    private void Channel(UnitId unit, DateOnly on, string channel, int sets, string title, int minutes) =>
        Tell(
            new("channel-opened", unit, on, title)
            {
                Place = unit == Town.Id ? "集镇" : Town.NameOf(unit),
                Measures = { ["sets"] = new(sets) },
                Dimensions = { ["channel"] = channel },
                At = Entered(on, 160 + minutes),
                Exact = true,
            }
        );

    private void Series()
    {
        foreach (
            var (on, until, theme, title) in new[]
            {
                (new DateOnly(2020, 4, 20), new DateOnly(2020, 10, 30), "people", "系列：守渡口的人"),
                (new DateOnly(2021, 3, 1), new DateOnly(2021, 6, 30), "countryside", "系列：村里的新变化"),
                (new DateOnly(2021, 8, 2), new DateOnly(2021, 12, 20), "industry", "系列：罗汉果从枝头到车间"),
                (new DateOnly(2022, 3, 1), new DateOnly(2022, 8, 31), "tourism", "系列：一条桐花河"),
            }
        )
        {
            Tell(
                new("series", Town.Id, on, title)
                {
                    Until = until,
                    Dimensions = { ["theme"] = theme },
                    At = Maker.OfficeHour(on, dice),
                    Exact = true,
                }
            );
        }
    }

    private void Study(int year)
    {
        // Twelve are planned each year; of 2020 the February one was never made up.
        var entered = Almanac.At(new(year, 1, 13), 10 * 60);
        for (var month = 1; month <= 12; month++)
        {
            var on = Workday(new(year, month, 8 + (month * 5 % 13)));
            var planned = Tell(
                new("study-planned", Town.Id, on, $"{year}年中心组第{month}次学习")
                {
                    Dimensions = { ["audience"] = "centre-group" },
                    At = entered.AddMinutes(month * 3),
                    Exact = true,
                }
            );
            if ((year, month) is (2020, 2) || on > Almanac.Last.AddDays(-5))
            {
                continue;
            }

            var moved = month is 4 or 9;
            var held = moved ? Workday(on.AddDays(4)) : on;
            Tell(
                new("centre-study", Town.Id, held, $"中心组学习：{dice.Pick(CentreTopics)}")
                {
                    Text = "先读材料，再由两位同志说各自联系的村，最后定下会后要办的事。",
                    Place = "镇政府二楼会议室",
                    Measures = { ["people"] = new(dice.Between(9, 13)) },
                    Dimensions =
                    {
                        ["arranged"] = moved ? "moved" : "on-time",
                        ["subject"] = dice.Pick(["theory", "history", "documents", "law"]),
                    },
                    Links = { new("fulfils", planned.Id) },
                    Lag = new(0, 2),
                    Exact = true,
                    Evidence = 100,
                }
            );
        }

        CadreStudies(year);
    }

    private void CadreStudies(int year)
    {
        // Of 2021: four lectures, three films, eight others.
        string[] forms = year switch
        {
            2020 => [.. Repeat("reading", 5), .. Repeat("film", 3), .. Repeat("lecture", 3), .. Repeat("online", 3)],
            2021 =>
            [
                .. Repeat("lecture", 4),
                .. Repeat("film", 3),
                .. Repeat("reading", 4),
                .. Repeat("discussion", 3),
                "visit",
            ],
            _ => [.. Repeat("lecture", 3), .. Repeat("film", 2), .. Repeat("reading", 4), .. Repeat("discussion", 2)],
        };
        var days = year == Almanac.Last.Year ? 262 : 350;
        var order = dice.Shuffle(forms);
        for (var i = 0; i < order.Count; i++)
        {
            var on = Workday(new DateOnly(year, 1, 10).AddDays((i * days / order.Count) + dice.Below(9)));
            var subject = dice.Pick(["law", "science", "work", "history", "documents"]);
            Draft Of(UnitId unit, int people, Guid? host) =>
                new("cadre-study", unit, on, $"机关干部职工学习：{CadreTopics[subject]}")
                {
                    Place = order[i] == "visit" ? "石桥村村史馆" : "镇政府大会议室",
                    Measures = { ["people"] = new(people) },
                    Dimensions = { ["form"] = order[i], ["subject"] = subject },
                    Event = host,
                    Lag = new(0, 2),
                    Exact = true,
                    Evidence = host is null ? 100 : 0,
                };
            var held = Tell(Of(Town.Id, dice.Between(38, 56), null));
            // Offices that held it together each write down their own people; it stays one session.
            foreach (var office in dice.Shuffle(Town.Offices).Take(i % 3 == 1 ? dice.Between(2, 4) : 0))
            {
                Tell(Of(office.Id, dice.Between(3, 8), held.Id));
            }
        }
    }

    private void Campaigns()
    {
        Campaign("2020", "village-briefing", 1, new(2020, 11, 9), new(2020, 12, 18), "农村工作会议精神进村宣讲");
        Campaign("2021", "village-briefing", 2, new(2021, 9, 13), new(2021, 12, 10), "县党代会精神进村宣讲");
        Campaign("2022", "village-briefing", 1, new(2022, 3, 1), new(2022, 4, 20), "宣传思想工作会议精神进村宣讲");
        for (var year = 2020; year <= 2022; year++)
        {
            Campaign(
                $"june {year}",
                "volunteer-event",
                1,
                new(year, 6, 1),
                new(year, 6, 30),
                $"{year}年公民道德建设月"
            );
            foreach (var (village, name) in Town.Villages.Where(v => Town.IsOpen(v.Id, new(year, 6, 1))))
            {
                var number = (int)(village.Value - Town.Villages[0].Id.Value);
                var on = new DateOnly(year, 6, dice.Between(4, 26));
                Tell(
                    new("volunteer-event", village, on, $"{name.Hans}道德建设月志愿服务")
                    {
                        Place = name.Hans,
                        Measures =
                        {
                            ["people"] = new(dice.Between(12, 30)),
                            ["hours"] = new(dice.Between(24, 70)),
                            ["served"] = new(dice.Between(3, 12) * 10, Approximation.About, Basis.Estimated),
                        },
                        Dimensions = { ["service"] = dice.Pick(["clean-up", "care", "green"]) },
                        Links = { new("followsFrom", campaigns[$"june {year}"].Id) },
                        Photos = year == Album.Year ? Album.PhotosOf(number) : new Dictionary<string, Photo>(),
                        Lag = new(0, 2),
                        Exact = true,
                    }
                );
            }
        }
    }

    private void Campaign(string id, string asks, int each, DateOnly on, DateOnly until, string title) =>
        campaigns[id] = Tell(
            new("campaign", Town.Id, on, title)
            {
                Until = until,
                Measures = { ["each"] = new(each) },
                Dimensions = { ["asks"] = asks },
                At = Maker.OfficeHour(on.AddDays(-6), dice),
                Exact = true,
            }
        );

    private void Briefings()
    {
        VillageBriefings("2020", "rural-work", 1);
        VillageBriefings("2021", "congress-county", 2);
        VillageBriefings("2022", "publicity-work", 1);

        TownBriefings("2020", ["rural-work", "rural-work", "plenum", "publicity-work", "plenum"], new(2020, 4, 14), 55);
        TownBriefings(
            "2021",
            [
                "congress-county",
                "congress-county",
                "congress-city",
                "congress-county",
                "congress-city",
                "congress-county",
                "congress-region",
            ],
            new(2021, 9, 15),
            13
        );
        TownBriefings(
            "2022",
            ["publicity-work", "rural-work", "publicity-work", "congress-region"],
            new(2022, 2, 22),
            60
        );
    }

    private void VillageBriefings(string year, string meeting, int each)
    {
        var campaign = campaigns[year].Content;
        var days = (campaign.Until!.Value.DayNumber - campaign.On.DayNumber - 12) / each;
        foreach (var (village, name) in Town.Villages.Where(v => Town.IsOpen(v.Id, campaign.On)))
        {
            for (var i = 0; i < each; i++)
            {
                // The late village holds its second one on time and writes it down a month later.
                var late = village == Town.Late && i == 1;
                var on = late ? new DateOnly(2021, 12, 8) : campaign.On.AddDays(2 + (i * days) + dice.Below(days));
                Tell(
                    new(
                        "village-briefing",
                        village,
                        on,
                        $"{name.Hans}会议精神宣讲{(each > 1 ? $"（第{"一二"[i]}场）" : "")}"
                    )
                    {
                        Text = "用土话讲，讲完问了三个问题。",
                        Place = dice.Pick([$"{name.Hans}村部", $"{name.Hans}晒谷场", $"{name.Hans}榕树下"]),
                        Measures = { ["people"] = new(dice.Between(22, 75)) },
                        Dimensions = { ["meeting"] = meeting },
                        Links = { new("followsFrom", campaign.Id) },
                        Lag = new(0, 4),
                        At = late ? Almanac.At(new(2022, 1, 6), (10 * 60) + 20) : null,
                        Exact = true,
                    }
                );
            }
        }
    }

    private void TownBriefings(string year, string[] meetings, DateOnly from, int apart)
    {
        for (var i = 0; i < meetings.Length; i++)
        {
            var on = Workday(from.AddDays((i * apart) + dice.Below(6)));
            var campaign = campaigns[year].Content;
            var within = meetings[i] == "congress-county" && campaign.On <= on && on <= campaign.Until;
            Tell(
                new(
                    "town-briefing",
                    Town.Id,
                    on,
                    $"机关站所学习{maker.Catalogue.Dimension("meeting")!.Find(meetings[i])!.Name.Hans}精神"
                )
                {
                    Place = "镇政府大会议室",
                    Measures = { ["people"] = new(dice.Between(40, 62)) },
                    Dimensions = { ["meeting"] = meetings[i] },
                    Links = within ? [new("followsFrom", campaign.Id)] : [],
                    Lag = new(0, 2),
                    Exact = true,
                    Evidence = 100,
                }
            );
        }
    }

    // On its last days the town has something that waits for a second person.
    private void Awaiting()
    {
        foreach (var (village, on, minutes) in new[] { (0, 28, 17 * 60), (2, 29, 16 * 60), (2, 30, 10 * 60) })
        {
            var name = Town.Villages[village].Name.Hans;
            maker.Record(
                new("volunteer-event", Town.Villages[village].Id, new(2022, 9, on), $"{name}节前清扫")
                {
                    Place = name,
                    Measures = { ["people"] = new(14 + on), ["hours"] = new(on) },
                    Dimensions = { ["service"] = "clean-up" },
                    At = Almanac.At(new(2022, 9, 30), minutes + on),
                    Evidence = 100,
                    Exact = true,
                },
                dice
            );
        }
    }

    private void JuneDesk()
    {
        var on = new DateOnly(2021, 6, 18);
        var desk = Tell(Desk(Town.Id, null));
        foreach (var office in new[] { 0, 3, 4, 5, 6 })
        {
            Tell(Desk(Town.Offices[office].Id, desk.Id));
        }

        Tell(
            new("volunteer-event", Town.Id, on, "新时代文明实践志愿服务：集镇街道")
            {
                Place = "集镇十字街口",
                Measures =
                {
                    ["people"] = new(46),
                    ["hours"] = new(138),
                    ["served"] = new(700, Approximation.AtLeast, Basis.Estimated),
                },
                Dimensions = { ["service"] = "talk" },
                Links = { new("followsFrom", campaigns["june 2021"].Id) },
                Exact = true,
                Evidence = 100,
            }
        );

        // Six topics, at least six thousand in all: two piles were counted by the bundle.
        foreach (
            var (topic, copies, approximation) in new[]
            {
                ("women-rights", 1000, Approximation.Exact),
                ("livelihood", 1400, Approximation.AtLeast),
                ("pension", 1100, Approximation.Exact),
                ("law", 1000, Approximation.AtLeast),
                ("relocation", 800, Approximation.Exact),
                ("microcredit", 700, Approximation.Exact),
            }
        )
        {
            var name = maker.Catalogue.Dimension("policy-topic")!.Find(topic)!.Name.Hans;
            Tell(
                new("leaflet", Town.Id, on, $"咨询台发放{name}宣传单")
                {
                    Measures = { ["copies"] = new(copies, approximation), ["printed"] = new(1500) },
                    Dimensions = { ["topic"] = topic },
                    Links = { new("partOf", desk.Id) },
                    Lag = new(0, 1),
                    Exact = true,
                }
            );
        }

        for (var i = 0; i < 9; i++)
        {
            var topic = dice.Pick(["pension", "livelihood", "law", "microcredit"]);
            var name = maker.Catalogue.Dimension("policy-topic")!.Find(topic)!.Name.Hans;
            Tell(
                new("question-answered", Town.Id, on, $"咨询台上问{name}")
                {
                    Dimensions = { ["source"] = "desk", ["topic"] = topic },
                    Exact = true,
                }
            );
        }

        Draft Desk(UnitId unit, Guid? host) =>
            new("desk-event", unit, on, "六月集镇宣传咨询台")
            {
                Text = host is null ? "六张桌子，六类宣传单。问养老保险怎么缴的人最多。" : "",
                Place = "集镇十字街口",
                Measures = { ["people"] = new(host is null ? 180 : dice.Between(14, 60)) },
                Links = { new("followsFrom", campaigns["june 2021"].Id) },
                Event = host,
                Lag = new(0, 1),
                Exact = true,
                Evidence = host is null ? 100 : 30,
            };
    }

    private static DateOnly Workday(DateOnly day)
    {
        while (!Almanac.IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static IEnumerable<string> Repeat(string what, int times) => Enumerable.Repeat(what, times);

    private static readonly string[] CentreTopics =
    [
        "党史里的纪律",
        "粮食安全与耕地保护",
        "民法典与基层治理",
        "防汛责任和纪律",
        "乡村振兴政策文件",
        "基层减负怎么落实",
        "意识形态工作责任",
        "安全生产案例",
    ];

    private static readonly Dictionary<string, string> CadreTopics = new()
    {
        ["law"] = "身边的法律案例",
        ["science"] = "表格和手机办公技巧",
        ["work"] = "怎样写清一件事",
        ["history"] = "党史上的今天",
        ["documents"] = "上级近期文件",
    };
}
