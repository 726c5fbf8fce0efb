using Xiangyin.Web.Features.Checks;

namespace Xiangyin.Web.Cli;

/// <summary>A file that somebody wrote, as text: plain, Word, PDF, OFD or a web page.</summary>
internal static class TextFile
{
    /// <exception cref="Refusal">It isn't there, may not be read, or is no text.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = Files.Open(path);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        try
        {
            return (await UploadReader.Take(content.ToArray(), path, cancellation)).Text;
        }
        catch (UploadRefusal refusal)
        {
            throw new Refusal($"checks.refusal.{refusal.Rule}", refusal.Arguments);
        }
    }
}
