using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests;

/// <summary>A feature uses another only along an arrow of <c>feature-arrows.txt</c>.</summary>
public sealed class FeatureArrowTests
{
    private const string List = "tests/Xiangyin.Architecture.Tests/feature-arrows.txt";

    private static readonly HashSet<(string From, string To)> Listed =
    [
        .. File.ReadLines(Repository.PathOf(List))
            .Select(line => line.Split('#')[0].Split("->", StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .Select(parts => (parts[0], parts[1])),
    ];

    private static readonly Dictionary<(string From, string To), string> Drawn = (
        from use in Code.Uses
        let user = Code.FeatureOf(use.From)
        let used = Code.FeatureOf(use.To)
        where user is not null && used is not null && user != used
        group $"{use.From} uses {use.To}" by (user, used)
    ).ToDictionary(arrow => arrow.Key, arrow => arrow.First());

    [Fact]
    public void Arrows_AreListed() =>
        Rule.Holds(
            $"What counts reaches another feature through the ledger. If this arrow must be, list it in {List}:",
            Drawn
                .Where(arrow => !Listed.Contains(arrow.Key))
                .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {arrow.Value}")
        );

    [Fact]
    public void Listed_AreDrawn() =>
        Rule.Holds(
            $"Strike from {List}:",
            Listed.Where(arrow => !Drawn.ContainsKey(arrow)).Select(arrow => $"{arrow.From} -> {arrow.To}")
        );

    [Fact]
    public void Arrows_HaveNoCycle()
    {
        // Take away features that point at nothing any more; what cannot be taken away goes round.
        var left = Listed.Concat(Drawn.Keys).ToHashSet();
        while (left.RemoveWhere(arrow => left.All(other => other.From != arrow.To)) > 0) { }

        Rule.Holds("The arrows between features go round:", left.Select(arrow => $"{arrow.From} -> {arrow.To}"));
    }
}
