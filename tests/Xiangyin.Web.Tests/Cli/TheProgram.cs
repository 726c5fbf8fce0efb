using System.Diagnostics;
using System.Text;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

/// <summary>The built program, run as a person would run it.</summary>
internal static class TheProgram
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "Xiangyin.Web.dll");

    /// <summary>Runs it to its end.</summary>
    public static Task<Ended> RunAsync(params string[] arguments) => RunInAsync("zh_CN.UTF-8", arguments);

    /// <summary>Runs it with another language of the environment.</summary>
    public static async Task<Ended> RunInAsync(string language, params string[] arguments)
    {
        using var process = Start(language, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it with something on its standard input.</summary>
    public static async Task<Ended> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = Start("zh_CN.UTF-8", arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public static Process Start(string language, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = language;
        start.Environment.Remove("LC_ALL");
        start.Environment.Remove("LC_MESSAGES");
        return Process.Start(start)!;
    }

    /// <summary>Starts the site and leaves it running, once it answers.</summary>
    public static async Task<Process> Serve(Uri address, params string[] arguments)
    {
        var program = Start("zh_CN.UTF-8", ["serve", "--urls", address.ToString(), .. arguments]);
        using var http = new HttpClient { BaseAddress = address };
        var limit = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await http.GetStringAsync("/healthz", TestContext.Current.CancellationToken);
                return program;
            }
            catch (HttpRequestException)
            {
                Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60) && !program.HasExited, "the site did not start");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>How it ended.</summary>
    public sealed record Ended(int Code, string Output, string Errors);
}
