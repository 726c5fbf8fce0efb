namespace Xiangyin.Ledger.Tests.Reports;

/// <summary>A town of three villages with a few records, small enough to count by hand.</summary>
internal static class ReportTown
{
    public static readonly UnitId County = new(1);
    public static readonly UnitId Town = new(2);
    public static readonly UnitId[] Villages = [new(3), new(4), new(5)];

    private static readonly DateTimeOffset Noon = new(2022, 1, 10, 4, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<UnitChange> Units =
    [
        new UnitFounded(1, County, new(2000, 1, 1), UnitType.County, Name("云溪县", "雲溪縣"), null),
        new UnitFounded(1, Town, new(2000, 1, 1), UnitType.Town, Name("桐花镇", "桐花鎮"), County),
        new UnitFounded(1, Villages[0], new(2000, 1, 1), UnitType.Village, Name("上湾村", "上灣村"), Town),
        new UnitFounded(1, Villages[1], new(2000, 1, 1), UnitType.Village, Name("下坪村", "下坪村"), Town),
        new UnitFounded(1, Villages[2], new(2000, 1, 1), UnitType.Village, Name("石桥村", "石橋村"), Town),
    ];

    public static readonly Catalogue Catalogue = new(
        [new Group("study", Name("学习", "學習"))],
        [
            Kind("session", null),
            Kind("placement", null),
            Kind("reading", new Expectation(UnitType.Village, Often.Year)),
        ],
        [],
        [
            Indicator("sessions", "中心组学习", "中心組學習", "次", "count(session)"),
            Indicator("placements.county", "县级上稿", "縣級上稿", "篇", "count(placement)") with
            {
                Policies =
                [
                    new("every", Name("逐次计", "逐次計"), Formula.Parse("count(placement)")),
                    new("double", Name("加倍计", "加倍計"), Formula.Parse("count(placement) * 2")),
                ],
            },
            Indicator("readings", "阅读活动", "閱讀活動", "场", "count(reading)"),
            Indicator("copies", "发放宣传单", "發放宣傳單", "份", "sum(copies of placement)"),
        ]
    );

    public static readonly KnownAt Known = new(Noon, 1_000);

    public static ReportScope Scope(DateOnly? cutOff = null) => new(Town, 2021, cutOff ?? new(2021, 12, 31), Known);

    public static readonly UnitTree Tree = UnitTree.From(Units);

    /// <summary>Sessions: 2 in 2020, 3 in 2021. Placements: 2 by 13 July, 5 in the year. Readings: from two of three villages.</summary>
    public static Printer Printer(string stored, ReportScope scope, string language = "zh-Hans")
    {
        IReadOnlyList<RecordVersion> versions =
        [
            .. new (string Kind, UnitId Unit, DateOnly On)[]
            {
                ("session", Town, new(2020, 3, 1)),
                ("session", Town, new(2020, 9, 1)),
                ("session", Town, new(2021, 2, 1)),
                ("session", Town, new(2021, 5, 1)),
                ("session", Town, new(2021, 10, 1)),
                ("placement", Town, new(2021, 1, 5)),
                ("placement", Town, new(2021, 7, 13)),
                ("placement", Town, new(2021, 7, 14)),
                ("placement", Town, new(2021, 11, 1)),
                ("placement", Town, new(2021, 12, 31)),
                ("reading", Villages[0], new(2021, 4, 23)),
                ("reading", Villages[1], new(2021, 4, 23)),
            }.Select(Version),
        ];
        var evaluator = new Evaluator(
            new LedgerHistory([Known], versions, Units, [new CatalogueVersion(1, Noon, Catalogue)])
        );
        var figures = Prose
            .Figures(stored, scope.Year)
            .Where(f => Catalogue.Indicator(f.Indicator) is not null)
            .SelectMany(scope.Queries)
            .Distinct()
            .ToDictionary(q => q, evaluator.Evaluate);
        return new(scope, figures, Tree, language);
    }

    public static string Print(string stored, ReportScope? scope = null, string language = "zh-Hans") =>
        Ledger.Printer.Text(Printer(stored, scope ?? Scope(), language).Print(stored));

    private static RecordVersion Version((string Kind, UnitId Unit, DateOnly On) given, int index)
    {
        var id = new Guid(index + 1, 0, 0, new byte[8]);
        var author = new PersonId(new Guid(1, 1, 1, new byte[8]));
        return new(
            index + 2,
            Noon,
            1,
            id,
            RecordAction.Record,
            new WorkRecord
            {
                Id = id,
                Kind = given.Kind,
                KindVersion = 1,
                Unit = given.Unit,
                On = given.On,
                Title = given.Kind,
                Author = author,
            },
            author,
            ""
        );
    }

    private static Kind Kind(string id, Expectation? expected) =>
        new()
        {
            Id = id,
            Version = 1,
            Name = Name(id, id),
            Help = Name("", ""),
            Group = "study",
            Measures = [new MeasureField("copies", Name("份数", "份數"), Name("份", "份"), 0, false, 10_000)],
            Expected = expected,
        };

    private static Indicator Indicator(string id, string hans, string hant, string unit, string formula) =>
        new()
        {
            Id = id,
            Version = 1,
            Name = Name(hans, hant),
            Unit = Name(unit, unit == "场" ? "場" : unit),
            Definition = Name("", ""),
            Group = "study",
            Nature = Nature.Flow,
            Adds = Adds.Additive,
            Policies = [new("every", Name("逐次计", "逐次計"), Formula.Parse(formula))],
            Aliases = id == "sessions" ? ["中心组"] : [],
        };

    private static LocalText Name(string hans, string hant) => new(hans, hant, hans);
}
