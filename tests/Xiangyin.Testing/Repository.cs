namespace Xiangyin.Testing;

/// <summary>The files of this repository, for tests that read sources or the default catalogue.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Xiangyin.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>An absolute path from parts below the root.</summary>
    public static string PathOf(params IEnumerable<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files below a folder of the repository, build output left out, with their path from the root.</summary>
    public static IEnumerable<(string Name, string Text)> Files(string folder, params IEnumerable<string> patterns) =>
        patterns
            .SelectMany(pattern => Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(name =>
                !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal)
            .Select(name => (name, File.ReadAllText(PathOf(name))));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xiangyin.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("These tests read the repository: run them from a clone.");
    }
}
