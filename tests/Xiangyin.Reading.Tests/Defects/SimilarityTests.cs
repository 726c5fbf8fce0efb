using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>A document against the unit's own report of last year.</summary>
public sealed class SimilarityTests
{
    private const string Paragraph =
        "全年组织干部职工集中学习12次，各村宣讲36场，受众4200人次，发放宣传资料6000份，评选文明户120户，新建文化广场2个，惠及群众3万人。";

    [Fact]
    public void TheSameParagraph_IsTold() => Assert.Equal(["similar/copied"], Rules(Paragraph));

    [Fact]
    public void TheSameParagraph_InTraditionalScriptAndOtherMarks_IsTold() =>
        Assert.Equal(
            ["similar/copied"],
            Rules(
                "全年組織幹部職工集中學習12次,各村宣講36場,受眾4200人次,發放宣傳資料6000份,評選文明户120户,新建文化廣場2個,惠及羣眾3萬人."
            )
        );

    [Fact]
    public void TheSameParagraph_WithOtherNumbers_IsToldAsRedated() =>
        Assert.Equal(["similar/redated"], Rules(Paragraph.Replace("12次", "13次", StringComparison.Ordinal)));

    [Fact]
    public void AParagraphWrittenAnew_IsNotTold() =>
        Assert.Empty(
            Rules("今年把学习放到田间地头，院坝会开了40场，宣讲员用方言讲政策，群众听得懂、记得住，发放图解手册2000册，文明户评选由村民投票产生。")
        );

    [Fact]
    public void SetPhrases_AreNotTold() =>
        Assert.Empty(
            Rules(
                "在县委、县政府的正确领导下，在县委宣传部的精心指导下，坚持围绕中心、服务大局，现将有关情况总结如下。",
                "在县委、县政府的正确领导下，在县委宣传部的精心指导下，坚持围绕中心、服务大局，现将有关情况总结如下。"
            )
        );

    private static IEnumerable<string> Rules(string text, string earlier = Paragraph) =>
        new Checker(new() { Compared = [new("2020年工作总结", earlier)] })
            .Check(Reader.Read(text))
            .Select(defect => defect.Rule)
            .Where(rule => rule.StartsWith("similar/", StringComparison.Ordinal));
}
