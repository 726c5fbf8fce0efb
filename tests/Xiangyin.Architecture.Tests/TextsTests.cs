using System.Text.RegularExpressions;
using Xiangyin.Testing;
using Xunit;
using YamlDotNet.Serialization;

namespace Xiangyin.Architecture.Tests;

/// <summary>What a user reads stands in <c>texts.yaml</c> beside the feature, in three languages, and each text is used.</summary>
public sealed partial class TextsTests
{
    private static readonly string[] Languages = ["zh-Hans", "zh-Hant", "en"];

    private static readonly List<(string File, string Key, Dictionary<string, string?> Text)> Texts =
    [
        .. from file in Repository.Files("src/Xiangyin.Web", "texts.yaml")
        from text in new DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<string, Dictionary<string, string?>>?>(file.Text)
            ?? []
        select (file.Name, text.Key, text.Value),
    ];

    private static readonly List<(string File, string Key, bool Prefix)> Used =
    [
        .. from file in Repository.Files("src/Xiangyin.Web", "*.cs", "*.cshtml")
        from Match use in Use().Matches(file.Text)
        let key = use.Groups["key"].Value
        let hole = use.Groups["interpolated"].Success ? key.IndexOf('{', StringComparison.Ordinal) : -1
        select hole < 0 ? (file.Name, key, false) : (file.Name, key[..hole], true),
    ];

    [Fact]
    public void Text_StandsInThreeLanguages() =>
        Rule.Holds(
            "Each text needs zh-Hans, zh-Hant and en, and nothing else:",
            from text in Texts
            from language in Languages
                .Where(l => string.IsNullOrWhiteSpace(text.Text.GetValueOrDefault(l)))
                .Select(l => $"no {l}")
                .Concat(text.Text.Keys.Except(Languages).Select(l => $"unknown {l}"))
            select $"{text.File}: {text.Key}: {language}"
        );

    [Fact]
    public void Text_HasTheSameHolesInEachLanguage() =>
        Rule.Holds(
            "A text takes the same arguments in each language:",
            from text in Texts
            where
                text.Text.Values.Select(t =>
                        string.Join(' ', Hole().Matches(t ?? "").Select(h => h.Value).Distinct().Order())
                    )
                    .Distinct()
                    .Count() > 1
            select $"{text.File}: {text.Key}"
        );

    [Fact]
    public void Key_StandsOnce() =>
        Rule.Holds(
            "A key stands in one file:",
            Texts
                .GroupBy(text => text.Key)
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Key}: {string.Join(", ", same.Select(text => text.File))}")
        );

    [Fact]
    public void Key_ThatIsUsed_Exists()
    {
        var keys = Texts.Select(text => text.Key).ToHashSet();
        Rule.Holds(
            "No texts.yaml has the key:",
            from use in Used
            where
                use.Prefix
                    ? !keys.Any(key => key.StartsWith(use.Key, StringComparison.Ordinal))
                    : !keys.Contains(use.Key)
            select $"{use.File}: {use.Key}"
        );
    }

    [Fact]
    public void Key_ThatExists_IsUsed() =>
        Rule.Holds(
            """Nobody reads the text; strike it (keys count as read in T["key"] and T[$"prefix.{…}"]):""",
            from text in Texts
            where
                !Used.Any(use =>
                    use.Prefix ? text.Key.StartsWith(use.Key, StringComparison.Ordinal) : text.Key == use.Key
                )
            select $"{text.File}: {text.Key}"
        );

    [Fact]
    public void Pages_CarryNoChineseOfTheirOwn() =>
        Rule.Holds(
            "What a user reads belongs in texts.yaml:",
            from page in Repository.Files("src/Xiangyin.Web", "*.cshtml")
            from Match words in Chinese().Matches(Comment().Replace(page.Text, ""))
            select $"{page.Name}: {words.Value}"
        );

    [GeneratedRegex("""\bT\[\s*(?<interpolated>\$)?"(?<key>[^"]*)["]""")]
    private static partial Regex Use();

    [GeneratedRegex(@"\{\w*")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"@\*[\s\S]*?\*@|<!--[\s\S]*?-->|//.*")]
    private static partial Regex Comment();
}
