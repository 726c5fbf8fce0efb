using ArchUnitNET.Loader;
using Xiangyin.Testing;
using Assembly = System.Reflection.Assembly;

namespace Xiangyin.Architecture.Tests;

/// <summary>The built program, type by type, with what each type uses.</summary>
internal static class Code
{
    private const string Root = "Xiangyin.Web.";
    private const string RazorPages = "AspNetCoreGeneratedDocument.";

    public static Assembly Web { get; } = Assembly.Load("Xiangyin.Web");

    public static IReadOnlyList<Assembly> Libraries { get; } =
    [
        .. Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => name != "Xiangyin.Web")
            .Select(name => Assembly.Load(name!)),
    ];

    private static readonly ArchUnitNET.Domain.Architecture Architecture = new ArchLoader().LoadAssemblies(Web).Build();

    /// <summary>What each type of the program uses, inside the program and outside.</summary>
    public static IEnumerable<(string From, string To)> Uses { get; } =
    [
        .. Architecture
            .Types.Where(type => FolderOf(type.FullName) is not null)
            .SelectMany(type => type.Dependencies.Select(use => (type.FullName, use.Target.FullName)))
            .Distinct(),
    ];

    /// <summary>The folder of <c>src/Xiangyin.Web</c> that a type lives in, as parts: <c>Features</c>, <c>Records</c>.</summary>
    public static string[]? FolderOf(string type)
    {
        // A page's own type is named after its path: Features_Records_Index.
        if (type.StartsWith(RazorPages, StringComparison.Ordinal))
        {
            return type[RazorPages.Length..].Split('_')[..^1];
        }

        return type.StartsWith(Root, StringComparison.Ordinal) ? type[Root.Length..].Split('.', '+', '/')[..^1] : null;
    }

    /// <summary>The feature that a type belongs to, if it belongs to one.</summary>
    public static string? FeatureOf(string type) =>
        FolderOf(type) is ["Features", var feature, ..] && feature.Length > 0 ? feature : null;
}
