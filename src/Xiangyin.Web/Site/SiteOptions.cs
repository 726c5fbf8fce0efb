using System.Net;
using Xiangyin.Reading;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Site;

/// <summary>What whoever starts the site decides.</summary>
internal sealed record SiteOptions
{
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>The folder with the town's data.</summary>
    public required string Data { get; init; }

    /// <summary>A PostgreSQL connection string; none means SQLite in <see cref="Data"/>.</summary>
    public string? Database { get; init; }

    /// <summary>An S3-compatible bucket for evidence, as <c>https://host/bucket</c>; none keeps it in <see cref="Data"/>.</summary>
    public string? Evidence { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>A folder with a catalogue, adopted at the start where it differs; none keeps what the database has.</summary>
    public string? Catalogue { get; init; }

    /// <summary>By what documents are checked: the program's own rules, with the county's laid over them.</summary>
    public RuleBook Rules { get; init; } = RuleBook.Default;

    /// <summary>The clock of the whole program.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The site's address as people type it, where that is not <see cref="Urls"/>; printed on invitations, and what passkeys belong to.</summary>
    public Uri? Public { get; init; }

    /// <summary>The proxy in front, where it is another machine: its address, whose word on who asks is taken.</summary>
    public IPAddress? Proxy { get; init; }

    /// <summary>A certificate for https, as PEM or PFX.</summary>
    public string? Certificate { get; init; }

    /// <summary>The private key of <see cref="Certificate"/>, where that is PEM.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>The county's own sign-on; none where the county has none.</summary>
    public CountySignOn? SignOn { get; init; }

    /// <summary>Whether browsers reach it by https only, here or at a proxy in front.</summary>
    public bool IsHttps =>
        Public is { } address
            ? address.Scheme == Uri.UriSchemeHttps
            : All.All(u => u.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Those of <see cref="Urls"/> that another machine could reach.</summary>
    public IEnumerable<string> OpenUrls => All.Where(u => !IsLoopback(u));

    /// <summary>The site's address for whoever asks, from which links on paper start.</summary>
    public Uri AddressFor(HttpRequest request) => Public ?? new($"{request.Scheme}://{request.Host}");

    private string[] All => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsLoopback(string url)
    {
        // Kestrel reads http://*:80, http://+:80 and any unknown host name as "every address", and Uri refuses the first two.
        return Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (
                uri.Host == "localhost"
                || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
            );
    }
}

/// <summary>The site can't be started like this.</summary>
/// <param name="key">The text of the command line that says why and what to do.</param>
/// <param name="arguments">What goes into it.</param>
internal sealed class SiteRefusal(string key, params object[] arguments) : Exception
{
    public string Key => key;

    public override string Message => key;

    public object[] Arguments => arguments;
}
