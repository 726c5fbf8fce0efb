using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class ResidueTests
{
    [Theory]
    [InlineData("residue/page-marker", "提升服务水平⟦第3页共6页→⟧下一步，⟦第PAGE5页共NUMPAGES5页→⟧。")]
    [InlineData("residue/page-marker", "文件第三页共有五条，见第3页。")]
    [InlineData("residue/site", "⟦人氣:1.68W→⟧⏎⟦浏览量:18689→⟧⏎我镇宣传工作⟦图片来源于网络→⟧。")]
    [InlineData("residue/machine", "⟦希望这篇总结能对您有所帮助！→⟧")]
    [InlineData("residue/machine", "希望这支队伍能对群众有所帮助，以下是主要做法。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
