namespace Xiangyin.Bench;

/// <summary>The peer of the home page: a Razor Pages site with one page that says nothing.</summary>
internal static class EmptySite
{
    public static void Run(string url)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = typeof(EmptySite).Assembly.GetName().Name }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRazorPages();
        var app = builder.Build();
        app.MapRazorPages();
        app.Run();
    }
}
