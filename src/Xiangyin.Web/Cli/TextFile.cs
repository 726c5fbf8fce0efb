namespace Xiangyin.Web.Cli;

/// <summary>A file that somebody wrote, as text.</summary>
internal static class TextFile
{
    /// <exception cref="Refusal">It isn't there, may not be read, or is no text.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        using var reader = new StreamReader(Files.Open(path));
        return await reader.ReadToEndAsync(cancellation);
    }
}
