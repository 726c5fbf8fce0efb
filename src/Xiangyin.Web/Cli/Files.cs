namespace Xiangyin.Web.Cli;

/// <summary>Files and folders that a person named.</summary>
internal static class Files
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="Refusal">It isn't there or may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("cli.refusal.no-file", path);
        }
    }

    public static bool IsEmpty(string folder) =>
        !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any();
}
