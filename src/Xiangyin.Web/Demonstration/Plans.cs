using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>Targets, problems, what was planned against them and what became of it.</summary>
internal sealed partial class Story
{
    private static readonly (string Indicator, int[] Targets)[] Targets =
    [
        ("centre-studies", [12, 12, 12]),
        ("cadre-studies", [12, 12, 14]),
        ("town-briefings", [4, 6, 4]),
        ("village-briefings-least", [1, 2, 1]),
        ("technical-trainings", [20, 24, 24]),
        ("village-studies", [100, 130, 150]),
        ("dialect-talks", [50, 70, 80]),
        ("correspondent-trainings", [1, 1, 1]),
        ("placements", [90, 150, 170]),
        ("posts", [70, 100, 120]),
        ("volunteer-events", [45, 55, 60]),
        ("leaflets-given", [4000, 6000, 6000]),
        ("desk-events", [3, 4, 4]),
        ("reading-rooms", [10, 10, 10]),
        ("reading-events", [24, 30, 36]),
        ("performances", [18, 24, 30]),
        ("drills", [1, 2, 2]),
    ];

    // Field, the problem named at a year's end, its cause, the measure taken against it, the indicator that will show it, what became of it.
    private static readonly Dictionary<
        int,
        (string Field, string Problem, string Cause, string Item, string? ShownBy, string Outcome)[]
    > Lessons = new()
    {
        [2019] =
        [
            (
                "theory",
                "中心组学习有时凑不齐人",
                "和下村时间撞在一起",
                "年初排定每次学习的日子",
                "centre-studies",
                "partly"
            ),
            ("outreach", "投出去的稿件多数没有下文", "没有人专门跟进", "每次投稿都要有答复", "placements", "done"),
            ("culture", "书屋开门时间不固定", "管理员下地就没人", "书屋每月报一次开放情况", "room-open-days", "done"),
            ("team", "通讯员不会写", "多年没办过培训", "一年至少办一期写作培训", "correspondent-trainings", "done"),
        ],
        [2020] =
        [
            ("theory", "机关学习形式单一", "多是念文件", "多请人来讲，多到现场看", "cadre-studies", "done"),
            ("outreach", "外宣多是会议消息", "线索收得少", "每村每月至少报一条线索", "leads", "partly"),
            ("team", "网络里一人兼两岗，忙不过来", "编制没有补上", "回应员单独配一人", "response-officers", "done"),
            (
                "civility",
                "咨询台发了什么、发了多少说不清",
                "没有分主题登记",
                "宣传单分主题登记",
                "leaflet-topics",
                "done"
            ),
            ("culture", "戏台建好了，演出跟不上", "各村文艺队没有排期", "每季排好各村演出", "performances", "dropped"),
        ],
        [2021] =
        [
            (
                "theory",
                "学得不够深，会后落实少",
                "讲得多，议得少",
                "每次学习后列出要办的事",
                "centre-studies",
                "partly"
            ),
            (
                "outreach",
                "报道形式单一，重点不突出",
                "题目各想各的",
                "抓好罗汉果、桐花河的系列报道",
                "articles",
                "partly"
            ),
            ("team", "村里记录有早有晚", "一个村常拖到下个月", "对记得晚的村上门帮带", "village-publicists", "partly"),
            (
                "culture",
                "演出还是少",
                "去年排期没有做到",
                "每季排好各村演出，排不上的当面说明",
                "performances",
                "partly"
            ),
            ("response", "来问的人多，答复慢的有", "转办没有期限", "诉求限期回话", "case-days", "partly"),
        ],
    };

    private void Plans()
    {
        for (var year = Almanac.First.Year; year <= Almanac.Last.Year; year++)
        {
            var entered = Almanac.At(new(year, 1, 12), (14 * 60) + 40);
            for (var i = 0; i < Targets.Length; i++)
            {
                var (indicator, targets) = Targets[i];
                var name = maker.Catalogue.Indicator(indicator)!.Name.Hans;
                Tell(
                    new("target", Town.Id, new(year, 1, 1), $"{year}年目标：{name}")
                    {
                        Measures = { ["target"] = new(targets[year - Almanac.First.Year]) },
                        Dimensions = { ["indicator"] = indicator },
                        At = entered.AddMinutes(i),
                        Exact = true,
                    }
                );
            }

            Items(year, entered.AddMinutes(60));
        }
    }

    private void Items(int year, DateTimeOffset entered)
    {
        var lessons = Lessons[year - 1];
        for (var i = 0; i < lessons.Length; i++)
        {
            var (field, problem, cause, item, shownBy, outcome) = lessons[i];
            var named = new DateOnly(year - 1, 12, 24 + i);
            var told = Tell(
                new("problem", Town.Id, named, problem)
                {
                    Text = $"原因：{cause}。",
                    Dimensions = { ["field"] = field },
                    At =
                        year == Almanac.First.Year
                            ? TakenOver.AddMinutes(230 + i)
                            : Almanac.At(Workday(named), 960 + i),
                    Exact = true,
                }
            );
            var owner = maker
                .Residents.On(new(year, 1, 12), i % 2 == 0 ? Residents.Officer : Residents.Staff)
                .First()
                .Id;
            var research = maker.Of("research-note").LastOrDefault(r => r.Content.On.Year == year - 1 && i == 4);
            var planned = Tell(
                new("plan-item", Town.Id, new(year, 1, 1), item)
                {
                    Until = new(year, 12, 31),
                    Dimensions = shownBy is null
                        ? new() { ["field"] = field }
                        : new() { ["field"] = field, ["shown-by"] = shownBy },
                    Participants = { new("owner", owner) },
                    Links = research is null
                        ? [new("answers", told.Id)]
                        : [new("answers", told.Id), new("followsFrom", research.Id)],
                    At = entered.AddMinutes(i * 4),
                    Exact = true,
                }
            );
            if (year < Almanac.Last.Year)
            {
                var on = Workday(new(year, 12, 20 + i));
                Tell(
                    new("task-done", Town.Id, on, $"回头看：{item}")
                    {
                        Dimensions = { ["outcome"] = outcome },
                        Links = { new("fulfils", planned.Id) },
                        Lag = new(0, 2),
                        Exact = true,
                    }
                );
            }
        }
    }
}
