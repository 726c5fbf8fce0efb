using Microsoft.Playwright;
using Xunit;

namespace Xiangyin.Testing;

/// <summary>The two screens that every page is tried on.</summary>
public enum Screen
{
    /// <summary>An office PC, 1280 px wide.</summary>
    Office,

    /// <summary>A phone, 390 px wide.</summary>
    Phone,
}

/// <summary>
/// A real browser, one for the tests of an assembly: <c>[assembly: AssemblyFixture(typeof(Browser))]</c>, then a
/// constructor argument. It starts when the first test asks for a page.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A voice note is recorded from a tone.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ];

    private static readonly Tool Chromium = Tool.Find(
        "chromium",
        [
            .. Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen
                ? [chosen]
                : Array.Empty<string>(),
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            @"C:\Program Files\Google\Chrome\Application\chrome.exe",
            @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        ]
    );

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> started = new(StartAsync);

    /// <summary>
    /// A fresh context with an empty page: nothing is shared with other tests. Dispose its <c>Context</c> to close it.
    /// Skips the test where no Chromium is installed.
    /// </summary>
    /// <param name="screen">Office PC or phone.</param>
    /// <param name="scripts">Off for the promise that everything works without scripts.</param>
    /// <param name="language">What the browser asks for.</param>
    /// <param name="baseAddress">What relative addresses start from.</param>
    public async Task<IPage> OpenAsync(
        Screen screen = Screen.Office,
        bool scripts = true,
        string language = "zh-CN",
        Uri? baseAddress = null
    )
    {
        Chromium.SkipIfAbsent();
        var (_, chromium) = await started.Value;
        var context = await chromium.NewContextAsync(
            new()
            {
                ViewportSize =
                    screen == Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
                HasTouch = screen == Screen.Phone,
                IsMobile = screen == Screen.Phone,
                JavaScriptEnabled = scripts,
                Locale = language,
                TimezoneId = "Asia/Shanghai",
                ReducedMotion = ReducedMotion.Reduce,
                BaseURL = baseAddress?.ToString(),
            }
        );
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    /// <summary>
    /// A phone's browser of its own, which keeps everything in <paramref name="folder"/>: close its <c>Context</c> and open it again to restart it.
    /// </summary>
    /// <param name="folder">Where it keeps what it keeps.</param>
    /// <param name="baseAddress">What relative addresses start from.</param>
    public async Task<IPage> OpenKeptAsync(string folder, Uri baseAddress)
    {
        Chromium.SkipIfAbsent();
        var (driver, _) = await started.Value;
        var context = await driver.Chromium.LaunchPersistentContextAsync(
            folder,
            new()
            {
                ExecutablePath = Chromium.Path,
                Args = Flags,
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ReducedMotion = ReducedMotion.Reduce,
                BaseURL = baseAddress.ToString(),
            }
        );
        context.SetDefaultTimeout(10_000);
        return context.Pages[0];
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Flags }));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var (driver, chromium) = await started.Value;
        await chromium.CloseAsync();
        driver.Dispose();
    }
}
