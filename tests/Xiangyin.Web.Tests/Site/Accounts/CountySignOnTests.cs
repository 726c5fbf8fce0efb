using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;
using Xunit;

namespace Xiangyin.Web.Tests.Site.Accounts;

/// <summary>Signing in at the county's own sign-on, against a real provider of OpenID Connect.</summary>
public sealed class CountySignOnTests(CountySignOnTests.CountySite site) : IClassFixture<CountySignOnTests.CountySite>
{
    [Fact]
    public async Task Invitation_TakenUpThere_SignsIn_AndAgainLater()
    {
        site.Provider.Subject = "wei.xiaolan";
        var invitation = await site.Invite(TestSite.Publicist);
        using var visitor = site.Stranger();
        using var later = site.Stranger();

        var taken = await CountySite.GoThere(visitor, $"/sign-in/county?invitation={invitation.Code}");
        var again = await CountySite.GoThere(later, "/sign-in/county?back=/records");

        Assert.Equal("/", taken.Location);
        Assert.Contains("韦小兰 村级宣传员", (await visitor.Get("/records")).Text, StringComparison.Ordinal);
        Assert.Equal("/records", again.Location);
        Assert.Contains("韦小兰 村级宣传员", (await later.Get("/records")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_KnownToTheCounty_StaysOutside()
    {
        site.Provider.Subject = "somebody.else";
        using var visitor = site.Stranger();

        var answer = await CountySite.GoThere(visitor, "/sign-in/county");

        Assert.Equal("/sign-in?problem=stranger", answer.Location);
        Assert.Equal("/sign-in", (await visitor.Get("/")).Location);
    }

    [Fact]
    public async Task SignedIn_LinksTheCountysAccount_AndUnlinksIt()
    {
        site.Provider.Subject = "zhou.min";
        using var officer = await site.SignedIn(TestSite.Officer);
        using var later = site.Stranger();

        await CountySite.GoThere(officer, "/sign-in/county");
        var linked = await officer.Get("/me");
        var again = await CountySite.GoThere(later, "/sign-in/county");
        await officer.Send(linked, "/me?handler=RemoveCounty");
        using var last = site.Stranger();
        var unlinked = await CountySite.GoThere(last, "/sign-in/county");

        Assert.Contains("已绑定", linked.Text, StringComparison.Ordinal);
        Assert.Equal("/", again.Location);
        Assert.Equal("/sign-in?problem=stranger", unlinked.Location);
    }

    [Fact]
    public async Task AnswerThatWasMadeUp_SignsNobodyIn()
    {
        using var visitor = site.Stranger();

        var answer = await visitor.Get("/sign-in/county/back?code=made-up&state=made-up");

        Assert.Equal("/sign-in?problem=county", answer.Location);
        Assert.Equal("/sign-in?problem=county", (await visitor.Get("/sign-in/county/done")).Location);
    }

    /// <summary>The county in earnest, with a sign-on of its own.</summary>
    public sealed class CountySite : SignedInSite
    {
        // What the provider signs is good for now, not for 2022.
        public CountySite() => Time = new(TimeProvider.System.GetUtcNow());

        internal Provider Provider { get; } = new();

        private protected override SiteOptions Options =>
            base.Options with
            {
                SignOn = new(Provider.Address, Provider.Client, Provider.Secret, "云溪县统一登录"),
            };

        public override async ValueTask InitializeAsync()
        {
            await Provider.Start();
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Provider.DisposeAsync();
        }

        /// <summary>Follows the way to the provider and back, as a browser does.</summary>
        internal static async Task<Answer> GoThere(SiteVisitor visitor, string path)
        {
            var sent = await visitor.Get(path);
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            using var there = await http.GetAsync(new Uri(sent.Location!), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, there.StatusCode);
            var back = await visitor.Get(there.Headers.Location!.PathAndQuery);
            return back.Location?.StartsWith("/sign-in/county/done", StringComparison.Ordinal) == true
                ? await visitor.Get(back.Location)
                : back;
        }
    }

    /// <summary>A county's sign-on at which somebody is always signed in.</summary>
    internal sealed class Provider : IAsyncDisposable
    {
        public const string Client = "xiangyin";
        public const string Secret = "a-secret-of-the-test";

        private WebApplication? app;

        public Uri Address { get; private set; } = null!;

        /// <summary>Who is signed in there.</summary>
        public string Subject { get; set; } = "nobody";

        public async Task Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddOpenIddict().AddServer(Configure);
            app = builder.Build();
            app.UseRouting();
            app.UseAuthentication();
            await app.StartAsync();
            Address = new(
                app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
            );
        }

        public async ValueTask DisposeAsync()
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }

        private void Configure(OpenIddictServerBuilder server)
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(h =>
                h.UseInlineHandler(context =>
                {
                    if (context.ClientId != Client)
                    {
                        context.Reject("unknown client");
                    }

                    return ValueTask.CompletedTask;
                })
            );
            server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(h =>
                h.UseInlineHandler(context =>
                {
                    if (context.ClientId != Client || context.ClientSecret != Secret)
                    {
                        context.Reject("wrong secret");
                    }

                    return ValueTask.CompletedTask;
                })
            );
            server.AddEventHandler<OpenIddictServerEvents.HandleAuthorizationRequestContext>(h =>
                h.UseInlineHandler(context =>
                {
                    var identity = new ClaimsIdentity("county");
                    identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, Subject));
                    var principal = new ClaimsPrincipal(identity);
                    principal.SetScopes(context.Request.GetScopes());
                    context.Principal = principal;
                    return ValueTask.CompletedTask;
                })
            );
        }
    }
}
