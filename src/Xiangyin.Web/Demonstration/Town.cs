using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>The invented county of Yunxi with its town of Tonghua: ten villages, eight offices, two schools.</summary>
internal static class Town
{
    public static readonly UnitId County = new(1);
    public static readonly UnitId Id = new(100);

    /// <summary>The village that is always late.</summary>
    public static readonly UnitId Late = new(102);

    /// <summary>The village that merges into its neighbour.</summary>
    public static readonly UnitId Merging = new(109);

    public static readonly UnitId Heir = new(108);
    public static readonly DateOnly MergedOn = new(2022, 5, 1);
    public static readonly DateTimeOffset MergeKnownAt = new(2022, 4, 26, 2, 30, 0, TimeSpan.Zero);
    public static readonly UnitId PrimarySchool = new(131);

    private static readonly DateOnly Founded = new(1949, 10, 1);

    public static readonly IReadOnlyList<(UnitId Id, LocalText Name)> Villages =
    [
        (new(101), new("石桥村", "石橋村", "Shiqiao Village")),
        (new(102), new("上湾村", "上灣村", "Shangwan Village")),
        (new(103), new("下湾村", "下灣村", "Xiawan Village")),
        (new(104), new("木棉村", "木棉村", "Mumian Village")),
        (new(105), new("古榕村", "古榕村", "Gurong Village")),
        (new(106), new("青石村", "青石村", "Qingshi Village")),
        (new(107), new("枫林村", "楓林村", "Fenglin Village")),
        (new(108), new("大塘村", "大塘村", "Datang Village")),
        (new(109), new("竹坪村", "竹坪村", "Zhuping Village")),
        (new(110), new("云峰村", "雲峰村", "Yunfeng Village")),
    ];

    public static readonly IReadOnlyList<(UnitId Id, LocalText Name)> Offices =
    [
        (new(121), new("党政办公室", "黨政辦公室", "Party and Government Office")),
        (new(122), new("综合文化站", "綜合文化站", "Culture Station")),
        (new(123), new("农业农村服务中心", "農業農村服務中心", "Agriculture Service Centre")),
        (new(124), new("乡村振兴工作站", "鄉村振興工作站", "Rural Revitalisation Station")),
        (new(125), new("社会事务办公室", "社會事務辦公室", "Social Affairs Office")),
        (new(126), new("司法所", "司法所", "Justice Office")),
        (new(127), new("卫生院", "衛生院", "Town Clinic")),
        (new(128), new("综合执法队", "綜合執法隊", "Law Enforcement Team")),
    ];

    public static readonly IReadOnlyList<(UnitId Id, LocalText Name)> Schools =
    [
        (PrimarySchool, new("桐花镇中心小学", "桐花鎮中心小學", "Tonghua Primary School")),
        (new(132), new("桐花镇初级中学", "桐花鎮初級中學", "Tonghua Middle School")),
    ];

    public static UnitId Culture => Offices[1].Id;

    /// <summary>The name in simplified Chinese.</summary>
    public static string NameOf(UnitId unit) =>
        unit == Id ? "桐花镇"
        : unit == County ? "云溪县"
        : Villages.Concat(Offices).Concat(Schools).Single(u => u.Id == unit).Name.Hans;

    public static IReadOnlyList<UnitChange> Foundings(long seq) =>
        [
            new UnitFounded(seq, County, Founded, UnitType.County, new("云溪县", "雲溪縣", "Yunxi County"), null),
            new UnitFounded(seq, Id, Founded, UnitType.Town, new("桐花镇", "桐花鎮", "Tonghua Town"), County),
            .. Villages.Select(v => new UnitFounded(seq, v.Id, Founded, UnitType.Village, v.Name, Id)),
            .. Offices.Select(o => new UnitFounded(seq, o.Id, Founded, UnitType.Office, o.Name, Id)),
            .. Schools.Select(s => new UnitFounded(seq, s.Id, Founded, UnitType.School, s.Name, Id)),
        ];

    public static IReadOnlyList<UnitChange> Merge(long seq) => [new UnitMerged(seq, Merging, MergedOn, Heir)];

    /// <summary>Whether the unit still is on that day.</summary>
    public static bool IsOpen(UnitId unit, DateOnly day) => unit != Merging || day < MergedOn;
}
