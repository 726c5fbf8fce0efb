using System.Net;

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

    /// <summary>The clock of the whole program.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Those of <see cref="Urls"/> that another machine could reach.</summary>
    public IEnumerable<string> OpenUrls =>
        Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(u => !IsLoopback(u));

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
