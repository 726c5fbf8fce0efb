using Xiangyin.Web.Data;
using Xunit;

namespace Xiangyin.Web.Tests.Data;

public sealed class BigramsTests
{
    [Theory]
    [InlineData("罗汉果", "罗汉 汉果 果")]
    [InlineData("六漫村，罗汉果厂", "六漫 漫村 村 罗汉 汉果 果厂 厂")]
    [InlineData("接通WIFI 5G", "接通 通 wifi 5g")]
    [InlineData("!?，。", "")]
    public void Line_OfAText_HasPairsAndWholeWords(string text, string words) =>
        Assert.Equal(words, Bigrams.Line(text));

    [Theory]
    [InlineData("果", "\"果\" *")]
    [InlineData("罗汉果 wifi", "\"罗汉 汉果\" AND \"wifi\" *")]
    public void Fts5Query_OfTypedWords_AsksForPhrases(string typed, string query) =>
        Assert.Equal(query, Bigrams.Fts5Query(typed));

    [Fact]
    public void TsQuery_OfTypedWords_AsksForTheSame() =>
        Assert.Equal("('罗汉' <-> '汉果') & 'wifi':*", Bigrams.TsQuery("罗汉果 wifi"));
}
