using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class UnitTests
{
    [Theory]
    [InlineData("unit/wrong", "建筑面积26⟦0平方→0平方米⟧，设有阅览室。")]
    [InlineData("unit/wrong", "面积260平方米、78.6平方公里、9平方千米。")]
    [InlineData("unit/approximation", "⟦近1200余⟧人，⟦约500余⟧人，⟦近两千余⟧人，⟦1万余元左右⟧。")]
    [InlineData(
        "unit/approximation",
        "近年来，近30个村，约500人，1200余人，两千多名群众，大约80人，平均节约1.5万元左右。"
    )]
    [InlineData("unit/order", "投入⟦20万余元→20余万元⟧。")]
    [InlineData("unit/order", "点击⟦30万余次→30余万次⟧，收到⟦60册余→60余册⟧，印发⟦五十份余→五十余份⟧。")]
    [InlineData("unit/order", "7.7万余场，1万余株，26万余小时，20余万元。")]
    [InlineData("count/approximate", "县级媒体上稿⟦76余篇⟧，建成广场⟦3余个⟧，党员⟦约57名⟧，群众约50名、约300人。")]
    [InlineData("count/approximate", "发放资料6000余份，走访70余户，开展十余次，一百多人，7.7万余场。")]
    [InlineData("count/each", "我镇组织学习7场次，⟦各村组织学习各2场次⟧。")]
    [InlineData("count/each", "全镇10个村，各村组织学习各2场次。")]
    [InlineData("count/sum", "中心组学习12次，其中专题研讨4次，班子成员讲党课11次；发稿92篇，其中省级6篇，市级86篇。")]
    [InlineData("count/sum", "⟦在省级媒体上稿2篇，市级19篇，县级75篇，共计上稿86篇⟧；演出2场，讲座3场，共计5场。")]
    [InlineData("count/sum", "上稿⟦53篇，其中国家级2篇、省级16篇、市级43篇⟧。")]
    [InlineData(
        "count/sum",
        "上稿60篇，其中省级9篇、市级34篇。共10名，其中一等奖2名、二等奖8名。53篇，其中省级16余篇、市级43篇等。"
    )]
    [InlineData("count/magnitude", "我镇硬化道路⟦1万千米⟧，清理沟渠⟦6000公里⟧，书屋藏书⟦13万册⟧，满意率达到⟦980%⟧。")]
    [InlineData(
        "count/magnitude",
        "我镇硬化道路12.5公里，清理沟渠6000米，藏书1.3万册，发放宣传册20万册，满意率98%以上，任务完成率120%，知晓率100%。"
    )]
    [InlineData("count/magnitude", "全县新修公路6000公里，县图书馆藏书13万册。我县和我镇各有分工。")]
    [InlineData("count/magnitude", "公交车安全行驶20万公里，我镇群众满意。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);

    [Fact]
    public void ReportWithoutAnyQuantity_IsTold() => Marked.Holds("count/none", $"⟦青石镇2021年宣传工作总结⟧⏎{Words}");

    [Theory]
    [InlineData("青石镇2021年宣传工作总结", "全年上稿33篇。")]
    [InlineData("青石镇2022年宣传工作计划", "")]
    [InlineData("关于做好宣传工作的通知", "")]
    public void ReportWithAQuantity_AndWhatIsNoReport_IsNotTold(string title, string more) =>
        Marked.Holds("count/none", $"{title}⏎{Words}{more}");

    [Fact]
    public void ShortReportWithoutAnyQuantity_IsNotTold() =>
        Marked.Holds("count/none", "青石镇2021年宣传工作总结⏎我镇认真抓好宣传工作，干部群众都满意。");

    private static readonly string Words = string.Concat(
        Enumerable.Repeat("我镇2021年认真抓好理论学习，把会议精神讲到村头，让群众听得懂、记得住。", 20)
    );
}
