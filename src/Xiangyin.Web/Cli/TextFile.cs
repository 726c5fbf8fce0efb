using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary>A file that somebody wrote, as text, in whatever encoding.</summary>
internal static class TextFile
{
    /// <exception cref="Refusal">It isn't there, may not be read, or is no text.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = Files.Open(path);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return TextDecoder.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))?.Text
            ?? throw new Refusal("cli.refusal.no-text", path);
    }
}
