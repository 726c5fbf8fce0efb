using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Site;

/// <summary>Puts the site together.</summary>
internal static class SiteHost
{
    /// <summary>The most that one request may send.</summary>
    public const long LargestRequest = 64L << 20;

    /// <summary>
    /// The most that a record's form may send: a film that is too long is received and refused with its name, and whatever else was typed
    /// stays, instead of the whole form being cut off.
    /// </summary>
    public const long LargestForm = 400L << 20;

    /// <summary>Opens the ledger and builds the site without starting it.</summary>
    /// <exception cref="SiteRefusal">It may not be started like this.</exception>
    /// <param name="options">What whoever starts it decides.</param>
    /// <param name="addFeatures">Adds what the features' pages need.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<WebApplication> BuildAsync(
        SiteOptions options,
        Action<IServiceCollection> addFeatures,
        CancellationToken ct = default
    )
    {
        CheckAddresses(options);

        var database = Database.Open(options.Data, options.Database);
        var ledger = await TownLedger.OpenAsync(database, options.Clock, ct);
        if (ledger.IsDemonstration && options.OpenUrls.FirstOrDefault() is { } open)
        {
            await ledger.DisposeAsync();
            throw new SiteRefusal("cli.refusal.open-demonstration", open, SiteOptions.DefaultUrls);
        }

        if (options.Catalogue is { } catalogue)
        {
            await ledger.AdoptCatalogue(CatalogueFile.In(catalogue), ct);
        }

        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(SiteHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName =
                    Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production,
            }
        );
        builder.Configuration["AllowedHosts"] = string.Join(';', "localhost;127.0.0.1;[::1]", options.Public?.Host);
        builder.Configuration["urls"] = options.Urls;
        // Otherwise a build that was not published sends its files uncompressed, and asks for each of them anew.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Configuration["Kestrel:Certificates:Default:Path"] = options.Certificate;
        builder.Configuration["Kestrel:Certificates:Default:KeyPath"] = options.CertificateKey;
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It warns that keys in the data folder are not encrypted; whoever reads that folder reads the records too.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A form that expired is told to whoever sent it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(_ => ledger);
        AddSite(builder.Services, options);
        builder.Services.AddAccounts(options);
        addFeatures(builder.Services);
        AddRehearsal(builder.Services);

        var app = builder.Build();
        Use(app, options, ledger.IsDemonstration);
        return app;
    }

    /// <summary>What leaves this machine is encrypted on its way: here, or at a proxy that is named.</summary>
    private static void CheckAddresses(SiteOptions options)
    {
        if (
            options.OpenUrls.FirstOrDefault(u => !u.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
                is { } plain
            && options.Proxy is null
        )
        {
            throw new SiteRefusal("cli.refusal.open-address", plain, SiteOptions.DefaultUrls);
        }

        if (options.Public is null && (options.Proxy is not null || options.OpenUrls.Any()))
        {
            throw new SiteRefusal("cli.refusal.no-public");
        }
    }

    private static void AddSite(IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<EvidenceUnderway>(s => new(s.GetRequiredService<Database>(), options.Clock));
        services.AddSingleton<PicturedPeople>();
        services.AddSingleton<PictureUses>();
        services.AddSingleton(s => new Erasures(
            s.GetRequiredService<Database>(),
            s.GetRequiredService<EvidenceStore>(),
            s.GetRequiredService<TownLedger>().Shown,
            s.GetRequiredService<PicturedPeople>(),
            options.Data,
            options.Clock
        ));
        services.AddSingleton<EvidenceUrl>();
        services.AddSingleton(s => new EvidenceStore(
            options.Data,
            options.Clock,
            options.Evidence is { } bucket ? EvidenceBucket.At(bucket) : null
        ));
        services.AddHostedService<LedgerUpkeep>();
        services.AddHostedService<EvidenceWork>();
        services.AddSingleton<Actors>();
        services.AddScoped(s => s.GetRequiredService<IHttpContextAccessor>().HttpContext!.Scope()!);
        services.AddScoped<Waiting>();
        // Otherwise Chinese leaves as &#x4E61; and so on.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton(Texts.Embedded());
        services.AddHttpContextAccessor();
        services.AddScoped(s => new T(
            s.GetRequiredService<Texts>(),
            Preferences.LanguageOf(s.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request)
        ));
        services.AddSingleton<Nav>();
        services.AddSingleton<Jobs>();

        services.AddRazorPages(pages => pages.RootDirectory = "/Features");
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.Configure<Microsoft.AspNetCore.Mvc.Razor.RazorViewEngineOptions>(views =>
            views.PageViewLocationFormats.Add("/Site/{0}.cshtml")
        );
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = Gate.TokenCookie;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            forms.HeaderName = Gate.TokenHeader;
            forms.SuppressXFrameOptionsHeader = true;
        });
        // The keys outlive a restart, so that a form opened before it can still be sent after it.
        services
            .AddDataProtection()
            .SetApplicationName("xiangyin")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.Data, "keys")));
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = LargestRequest;
            form.ValueLengthLimit = 1 << 20;
        });
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(LimitOf);
        });
        services.AddSingleton<PageCache>();
        services.AddOutputCache(cache => cache.SizeLimit = PageCache.SizeLimit);
        services
            .AddOptions<OutputCacheOptions>()
            .Configure<PageCache>((cache, policy) => cache.AddPolicy(PageCache.UntilRecorded, policy));
        services.AddHealthChecks();
    }

    private static void AddRehearsal(IServiceCollection services)
    {
        services.AddSingleton(new RehearsedRequest(HttpMethods.Get, "/"));
        var server = services.Last(s => s.ServiceType == typeof(IServer)).ImplementationType!;
        services.AddSingleton<IServer>(s =>
            ActivatorUtilities.CreateInstance<Rehearsal>(s, ActivatorUtilities.CreateInstance(s, server))
        );
    }

    private static void Use(WebApplication app, SiteOptions options, bool isDemonstration)
    {
        if (options.Public is not null && !isDemonstration)
        {
            app.UseForwardedHeaders(Forwarded(options));
        }

        app.UseSecurityHeaders();
        if (options.IsHttps)
        {
            app.UseHsts();
            app.UseOnlyHttps(options, app.Services.GetRequiredService<Texts>());
        }

        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        if (isDemonstration)
        {
            app.UseLoopbackOnly();
        }

        app.UseRateLimiter();
        app.UseRouting();
        app.UseAuthentication();
        app.UseScope();
        app.UseGate();
        // Kept pages are kept compressed.
        app.UseOutputCache();
        app.UseResponseCompression();

        app.MapHealthChecks("/healthz");
        app.MapStaticAssets();
        app.MapPreferences();
        app.MapSession();
        app.MapPasskeys();
        app.MapCountySignOn();
        app.MapRazorPages().WithStaticAssets();
    }

    private static ForwardedHeadersOptions Forwarded(SiteOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        };
        if (options.Proxy is { } proxy)
        {
            forwarded.KnownProxies.Add(proxy);
        }

        return forwarded;
    }

    /// <summary>
    /// By address: reading and writing far above what the people of one office do, against a script that runs wild; trying to sign in little above.
    /// Reading on the own machine is unlimited.
    /// </summary>
    private static RateLimitPartition<string> LimitOf(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var path = context.Request.Path;
        return HttpMethods.IsGet(context.Request.Method)
            ? path.StartsWithSegments("/invited")
                ? Limit($"{from} invited", 60, 1)
                : IPAddress.IsLoopback(from)
                    ? RateLimitPartition.GetNoLimiter("read")
                    : Limit($"{from} read", 3_000, 300)
            : IsSigningIn(path)
                ? Limit($"{from} sign-in", 60, 1)
                // Many phones share one address of the carrier's: each person's is limited by itself. Whoever names a person that they are
                // not is refused before anything is done.
                : path.StartsWithSegments("/api/capture")
                    ? Limit($"{from} {context.Request.Headers[Gate.PersonHeader]} {context.Request.Method}", 300, 30)
                    : Limit($"{from} write", 300, 30);
    }

    private static bool IsSigningIn(PathString path) =>
        path == "/sign-in"
        || path == "/sign-in/code"
        || path.StartsWithSegments("/invited")
        || path.StartsWithSegments("/api/passkey");

    private static RateLimitPartition<string> Limit(string who, int burst, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(
            who,
            _ =>
                new()
                {
                    TokenLimit = burst,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }
        );

    /// <summary>Picking who one is must never be open to another machine, whatever a configuration makes the server listen on.</summary>
    private static void UseLoopbackOnly(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                }

                return next(context);
            }
        );
}
