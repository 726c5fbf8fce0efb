using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests;

public sealed class LayerTests
{
    private static readonly string[] Engines = ["Microsoft.Data.Sqlite", "SQLitePCL", "Npgsql", "DbUp"];
    private static readonly string[] Impure = [.. Engines, "Dapper", "Microsoft.AspNetCore", "Microsoft.Extensions"];

    // Each folder of the program may use those before it.
    private static readonly string[] Folders = ["Data", "Ledger", "Site", "Features", "Demonstration", "Cli"];

    [Fact]
    public void Libraries_SeeNeitherTheProgramNorEachOther() =>
        Rule.Holds(
            "A library stands alone:",
            from library in Code.Libraries
            from seen in library.GetReferencedAssemblies()
            where seen.Name!.StartsWith("Xiangyin.", StringComparison.Ordinal)
            select $"{library.GetName().Name} uses {seen.Name}"
        );

    [Fact]
    public void Libraries_ArePure() =>
        Rule.Holds(
            "A library knows no web and no database:",
            from library in Code.Libraries
            from seen in library.GetReferencedAssemblies()
            where Impure.Any(name => Within(seen.Name!, name))
            select $"{library.GetName().Name} uses {seen.Name}"
        );

    [Fact]
    public void Engine_IsKnownToDataOnly() =>
        Rule.Holds(
            "Only Data/ knows the database engine:",
            (
                from use in Code.Uses
                where Code.FolderOf(use.From) is not ["Data", ..] && Engines.Any(engine => Within(use.To, engine))
                select $"{use.From} uses {use.To}"
            ).Concat(
                // A type that is only caught leaves no trace in what a type uses.
                from file in Repository.Files("src/Xiangyin.Web", "*.cs", "*.cshtml")
                where !file.Name.StartsWith("src/Xiangyin.Web/Data/", StringComparison.Ordinal)
                from engine in Engines
                where
                    file.Text.Contains($"{engine}.", StringComparison.Ordinal)
                    || file.Text.Contains($"using {engine};", StringComparison.Ordinal)
                select $"{file.Name} names {engine}"
            )
        );

    [Fact]
    public void Folders_UseOnlyThoseBeneath() =>
        Rule.Holds(
            $"Each of {string.Join(" < ", Folders)} uses only those before it:",
            from use in Code.Uses
            let user = Array.IndexOf(Folders, Code.FolderOf(use.From)!.FirstOrDefault())
            let used = Array.IndexOf(Folders, Code.FolderOf(use.To)?.FirstOrDefault())
            where user >= 0 && used > user
            select $"{use.From} uses {use.To}"
        );

    [Fact]
    public void Folders_AreKnown() =>
        Rule.Holds(
            $"A folder of the program is one of {string.Join(", ", Folders)}:",
            from use in Code.Uses
            let folder = Code.FolderOf(use.From)!.FirstOrDefault()
            where folder?.Length > 0 && !Folders.Contains(folder)
            select folder
        );

    private static bool Within(string name, string root) =>
        name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
}
