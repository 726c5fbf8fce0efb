using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>
/// The whole site over a small invented county: 桐花镇 with 石桥村 and 上湾村, and a second town 北岭镇 with 北村, which nobody of the first may
/// see. It is 8 October 2022 there.
/// </summary>
public class TestSite : IAsyncLifetime
{
    internal static readonly UnitId County = new(1);
    internal static readonly UnitId Town = new(2);
    internal static readonly UnitId Shiqiao = new(3);
    internal static readonly UnitId Shangwan = new(4);
    internal static readonly UnitId Office = new(5);
    internal static readonly UnitId OtherTown = new(10);
    internal static readonly UnitId OtherVillage = new(11);

    internal static readonly DateOnly Today = new(2022, 10, 8);

    internal static readonly PersonId Officer = Person("officer");
    internal static readonly PersonId Staff = Person("staff");
    internal static readonly PersonId Leader = Person("leader");
    internal static readonly PersonId Publicist = Person("publicist");
    internal static readonly PersonId Neighbour = Person("neighbour");
    internal static readonly PersonId CountyReader = Person("county-reader");
    internal static readonly PersonId OtherOfficer = Person("other officer");

    private readonly string folder = Directory.CreateTempSubdirectory("xy-site-").FullName;
    private WebApplication? site;

    public Uri Address { get; private set; } = null!;

    internal TownLedger Ledger => site!.Services.GetRequiredService<TownLedger>();

    internal IServiceProvider Services => site!.Services;

    internal Clock Time { get; private protected init; } = new(new(2022, 10, 8, 2, 0, 0, TimeSpan.Zero));

    /// <summary>A path in the data folder.</summary>
    internal string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Whether it is a demonstration, where one picks who one is.</summary>
    private protected virtual bool IsDemonstration => true;

    /// <summary>How the site is started.</summary>
    private protected virtual SiteOptions Options =>
        new()
        {
            Data = folder,
            Urls = "http://127.0.0.1:0",
            Clock = Time,
        };

    public virtual async ValueTask InitializeAsync()
    {
        using (var database = Database.Open(folder, Options.Database))
        {
            await Found(database, Time, IsDemonstration);
        }

        await StartAsync(Options);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The server is away.</summary>
    internal async Task StopAsync()
    {
        if (site is not null)
        {
            await site.StopAsync();
            await site.DisposeAsync();
            site = null;
        }
    }

    /// <summary>The server is back, at the same address.</summary>
    internal Task StartAsync() => StartAsync(Options with { Urls = Address.ToString() });

    private async Task StartAsync(SiteOptions options)
    {
        site = await SiteHost.BuildAsync(options, FeatureServices.Add);
        await site.StartAsync();
        Address = new(
            site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
    }

    /// <summary>A browser without scripts, as that person.</summary>
    internal SiteVisitor As(PersonId person, string language = "zh-Hans") => new(Address, person, language);

    /// <summary>A record straight into the ledger.</summary>
    internal async Task<WorkRecord> Record(
        string kind,
        UnitId unit,
        string day,
        string title,
        PersonId? by = null,
        Func<WorkRecord, WorkRecord>? with = null
    )
    {
        var author = by ?? Officer;
        var record = new WorkRecord
        {
            Id = Guid.CreateVersion7(Time.GetUtcNow()),
            Kind = kind,
            KindVersion = Ledger.Catalogue.Kind(kind)!.Version,
            Unit = unit,
            On = DateOnly.Parse(day, CultureInfo.InvariantCulture),
            Title = title,
            Author = author,
        };
        record = with?.Invoke(record) ?? record;
        await Ledger.Record(record, author, TestContext.Current.CancellationToken);
        return record;
    }

    /// <summary>A centre-group study session of the town, which needs no confirmation.</summary>
    internal Task<WorkRecord> Study(string day, string title, PersonId? by = null) =>
        Record(
            "centre-study",
            Town,
            day,
            title,
            by,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["people"] = new(11) },
                    Dimensions = new Dictionary<string, string> { ["subject"] = Subject },
                }
        );

    /// <summary>A village's own study session.</summary>
    internal Task<WorkRecord> VillageStudy(UnitId village, string day, string title, PersonId? by = null) =>
        Record(
            "village-study",
            village,
            day,
            title,
            by ?? Publicist,
            r => r with { Dimensions = new Dictionary<string, string> { ["means"] = Means } }
        );

    internal string Subject => First("study-subject");

    internal string Means => First("study-means");

    internal string First(string dimension) => Ledger.Catalogue.Dimension(dimension)!.Values[0].Id;

    private static PersonId Person(string name) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true));

    internal static async Task Found(Database database, TimeProvider clock, bool isDemonstration)
    {
        await using var ledger = await TownLedger.OpenAsync(database, clock);
        if (isDemonstration)
        {
            await ledger.MarkDemonstration(default);
        }

        await ledger.AdoptCatalogue(CatalogueFile.In(Repository.PathOf("catalogue")), default);
        var start = new DateOnly(2010, 1, 1);
        (UnitId Id, UnitType Type, string Hans, string Hant, string En, UnitId? Above)[] units =
        [
            (County, UnitType.County, "云溪县", "雲溪縣", "Yunxi County", null),
            (Town, UnitType.Town, "桐花镇", "桐花鎮", "Tonghua", County),
            (Shiqiao, UnitType.Village, "石桥村", "石橋村", "Shiqiao", Town),
            (Shangwan, UnitType.Village, "上湾村", "上灣村", "Shangwan", Town),
            (Office, UnitType.Office, "文化站", "文化站", "Culture office", Town),
            (OtherTown, UnitType.Town, "北岭镇", "北嶺鎮", "Beiling", County),
            (OtherVillage, UnitType.Village, "北村", "北村", "Beicun", OtherTown),
        ];
        await ledger.ChangeUnits(
            seq =>
                [.. units.Select(u => new UnitFounded(seq, u.Id, start, u.Type, new(u.Hans, u.Hant, u.En), u.Above))],
            default
        );
        await new PeopleStore(database).Put(
            [
                new(Officer, new("周敏", "周敏", "Zhou Min"), Town, "officer", start),
                new(Staff, new("李强", "李強", "Li Qiang"), Office, "staff", start),
                new(Leader, new("黄华", "黃華", "Huang Hua"), Town, "leader", start),
                new(Publicist, new("韦小兰", "韋小蘭", "Wei Xiaolan"), Shiqiao, "village-publicist", start),
                new(Neighbour, new("覃文", "覃文", "Qin Wen"), Shangwan, "village-publicist", start),
                new(CountyReader, new("莫平", "莫平", "Mo Ping"), County, "county-reader", start),
                new(OtherOfficer, new("陆云", "陸雲", "Lu Yun"), OtherTown, "officer", start),
            ],
            default
        );
    }

    /// <summary>A clock that moves on by a second whenever it is read, so that no two changes share an instant.</summary>
    internal sealed class Clock(DateTimeOffset start) : TimeProvider
    {
        private long milliseconds;

        public override DateTimeOffset GetUtcNow() => start.AddMilliseconds(Interlocked.Increment(ref milliseconds));

        private long passed;

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref passed);

        /// <summary>Lets time pass.</summary>
        public void Advance(TimeSpan time)
        {
            Interlocked.Add(ref milliseconds, (long)time.TotalMilliseconds);
            Interlocked.Add(ref passed, (long)(time.TotalSeconds * TimestampFrequency));
        }
    }
}

/// <summary>The same on SQLite.</summary>
public sealed class TestSiteOnSqlite : TestSite;

/// <summary>The same on PostgreSQL; its tests are skipped where that is not installed.</summary>
public sealed class TestSiteOnPostgres : TestSite
{
    private string? connection;

    private protected override SiteOptions Options => base.Options with { Database = connection };

    public override async ValueTask InitializeAsync()
    {
        connection = await PostgresServer.CreateDatabaseAsync();
        await base.InitializeAsync();
    }
}

/// <summary>A browser without scripts: keeps cookies, follows nothing, sends forms as they were rendered.</summary>
internal sealed partial class SiteVisitor : IDisposable
{
    private readonly HttpClient http;

    private const string Token = "__RequestVerificationToken";

    private readonly CookieContainer cookies = new();

    public SiteVisitor(Uri address, PersonId? person, string language)
    {
        if (person is { } picked)
        {
            cookies.Add(address, new Cookie("who", picked.Value.ToString()));
        }

        cookies.Add(address, new Cookie("language", language));
        http = new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };
    }

    /// <summary>Its cookies, to be put into a browser.</summary>
    public CookieCollection Cookies => cookies.GetAllCookies();

    /// <summary>Sends JSON as a script does.</summary>
    public Task<Answer> SendJson(string path, string json, string? token = null) =>
        Read(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(json, Encoding.UTF8, "application/json"),
            };
            if (token is not null)
            {
                request.Headers.Add("X-Form-Token", token);
            }

            return request;
        });

    public Task<Answer> Get(string path) => Read(() => new(HttpMethod.Get, path));

    /// <summary>A file as it comes.</summary>
    public Task<byte[]> Download(string path) => http.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Fills in a form of the page that is sent elsewhere.</summary>
    public async Task<Answer> Send(string to, string page, params (string Name, object Value)[] fields) =>
        await Send(await Get(page), to, fields);

    /// <summary>Fills in the page's form, as far as fields are given, and sends it.</summary>
    public async Task<Answer> Send(string path, params (string Name, object Value)[] fields)
    {
        var page = await Get(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await Send(page, path, fields);
    }

    /// <summary>Sends a page's form again, with other fields.</summary>
    public Task<Answer> Send(Answer page, string path, params (string Name, object Value)[] fields)
    {
        var given = fields.Select(f => f.Name).ToHashSet();
        var all = page
            .Hidden.Where(h => !given.Contains(h.Name) && h.Name != Token)
            // Each form of a page has the same.
            .Concat(page.Hidden.Where(h => h.Name == Token).Take(1))
            .Select(h => (h.Name, Value: (object)h.Value))
            .Concat(fields);
        return Read(() =>
        {
            var form = new MultipartFormDataContent();
            foreach (var (name, value) in all)
            {
                if (value is (string file, byte[] bytes))
                {
                    form.Add(new ByteArrayContent(bytes), name, file);
                }
                else
                {
                    form.Add(new StringContent($"{value}"), name);
                }
            }

            return new(HttpMethod.Post, path) { Content = form };
        });
    }

    private async Task<Answer> Read(Func<HttpRequestMessage> ask)
    {
        using var request = ask();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.Location?.ToString(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value))
        );
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What the site answered.</summary>
internal sealed partial record Answer(
    HttpStatusCode Status,
    string Html,
    string? Location,
    IReadOnlyDictionary<string, string> Headers
)
{
    /// <summary>The page's words without its markup.</summary>
    public string Text => WebUtility.HtmlDecode(Blank().Replace(Tag().Replace(Html, " "), " "));

    /// <summary>Fields that the form brings along, files kept by it among them.</summary>
    public IEnumerable<(string Name, string Value)> Hidden =>
        Field()
            .Matches(Html)
            .Select(m => m.Value)
            .Where(f =>
                f.Contains("type=\"hidden\"", StringComparison.Ordinal)
                || (
                    f.Contains("type=\"checkbox\"", StringComparison.Ordinal)
                    && f.Contains(" checked", StringComparison.Ordinal)
                )
            )
            .Select(f =>
                (
                    WebUtility.HtmlDecode(Name().Match(f).Groups[1].Value),
                    WebUtility.HtmlDecode(Value().Match(f).Groups[1].Value)
                )
            )
            .Where(f => f.Item1.Length > 0)
            // A page with several forms has one token in each.
            .Distinct();

    [GeneratedRegex("<(style|script)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex("\\sname=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\svalue=\"([^\"]*)\"")]
    private static partial Regex Value();
}
