using Xiangyin.Web.Cli;

namespace Xiangyin.Web.Tests.Demonstration;

/// <summary>The demonstration town, made once for the whole run; whoever needs its data folder gets a copy of their own.</summary>
internal static class MadeTown
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    static MadeTown() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Made is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            {
                Directory.Delete(Made.Value.Result, recursive: true);
            }
        };

    /// <summary>What <c>demo</c> said.</summary>
    public static StringWriter Said { get; } = new();

    /// <summary>The folder that all share: to be read only.</summary>
    public static Task<string> FolderAsync() => Made.Value;

    /// <summary>A copy in a folder of its own.</summary>
    public static async Task<string> CopyAsync()
    {
        var from = await FolderAsync();
        var to = Directory.CreateTempSubdirectory("xy-town-").FullName;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    /// <summary>Makes the town in a new folder.</summary>
    public static async Task<string> MakeAsync()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("xy-demo-").FullName, "town");
        var errors = new StringWriter();
        var code = await CommandLine.RunAsync(["demo", "--data", folder], new(Said, errors, "zh-Hans"));
        return code == 0 ? folder : throw new InvalidOperationException($"demo ended with {code}: {errors}");
    }
}
