using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class WordingTests
{
    [Theory]
    [InlineData("wording/missing", "⟦积极开展⟧，在特色产业上下功夫。⏎⟦深入推行⟧。")]
    [InlineData(
        "wording/missing",
        "各项活动积极开展，成效明显。宣传工作要做实，积极开展，久久为功。积极开展文明创建，深入推行积分制。"
    )]
    [InlineData("wording/missing", "全年⟦收上各类550多篇⟧，⟦发放各种3000份⟧。")]
    [InlineData("wording/missing", "发放各类宣传单6000余份，收到各类稿件550多篇，印发各类550多种，各类30余种。")]
    [InlineData("wording/missing", "在县委的正确领导下，在镇党委⟦的正确领导⟧，全镇干部群众共同努力。")]
    [InlineData(
        "wording/missing",
        "在县委的正确领导下，在镇党委的大力支持，县委宣传部的精心指导下，成绩在于上级的正确领导，离不开县委的大力支持，感谢各界的关心帮助。"
    )]
    [InlineData("wording/missing", "各项工作⟦取得了显著⟧，作用⟦得到充分⟧，宣讲⟦收到良好的⟧。")]
    [InlineData(
        "wording/missing",
        "取得了显著成效，得到充分发挥，收到良好的效果，得到了进一步提高，取得一定成绩，成效取得显著提升。"
    )]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);

    [Fact]
    public void InTraditionalScript_IsFoundToo() =>
        Marked.Holds("wording/missing", "全年⟦收上各類550多篇⟧，各項工作⟦取得了顯著⟧。");
}
