using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>A request that the site answers to itself before it listens. It must change nothing.</summary>
/// <param name="Method">GET, or a POST that is refused for what it says.</param>
/// <param name="Path">Where to.</param>
/// <param name="Body">What it sends, as JSON.</param>
internal sealed record RehearsedRequest(string Method, string Path, string Body = "");

/// <summary>
/// Answers some requests before the server listens. The first of each kind takes a hundred times as long as the next, and after an outage all phones of
/// a town ask at once.
/// </summary>
internal sealed partial class Rehearsal(
    IServer server,
    IEnumerable<RehearsedRequest> requests,
    Actors actors,
    IAntiforgery antiforgery,
    SiteOptions options,
    IServiceProvider services,
    ILogger<Rehearsal> log
) : IServer
{
    private readonly ConcurrentDictionary<RehearsedRequest, int> answered = new();

    /// <summary>What was answered, with the status of each.</summary>
    public IReadOnlyDictionary<RehearsedRequest, int> Answered => answered;

    public IFeatureCollection Features => server.Features;

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        try
        {
            var asked = await Somebody(cancellationToken);
            await Parallel.ForEachAsync(
                requests,
                cancellationToken,
                async (r, _) => await Answer(application, r, asked)
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }

        await server.StartAsync(application, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private string Scheme => options.IsHttps ? "https" : "http";

    // Whoever has a phone in hand; a county that has just begun has nobody yet.
    private async Task<Asked> Somebody(CancellationToken ct)
    {
        var actor = (await actors.All(ct)).MinBy(a => a.Role);
        var user = new ClaimsPrincipal(
            actor is null
                ? new()
                : new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{actor.Id.Value}")], "rehearsal")
        );
        var http = new DefaultHttpContext { RequestServices = services, User = user };
        http.Request.Scheme = Scheme;
        return new(user, actor?.Id.Value, antiforgery.GetTokens(http));
    }

    private async Task Answer<TContext>(IHttpApplication<TContext> application, RehearsedRequest request, Asked asked)
        where TContext : notnull
    {
        var (user, person, tokens) = asked;
        var body = Encoding.UTF8.GetBytes(request.Body);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(
            new HttpRequestFeature
            {
                Method = request.Method,
                Path = request.Path,
                QueryString = "?rehearsed", // a kept page is kept for its address
                Scheme = Scheme,
                Protocol = HttpProtocol.Http11,
                Body = new MemoryStream(body),
                Headers = new HeaderDictionary
                {
                    ["Host"] = options.Public?.Authority ?? "localhost",
                    ["Cookie"] = $"{Gate.TokenCookie}={tokens.CookieToken}",
                    ["Accept-Encoding"] = "br, gzip",
                    ["Content-Type"] = "application/json",
                    ["Content-Length"] = $"{body.Length}",
                    [Gate.TokenHeader] = tokens.RequestToken,
                    [Gate.PersonHeader] = $"{person}",
                },
            }
        );
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpMaxRequestBodySizeFeature>(new AnySize());
        features.Set<IHttpAuthenticationFeature>(new HttpAuthenticationFeature { User = user });
        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            answered[request] = features.GetRequiredFeature<IHttpResponseFeature>().StatusCode;
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            application.DisposeContext(context, failure);
        }
    }

    private sealed record Asked(ClaimsPrincipal User, Guid? Person, AntiforgeryTokenSet Tokens);

    private sealed class AnySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }

    [LoggerMessage(LogLevel.Warning, "The first requests could not be rehearsed; they will take longer.")]
    private partial void LogFailed(Exception exception);
}
