using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Xiangyin.Ledger;

namespace Xiangyin.Bench;

/// <summary>A phone's browser, slowed down by its own developer tools: the first load over a weak link, and saving on a slow processor.</summary>
internal static class PhoneBench
{
    private const int BytesASecond = 50_000;
    private const int Latency = 100;
    private const int Slower = 4;

    public static async Task Run(Table table, string data, (PersonId Id, UnitId Village) person)
    {
        await using var site = await BenchSite.Open(data);
        using var driver = await Playwright.CreateAsync();
        await using var chromium = await driver.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
            }
        );
        await Load([]);
        var loads = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await Load(loads);
        }

        loads.Sort();
        table.Add(
            $"first load at {BytesASecond * 8 / 1000} kbit/s and {Latency} ms: ready to record",
            Table.Milliseconds(loads[loads.Count / 2]),
            "≤2.5 s",
            loads[loads.Count / 2] <= 2_500
        );
        var weight = await Weight(site.Address);
        table.Add(
            "the page with all its parts, compressed",
            string.Create(CultureInfo.InvariantCulture, $"{weight.Sent / 1024.0:0.0} KB"),
            "≤60 KB",
            weight.Sent <= 60 * 1024
        );
        table.Note(
            "the same, uncompressed",
            string.Create(CultureInfo.InvariantCulture, $"{weight.Raw / 1024.0:0.0} KB")
        );
        await Save();

        async Task<IPage> Phone()
        {
            var context = await chromium.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = 390, Height = 844 },
                    IsMobile = true,
                    Locale = "zh-CN",
                    TimezoneId = "Asia/Shanghai",
                }
            );
            await context.AddCookiesAsync([
                new()
                {
                    Name = "who",
                    Value = person.Id.Value.ToString(),
                    Url = site.Address.ToString(),
                },
            ]);
            return await context.NewPageAsync();
        }

        async Task Load(List<double> took)
        {
            var page = await Phone();
            var tools = await page.Context.NewCDPSessionAsync(page);
            await tools.SendAsync("Network.enable");
            await tools.SendAsync(
                "Network.emulateNetworkConditions",
                new()
                {
                    ["offline"] = false,
                    ["latency"] = Latency,
                    ["downloadThroughput"] = BytesASecond,
                    ["uploadThroughput"] = BytesASecond,
                }
            );
            var start = Stopwatch.GetTimestamp();
            await page.GotoAsync(
                new Uri(site.Address, "capture").ToString(),
                new() { WaitUntil = WaitUntilState.Commit }
            );
            await page.WaitForSelectorAsync("main a.go");
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await page.Context.CloseAsync();
        }

        async Task Save()
        {
            var page = await Phone();
            await page.GotoAsync(new Uri(site.Address, "capture").ToString());
            await page.WaitForSelectorAsync("main a.go");
            await page.Context.SetOfflineAsync(true);
            var tools = await page.Context.NewCDPSessionAsync(page);
            await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Slower });
            var saves = new List<double>();
            for (var i = 0; i < 20; i++)
            {
                await page.ClickAsync("main a.go");
                await page.Locator("main button", new() { HasText = "文明实践" }).First.ClickAsync();
                await page.Locator("main button", new() { HasText = "环境卫生检查" }).First.ClickAsync();
                await page.ClickAsync("main button.go");
                await page.Locator(".options label").First.ClickAsync();
                for (var step = 0; step < 3; step++)
                {
                    await page.ClickAsync("main button.go");
                }

                await page.WaitForSelectorAsync("main dl.facts");
                await page.WaitForTimeoutAsync(300);
                // From the touch to the words that say it is kept.
                saves.Add(
                    await page.EvaluateAsync<double>(
                        """
                        () => new Promise((done) => {
                          const start = performance.now();
                          const seen = new MutationObserver(() => {
                            if (!document.querySelector("main .note")) return;
                            seen.disconnect();
                            done(performance.now() - start);
                          });
                          seen.observe(document.querySelector("main"), { childList: true, subtree: true });
                          document.querySelector("main button.go").click();
                        })
                        """
                    )
                );
            }

            saves.Sort();
            table.Add(
                $"saving at {Slower}× CPU throttling, p90 of {saves.Count}",
                Table.Milliseconds(saves[saves.Count * 9 / 10 - 1]),
                "≤50 ms",
                saves[saves.Count * 9 / 10 - 1] <= 50
            );
            table.Note(
                "the same, median / longest",
                $"{Table.Milliseconds(saves[saves.Count / 2])} / {Table.Milliseconds(saves[^1])}"
            );
            await page.Context.CloseAsync();
        }
    }

    /// <summary>Bytes of the page and every part that it and its worker name.</summary>
    private static async Task<(long Sent, long Raw)> Weight(Uri address)
    {
        using var packed = new HttpClient { BaseAddress = address };
        packed.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        using var plain = new HttpClient { BaseAddress = address };
        var html = await plain.GetStringAsync("/capture");
        var parts = System
            .Text.RegularExpressions.Regex.Matches(html, "(?:href|src)=\"(/[^\"]+\\.(?:js|css|svg|png|webmanifest))\"")
            .Select(m => m.Groups[1].Value)
            .Concat(["/capture", "/capture-worker.js"]);
        var (sent, raw) = (0L, 0L);
        foreach (var part in parts)
        {
            sent += (await packed.GetByteArrayAsync(part)).LongLength;
            raw += (await plain.GetByteArrayAsync(part)).LongLength;
        }

        return (sent, raw);
    }
}
