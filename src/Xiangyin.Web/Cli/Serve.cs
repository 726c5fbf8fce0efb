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
                new("environment", "NAME", Hidden: true),
                new("contentRoot", "DIR", Hidden: true),
                new("applicationName", "NAME", Hidden: true),
            ],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        string[] host =
        [
            .. new[] { "environment", "contentRoot", "applicationName" }
                .Where(name => call[name] is not null)
                .Select(name => $"--{name}={call[name]}"),
        ];
        var builder = WebApplication.CreateBuilder(host);
        builder.WebHost.UseUrls(call["urls"] ?? "http://localhost:5080");
        await using var site = builder.Build();
        site.MapGet("/", () => "乡音");
        await site.RunAsync(cancellation);
        return 0;
    }
}
