using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary>A file that somebody wrote, as text, whatever its encoding.</summary>
internal static class TextFile
{
    /// <summary>More than any report; a file that is larger is something else.</summary>
    private const int LargestMegabytes = 50;

    /// <exception cref="Refusal">It isn't there, may not be read, is too large, or is no text.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = Files.Open(path);
        if (file.Length > LargestMegabytes * 1_000_000L)
        {
            throw new Refusal("cli.refusal.too-large", path, LargestMegabytes);
        }

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellation);
        return TextDecoder.Decode(bytes)?.Text ?? throw new Refusal("cli.refusal.no-text", path);
    }
}
