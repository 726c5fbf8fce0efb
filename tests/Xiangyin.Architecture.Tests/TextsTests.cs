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

    // Where a key is looked up, and every literal that looks like a key, however it gets there: "cli.verb.serve", "cli.verb.",
    // $"error.title.{code}". The last two are prefixes.
    private static readonly List<(string File, string Key, bool LookedUp)> Literals =
    [
        .. from file in Repository.Files("src/Xiangyin.Web", "*.cs", "*.cshtml")
        let code = Comment().Replace(file.Text, "")
        let lookups = LookUp().Matches(code)
        from Match literal in KeyLiteral().Matches(code)
        select (
            file.Name,
            literal.Groups["key"].Value,
            lookups.Any(l => l.Index < literal.Index && literal.Index < l.Index + l.Length)
        ),
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
    public void Key_ThatIsUsed_Exists() =>
        Rule.Holds(
            "No texts.yaml has the key:",
            from literal in Literals
            where literal.LookedUp && !Texts.Any(text => Reads(literal.Key, text.Key))
            select $"{literal.File}: {literal.Key}"
        );

    [Fact]
    public void Key_ThatExists_IsUsed() =>
        Rule.Holds(
            "Nobody reads the text; strike it:",
            from text in Texts
            where !Literals.Any(literal => Reads(literal.Key, text.Key))
            select $"{text.File}: {text.Key}"
        );

    [Fact]
    public void AuditedAction_HasItsText() =>
        Rule.Holds(
            "What the audit trail is told needs a text audit.action.… :",
            from file in Repository.Files("src/Xiangyin.Web", "*.cs")
            from Match told in Told().Matches(file.Text)
            from Match action in Literal().Matches(told.Value)
            where Texts.All(text => text.Key != $"audit.action.{action.Groups[1].Value}")
            select $"{file.Name}: {action.Value}"
        );

    private static bool Reads(string literal, string key) =>
        literal.EndsWith('.') ? key.StartsWith(literal, StringComparison.Ordinal) : key == literal;

    [Fact]
    public void Pages_CarryNoChineseOfTheirOwn() =>
        Rule.Holds(
            "What a user reads belongs in texts.yaml:",
            from page in Repository.Files("src/Xiangyin.Web", "*.cshtml")
            from Match words in Chinese().Matches(LanguageName().Replace(Comment().Replace(page.Text, ""), ""))
            select $"{page.Name}: {words.Value}"
        );

    [GeneratedRegex("""\b(?:T\[|(?:Text|Say|Complain|Refusal|Misuse)\()[^\]\)]*""")]
    private static partial Regex LookUp();

    [GeneratedRegex("""(?<=")(?<key>[a-z][a-z0-9-]*\.(?:[\w-]+\.)*(?:[\w-]+(?=")|(?=["{])))""")]
    private static partial Regex KeyLiteral();

    // The first argument of what is told: Write(new("erase", …), Audit(writing, "password", …), Change(new(isGiven ? "consent" : "…", …).
    [GeneratedRegex("""\.(?:Write|Change|Audit)\(\s*new\([^,)]*|\bAudit\(\s*writing,[^,)]*""")]
    private static partial Regex Told();

    [GeneratedRegex(@"(?<!\$)""([a-z-]+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\w*")]
    private static partial Regex Hole();

    // The name of a language stands in that language, whoever reads it.
    [GeneratedRegex("""<a[^>]*\shreflang=[^>]*>[^<]*</a>""")]
    private static partial Regex LanguageName();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"@\*[\s\S]*?\*@|<!--[\s\S]*?-->|(?<!:)//.*")]
    private static partial Regex Comment();
}
