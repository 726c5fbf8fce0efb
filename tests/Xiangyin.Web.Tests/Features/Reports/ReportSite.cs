using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Reports;

/// <summary>
/// The site on a small town: 桐花镇 with 上湾村 and 下坪村, an officer, a member of staff, a leader. In 2021 three placements in county media by
/// 13 July and five in the year, and one briefing of two that each village was asked for, except that 下坪村 has none.
/// </summary>
public sealed class ReportSite : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("xy-report-").FullName;
    private WebApplication? site;

    internal static readonly UnitId Town = new(2);
    internal static readonly PersonId Officer = Someone(1);
    internal static readonly PersonId Staff = Someone(2);
    internal static readonly PersonId Leader = Someone(3);
    internal static readonly PersonId Publicist = Someone(4);

    internal StandingClock Clock { get; } = new(new(2021, 1, 4, 1, 0, 0, TimeSpan.Zero));

    internal Uri Address { get; private set; } = null!;

    internal T Get<T>()
        where T : notnull => site!.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        using (var database = Database.Open(folder))
        {
            await Fill(database);
        }

        Clock.Set(new(2022, 1, 10, 1, 0, 0, TimeSpan.Zero));
        site = await SiteHost.BuildAsync(
            new SiteOptions
            {
                Data = folder,
                Urls = "http://127.0.0.1:0",
                Clock = Clock,
            },
            FeatureServices.Add
        );
        await site.StartAsync();
        Address = new(
            site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A page as somebody.</summary>
    internal async Task<IPage> OpenAs(
        Browser browser,
        PersonId person,
        Screen screen = Screen.Office,
        bool scripts = true
    )
    {
        var page = await browser.OpenAsync(screen, scripts, baseAddress: Address);
        await Become(page, person);
        return page;
    }

    /// <summary>From here on the page's reader is somebody else.</summary>
    internal Task Become(IPage page, PersonId person) =>
        page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "who",
                Value = person.Value.ToString(),
                Url = Address.ToString(),
            },
        ]);

    /// <summary>A report of 2021, begun as the form begins it.</summary>
    internal async Task<Guid> Begin()
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var outline = Get<Web.Features.Reports.Outlines>().Find("annual")!;
        await Get<Web.Features.Reports.ReportDesk>()
            .Begin(id, outline, Town, 2021, new(2021, 12, 31), Officer, default);
        return id;
    }

    /// <summary>A placement in county media, recorded now.</summary>
    internal Task Place(DateOnly on) => Get<TownLedger>().Record(Placement(on), Officer, default);

    /// <summary>A briefing in a village, as the year's campaign asked, recorded now.</summary>
    internal Task Brief(UnitId village) => Get<TownLedger>().Record(Briefing(village), Officer, default);

    private async Task Fill(Database database)
    {
        var ledger = new TownLedger(database, Clock);
        await ledger.AdoptCatalogue(CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue")), default);
        await ledger.MarkDemonstration(default);
        await ledger.ChangeUnits(
            seq =>
                [
                    new UnitFounded(
                        seq,
                        new(1),
                        new(2000, 1, 1),
                        UnitType.County,
                        new("云溪县", "雲溪縣", "Yunxi County"),
                        null
                    ),
                    new UnitFounded(
                        seq,
                        Town,
                        new(2000, 1, 1),
                        UnitType.Town,
                        new("桐花镇", "桐花鎮", "Tonghua Town"),
                        new(1)
                    ),
                    new UnitFounded(
                        seq,
                        new(3),
                        new(2000, 1, 1),
                        UnitType.Village,
                        new("上湾村", "上灣村", "Shangwan"),
                        Town
                    ),
                    new UnitFounded(
                        seq,
                        new(4),
                        new(2000, 1, 1),
                        UnitType.Village,
                        new("下坪村", "下坪村", "Xiaping"),
                        Town
                    ),
                ],
            default
        );
        await new PeopleStore(database).Put(
            [
                new(Officer, new("周敏", "周敏", "Zhou Min"), Town, "officer", new(2020, 1, 1)),
                new(Staff, new("韦小兰", "韋小蘭", "Wei Xiaolan"), Town, "staff", new(2020, 1, 1)),
                new(Leader, new("覃立", "覃立", "Qin Li"), Town, "leader", new(2020, 1, 1)),
                new(Publicist, new("李有根", "李有根", "Li Yougen"), new(3), "village-publicist", new(2020, 1, 1)),
            ],
            default
        );
        Clock.Set(new(2021, 12, 31, 1, 0, 0, TimeSpan.Zero));
        await ledger.Record(Campaign, Officer, default);
        await ledger.Record(Briefing(new(3)), Officer, default);
        foreach (
            var day in new DateOnly[]
            {
                new(2021, 2, 1),
                new(2021, 3, 1),
                new(2021, 7, 13),
                new(2021, 7, 14),
                new(2021, 9, 1),
            }
        )
        {
            await ledger.Record(Placement(day), Officer, default);
        }

        await ledger.Record(
            Record("problem", Town, new(2021, 12, 20)) with
            {
                Title = "稿件偏少",
                Text = "骨干不多",
                Dimensions = new Dictionary<string, string> { ["field"] = "outreach" },
            },
            Officer,
            default
        );
    }

    private static PersonId Someone(byte number) => new(new Guid($"01900000-0000-7000-8000-0000000000{number:00}"));

    private static readonly WorkRecord Campaign = Record("campaign", Town, new(2021, 3, 1)) with
    {
        Until = new DateOnly(2021, 11, 30),
        Measures = new Dictionary<string, Measure> { ["each"] = new(1) },
        Dimensions = new Dictionary<string, string> { ["asks"] = "village-briefing" },
    };

    private static WorkRecord Briefing(UnitId village) =>
        Record("village-briefing", village, new(2021, 5, 1)) with
        {
            Place = "村委会",
            Dimensions = new Dictionary<string, string> { ["meeting"] = "congress-region" },
            Links = [new Link(WellKnown.FollowsFrom, Campaign.Id)],
        };

    private static WorkRecord Placement(DateOnly on) =>
        Record("placement", Town, on) with
        {
            Dimensions = new Dictionary<string, string> { ["level"] = "county", ["outlet"] = "county-media" },
            Links = [new Link("placementOf", Article)],
        };

    private static readonly Guid Article = new("01900000-0000-7000-8000-00000000a001");

    private static WorkRecord Record(string kind, UnitId unit, DateOnly on) =>
        new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(on.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
            Kind = kind,
            KindVersion = 1,
            Unit = unit,
            On = on,
            Title = kind,
            Author = Officer,
        };
}
