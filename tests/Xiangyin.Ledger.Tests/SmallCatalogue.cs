namespace Xiangyin.Ledger.Tests;

/// <summary>The least catalogue with one kind of everything.</summary>
public static class SmallCatalogue
{
    public static Catalogue Default { get; } = With();

    public static LocalText Name(string text) => new(text, text, text);

    public static Catalogue With(
        string sessions = "count(session)",
        int version = 1,
        bool placementsConfirmed = false
    ) =>
        new(
            [new("study", Name("学习"))],
            [
                Kind("session"),
                Kind("briefing") with
                {
                    Expected = new(UnitType.Village, Often.Campaign),
                    Links = [new(WellKnown.FollowsFrom, WellKnown.Campaign, Name("活动"), false)],
                },
                Kind("opening") with
                {
                    Expected = new(UnitType.Village, Often.Month),
                },
                Kind("leaflet") with
                {
                    Measures = [new("copies", Name("份数"), Name("份"), 0, false, 100_000)],
                    Dimensions = [new("topic", "topic", Name("内容"), false)],
                },
                Kind("hours") with
                {
                    Measures = [new("hours", Name("时长"), Name("小时"), 1, true, 1000)],
                    Confirmed = true,
                },
                Kind("placement") with
                {
                    Dimensions = [new("level", "level", Name("级别"), true)],
                    Links = [new("placementOf", "article", Name("稿件"), true)],
                    Confirmed = placementsConfirmed,
                },
                Kind("article"),
                Kind("appointed") with
                {
                    Dimensions = [new("post", "post", Name("岗位"), true)],
                    Roles = [new("person", Name("人"), true, false)],
                },
                Kind("left") with
                {
                    Dimensions = [new("post", "post", Name("岗位"), true)],
                    Roles = [new("person", Name("人"), true, false)],
                },
                Kind("room-opened"),
                Kind("room-closed"),
                Kind("case") with
                {
                    Measures = [new("days", Name("天数"), Name("天"), 0, false, 1000)],
                },
                Kind("visit") with
                {
                    Restricted = true,
                },
                Kind(WellKnown.Campaign) with
                {
                    Spans = true,
                    Measures = [new("each", Name("次数"), Name("次"), 0, true, 100)],
                    Dimensions = [new("asks", "kind", Name("种类"), true)],
                },
                Kind(WellKnown.NilReturn) with
                {
                    Spans = true,
                    Dimensions = [new("of", "kind", Name("种类"), true)],
                },
            ],
            [
                new(
                    "level",
                    Name("级别"),
                    [Value("central"), Value("province"), Value("city"), Value("county")],
                    Ordered: true
                ),
                new("post", Name("岗位"), [Value("officer"), Value("publicist")], Ordered: false),
                new(
                    "topic",
                    Name("内容"),
                    [Value("law"), Value("health"), new("hygiene", Name("卫生"), new(2021, 1, 1), "health")],
                    Ordered: false
                ),
            ],
            [
                Indicator("sessions", sessions) with
                {
                    Version = version,
                },
                Indicator("sessions-events", "distinct(event of session)"),
                Indicator("briefings", "count(briefing)"),
                Indicator("briefings-each", "least(village, count(briefing))"),
                Indicator("openings", "count(opening)"),
                Indicator("leaflets", "sum(copies of leaflet)"),
                Indicator("health", "sum(copies of leaflet where topic = health)"),
                Indicator("volunteer-hours", "sum(hours of hours)"),
                Indicator("county-placements", "count(placement where level = county)") with
                {
                    Policies =
                    [
                        new("every", Name("逐次"), Formula.Parse("count(placement where level = county)")),
                        new(
                            "highest",
                            Name("最高"),
                            Formula.Parse("highest(placementOf on level of placement where level = county)")
                        ),
                    ],
                },
                Indicator("people", "holders(person by post of appointed - left)", Nature.Stock),
                Indicator(
                    "publicists",
                    "holders(person by post of appointed - left where post = publicist)",
                    Nature.Stock
                ),
                Indicator("rooms", "count(room-opened) - count(room-closed)", Nature.Stock),
                Indicator("days", "median(days of case)"),
                Indicator("copies-a-session", "sum(copies of leaflet) / count(session)"),
                Indicator("visits", "count(visit)"),
            ]
        );

    private static DimensionValue Value(string id) => new(id, Name(id));

    private static Kind Kind(string id) =>
        new()
        {
            Id = id,
            Version = 1,
            Name = Name(id),
            Help = Name(id),
            Group = "study",
        };

    private static Indicator Indicator(string id, string formula, Nature nature = Nature.Flow) =>
        new()
        {
            Id = id,
            Version = 1,
            Name = Name(id),
            Unit = Name("次"),
            Definition = Name(id),
            Group = "study",
            Nature = nature,
            Adds = Formula.Parse(formula).Adds,
            Policies = [new("every", Name("逐次"), Formula.Parse(formula))],
        };
}
