using System.Diagnostics;
using Xunit;

namespace Xiangyin.Testing;

/// <summary>A program of the machine that tests need and that may be absent: a test then skips and says what to do.</summary>
public sealed class Tool(string name, string? path)
{
    public string Name { get; } = name;

    public bool IsInstalled => path is not null;

    /// <summary>Where the program is. Skips the running test if it is nowhere.</summary>
    public string Path
    {
        get
        {
            SkipIfAbsent();
            return path!;
        }
    }

    public void SkipIfAbsent() =>
        Assert.SkipWhen(path is null, $"{Name} is not installed: run `dotnet run dev.cs -- setup`");

    /// <summary>The first of these names that is a file, or is on the PATH.</summary>
    public static Tool Find(string name, params IEnumerable<string> candidates) =>
        new(name, candidates.SelectMany(Places).FirstOrDefault(File.Exists));

    private static IEnumerable<string> Places(string candidate) =>
        System.IO.Path.IsPathRooted(candidate)
            ? [candidate]
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(System.IO.Path.PathSeparator)
                .SelectMany(folder =>
                    (string[])
                        [System.IO.Path.Combine(folder, candidate), System.IO.Path.Combine(folder, candidate + ".exe")]
                );

    /// <summary>Runs the program to its end and gives what it printed; a failure or a timeout is an exception that quotes it.</summary>
    public async Task<string> RunAsync(
        IEnumerable<string> arguments,
        TimeSpan? timeout = null,
        CancellationToken cancellation = default
    )
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout ?? TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"{Name} ended with {process.ExitCode}: {await output}{await error}"
                );
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} did not end in time: {string.Join(' ', arguments)}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
