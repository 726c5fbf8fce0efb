using System.Text.RegularExpressions;
using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests;

public sealed partial class DocsTests
{
    private static readonly IEnumerable<(string Name, string Text)> Pages =
    [
        .. Directory
            .EnumerateFiles(Repository.Root, "*.md")
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path))),
        .. Repository.Files("docs", "*.md"),
    ];

    [Fact]
    public void BuildServer_RunsTheReadmesCommand()
    {
        var command = File.ReadLines(Repository.PathOf(".ci", "run"))
            .Last()
            .Replace("exec ", "", StringComparison.Ordinal);

        Assert.Contains(
            $"\n{command}\n",
            Pages.Single(page => page.Name == "README.md").Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Links_LeadSomewhere() =>
        Rule.Holds(
            "No file is there:",
            from page in Pages
            from Match link in Link().Matches(page.Text)
            let target = link.Groups["target"].Value
            where !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('#')
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(page.Name))!, target.Split('#')[0]))
            select $"{page.Name}: {target}"
        );

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
