using Xiangyin.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>Somebody of the invented town, and how long they hold a post.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Unit">Where they belong.</param>
/// <param name="Post">The post; a value of the catalogue's dimension.</param>
/// <param name="From">First day in it.</param>
/// <param name="To">Last day in it.</param>
internal sealed record Holder(PersonId Id, LocalText Name, UnitId Unit, string Post, DateOnly From, DateOnly? To = null)
{
    public bool HoldsOn(DateOnly day) => From <= day && !(To < day);
}

/// <summary>The people of the invented town: the network of 82 at the end of 2021, who came before and after, and the leaders.</summary>
internal sealed class Residents
{
    public const string Officer = "officer";
    public const string Staff = "staff";
    public const string Responder = "responder";
    public const string Correspondent = "correspondent";
    public const string Publicist = "village-publicist";
    public const string Leader = "leader";
    public const string CountyReader = "county-reader";

    private static readonly DateTimeOffset Registered = new(2019, 12, 16, 1, 0, 0, TimeSpan.Zero);

    // Simplified, traditional, pinyin.
    private static readonly string[] Surnames =
    [
        "韦韋Wei",
        "李李Li",
        "黄黃Huang",
        "覃覃Qin",
        "莫莫Mo",
        "陆陸Lu",
        "梁梁Liang",
        "廖廖Liao",
        "吴吳Wu",
        "罗羅Luo",
        "谭譚Tan",
        "蒙蒙Meng",
        "潘潘Pan",
        "卢盧Lu",
        "何何He",
        "龙龍Long",
        "秦秦Qin",
        "蒋蔣Jiang",
        "石石Shi",
        "唐唐Tang",
    ];

    private static readonly string[] FirstCharacters =
    [
        "志志zhi",
        "建建jian",
        "春春chun",
        "秀秀xiu",
        "玉玉yu",
        "文文wen",
        "国國guo",
        "美美mei",
        "小小xiao",
        "永永yong",
        "丽麗li",
        "海海hai",
        "桂桂gui",
        "家家jia",
        "雪雪xue",
        "荣榮rong",
        "彩彩cai",
        "光光guang",
        "凤鳳feng",
        "德德de",
    ];

    private static readonly string[] SecondCharacters =
    [
        "强強qiang",
        "华華hua",
        "兰蘭lan",
        "芳芳fang",
        "军軍jun",
        "梅梅mei",
        "平平ping",
        "明明ming",
        "英英ying",
        "林林lin",
        "珍珍zhen",
        "生生sheng",
        "云雲yun",
        "勇勇yong",
        "莲蓮lian",
        "清清qing",
        "松松song",
        "红紅hong",
        "萍萍ping",
        "东東dong",
    ];

    private readonly Dice dice = Dice.For("residents");
    private readonly HashSet<string> names = [];
    private readonly List<Holder> holders = [];

    public Residents()
    {
        var long_ago = new DateOnly(2018, 3, 1);
        Take(CountyReader, Town.County, long_ago);
        for (var i = 0; i < 3; i++)
        {
            Take(Leader, Town.Id, long_ago);
        }

        Take(Officer, Town.Id, long_ago, new("周敏", "周敏", "Zhou Min"));
        Take(Staff, Town.Id, long_ago);
        var both = Take(Staff, Town.Id, long_ago);
        // Until a colleague took over, one person held two posts.
        holders.Add(both with { Post = Responder, To = new(2021, 2, 28) });
        Take(Responder, Town.Id, new(2021, 3, 1));

        Correspondents();
        Publicists();
    }

    public IReadOnlyList<Holder> All => holders;

    public IEnumerable<Holder> On(DateOnly day, string post) => holders.Where(h => h.Post == post && h.HoldsOn(day));

    public IEnumerable<Holder> On(DateOnly day, string post, UnitId unit) => On(day, post).Where(h => h.Unit == unit);

    /// <summary>Somebody who records for the unit on that day.</summary>
    public PersonId Recorder(UnitId unit, DateOnly day, Dice dice)
    {
        var own = (
            unit == Town.Id
                ? On(day, Staff).Concat(On(day, Officer))
                : holders.Where(h => h.HoldsOn(day) && h.Unit == unit)
        ).ToList();
        return (own.Count == 0 ? On(day, Officer).First() : dice.Pick(own)).Id;
    }

    // 28 at the end of 2020, 33 at the end of 2021: three from each office, four and five from the schools.
    private void Correspondents()
    {
        var places = Town
            .Offices.SelectMany(o => Enumerable.Repeat(o.Id, 3))
            .Concat(Enumerable.Repeat(Town.Schools[0].Id, 5))
            .Concat(Enumerable.Repeat(Town.Schools[1].Id, 4))
            .ToList();
        for (var i = 0; i < places.Count; i++)
        {
            var from =
                i % 7 == 6 ? new DateOnly(2021, 3, 15)
                : i % 11 == 10 ? new DateOnly(2020, 5, 11)
                : new DateOnly(2018, 9, 3).AddDays(i * 9);
            Take(Correspondent, places[i], from);
        }

        var leaving = holders.FindLast(h => h.Post == Correspondent && h.Unit == Town.Offices[6].Id)!;
        Leave(leaving, new(2022, 6, 30));
        Take(Correspondent, Town.Offices[6].Id, new(2022, 7, 4));
    }

    // Five in the five larger villages and four in the others: 45 at the end of 2021.
    private void Publicists()
    {
        for (var v = 0; v < Town.Villages.Count; v++)
        {
            var village = Town.Villages[v].Id;
            var count = v % 2 == 0 ? 5 : 4;
            for (var i = 0; i < count; i++)
            {
                var from =
                    i == 4 && v < 6 ? new DateOnly(2021, 4, 12)
                    : i == 3 && v == 5 ? new DateOnly(2020, 7, 6)
                    : new DateOnly(2018, 4, 2).AddDays((v * 31) + (i * 5));
                LocalText? name = (v, i) switch
                {
                    (0, 0) => new("韦小兰", "韋小蘭", "Wei Xiaolan"),
                    (1, 0) => new("李有根", "李有根", "Li Yougen"),
                    _ => null,
                };
                Take(Publicist, village, from, name);
            }
        }

        // Somebody left in each year, and somebody came after them.
        Take(Publicist, Town.Villages[3].Id, new(2018, 4, 2));
        Leave(holders[^1], new(2020, 9, 30));
        Take(Publicist, Town.Villages[7].Id, new(2018, 4, 2));
        Leave(holders[^1], new(2021, 6, 30));
        // With the merger two of the four go over and two end their service.
        var merging = holders.Where(h => h.Unit == Town.Merging).ToList();
        for (var i = 0; i < merging.Count; i++)
        {
            Leave(merging[i], Town.MergedOn.AddDays(-1));
            if (i < 2)
            {
                holders.Add(merging[i] with { Unit = Town.Heir, From = Town.MergedOn });
            }
        }
    }

    private Holder Take(string post, UnitId unit, DateOnly from, LocalText? name = null)
    {
        var holder = new Holder(new(dice.Id(Registered)), name ?? NewName(), unit, post, from);
        names.Add(holder.Name.Hans);
        holders.Add(holder);
        return holder;
    }

    private void Leave(Holder holder, DateOnly last) => holders[holders.IndexOf(holder)] = holder with { To = last };

    private LocalText NewName()
    {
        while (true)
        {
            var (surname, first, second) = (
                dice.Pick(Surnames),
                dice.Pick(FirstCharacters),
                dice.Pick(SecondCharacters)
            );
            var name = new LocalText(
                $"{surname[0]}{first[0]}{second[0]}",
                $"{surname[1]}{first[1]}{second[1]}",
                $"{surname[2..]} {char.ToUpperInvariant(first[2])}{first[3..]}{second[2..]}"
            );
            if (names.Add(name.Hans))
            {
                return name;
            }
        }
    }
}
