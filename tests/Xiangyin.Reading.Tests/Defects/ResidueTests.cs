using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class ResidueTests
{
    [Theory]
    [InlineData("residue/page-marker", "提升服务水平⟦第3页共6页→⟧下一步，⟦第PAGE5页共NUMPAGES5页→⟧。")]
    [InlineData("residue/page-marker", "文件第三页共有五条，见第3页。")]
    [InlineData("residue/page-marker", "发放资料320份。⟦第4页→⟧⏎元宵节组织巡游。")]
    [InlineData("residue/page-marker", "高位推动。⏎⟦- 2 -→⟧⏎群众参与，一组2-3人。")]
    [InlineData("residue/site", "自评报告⏎⟦本文来源：公文写作网→⟧⏎⟦更多精彩范文，请点击下载Word版→⟧")]
    [InlineData("residue/site", "详情见http://www.town.example.cn/news。⟦www.fanwen.example/a→⟧")]
    [InlineData("residue/site", "⟦人氣:1.68W→⟧⏎⟦浏览量:18689→⟧⏎我镇宣传工作⟦图片来源于网络→⟧。")]
    [InlineData(
        "residue/site",
        "⟦首页 > 范文大全 > 工作总结→⟧⏎我镇宣传工作扎实推进。⟦本文由范文写作网整理发布，转载请注明出处→⟧"
    )]
    [InlineData("residue/site", "以上意见仅供参考，请各村结合实际执行。")]
    [InlineData("residue/machine", "⟦希望这篇总结能对您有所帮助！→⟧")]
    [InlineData("residue/machine", "结成对子。⟦以上就是为您生成的工作总结，如需调整请随时告诉我。→⟧")]
    [InlineData("residue/machine", "希望这支队伍能对群众有所帮助，以下是主要做法。")]
    [InlineData("residue/keyword", "油菜花海中，⟦皇冠体育投注→⟧引来游客，打击网络博彩、网上赌博。")]
    [InlineData(
        "residue/keyword",
        "坚持有计划、有检查，⟦亚博体育官网→⟧学习的实效性⟦澳门新濠手机版下载→⟧，路口装了星空平台。"
    )]
    [InlineData("residue/keyword", "我镇农村文化工作⟦nba 极速体育_→⟧市级文明村，⟦百家乐官网→⟧成效明显。")]
    [InlineData(
        "residue/keyword",
        "打击网络博彩和百家乐赌博，整治棋牌室3家，彩票公益金支持，影院放映12场，文件名体育_彩票。"
    )]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
