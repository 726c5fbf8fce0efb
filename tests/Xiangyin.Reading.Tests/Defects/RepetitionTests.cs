using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class RepetitionTests
{
    [Theory]
    [InlineData("repetition/word", "受到⟦欢迎欢迎→欢迎⟧，积极⟦动员动员→动员⟧，⟦为大家为大家→为大家⟧服务⟦的的→的⟧。")]
    [InlineData("repetition/word", "促进⟦了了→了⟧实事解决，观众⟦达达→达⟧8000人次，为了了解真实情况，不了了之。")]
    [InlineData(
        "repetition/word",
        "研究研究，学习学习再学习，一步一步，家家户户，处处留心，的的确确，各支部支部书记，领导小组小组长，三三两两。"
    )]
    [InlineData(
        "repetition/paragraph",
        "镇党委把这项工作列入重要议事日程，定期研究部署，抓好落实。⏎⟦镇党委把这项工作列入重要议事日程，定期研究部署，抓好落实。→⟧"
    )]
    [InlineData(
        "repetition/word",
        "⟦为为→为⟧了方便群众，大家说着说着笑了，能不能不办，为什么不办？⟦已已→已⟧成为去处，回去合计合计。"
    )]
    [InlineData(
        "repetition/title",
        "任务清单⏎目标：改造六条⏎完成时限：2024年9月底⏎目标：规整四个⏎完成时限：2024年9月底"
    )]
    [InlineData("repetition/paragraph", "成效明显。⏎成效明显。⏎大河镇党委")]
    [InlineData("repetition/title", "大河镇2021年工作总结⏎⟦大河镇2021年工作总结→⟧⏎2021年，我镇各项工作扎实推进。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
