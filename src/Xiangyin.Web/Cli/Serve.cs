using Xiangyin.Web.Features;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Cli;

/// <summary><c>serve</c>: opens the site.</summary>
internal static class Serve
{
    /// <summary>Where a town's data lies when nobody says otherwise.</summary>
    public const string DefaultData = ".data/town";

    public static Verb Verb { get; } =
        new(
            "serve",
            [],
            [
                new("data", "DIR"),
                new("urls", "URL"),
                new("database", "CONNECTION"),
                new("catalogue", "DIR"),
                new("rules", "FILE"),
                new("public", "URL"),
                new("proxy", "ADDRESS"),
                new("certificate", "FILE"),
                new("certificate-key", "FILE"),
                new("oidc", "URL"),
                new("oidc-client", "ID"),
                new("oidc-name", "NAME"),
                new("evidence", "URL"),
                new("environment", "NAME", Hidden: true),
                new("contentRoot", "DIR", Hidden: true),
                new("applicationName", "NAME", Hidden: true),
            ],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var data = call["data"] ?? DefaultData;
        OpenTown.CheckThereIsData(call, data);
        if (call["catalogue"] is not null)
        {
            OpenTown.Catalogue(call);
        }

        var rules = await CountyRules.ReadAsync(call, cancellation, call["catalogue"] ?? OpenTown.OwnCatalogue);
        try
        {
            await using var site = await SiteHost.BuildAsync(
                new()
                {
                    Data = data,
                    Database = call["database"],
                    Catalogue = call["catalogue"],
                    Rules = rules,
                    Evidence = OpenTown.EvidencePlace(call),
                    Urls = call["urls"] ?? SiteOptions.DefaultUrls,
                    Public = SignOnOptions.Address(call, "public"),
                    Proxy = SignOnOptions.Proxy(call),
                    Certificate = call["certificate"],
                    CertificateKey = call["certificate-key"],
                    SignOn = SignOnOptions.County(call),
                },
                FeatureServices.Add,
                cancellation
            );
            await site.RunAsync(cancellation);
            return 0;
        }
        catch (SiteRefusal refusal)
        {
            throw new Refusal(refusal.Key, refusal.Arguments);
        }
    }
}
