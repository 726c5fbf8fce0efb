using Xunit;

namespace Xiangyin.Architecture.Tests;

internal static class Rule
{
    /// <summary>Fails with the rule and one line for each breach.</summary>
    public static void Holds(string rule, IEnumerable<string> breaches)
    {
        var found = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }
}
