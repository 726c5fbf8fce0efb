using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class PunctuationTests
{
    [Theory]
    [InlineData("punctuation/unpaired", "开展⟦“⟧文明家庭评选活动。⏎学习条例⟦”⟧。")]
    [InlineData("punctuation/unpaired", "评选“文明户⟦“→”⟧活动。")]
    [InlineData("punctuation/unpaired", "一）加强领导。2）加强宣传。（一)加强督查。‘一’“二”《三》【四】")]
    [InlineData("punctuation/unpaired", "他说：“要把文明创建工作抓好、抓实、抓出成效，让群众满意，⏎让社会放心。”")]
    [InlineData("punctuation/doubled", "成效明显⟦。。→。⟧加强领导⟦，、→，⟧狠抓落实⟦；。→。⟧")]
    [InlineData("punctuation/doubled", "件件有着落……事事有回音！！真的吗？！——是的。1.5万，3.5米")]
    [InlineData("punctuation/half-width", "开展⟦\"→“⟧书香乡村⟦\"→”⟧建设。")]
    [InlineData("punctuation/half-width", "加强领导，落实责任，密切配合，形成合力；抓好督查⟦,→，⟧严格考核。")]
    [InlineData("punctuation/half-width", "加强领导，落实责任，密切配合，形成合力，现将情况总结如下⟦:→：⟧⏎一、抓学习")]
    [InlineData("punctuation/half-width", "加强领导,落实责任,密切配合,形成合力.人口12,450人，时间5:30。")]
    [InlineData("punctuation/half-width", "全镇各村都制定了方案⟦;→；⟧落实了责任。")]
    [InlineData("punctuation/half-width", "各村制定了方案;落实了责任;加强了督查。")]
    [InlineData("punctuation/half-width", "各村制定了方案;落实了责任,加强了督查。")]
    [InlineData("punctuation/half-width", "各村制定了方案;落实了责任")]
    [InlineData("punctuation/end", "农业基础设施薄弱，抗灾能力不强⟦；→。⟧")]
    [InlineData(
        "punctuation/end",
        "正月初六，镇文化广场锣鼓喧天，引来五千名群众观看⟦，→。⟧⏎⏎经过两个多小时的角逐，上街社区获得一等奖。⏎⏎镇党委副书记为获奖队伍颁发了奖金和锦旗。"
    )]
    [InlineData("punctuation/unpaired", "“谢谢你陪孩子读书；⏎“谢谢你递上凉茶；⏎“谢谢你送去热汤面。”⏎⟦“⟧这是真心话。")]
    [InlineData("punctuation/end", "1、抓学习，全年十二次；⏎2、抓宣传，全年三十篇；⏎3、抓队伍，全年两期。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
