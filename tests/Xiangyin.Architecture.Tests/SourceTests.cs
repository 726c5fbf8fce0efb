using System.Text.RegularExpressions;
using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests;

/// <summary>Promises that are kept or broken in the wording of the sources.</summary>
public sealed partial class SourceTests
{
    /// <summary>Words of a name, in English or Chinese, that would mean watching people.</summary>
    private static readonly string[] Watching =
    [
        "online",
        "streak",
        "rank",
        "ranks",
        "ranking",
        "rankings",
        "leaderboard",
        "leaderboards",
        "presence",
        "dwell",
        "在线",
        "在線",
        "排名",
        "排行",
        "连续打卡",
        "連續打卡",
    ];

    [Fact]
    public void Names_NeverTellOnlineTimeStreakOrRank() =>
        Rule.Holds(
            "No table, column, page or address stores a person's online time, streak or rank:",
            from name in StoredNames().Concat(Addresses())
            from word in Watched(name.Name)
            select $"{name.Where}: {name.Name}"
        );

    [Theory]
    [InlineData("member.online_minutes", true)]
    [InlineData("/Study/WeeklyRanking", true)]
    [InlineData("studyRank", true)]
    [InlineData("学习排名", true)]
    [InlineData("record_version.frank_answer", false)]
    [InlineData("/Records/Drank", false)]
    public void Watching_IsSeenInNames(string name, bool seen) => Assert.Equal(seen, Watched(name).Any());

    [Fact]
    public void Records_AreAppendedOnly() =>
        Rule.Holds(
            "Records are appended, never updated or deleted: a correction is a revision:",
            from file in Repository.Files("src/Xiangyin.Web", "*.cs", "*.sql")
            from Match change in ChangeOfALedger().Matches(file.Text)
            select $"{file.Name}: {change.Value}"
        );

    [Fact]
    public void Clock_IsHandedInAtTheEdge() =>
        Rule.Holds(
            "The machine's clock is handed in where the program starts, in Cli/ and SiteOptions; all else is given a TimeProvider:",
            from file in Repository.Files("src", "*.cs", "*.cshtml")
            where file.Text.Contains("TimeProvider.System", StringComparison.Ordinal)
            where
                !file.Name.StartsWith("src/Xiangyin.Web/Cli/", StringComparison.Ordinal)
                && file.Name != "src/Xiangyin.Web/Site/SiteOptions.cs"
            select file.Name
        );

    [Fact]
    public void Pages_KeepTheContentSecurityPolicy() =>
        Rule.Holds(
            "Pages carry no inline style, script or handler:",
            from page in Repository.Files("src/Xiangyin.Web", "*.cshtml")
            from Match inline in InlineBehaviour().Matches(page.Text)
            select $"{page.Name}: {inline.Value.Trim()}"
        );

    private static IEnumerable<(string Where, string Name)> StoredNames() =>
        from file in Repository.Files("src/Xiangyin.Web", "*.sql")
        from Match name in Identifier().Matches(SqlComment().Replace(file.Text, ""))
        select (file.Name, name.Value);

    private static IEnumerable<(string Where, string Name)> Addresses() =>
        (
            from file in Repository.Files("src/Xiangyin.Web", "*.cs", "*.cshtml")
            from Match route in Route().Matches(file.Text)
            select (file.Name, route.Groups["route"].Value)
        ).Concat(Repository.Files("src/Xiangyin.Web", "*.cshtml").Select(file => (file.Name, file.Name)));

    private static IEnumerable<string> Watched(string name) =>
        Word()
            .Matches(name)
            .Select(word => word.Value.ToLowerInvariant())
            .Where(word => Watching.Any(w => w == word || (w[0] > 127 && word.Contains(w, StringComparison.Ordinal))));

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lo}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"--.*|/\*[\s\S]*?\*/")]
    private static partial Regex SqlComment();

    [GeneratedRegex(@"[\p{L}_][\p{L}\d_]*")]
    private static partial Regex Identifier();

    [GeneratedRegex("""(?:@page|Map(?:Get|Post|Put|Delete|Group)\(|\[Route\()\s*"(?<route>[^"]*)["]""")]
    private static partial Regex Route();

    [GeneratedRegex(@"\b(?:UPDATE|DELETE\s+FROM|TRUNCATE)\s+""?(?:record_version|ledger)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChangeOfALedger();

    [GeneratedRegex(
        """\sstyle\s*=\s*["']|<style\b|<script(?![^>]*\ssrc\s*=)[^>]*>|\son[a-z]+\s*=\s*["']|javascript:""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InlineBehaviour();
}
