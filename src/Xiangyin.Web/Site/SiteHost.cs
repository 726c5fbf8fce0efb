using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>Puts the site together.</summary>
internal static class SiteHost
{
    /// <summary>The most that one request may send.</summary>
    public const long LargestRequest = 64L << 20;

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
        if (options.OpenUrls.FirstOrDefault() is { } open)
        {
            throw new SiteRefusal("cli.refusal.open-address", open, SiteOptions.DefaultUrls);
        }

        var database = Database.Open(options.Data, options.Database);
        var ledger = await TownLedger.OpenAsync(database, options.Clock, ct);
        if (!ledger.IsDemonstration)
        {
            await ledger.DisposeAsync();
            await database.DisposeAsync();
            throw new SiteRefusal("cli.refusal.no-sign-in", options.Data);
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
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        builder.Configuration["urls"] = options.Urls;
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
        addFeatures(builder.Services);

        var app = builder.Build();
        Use(app);
        return app;
    }

    private static void AddSite(IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton<PeopleStore>();
        services.AddSingleton(new EvidenceStore(options.Data, options.Clock));
        services.AddSingleton<Actors>();
        services.AddScoped(s => s.GetRequiredService<IHttpContextAccessor>().HttpContext!.Scope()!);
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
            forms.Cookie.Name = "form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
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

    private static void Use(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseLoopbackOnly();
        app.UseRateLimiter();
        app.UseRouting();
        app.UseScope();
        // Kept pages are kept compressed.
        app.UseOutputCache();
        app.UseResponseCompression();

        app.MapHealthChecks("/healthz");
        app.MapStaticAssets();
        app.MapPreferences();
        app.MapRazorPages().WithStaticAssets();
    }

    /// <summary>Reading on the own machine is unlimited; writing is limited far above what a person does, against a script that runs wild.</summary>
    private static RateLimitPartition<string> LimitOf(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return HttpMethods.IsGet(context.Request.Method) && IPAddress.IsLoopback(from)
            ? RateLimitPartition.GetNoLimiter("read")
            : RateLimitPartition.GetTokenBucketLimiter(
                string.Create(CultureInfo.InvariantCulture, $"{from} {context.Request.Method}"),
                _ =>
                    new()
                    {
                        TokenLimit = 300,
                        TokensPerPeriod = 30,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    }
            );
    }

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
