using System.Diagnostics;
using System.Net.NetworkInformation;

namespace Xiangyin.Bench;

/// <summary>The program serving a data folder in a process of its own, which can be killed and started again at the same address.</summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private readonly string data;
    private Process serving;

    private BenchSite(string data, Uri address) =>
        (this.data, Address, serving) = (data, address, Serve(data, address));

    public Uri Address { get; }

    public static async Task<BenchSite> Open(string data)
    {
        // Below those that the system gives away: nobody else takes the port while the server is down.
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(l => l.Port).ToHashSet();
        var port = Enumerable.Range(20_000 + (Environment.ProcessId % 10_000), 100).First(p => !taken.Contains(p));
        var site = new BenchSite(data, new($"http://localhost:{port}"));
        await site.Answers();
        return site;
    }

    public static Process Start(params string[] arguments)
    {
        var info = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Xiangyin.Web.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Kills the server without a word, and starts it again.</summary>
    public async Task Restart()
    {
        await Kill();
        serving = Serve(data, Address);
    }

    public async ValueTask DisposeAsync() => await Kill();

    private static Process Serve(string data, Uri address) =>
        Start("serve", "--data", data, "--urls", address.GetLeftPart(UriPartial.Authority));

    private async Task Kill()
    {
        if (!serving.HasExited)
        {
            serving.Kill(entireProcessTree: true);
            await serving.WaitForExitAsync();
        }
    }

    private async Task Answers()
    {
        using var http = new HttpClient();
        for (var i = 0; i < 3000; i++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "healthz"));
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                await Task.Delay(10);
            }
        }

        throw new InvalidOperationException($"{Address} does not answer");
    }
}
