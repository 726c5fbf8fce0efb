using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Indicators;

/// <summary>
/// A town with the default catalogue and enough in it to show every turn of a figure's page, and its site: 2021 whole, 2022 up to 20 July;
/// 下湾 did not report November, 龙井 merged into 上湾 in 2022, the definition of articles changed on 1 June 2022.
/// </summary>
public sealed class FiguresTown : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("xy-figures-").FullName;
    private readonly StandingClock clock = new(new(2021, 1, 1, 1, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, UnitId> units = [];
    private readonly List<Change> changes = [];
    private readonly HttpClient visitor = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication? site;
    private int made;

    public Uri Address => new(site!.Urls.First());

    internal PersonId Officer { get; } = new(LedgerTown.Id("周敏"));

    internal PersonId Publicist { get; } = new(LedgerTown.Id("韦小兰"));

    /// <summary>A page as somebody sees it who follows no redirect and has no scripts.</summary>
    /// <param name="path">Where.</param>
    /// <param name="language">In which language.</param>
    /// <param name="who">As whom; otherwise the town's publicity officer.</param>
    public async Task<Seen> Get(string path, string language = "zh-Hans", Guid? who = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.Add("Cookie", $"language={language}" + (who is { } id ? $"; who={id}" : ""));
        using var response = await visitor.SendAsync(request);
        return new(
            response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.ContentDisposition?.ToString()
        );
    }

    public string Unit(string name) => units[name].ToString();

    public async ValueTask InitializeAsync()
    {
        using (var database = Database.Open(folder))
        {
            var ledger = await TownLedger.OpenAsync(database, clock);
            await Tell(ledger, new PeopleStore(database));
            await ledger.DisposeAsync();
        }

        site = await SiteHost.BuildAsync(
            new()
            {
                Data = folder,
                Urls = "http://127.0.0.1:0",
                Clock = clock,
            },
            FeatureServices.Add
        );
        await site.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task Tell(TownLedger ledger, PeopleStore people)
    {
        var catalogue = CatalogueFile.In(Repository.PathOf("catalogue"));
        await ledger.MarkDemonstration(default);
        await ledger.AdoptCatalogue(catalogue, default);
        await Found(ledger, "云溪县", UnitType.County, null);
        await Found(ledger, "桐花镇", UnitType.Town, "云溪县");
        await Found(ledger, "清水镇", UnitType.Town, "云溪县");
        foreach (var village in new[] { "石桥村", "上湾村", "下湾村", "龙井村" })
        {
            await Found(ledger, village, UnitType.Village, "桐花镇");
        }

        await people.Put(
            [
                new(Officer, Name("周敏"), units["桐花镇"], "officer", new(2015, 1, 1)),
                new(new(LedgerTown.Id("李静")), Name("李静"), units["桐花镇"], "staff", new(2015, 1, 1)),
                new(Publicist, Name("韦小兰"), units["石桥村"], "village-publicist", new(2015, 1, 1)),
            ],
            default
        );

        Press();
        Leaflets();
        Rooms();
        Care();
        Record("target", "桐花镇", "2021-01-01", "target=8 indicator=placements-county", "县级媒体上稿目标");
        Record("study-digest", "石桥村", "2021-04-30", "registered=40 active=30", "四月学习情况");
        Record("study-digest", "上湾村", "2021-04-30", "registered=60 active=45", "四月学习情况");
        Record("volunteer-event", "石桥村", "2021-06-05", "people=20 hours=60 service=clean-up", "清扫村道");
        Record("research-note", "桐花镇", "2022-02-20", "topic=industry", "罗汉果产业调研");
        Record("article", "桐花镇", "2022-06-10", "genre=news writer@周敏", "夏收见闻");

        await Write(ledger, upTo: new(2022, 3, 1, 1, 0, 0, TimeSpan.Zero));
        await ledger.ChangeUnits(
            seq => [new UnitMerged(seq, units["龙井村"], new(2022, 3, 1), units["上湾村"])],
            default
        );
        await Write(ledger, upTo: new(2022, 6, 1, 1, 0, 0, TimeSpan.Zero));
        await ledger.AdoptCatalogue([.. catalogue.Select(WithoutBulletins)], default);
        await Write(ledger, upTo: new(2022, 7, 20, 4, 0, 0, TimeSpan.Zero));
    }

    private void Press()
    {
        var levels = new[] { "county", "county city", "county", "county central", "city", "county", "county province" };
        for (var i = 0; i < levels.Length; i++)
        {
            var on = new DateOnly(2021, 1 + i, 3 + i);
            var genre = i < 2 ? "bulletin" : "news";
            Record("article", "桐花镇", Iso(on), $"genre={genre} writer@韦小兰", $"稿件{i + 1}", $"稿{i + 1}");
            foreach (var (level, days) in levels[i].Split(' ').Select((l, n) => (l, n)))
            {
                var outlet = level switch
                {
                    "county" => "county-media",
                    "city" => "city-paper",
                    "province" => "province-paper",
                    _ => "xinhua",
                };
                Record(
                    "placement",
                    "桐花镇",
                    Iso(on.AddDays(2 + days)),
                    $"level={level} outlet={outlet} placementOf->稿{i + 1}",
                    $"稿件{i + 1}见报",
                    late: i == 2 ? 30 : 1
                );
            }
        }
    }

    private void Leaflets()
    {
        foreach (
            var (topic, copies) in new[]
            {
                ("law", "copies=2000"),
                ("health", "copies=1940"),
                ("pension", "copies>=2300"),
            }
        )
        {
            Record("leaflet", "桐花镇", "2021-06-10", $"{copies} topic={topic}", "六月集中发放");
        }

        Record("leaflet", "上湾村", "2021-06-12", "copies=500 topic=fraud reported", "村里报来的发放数");
        Record(
            "leaflet",
            "石桥村",
            "2021-06-13",
            "copies=?  topic=safety",
            "=HYPERLINK(\"http://example.invalid\",\"点我\")"
        );
    }

    private void Rooms()
    {
        for (var month = new DateOnly(2021, 1, 1); month <= new DateOnly(2022, 6, 1); month = month.AddMonths(1))
        {
            foreach (var village in new[] { "石桥村", "上湾村", "下湾村", "龙井村" })
            {
                if (
                    (village, month.Year, month.Month) is ("下湾村", 2021, 11)
                    || (village == "龙井村" && month >= new DateOnly(2022, 3, 1))
                )
                {
                    continue;
                }

                var on = Period.Month(month).To;
                Record(
                    "room-opening",
                    village,
                    Iso(on),
                    $"days={20 + (month.Month % 5)} visits={90 + month.Month}",
                    $"{village}书屋{month.Month}月"
                );
            }
        }
    }

    private void Care()
    {
        for (var i = 0; i < 9; i++)
        {
            var on = new DateOnly(2021, i < 6 ? 2 : 5, 3 + i);
            Record(
                "care-opened",
                "石桥村",
                Iso(on),
                "family=single-parent helper@韦小兰 helper@李静",
                "一户家庭的帮扶",
                $"帮扶{i}"
            );
            Record("care-visit", "石桥村", Iso(on.AddDays(3)), $"helper@韦小兰 followsFrom->帮扶{i}", "机密走访");
        }
    }

    private async Task Found(TownLedger ledger, string name, UnitType type, string? above)
    {
        units[name] = new(units.Count + 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await ledger.ChangeUnits(
            seq =>
                [
                    new UnitFounded(
                        seq,
                        units[name],
                        new(2010, 1, 1),
                        type,
                        Name(name),
                        above is null ? null : units[above]
                    ),
                ],
            default
        );
    }

    private void Record(
        string kind,
        string unit,
        string on,
        string details,
        string title,
        string? name = null,
        int late = 1
    )
    {
        var content = RecordWords.Read(
            new()
            {
                Id = LedgerTown.Id(name ?? $"record {++made}"),
                Kind = kind,
                KindVersion = 1,
                Unit = units[unit],
                On = LedgerTown.OnDay(on),
                Title = title,
                Author = Publicist,
            },
            details
        );
        changes.Add(new NewRecord(content, Publicist, Day.StartOf(content.On.AddDays(late)).AddHours(9)));
    }

    private async Task Write(TownLedger ledger, DateTimeOffset upTo)
    {
        var now = changes.Where(c => c.At < upTo).OrderBy(c => c.At).ToList();
        changes.RemoveAll(now.Contains);
        clock.Set(upTo);
        await ledger.Write(now, default);
    }

    private static CatalogueFile WithoutBulletins(CatalogueFile file) =>
        file with
        {
            Text = file
                .Text.Replace(
                    "formula: count(article)",
                    "formula: count(article where genre != bulletin)",
                    StringComparison.Ordinal
                )
                .Replace("  articles:\n    version: 1", "  articles:\n    version: 2", StringComparison.Ordinal),
        };

    private static LocalText Name(string name) => new(name, name, name);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What came back.</summary>
public sealed partial record Seen(HttpStatusCode Status, byte[] Body, string? Type, string? Disposition)
{
    public string Html { get; } = Encoding.UTF8.GetString(Body);

    /// <summary>What a person reads: no tags, single spaces, nothing of lists to choose from.</summary>
    public string Text => WebUtility.HtmlDecode(Space().Replace(Tag().Replace(Choices().Replace(Html, " "), " "), " "));

    /// <summary>The first address on the page that holds a text.</summary>
    public string Link(string holds) =>
        Address()
            .Matches(Html)
            .Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))
            .First(a => a.Contains(holds, StringComparison.Ordinal));

    [GeneratedRegex("<head[\\s\\S]*?</head>|<select[\\s\\S]*?</select>")]
    private static partial Regex Choices();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Address();
}
