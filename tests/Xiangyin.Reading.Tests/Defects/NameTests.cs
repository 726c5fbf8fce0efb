using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class NameTests
{
    private static readonly CheckOptions Qingshi = new()
    {
        Gazetteer = new()
        {
            Town = "青石镇",
            Villages = ["河湾村", "柳林村", "新华茶厂"],
            Superiors = ["临江县", "江州市"],
        },
    };

    [Theory]
    [InlineData("青石镇2022年工作总结⏎临江县委表扬了河湾村、柳林村和⟦观音铺村⟧。")]
    [InlineData("青石鎮2022年工作總結⏎臨江縣委表揚了河灣村、柳林村。")]
    [InlineData("青石镇2022年工作总结⏎赴白鹤镇考察，与东山镇结对共建，接收来自石桥村的搬迁户。")]
    [InlineData("青石镇2022年工作总结⏎各村、行政村、示范村、贫困村都建了书屋，服务镇党委中心工作，贯彻落实县委精神。")]
    [InlineData("青石镇2022年工作总结⏎塑造⟦塔拉⟧形象，讲好青石故事，展示良好形象，培养⟦塔拉⟧人新形象。")]
    [InlineData(
        "青石鎮2022年工作總結⏎大力宣傳縣委精神，宣傳縣城建設，宣傳縣、鎮兩級的好人好事，宣傳臨江縣的做法，傳達縣裏的要求，做好全縣宣傳工作。"
    )]
    [InlineData("青石镇2022年工作总结⏎柳林村争创市级文明村，深化文明村创建，村里的红白喜事，请向街道、村口反映。")]
    [InlineData("青石镇赴杨溪镇学习考察⏎考察组先后来到桂花村和白羊社区，桂花村的经验好。")]
    [InlineData("临江县委宣传部关于表扬先进单位的通报⏎青石镇党委、沾溪镇党委获得表扬。")]
    [InlineData("青石镇2022年工作总结⏎根据⟦赣榆区⟧委宣传部的通知，现报告如下。")]
    [InlineData("青石镇2022年工作总结⏎管好村广播，发现涉镇舆情，纪委约谈村支书，素有孝善之乡的美誉，办好第八届村晚。")]
    [InlineData("青石镇与长寿街镇签订协议⏎长寿街镇搞屋场会。")]
    public void WithAGazetteer_ForeignNamesAreFound(string marked) => Marked.Holds("name/foreign", marked, Qingshi);

    [Theory]
    [InlineData("XX镇2022年工作总结⏎在⟦观蒲村⟧和某某村新建文化中心，⟦赣榆县⟧文化局作了指导。")]
    [InlineData("大河镇2022年工作总结⏎河湾村、柳林村建成书屋，⟦白鹤镇⟧党委召开会议。")]
    [InlineData("我镇2022年工作总结⏎河湾村、柳林村和白鹤镇的做法都好。")]
    [InlineData("永宁街道2022年工作总结⏎永宁街道下辖7个社区，在某社区试点。")]
    [InlineData("⟦永宁镇⟧2022年工作总结⏎XX镇党委高度重视，⟦永宁镇⟧的书屋建成。")]
    [InlineData("XX镇2022年工作总结⏎较好地塑造了⟦柳河⟧的对外形象，龙灯走村串户。")]
    public void WithoutAGazetteer_OnlyBesideAMaskOrAnotherName(string marked) => Marked.Holds("name/foreign", marked);

    [Theory]
    [InlineData("我镇成立领导小组，我镇制定方案，⟦我村⟧开展活动。")]
    [InlineData("我站在我镇党委领导下工作，我站成立小组，我县首次获奖。")]
    [InlineData("我镇的自我村情调查、忘我镇定的精神。")]
    [InlineData("落实省市县部署，深化⟦区、市、县⟧党代会精神。")]
    [InlineData("XX镇工作总结⏎XX镇党委召开会议，使⟦我乡⟧的好声音传得更远。")]
    [InlineData("XX镇工作总结⏎XX镇党委召开会议，得到我县表扬，我镇再接再厉。")]
    public void ADocument_SpeaksForOneUnit(string marked) => Marked.Holds("name/level", marked);
}
