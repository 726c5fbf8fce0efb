using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>
/// Every address of the running site, with something real of one town in each of its places. A new kind of place has to be taught here, or the walk
/// fails and says which.
/// </summary>
internal sealed partial class EndpointWalk
{
    private const string Nothing = "01900000-0000-7000-8000-00000000dead";

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
        return new()
        {
            places =
            {
                ["/records id"] = record.Id.ToString(),
                ["/reports id"] = report.Id.ToString(),
                ["/access/invitations id"] = invitation.Id.ToString(),
                ["/roster id"] = officer.Value.ToString(),
                ["/pictures/people id"] = officer.Value.ToString(),
                // Nothing of that sort is there: these pages say so to whoever gets as far as that.
                ["/registers id"] = Nothing,
                ["/registers batch"] = Nothing,
                ["/second-look id"] = Nothing,
                ["/sheets id"] = Nothing,
                ["/checks id"] = Nothing,
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
