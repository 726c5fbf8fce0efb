using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("placeholder/name", "⟦XX镇⟧党委和⟦X社区⟧书屋得到⟦xx县⟧表扬。")]
    [InlineData("placeholder/name", "⟦xx县⟧⟦xx镇⟧宣传工作总结")]
    [InlineData("placeholder/name", "⟦[乡镇名称]⟧文化站在⟦{单位名称}⟧的指导下工作。")]
    [InlineData("placeholder/name", "用好APP、VR、H5，唱K歌，种Y两优1号和X优2号，买XXL的衣服。")]
    [InlineData("placeholder/name", "“A村”“B社区”是示例，CCTV-7作了报道。")]
    [InlineData("placeholder/year", "⟦20XX年⟧以来，到⟦201X年⟧，⟦XX年⟧全年，⟦201*年⟧起步。")]
    [InlineData("placeholder/year", "⟦20XX年XX月XX日⟧开会，⟦x月x日⟧前报送。")]
    [InlineData("placeholder/year", "2021年以来，2018—2020年度，XX年级的学生。")]
    [InlineData("placeholder/number", "举办⟦XX⟧期，培训⟦XXX⟧余人，宣讲⟦[X]⟧场，增长⟦x⟧%。")]
    [InlineData("placeholder/number", "举办第⟦X⟧届艺术节，人均笔记⟦xx⟧字，电话⟦XXXXXXX⟧。")]
    [InlineData("placeholder/number", "XX人民政府和XX条例各有一份。")]
    [InlineData("placeholder/congress", "学习⟦XX大⟧精神。")]
    [InlineData("placeholder/congress", "以⟦党的xx大⟧为主线，贯彻⟦党的x届⟧x中全会和⟦xx届⟧历次全会精神。")]
    [InlineData("placeholder/congress", "XX大学和XX大街都不是会议。")]
    [InlineData("placeholder/in-number", "种花⟦320xx⟧株。")]
    [InlineData("placeholder/in-number", "摆花⟦320xx⟧盆，发放资料⟦xx00⟧份。")]
    [InlineData("placeholder/asterisks", "⟦**镇⟧在⟦**县⟧的领导下，201*年起步。")]
    [InlineData("placeholder/asterisks", "到⟦**小学⟧、⟦**中学⟧上课。")]
    [InlineData("placeholder/asterisks", "这是**要点**，那也是**要点**。⏎*****⏎* 第一项⏎3*5米")]
    [InlineData("placeholder/underscores", "⟦__镇⟧办了⟦____⟧余场，⟦_年⟧起步。")]
    [InlineData("placeholder/underscores", "签名：________⏎微信号qsz_2021，文件a__b。")]
    [InlineData("placeholder/some", "⟦某某镇⟧和⟦某县⟧有文明村⟦多少个⟧。")]
    [InlineData("placeholder/some", "某村原会计李某受到处分，某站原站长王某某受到警告。")]
    [InlineData("placeholder/some", "联系人王某，某些人问：有多少个？不管多少人都来。")]
    [InlineData("placeholder/hole", "学习⟦《》⟧，⟦在的正确领导下⟧，⟦在等省级⟧媒体，党的⟦六中全会⟧，⟦、、⟧。")]
    [InlineData("placeholder/hole", "正在等省里的批复，存在等靠要思想，党的二十届三中全会，《条例》。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
