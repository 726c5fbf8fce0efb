using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class CatalogueComparisonTests
{
    [Fact]
    public void SameCatalogue_HasNothingToTell() => Assert.Empty(Compare(MiniCatalogue.Text));

    [Theory]
    [InlineData("en: Talks}", "en: Talks given}")]
    [InlineData("zh-Hans: 每场一条", "zh-Hans: 每一场记一条")]
    [InlineData("en: Picture, enough: 2", "en: Picture, enough: 1")]
    [InlineData("max: 500", "max: 900")]
    public void BetterWords_NeedNoNewVersion(string old, string better) => Assert.Empty(Compare(With(old, better)));

    [Theory]
    [InlineData(
        "formula: count(talk)",
        "formula: count(talk where topic = law)",
        "指标 talks 的定义变了",
        "把 version 改为 4"
    )]
    [InlineData(
        "    unit: times\n    definition: {zh-Hans: 宣讲的",
        "    unit: copies\n    definition: {zh-Hans: 宣讲的",
        "指标 talks 的定义变了",
        "把 version 改为 4"
    )]
    [InlineData("dimension: topic, required: true", "dimension: topic", "种类 talk 的定义变了", "把 version 改为 3")]
    [InlineData("units: [village, town]", "units: [village]", "种类 talk 的定义变了", "把 version 改为 3")]
    [InlineData(
        "from: village, every: campaign",
        "from: village, every: month",
        "种类 talk 的定义变了",
        "把 version 改为 3"
    )]
    [InlineData("version: 3", "version: 2", "指标 talks 的 version 从3变小为2", "把 version 改为 4")]
    [InlineData(
        "      city: {zh-Hans: 市级, zh-Hant: 市級, en: City}\n",
        "",
        "分类 level 的取值 city 不见了",
        "retired"
    )]
    public void ChangedDefinition_UnderTheSameVersion_IsTold(string old, string changed, string message, string remedy)
    {
        var problem = Assert.Single(Compare(With(old, changed)));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedDefinition_IsToldAtItsLine()
    {
        var text = With("formula: count(talk)", "formula: count(left)");
        var line = text.Split('\n').ToList().IndexOf("  talks:") + 1;
        Assert.Equal((MiniCatalogue.Path, line), (Compare(text)[0].File, Compare(text)[0].Line));
    }

    [Fact]
    public void ChangedDefinition_UnderANewVersion_IsFine() =>
        Assert.Empty(
            Compare(
                With("formula: count(talk)", "formula: count(left)")
                    .Replace("version: 3", "version: 4", StringComparison.Ordinal)
            )
        );

    [Fact]
    public void RetiredValue_IsFine() =>
        Assert.Empty(Compare(With("en: Town}", "en: Town, retired: 2022-01-01, mapTo: city}")));

    [Fact]
    public void DeletedIndicator_IsToBeRetiredInstead()
    {
        var at = MiniCatalogue.Text.IndexOf("  talks:", StringComparison.Ordinal);
        var end = MiniCatalogue.Text.IndexOf("  speakers:", StringComparison.Ordinal);
        var problem = Assert.Single(Compare(MiniCatalogue.Text[..at] + MiniCatalogue.Text[end..]));
        Assert.Contains("指标 talks 不见了", problem.Message, StringComparison.Ordinal);
        Assert.Contains("retired", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void RankTurnedRound_IsTold()
    {
        const string city = "      city: {zh-Hans: 市级, zh-Hant: 市級, en: City}\n";
        const string town = "      town: {zh-Hans: 镇级, zh-Hant: 鎮級, en: Town}\n";
        var problem = Assert.Single(Compare(With(city + town, town + city)));
        Assert.Contains("次序变了", problem.Message, StringComparison.Ordinal);
    }

    private static string With(string old, string @new)
    {
        Assert.Contains(old, MiniCatalogue.Text, StringComparison.Ordinal);
        return MiniCatalogue.Text.Replace(old, @new, StringComparison.Ordinal);
    }

    private static IReadOnlyList<CatalogueProblem> Compare(string after) =>
        CatalogueReader.Compare(MiniCatalogue.Read(MiniCatalogue.Text), MiniCatalogue.Read(after));
}
