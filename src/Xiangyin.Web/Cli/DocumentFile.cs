using Xiangyin.Web.Features.Checks;

namespace Xiangyin.Web.Cli;

/// <summary>A document that somebody wrote, of any kind that the site takes too. A plain text stays as it is, so that places in it are those in the file.</summary>
internal static class DocumentFile
{
    /// <summary>More than any report; a file that is larger is something else.</summary>
    private const int LargestMegabytes = 50;

    /// <summary>Its text; none where it isn't there or can't be read, which the terminal is told.</summary>
    public static async Task<string?> ReadAsync(string path, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            await using var file = Files.Open(path);
            if (file.Length > LargestMegabytes * 1_000_000L)
            {
                throw new Refusal("cli.refusal.too-large", path, LargestMegabytes);
            }

            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellation);
            return (await UploadReader.Take(bytes, path, cancellation)).Text;
        }
        catch (Refusal refusal)
        {
            terminal.Complain(refusal.Key, refusal.Arguments);
        }
        catch (UploadRefusal refusal)
        {
            terminal.Complain(
                "cli.refusal.document",
                path,
                terminal.Text("checks.refusal." + refusal.Rule, refusal.Arguments)
            );
        }

        return null;
    }
}
