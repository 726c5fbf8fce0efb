using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Features.Sheets;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;
using Xiangyin.Web.Tests.Features.Sheets;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>
/// Every address of the running site, with something real of one town in each of its places. A new kind of place has to be taught here, or the walk
/// fails and says which.
/// </summary>
internal sealed partial class EndpointWalk
{
    private readonly Dictionary<string, string> places = [];

    private EndpointWalk() { }

    /// <summary>All pages, as <c>access.yaml</c> writes them, with the methods that the site maps them for.</summary>
    public static IReadOnlyList<(string Page, string Method)> Endpoints(TestSite site) =>
        [
            .. from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where !Gate.IsAsset(endpoint)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                ?? (
                    endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null
                        ? (IReadOnlyList<string>)["GET"]
                        : ["GET", "POST"]
                )
            select (Gate.PageOf(endpoint), method) into found
            orderby found
            select found,
        ];

    /// <summary>What the pages' models answer.</summary>
    public static async Task<IReadOnlyList<(string Page, string Method)>> Handled(TestSite site)
    {
        var loader = site.Services.GetRequiredService<PageLoader>();
        var handled = new HashSet<(string, string)>();
        foreach (
            var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        )
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } described)
            {
                var page = await loader.LoadAsync(described, EndpointMetadataCollection.Empty);
                handled.UnionWith(
                    page.HandlerMethods.Select(h => (Gate.PageOf(endpoint), h.HttpMethod.ToUpperInvariant()))
                );
            }
        }

        return [.. handled.Order()];
    }

    /// <summary>Something of each sort that belongs to a town, each with the words in its title, text and name.</summary>
    public static async Task<EndpointWalk> Of(SignedInSite site, UnitId town, PersonId officer, string words)
    {
        var ct = TestContext.Current.CancellationToken;
        using var picture = new MemoryStream(TestPicture.Png);
        var evidence = await site
            .Services.GetRequiredService<EvidenceStore>()
            .Put(picture, $"{words}.png", site.Ledger.Catalogue.Kind("cadre-study")!.Evidence[0].Id, officer, ct);
        var record = await site.Record(
            "cadre-study",
            town,
            "2022-09-01",
            $"{words}题",
            officer,
            r =>
                r with
                {
                    Text = $"{words}文",
                    Place = $"{words}地",
                    Measures = new Dictionary<string, Measure> { ["people"] = new(8) },
                    Dimensions = new Dictionary<string, string>
                    {
                        ["form"] = site.First("study-form"),
                        ["subject"] = site.Subject,
                    },
                    Evidence = [evidence],
                }
        );
        var desk = site.Services.GetRequiredService<ReportDesk>();
        var outline = site.Services.GetRequiredService<Outlines>().Find("annual")!;
        var report = await desk.Begin(
            Guid.CreateVersion7(site.Time.GetUtcNow()),
            outline,
            town,
            2021,
            new(2021, 12, 31),
            officer,
            ct
        );
        var paragraph = Guid.CreateVersion7(site.Time.GetUtcNow());
        await desk.Write(
            report,
            new(
                paragraph,
                0,
                Guid.CreateVersion7(site.Time.GetUtcNow()),
                $"{words}段",
                officer,
                Section: report.Frame.Sections[^1].Id
            ),
            ct
        );
        var invitation = await site.Invite(officer);
        var (register, scan) = await Register(site, town, officer, words);
        var (upload, form) = await Sheets(site, town, officer, words);
        var check = site
            .Services.GetRequiredService<OpenChecks>()
            .Open(
                NewId(site),
                officer,
                UploadReader.Paste($"{words}镇2021年宣传工作总结\n一、{words}\n发放宣传单5份。")
            );
        await site
            .Services.GetRequiredService<EvidenceUnderway>()
            .Tell(record.Id, officer, null, [new(new string('a', 64), "photo", $"{words}.jpg")], ct);
        return new()
        {
            places =
            {
                ["/records id"] = record.Id.ToString(),
                ["/reports id"] = report.Id.ToString(),
                ["/access/invitations id"] = invitation.Id.ToString(),
                ["/roster id"] = officer.Value.ToString(),
                ["/pictures/people id"] = officer.Value.ToString(),
                ["/registers id"] = register.ToString(),
                ["/registers batch"] = scan.Batch.ToString(),
                ["/registers/pages id"] = scan.Id.ToString(),
                ["/second-look id"] = (await Drawn(site, town, officer, words)).ToString(),
                ["/sheets/uploads id"] = upload.ToString(),
                ["/sheets/forms id"] = form.ToString(),
                ["/checks id"] = check.Id.ToString(),
                // Nothing of that sort is there: whoever knows a door's code may read what it says.
                ["/sign-in door"] = "nothing",
                ["/api/capture hash"] = new string('0', 64),
                ["kind"] = "cadre-study",
                ["sheet"] = "0",
                ["cell"] = "A1",
                ["/units id"] = town.ToString(),
                ["paragraph"] = paragraph.ToString(),
                ["/reports name"] = "report.docx",
                ["hash"] = evidence.Hash,
                ["record"] = record.Id.ToString(),
                ["indicator"] = "cadre-study",
                ["form"] = "csv",
                ["code"] = "404",
                ["language"] = "zh-Hans",
                ["size"] = "normal",
            },
        };
    }

    private static Guid NewId(TestSite site) => Guid.CreateVersion7(site.Time.GetUtcNow());

    // Made, and a page of it sent and read.
    private static async Task<(Guid Register, Scan Scan)> Register(
        TestSite site,
        UnitId town,
        PersonId officer,
        string words
    )
    {
        var ct = TestContext.Current.CancellationToken;
        var desk = site.Services.GetRequiredService<RegisterDesk>();
        var (id, batch) = (NewId(site), NewId(site));
        var kind = site.Ledger.Catalogue.Kind("leaflet")!;
        await desk.Make(id, kind, RegisterForm.Tally, town, new(2022, 9, 2), $"{words}表", 1, officer, ct);
        using var picture = new MemoryStream(TestPicture.Png);
        Assert.Null(
            await desk.Take(batch, [new FormFile(picture, 0, picture.Length, "pictures", $"{words}.png")], officer, ct)
        );
        while (desk.JobOf(batch) is not null)
        {
            await Task.Delay(10, ct);
        }

        var register = desk.Book.Find(id)!;
        var scan = desk.Book.Batch(batch).Single() with
        {
            Register = id,
            Page = 1,
            Problem = null,
            Reading = [.. register.Pages[0].Fields.Select(f => new FieldReading(f.Id, null, Sureness.Blank, 1))],
        };
        await desk.Book.Keep(scan, ct);
        return (id, scan);
    }

    private static async Task<(Guid Upload, Guid Form)> Sheets(
        TestSite site,
        UnitId town,
        PersonId officer,
        string words
    )
    {
        var ct = TestContext.Current.CancellationToken;
        var (upload, form) = (NewId(site), NewId(site));
        var named = site.Ledger.Tree.On(town, TestSite.Today).Name.Hans;
        await site
            .Services.GetRequiredService<SheetUploads>()
            .Add(
                new(upload, "leaflet", $"{words}.xlsx", 2022, officer, site.Time.GetUtcNow()),
                TestBook.Of(
                    ["单位", "日期", "事由", "主题", "发出份数"],
                    [named, "2022-06-18", $"{words}事", "法律知识", 5]
                ),
                ct
            );
        await site
            .Services.GetRequiredService<FormBook>()
            .Add(
                new(form, $"{words}报表", $"{words}.xlsx", town, officer, site.Time.GetUtcNow()),
                TestBook.Of([words, "全年"], ["发放宣传单份数", null]),
                ct
            );
        return (upload, form);
    }

    // Nobody can choose which record is drawn: as many are recorded as it takes.
    private static async Task<Guid> Drawn(TestSite site, UnitId town, PersonId officer, string words)
    {
        while (true)
        {
            var record = await site.Record(
                "centre-study",
                town,
                "2022-09-03",
                $"{words}抽",
                officer,
                r =>
                    r with
                    {
                        Measures = new Dictionary<string, Measure> { ["people"] = new(8) },
                        Dimensions = new Dictionary<string, string> { ["subject"] = site.Subject },
                    }
            );
            if (await site.Ledger.SecondLooks.Of(record.Id, TestContext.Current.CancellationToken) is not null)
            {
                return record.Id;
            }
        }
    }

    /// <summary>The same walk, past another record.</summary>
    public EndpointWalk Past(Guid record)
    {
        var walk = new EndpointWalk();
        foreach (var (place, what) in places)
        {
            walk.places[place] = place is "/records id" or "/second-look id" or "record" ? record.ToString() : what;
        }

        return walk;
    }

    /// <summary>The page's address with its places filled.</summary>
    public string Address(string page)
    {
        var filled = Place().Replace(Optional().Replace(page, ""), place => Fill(page, place.Groups["name"].Value));
        return page.Contains("{hash", StringComparison.Ordinal) ? $"{filled}?record={places["record"]}" : filled;
    }

    private string Fill(string page, string name)
    {
        var key = places
            .Keys.Where(k =>
                k == name
                || (
                    k.EndsWith(" " + name, StringComparison.Ordinal)
                    && page.StartsWith(k.Split(' ')[0] + "/", StringComparison.Ordinal)
                )
            )
            .MaxBy(k => k.Length);
        return key is null
            ? throw new InvalidOperationException($"{page}: teach EndpointWalk.Of what {{{name}}} is")
            : places[key];
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)(?::(?:[^{}()]|\((?:[^()]|\([^()]*\))*\))*)?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"/\{\w+\?\}")]
    private static partial Regex Optional();
}
