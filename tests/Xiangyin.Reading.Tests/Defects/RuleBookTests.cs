using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>A county switches rules, adds exceptions and words, and writes rules of its own.</summary>
public sealed class RuleBookTests
{
    [Fact]
    public void With_SwitchedOff_FindsNothingByThatRule() =>
        Assert.Empty(Check("截止目前，共上稿33篇。", "period/cut-off-wording: { on: false }"));

    [Fact]
    public void With_AnotherSeverity_SaysSo() =>
        Assert.Equal(
            Severity.Error,
            Assert.Single(Check("截止目前，共上稿33篇。", "period/cut-off-wording: { severity: error }")).Severity
        );

    [Fact]
    public void With_AnException_LeavesItAlone() =>
        Assert.Empty(Check("实施XX工程，成效明显。", "placeholder/name: { except: [XX工程] }"));

    [Fact]
    public void With_ARuleOfItsOwn_FindsItsWords_WithReasonAndFix()
    {
        var defect = Assert.Single(
            Check(
                "各村村委會主任參加了學習，組織羣眾討論。",
                """
                county/words:
                  severity: hint
                  reason: 本县文稿不写“{0}”，写“{1}”。
                  words:
                    - { word: 村委会主任, fix: 村民委员会主任 }
                """
            ),
            d => d.Rule == "county/words"
        );
        Assert.Equal("村民委員會主任", defect.Fix);
        Assert.Equal("本县文稿不写“村委會主任”，写“村民委員會主任”。", defect.Message);
    }

    [Fact]
    public void With_ATermOfItsOwn_KnowsWhenItWasReplaced() =>
        Assert.Contains(
            Check(
                "大河镇2021年工作总结\n镇农经站开展培训4次。\n2022年1月14日",
                "period/term: { terms: [{ word: 农经站, until: 2019-03-01, now: 农业农村办, source: 县机构改革方案 }] }"
            ),
            d => d is { Rule: "period/term", Fix: "农业农村办" }
        );

    [Theory]
    [InlineData("placeholder/name: { on: maybe }", "on")]
    [InlineData("placeholder/name: { severity: dreadful }", "severity")]
    [InlineData("placeholder/name: [1, 2]", "placeholder/name")]
    [InlineData("placeholder: { on: true }", "placeholder")]
    [InlineData("county/mine: { words: [甲] }", "reason")]
    [InlineData("county/mine: { reason: 甲, words: [{ fix: 乙 }] }", "word")]
    [InlineData("placeholder/nmae: { on: false }", "placeholder/nmae")]
    [InlineData("placeholder/name: { exept: [甲] }", "exept")]
    [InlineData("placeholder/name: { severity: 7 }", "severity")]
    [InlineData("county/mine: { reason: 甲 }", "words")]
    [InlineData("county/mine: { reason: '写“{9}”', words: [甲] }", "reason")]
    [InlineData("county/mine: { reason: { en: x }, words: [甲] }", "zh-Hans")]
    [InlineData("period/term: { terms: [{ word: 农经站, now: 农业农村办 }] }", "until")]
    [InlineData("period/term: { terms: [{ word: 甲, until: 2019年, now: 乙, source: 丙 }] }", "2021-07-13")]
    [InlineData("count/magnitude: { limits: [{ word: 册, pattern: 甲, most: 许多 }] }", "most")]
    [InlineData("residue/site: { patterns: ['(甲'] }", "(甲")]
    [InlineData("- a list", "1:")]
    [InlineData("a: b: c", "1:")]
    public void With_YamlThatCantBeUsed_IsRefused_NamingThePlace(string yaml, string named)
    {
        var refused = Assert.Throws<RuleBookException>(() => RuleBook.Default.With(yaml));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusal_NamesTheLine_AndSpeaksThreeLanguages()
    {
        var refused = Assert.Throws<RuleBookException>(() =>
            RuleBook.Default.With("# 县里的规则\n\nplaceholder/name:\n  on: maybe\n")
        );
        Assert.Equal(4, refused.Line);
        Assert.Equal("placeholder/name on: maybe 应为 true 或 false", refused.MessageIn("zh-Hans"));
        Assert.Equal("placeholder/name on: maybe 應為 true 或 false", refused.MessageIn("zh-Hant"));
        Assert.Equal("placeholder/name on: maybe must be true or false", refused.MessageIn("en"));
    }

    [Fact]
    public void EveryRule_SpeaksThreeLanguages_InOneSentence() =>
        Assert.All(
            RuleBook.Default.Rules,
            rule =>
            {
                Assert.EndsWith("。", rule.ReasonIn("zh-Hans"), StringComparison.Ordinal);
                Assert.EndsWith("。", rule.ReasonIn("zh-Hant"), StringComparison.Ordinal);
                Assert.EndsWith(".", rule.ReasonIn("en"), StringComparison.Ordinal);
                Assert.NotEqual(rule.ReasonIn("zh-Hans"), rule.ReasonIn("zh-Hant"));
            }
        );

    [Fact]
    public void EveryRule_HasItsEntry_AndEveryEntryItsRule()
    {
        var looked = AllRules.Of(new()).SelectMany(rule => rule.Ids).ToHashSet();
        Assert.Equal(RuleBook.Default.Rules.Select(rule => rule.Id).ToHashSet(), looked);
    }

    private static IReadOnlyList<Defect> Check(string text, string yaml) =>
        new Checker(new() { Rules = RuleBook.Default.With(yaml) }).Check(Reader.Read(text));
}
