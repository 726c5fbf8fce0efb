using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Cli;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>The site as other machines reach it: by https itself, or behind a proxy.</summary>
public sealed class OpenSiteTests(OpenSiteTests.Behind behind, OpenSiteTests.Encrypted encrypted)
    : IClassFixture<OpenSiteTests.Behind>,
        IClassFixture<OpenSiteTests.Encrypted>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BehindAProxy_CookiesAreSecure_AndTheTrailKnowsWhoAsked()
    {
        var invitation = await behind.Invite(TestSite.Publicist);
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });

        using var page = await Ask(http, behind.Address, $"/invited/{invitation.Code}", forwarded: "203.0.113.9");
        var html = await page.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("secure", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Contains(
            "max-age",
            page.Headers.GetValues("Strict-Transport-Security").Single(),
            StringComparison.Ordinal
        );

        using var form = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(behind.Address, $"/invited/{invitation.Code}")
        );
        Forward(form, "203.0.113.9");
        form.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        form.Content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["login"] = "小兰",
                ["password"] = SignedInSite.Password,
                ["__RequestVerificationToken"] = new Answer(default, html, null, new Dictionary<string, string>())
                    .Hidden.First()
                    .Value,
            }
        );
        using var taken = await http.SendAsync(form, Ct);

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains(
            taken.Headers.GetValues("Set-Cookie"),
            c => c.StartsWith("signed-in=", StringComparison.Ordinal) && c.Contains("secure", StringComparison.Ordinal)
        );
        var entry = behind.Services.GetRequiredService<AuditTrail>().Find(new(Action: "sign-in"), null, 1).Single();
        Assert.Equal("203.0.113.9", entry.Origin);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/capture")]
    public async Task Proxy_ThatDoesNotSayHttps_IsToldWhatToSet(string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(behind.Address, path));
        request.Headers.Host = "town.example";
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        using var answer = await http.SendAsync(request, Ct);

        var said = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.All(
            ["要设置 X-Forwarded-Proto", "要設定 X-Forwarded-Proto", "has to set X-Forwarded-Proto"],
            words => Assert.Contains(words, said, StringComparison.Ordinal)
        );
        Assert.Contains("https://town.example", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_IsAskedByPlainHttp()
    {
        using var http = new HttpClient();

        using var answer = await Ask(http, behind.Address, "/healthz", forwarded: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>The program itself: what its operator finds in its log.</summary>
    [Fact]
    public async Task Proxy_ThatDoesNotSayHttps_LeavesOneWarningAndNoFailure()
    {
        var folder = Directory.CreateTempSubdirectory("xy-proxy-").FullName;
        using (var database = Database.Open(folder))
        {
            await TestSite.Found(database, TimeProvider.System, isDemonstration: false);
        }

        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        using var program = await TheProgram.Serve(address, "--data", folder, "--public", "https://town.example");
        using var http = new HttpClient();
        for (var times = 0; times < 3; times++)
        {
            using var answer = await Ask(http, address, "/sign-in", forwarded: null);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        program.Kill();
        await program.WaitForExitAsync(Ct);
        var log = await program.StandardOutput.ReadToEndAsync(Ct) + await program.StandardError.ReadToEndAsync(Ct);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(1, Regex.Count(log, "warn:"));
        Assert.Contains("X-Forwarded-Proto", log, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherHost_IsRefused()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(behind.Address, "/sign-in"));
        request.Headers.Host = "evil.example";

        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Certificate_IsServed()
    {
        using var http = new HttpClient(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                    certificate!.Subject == "CN=town.example",
            }
        );

        using var page = await Ask(http, encrypted.Address, "/sign-in", forwarded: null);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("secure", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryingToSignIn_WithoutEnd_IsToldToWait()
    {
        using var http = new HttpClient();
        var (status, said) = (HttpStatusCode.OK, "");
        for (var i = 0; i < 80 && status != HttpStatusCode.TooManyRequests; i++)
        {
            using var form = new HttpRequestMessage(HttpMethod.Post, new Uri(behind.Address, "/sign-in"));
            Forward(form, "203.0.113.10");
            form.Content = new FormUrlEncodedContent([new("login", "a")]);
            using var answer = await http.SendAsync(form, Ct);
            (status, said) = (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("点得太快了", said, StringComparison.Ordinal);
        using var elsewhere = await Ask(http, behind.Address, "/sign-in", forwarded: "203.0.113.9");
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient http, Uri site, string path, string? forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, path));
        Forward(request, forwarded);
        return await http.SendAsync(request, Ct);
    }

    // As a proxy does.
    private static void Forward(HttpRequestMessage request, string? client)
    {
        request.Headers.Host = "town.example";
        if (client is not null)
        {
            request.Headers.Add("X-Forwarded-For", client);
            request.Headers.Add("X-Forwarded-Proto", "https");
        }
    }

    /// <summary>On this machine, with a proxy in front that speaks https.</summary>
    public sealed class Behind : SignedInSite
    {
        private protected override SiteOptions Options => base.Options with { Public = new("https://town.example") };
    }

    /// <summary>With a certificate of its own.</summary>
    public sealed class Encrypted : SignedInSite
    {
        private readonly string folder = Directory.CreateTempSubdirectory("xy-https-").FullName;

        private protected override SiteOptions Options =>
            base.Options with
            {
                Urls = "https://127.0.0.1:0",
                Public = new("https://town.example"),
                Certificate = Path.Combine(folder, "certificate.pem"),
                CertificateKey = Path.Combine(folder, "key.pem"),
            };

        public override async ValueTask InitializeAsync()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = new CertificateRequest(
                "CN=town.example",
                key,
                HashAlgorithmName.SHA256
            ).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            await File.WriteAllTextAsync(Options.Certificate!, certificate.ExportCertificatePem(), Ct);
            await File.WriteAllTextAsync(Options.CertificateKey!, key.ExportPkcs8PrivateKeyPem(), Ct);
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
