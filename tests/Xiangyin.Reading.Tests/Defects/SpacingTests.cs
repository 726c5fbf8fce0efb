using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class SpacingTests
{
    [Theory]
    [InlineData("spacing/stray", "认真学⟦习 了→习了⟧会议精神，提高了认识。")]
    [InlineData(
        "spacing/stray",
        "《中共中央 国务院关于全面推进乡村振兴的意见》印发后，开展“践行雷锋精神 清洁美化家园”活动，加强组织领导 落实工作责任。"
    )]
    [InlineData(
        "spacing/stray",
        "第一条　为加强农家书屋管理，制定本办法。⏎第十二条　本办法自印发之日起施行，由镇文化站解释。"
    )]
    [InlineData("spacing/stray", "参观事故案例展⟦板 。→板。⟧组织演练，1060人参加。")]
    [InlineData("spacing/stray", "工 作 总 结⏎联系人  电话")]
    [InlineData("spacing/stray", "第四部分　下半年，接着干⏎联系人：文化站 周晓敏，请按时报送。")]
    [InlineData(
        "spacing/line-break",
        "参与活动的有志愿服务队的队员，还有镇直机关全体干部和职⟦工⏎代→工代⟧表，活动受到群众好评。"
    )]
    [InlineData("spacing/line-break", "一、加强领导⏎镇党委成立了领导小组。⏎各村制定了实施方案。⏎大河镇党委")]
    [InlineData("spacing/line-break", "其中，院坝会三十一场，进企业六场，进校园四场，还有线上直⟦播⏎3⟧场，反响热烈。")]
    [InlineData("spacing/line-break", "新闻宣传工作与上级要求还有差距，理论宣传深度不够，新闻精⟦品⏎不⟧多、形式不活。")]
    [InlineData("spacing/line-break", "新闻宣传工作与上级要求还有差距，理论宣传深度不够，主要有⏎3、通讯员队伍不稳定。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
