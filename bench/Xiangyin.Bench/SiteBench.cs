using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Xiangyin.Bench;

/// <summary>The home page of the demonstration town beside an empty Razor page, both as their own processes on loopback.</summary>
internal static partial class SiteBench
{
    private const int Connections = 16;
    private const int Seconds = 6;

    public static async Task Run(Table table)
    {
        var web = Path.Combine(AppContext.BaseDirectory, "Xiangyin.Web.dll");
        var data = Path.Combine(Path.GetTempPath(), $"xiangyin-bench-{Environment.ProcessId}");
        Console.WriteLine("The demonstration town …");
        var making = Clock.Once(() => Start(web, "demo", "--data", data).WaitForExit());
        table.Add("making the demonstration town", Table.Milliseconds(making), "≤20 s", making <= 20_000);
        try
        {
            await Measure(table, web, data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Measure(Table table, string web, string data)
    {
        var (site, empty) = ($"http://localhost:{FreePort()}", $"http://localhost:{FreePort()}");
        var start = Stopwatch.StartNew();
        using var serving = Start(web, "serve", "--data", data, "--urls", site);
        await Answers(site);
        var first = start.ElapsedMilliseconds;
        table.Add("start to first page", Table.Milliseconds(first), "≤1.5 s", first <= 1500);
        using var peer = Start(Path.Combine(AppContext.BaseDirectory, "Xiangyin.Bench.dll"), "empty", empty);
        try
        {
            await Answers(empty + "/empty");
            var bytes = await FirstLoad(site);
            table.Add("first load, compressed", $"{bytes / 1024.0:0.0} KB", "≤30 KB", bytes <= 30 * 1024);
            await Load(site + "/", 2);
            await Load(empty + "/empty", 2);
            var homes = new List<(double Rate, double P99)>();
            var empties = new List<(double Rate, double P99)>();
            for (var round = 0; round < 3; round++)
            {
                homes.Add(await Load(site + "/", Seconds));
                empties.Add(await Load(empty + "/empty", Seconds));
            }

            var home = homes.OrderBy(h => h.Rate).ElementAt(1);
            var nothing = empties.OrderBy(h => h.Rate).ElementAt(1);
            serving.Refresh();
            var memory = serving.WorkingSet64 / 1048576.0;
            table.Add(
                "home page against an empty Razor page, requests a second",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{home.Rate:0} / {nothing.Rate:0} = {home.Rate / nothing.Rate:0.00}"
                ),
                "≥0.33",
                home.Rate >= nothing.Rate / 3
            );
            table.Add(
                $"home page, p99 at {Connections} connections",
                Table.Milliseconds(home.P99),
                "≤15 ms",
                home.P99 <= 15
            );
            table.Add("memory under that load", $"{memory:0} MB", "≤200 MB", memory <= 200);
        }
        finally
        {
            serving.Kill();
            peer.Kill();
        }
    }

    internal static Process Start(string dll, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [dll, .. arguments]) { RedirectStandardOutput = true };
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    internal static async Task Answers(string url)
    {
        using var http = new HttpClient();
        for (var i = 0; i < 3000; i++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url));
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                await Task.Delay(10);
            }
        }

        throw new InvalidOperationException($"{url} does not answer");
    }

    /// <summary>Bytes on the wire of the page and everything that it names, as a browser asks for them.</summary>
    private static async Task<long> FirstLoad(string site)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        var bytes = (await http.GetByteArrayAsync(new Uri(site + "/"))).LongLength;
        using var plain = new HttpClient();
        var html = await plain.GetStringAsync(new Uri(site + "/"));
        foreach (var path in Named().Matches(html).Select(m => m.Groups[1].Value).Distinct())
        {
            bytes += (await http.GetByteArrayAsync(new Uri(new Uri(site), path))).LongLength;
        }

        return bytes;
    }

    private static async Task<(double Rate, double P99)> Load(string url, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var all = new List<double>();
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(Ask)));
        var rate = all.Count / whole.Elapsed.TotalSeconds;
        all.Sort();
        return (rate, all[(int)(all.Count * 0.99)]);

        async Task Ask()
        {
            var times = new List<double>();
            while (whole.Elapsed.TotalSeconds < seconds)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri(url));
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            lock (all)
            {
                all.AddRange(times);
            }
        }
    }

    internal static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Style sheets, scripts and icons; not links to other pages.
    [GeneratedRegex("""(?:<link[^>]*?href|<script[^>]*?src|<img[^>]*?src)="([^"]+)"[^>]*>""")]
    private static partial Regex Named();
}
