using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class CatalogueReaderTests
{
    [Fact]
    public void SmallCatalogue_HasNoMistake() => Assert.Equal(5, MiniCatalogue.Read(MiniCatalogue.Text).Kinds.Count);

    [Fact]
    public void Kind_IsReadAsItIsWritten()
    {
        var talk = MiniCatalogue.Read(MiniCatalogue.Text).Kind("talk")!;
        Assert.Equal(2, talk.Version);
        Assert.Equal(new("宣讲", "宣講", "Talk"), talk.Name);
        Assert.Equal([UnitType.Village, UnitType.Town], talk.Units);
        Assert.Equal(
            new("leaflets", new("传单", "傳單", "Leaflets"), new("份", "份", "copies"), 0, false, 500),
            talk.Measures[0]
        );
        Assert.Equal(new("topic", "topic", new("主题", "主題", "Topic"), true), talk.Dimensions[1]);
        Assert.Equal(new("speaker", new("宣讲人", "宣講人", "Speaker"), false, true), talk.Roles[0]);
        Assert.Equal(new("followsFrom", "campaign", new("活动", "活動", "Campaign"), false), talk.Links[0]);
        Assert.Equal(new("photo", new("现场", "現場", "Picture"), 2), talk.Evidence[0]);
        Assert.Equal(new Expectation(UnitType.Village, Often.Campaign), talk.Expected);
    }

    [Fact]
    public void Formula_AloneIsThePolicyEvery()
    {
        var policy = Assert.Single(MiniCatalogue.Read(MiniCatalogue.Text).Indicator("talks")!.Policies);
        Assert.Equal("every", policy.Id);
        Assert.Equal("count(talk)", policy.Formula.ToString());
    }

    [Fact]
    public void Things_MayBeSpreadOverFiles()
    {
        var parts = MiniCatalogue.Text.Split("\n\n");
        var files = parts.Select((part, n) => new CatalogueFile($"{n}.yaml", part)).Reverse();
        Assert.Equal(2, CatalogueReader.Read(files).Indicators.Count);
    }

    [Fact]
    public void EmptyFile_IsNoMistake() =>
        Assert.Equal(
            5,
            CatalogueReader
                .Read([
                    new("empty.yaml", ""),
                    new("remarks.yaml", "# 只有说明\n"),
                    new("mini.yaml", MiniCatalogue.Text),
                ])
                .Kinds.Count
        );

    [Fact]
    public void SameId_InTwoFiles_TellsBothPlaces()
    {
        var problem = Assert.Single(
            Problems(
                new CatalogueFile("mini.yaml", MiniCatalogue.Text),
                new CatalogueFile("more.yaml", "groups:\n  study: {zh-Hans: 学, zh-Hant: 學, en: Study}\n")
            )
        );
        Assert.Equal(("more.yaml", 2), (problem.File, problem.Line));
        Assert.Contains("mini.yaml 第2行", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnreadableFile_HidesNoMistakeElsewhere_AndInventsNone()
    {
        var problems = Problems(
            new CatalogueFile("groups.yaml", "groups: [\n"),
            new CatalogueFile(
                "mini.yaml",
                MiniCatalogue.Text.Replace("nature: flow", "nature: flood", StringComparison.Ordinal)
            )
        );
        Assert.Equal(["groups.yaml", "mini.yaml", "mini.yaml"], problems.Select(p => p.File));
    }

    [Fact]
    public void FileTooLarge_IsRefusedUnread()
    {
        var problem = Assert.Single(Problems(new CatalogueFile("large.yaml", new string('#', 300_000))));
        Assert.Contains("文件太大", problem.Message, StringComparison.Ordinal);
        Assert.Contains("分成几个文件", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void HundredsOfMistakes_AreNotAllTold()
    {
        var problems = Problems(new CatalogueFile("a.yaml", string.Concat(Enumerable.Repeat("a: 1\n", 9_000))));
        Assert.Equal(501, problems.Count);
        Assert.Contains("没有都列出来", problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_TellsEveryProblemOnALineOfItsOwn()
    {
        var exception = Assert.Throws<CatalogueException>(() => MiniCatalogue.Read("groups:\n  A: {}\n"));
        Assert.Equal(exception.Problems.Count, exception.Message.Split('\n').Length);
        Assert.StartsWith("mini.yaml 第2行：", exception.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<CatalogueProblem> Problems(params CatalogueFile[] files) =>
        Assert.Throws<CatalogueException>(() => CatalogueReader.Read(files)).Problems;
}
