using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Features.Sheets;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>Who gets in where: every address of the running site, as everybody, against <c>access.yaml</c>.</summary>
public sealed class AccessTests(AccessTests.EverybodysSite site) : IClassFixture<AccessTests.EverybodysSite>
{
    private const string Secret = "凤尾竹";

    /// <summary>With somebody in every role.</summary>
    public sealed class EverybodysSite : SignedInSite
    {
        internal static readonly PersonId Correspondent = new(new("01900000-0000-7000-8000-0000000000c1"));
        internal static readonly PersonId Responder = new(new("01900000-0000-7000-8000-0000000000c2"));
        internal static readonly PersonId Hidden = new(new("01900000-0000-7000-8000-0000000000c3"));

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            var since = new DateOnly(2020, 1, 1);
            await Services
                .GetRequiredService<PeopleStore>()
                .Put(
                    [
                        new(Correspondent, new("罗平", "羅平", "Luo Ping"), Shiqiao, "correspondent", since),
                        new(Responder, new("蒙丽", "蒙麗", "Meng Li"), Town, "responder", since),
                        new(Hidden, new(Secret, Secret, Secret), OtherVillage, "village-publicist", since),
                    ],
                    TestContext.Current.CancellationToken
                );
        }

        internal static IReadOnlyDictionary<Role, PersonId> OfTown { get; } =
            new Dictionary<Role, PersonId>
            {
                [Role.Publicist] = Publicist,
                [Role.Correspondent] = Correspondent,
                [Role.Staff] = Staff,
                [Role.Officer] = Officer,
                [Role.Responder] = Responder,
                [Role.Leader] = Leader,
                [Role.CountyReader] = CountyReader,
            };
    }

    [Fact]
    public void EveryEndpoint_IsInTheTable()
    {
        var mapped = EndpointWalk.Endpoints(site);

        var listed = Rights.Pages.Keys.Select(k => k.Page).ToHashSet();
        var missing = mapped.Select(e => e.Page).Where(page => !listed.Contains(page)).Distinct().ToList();
        // Static assets map their last resort in some builds only.
        var gone = Rights.Pages.Keys.Except(mapped).Where(k => k.Page != "/{**path:file}").ToList();

        Assert.True(missing.Count == 0, $"In no line of access.yaml: {string.Join(", ", missing)}");
        Assert.True(gone.Count == 0, $"In access.yaml, but not on the site: {string.Join(", ", gone)}");
    }

    // A page that takes forms and whose line forgot POST would refuse them to everybody.
    [Fact]
    public async Task EveryHandlerOfAPage_IsInTheTable()
    {
        var handled = await EndpointWalk.Handled(site);

        var missing = handled.Where(h => !Rights.Pages.ContainsKey(h)).ToList();

        Assert.True(missing.Count == 0, $"Not in access.yaml: {string.Join(", ", missing)}");
    }

    [Fact]
    public async Task EveryEndpoint_OpensToJustThese()
    {
        var walk = await EndpointWalk.Of(site, TestSite.Town, TestSite.Officer, "走遍");
        var visitors = new Dictionary<Role, SiteVisitor>();
        foreach (var (role, person) in EverybodysSite.OfTown)
        {
            visitors[role] = await site.SignedIn(person);
        }

        using var stranger = site.Stranger();
        var wrong = new List<string>();
        foreach (var (page, method) in EndpointWalk.Endpoints(site))
        {
            var address = walk.Address(page);
            var admission = Rights.Of(page, method);
            Compare("signed out", await Ask(stranger, method, address), admission?.Anyone == true, admission is null);
            foreach (var role in Enum.GetValues<Role>())
            {
                var answer = await Ask(visitors[role], method, address);
                Compare($"{role}", answer, admission?.Admits(role) == true, isForbidden: true);
            }

            void Compare(string who, Answer answer, bool mayEnter, bool isForbidden)
            {
                var isOut =
                    (answer.Status is HttpStatusCode.Forbidden && !IsThePagesOwn(answer))
                    || (!isForbidden && answer.Status is HttpStatusCode.Unauthorized)
                    || (
                        !isForbidden
                        && !page.StartsWith("/sign-in", StringComparison.Ordinal)
                        && answer.Location?.StartsWith("/sign-in", StringComparison.Ordinal) == true
                    );
                if (isOut == mayEnter || answer.Status == HttpStatusCode.InternalServerError)
                {
                    wrong.Add($"{method} {address} as {who}: {(int)answer.Status} {answer.Location}");
                }
            }
        }

        foreach (var visitor in visitors.Values)
        {
            visitor.Dispose();
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task SecretOfAnotherTown_IsNowhere()
    {
        var walk = await EndpointWalk.Of(site, TestSite.OtherTown, TestSite.OtherOfficer, Secret);
        await site.Ledger.ChangeUnits(
            seq =>
                [
                    new UnitRenamed(
                        seq,
                        TestSite.OtherVillage,
                        new(2022, 1, 1),
                        new($"{Secret}村", $"{Secret}村", Secret)
                    ),
                ],
            TestContext.Current.CancellationToken
        );
        var pages = EndpointWalk
            .Endpoints(site)
            .Where(e => e.Method == "GET")
            .Select(e => walk.Address(e.Page))
            .ToList();
        string[] asked =
        [
            .. pages,
            .. pages.Select(p =>
                $"{p}{(p.Contains('?', StringComparison.Ordinal) ? '&' : '?')}unit={TestSite.OtherTown}&year=2022"
            ),
            "/records?kind=cadre-study",
            $"/units/{TestSite.OtherVillage}",
            $"/audit?person={TestSite.OtherOfficer.Value}",
            "/records/new?kind=cadre-study&seek=event",
        ];

        var told = new List<string>();
        foreach (var (role, person) in EverybodysSite.OfTown.Where(p => p.Key != Role.CountyReader))
        {
            using var visitor = await site.SignedIn(person);
            foreach (var address in asked)
            {
                if ((await visitor.Get(address)).Html.Contains(Secret, StringComparison.Ordinal))
                {
                    told.Add($"{role}: {address}");
                }
            }
        }

        // The words are there to be found: their own town and the county find them.
        using var owner = await site.SignedIn(TestSite.OtherOfficer);
        using var county = await site.SignedIn(TestSite.CountyReader);
        await SheetTests.Settled(owner, walk.Address("/sheets/uploads/{id:guid}"));
        foreach (
            var page in new[]
            {
                "/records/{id:guid}",
                "/reports/{id:guid}",
                "/units",
                "/access",
                "/registers",
                "/registers/{id:guid}",
                "/registers/{id:guid}/print",
                "/registers/scans/{batch:guid}",
                "/registers/pages/{id:guid}",
                "/sheets",
                "/sheets/uploads/{id:guid}",
                "/sheets/forms/{id:guid}",
                "/checks",
                "/checks/{id:guid}",
                "/second-look/{id:guid}",
                "/capture/underway",
            }
        )
        {
            Assert.Contains(Secret, (await owner.Get(walk.Address(page))).Html, StringComparison.Ordinal);
        }

        Assert.Contains(Secret, (await county.Get("/records?kind=cadre-study")).Html, StringComparison.Ordinal);
        Assert.True(told.Count == 0, string.Join('\n', told));
    }

    /// <summary>A record of a restricted kind, told to its two helpers alone: also where it was drawn, or waits for a picture.</summary>
    [Fact]
    public async Task SecretOfTwoHelpers_IsNowhere()
    {
        const string Words = "金竹林";
        var walk = await EndpointWalk.Of(site, TestSite.Town, TestSite.Officer, "走过");
        var record = await site.Record(
            "care-opened",
            TestSite.Shiqiao,
            "2022-09-04",
            Words,
            TestSite.Publicist,
            r =>
                r with
                {
                    Text = Words,
                    Place = Words,
                    Dimensions = new Dictionary<string, string> { ["family"] = site.First("family") },
                    Participants = [new("helper", TestSite.Publicist), new("helper", EverybodysSite.Correspondent)],
                }
        );
        await site
            .Services.GetRequiredService<EvidenceUnderway>()
            .Tell(
                record.Id,
                TestSite.Publicist,
                null,
                [new(new string('b', 64), "photo", Words)],
                TestContext.Current.CancellationToken
            );
        var past = walk.Past(record.Id);
        string[] asked =
        [
            .. EndpointWalk
                .Endpoints(site)
                .Where(e => e.Method == "GET")
                .SelectMany(e => (string[])[walk.Address(e.Page), past.Address(e.Page)])
                .Distinct(),
            "/records?kind=care-opened",
            $"/records?q={Words}",
            $"/records/new?kind=care-visit&seek=followsFrom&q={Words}",
            "/figures/care-families?year=2022",
            "/registers/new?kind=care-opened&form=Slip",
            "/sheets/templates/care-opened.xlsx",
        ];

        var told = new List<string>();
        foreach (
            var (role, person) in EverybodysSite.OfTown.Where(p => p.Key is not (Role.Publicist or Role.Correspondent))
        )
        {
            using var visitor = await site.SignedIn(person);
            foreach (var address in asked)
            {
                var page = (await visitor.Get(address)).Html;
                // What was typed is shown again.
                if (
                    page.Contains(Words, StringComparison.Ordinal) && !address.Contains(Words, StringComparison.Ordinal)
                )
                {
                    told.Add($"{role}: {address}");
                }
            }
        }

        using var helper = await site.SignedIn(TestSite.Publicist);
        foreach (var page in new[] { past.Address("/records/{id:guid}"), "/capture/underway" })
        {
            Assert.Contains(Words, (await helper.Get(page)).Html, StringComparison.Ordinal);
        }

        Assert.True(told.Count == 0, string.Join('\n', told));
    }

    [Theory]
    [InlineData("/records?q=a", "/sign-in?back=%2Frecords%3Fq%3Da")]
    [InlineData("/", "/sign-in")]
    public async Task Page_SignedOut_AsksToSignInAndComesBack(string path, string where)
    {
        using var stranger = site.Stranger();

        var answer = await stranger.Get(path);

        Assert.Equal((HttpStatusCode.Redirect, where), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Form_SignedOut_IsToldThatNothingWasTakenIn()
    {
        using var stranger = site.Stranger();

        var form = await stranger.Get("/sign-in");
        var answer = await SignedInSite.Patiently(() => stranger.Send(form, "/records/new?kind=centre-study"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("填过的都还在", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_IsAnsweredInJson()
    {
        using var stranger = site.Stranger();
        using var publicist = await site.SignedIn(TestSite.Publicist);

        var signedOut = await stranger.Get("/api/session");
        var session = await publicist.Get("/api/session");
        var noToken = await SignedInSite.Patiently(() => publicist.SendJson("/api/passkey/new", "{}"));

        Assert.Equal((HttpStatusCode.Unauthorized, """{"error":"signed-out"}"""), (signedOut.Status, signedOut.Html));
        Assert.Equal(HttpStatusCode.OK, session.Status);
        Assert.Contains(TestSite.Publicist.Value.ToString(), session.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, """{"error":"form-expired"}"""), (noToken.Status, noToken.Html));
    }

    [Fact]
    public async Task Picking_InEarnest_MakesNobody()
    {
        using var visitor = new SiteVisitor(site.Address, TestSite.Officer, "zh-Hans");

        Assert.Equal("/sign-in", (await visitor.Get("/")).Location);
    }

    // A page below /api/ may refuse for a reason of its own, and names it.
    private static bool IsThePagesOwn(Answer answer) =>
        answer.Html.StartsWith('{') && !answer.Html.Contains("not-yours", StringComparison.Ordinal);

    private static Task<Answer> Ask(SiteVisitor visitor, string method, string address) =>
        SignedInSite.Patiently(() =>
            method == "GET" ? visitor.Get(address)
            : address.StartsWith("/api/", StringComparison.Ordinal) ? visitor.SendJson(address, "{}")
            : visitor.Send(new Answer(default, "", null, new Dictionary<string, string>()), address, ("nothing", ""))
        );
}
