using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Xiangyin.Testing;

/// <summary>
/// A server of S3-compatible storage (s3rver, which knows its own access key only) with one empty bucket, in a folder of its own. Skips the test where it is
/// not installed.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    /// <summary>The access that the server knows.</summary>
    public const string AccessKey = "S3RVER";

    private static readonly Tool Node = Tool.Find("node", "node", "nodejs");

    private static readonly Tool Program = Tool.Find(
        "s3rver",
        Repository.PathOf(".tools", "s3", "node_modules", "s3rver", "bin", "s3rver.js")
    );

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xy-s3-");
    private readonly Process process;

    private S3Server(int port)
    {
        Bucket = new($"http://127.0.0.1:{port}/evidence/town");
        process = Process.Start(
            new ProcessStartInfo(
                Node.Path,
                [
                    Program.Path,
                    "--address",
                    "127.0.0.1",
                    "--port",
                    $"{port}",
                    "--directory",
                    folder.FullName,
                    "--configure-bucket",
                    "evidence",
                    "--silent",
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
    }

    /// <summary>The bucket's address, with a prefix in it.</summary>
    public Uri Bucket { get; }

    /// <summary>Names of what is kept there.</summary>
    public IEnumerable<string> Objects =>
        folder
            .EnumerateFiles("*._S3rver_object", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder.FullName, f.FullName).Replace('\\', '/'));

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<S3Server> StartAsync(CancellationToken cancellation)
    {
        Node.SkipIfAbsent();
        Program.SkipIfAbsent();
        var server = new S3Server(Ports.Free());
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var _ = await http.GetAsync(server.Bucket.GetLeftPart(UriPartial.Authority), cancellation);
                return server;
            }
            catch (HttpRequestException) when (tries < 200 && !server.process.HasExited)
            {
                await Task.Delay(50, cancellation);
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }
}
