using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class TitleTests
{
    [Theory]
    [InlineData(
        "title/year",
        "⟦大河镇2021年文化工作总结⟧⏎⏎2022年，我镇文化工作稳步推进。2022年共演出16场。⏎⏎2022年12月30日"
    )]
    [InlineData(
        "title/year",
        "大河镇2021年文化工作总结⏎⏎2021年，我镇文化工作稳步推进，2022年将演出16场，2022年再建广场。⏎⏎2022年1月10日"
    )]
    [InlineData("title/year", "大河镇2022年文化工作计划⏎⏎2021年演出16场，2021年建广场2个，今年继续。⏎⏎2022年1月10日")]
    [InlineData(
        "title/topic",
        "⟦大河镇2021年妇联工作总结⟧⏎⏎推广水稻良种，指导种植，防治病虫，培训农民，农业技术示范，发展养殖业。"
    )]
    [InlineData(
        "title/topic",
        "大河镇2021年妇联工作总结⏎⏎组织妇女学习农业技术、种植、养殖、病虫防治、良种推广，培训农民。"
    )]
    [InlineData(
        "title/topic",
        "大河镇党员教育工作总结⏎⏎党员集中学习，党支部、党支部书记、党组织、党员、党员、党委都参加。"
    )]
    [InlineData("title/year", "⟦大河镇2015年民政工作汇报⟧⏎⏎2016年，我镇民政工作坚持以民为本。")]
    [InlineData("title/year", "⟦大河镇2020年上半年宣传工作总结⟧⏎⏎2021年上半年，我镇宣传工作紧扣主题。")]
    [InlineData(
        "title/bare-year",
        "大河镇⟦2022→2022年⟧文化工作总结及⟦2023→2023年⟧工作打算⏎⏎2022年，我镇文化工作稳步推进。"
    )]
    [InlineData("title/bare-year", "大河镇⟦2023→2023年⟧移风易俗工作总结⏎⏎2023年，我镇移风易俗工作稳步推进。")]
    [InlineData("title/bare-year", "大河镇2023年移风易俗工作总结⏎⏎2023年，我镇移风易俗工作稳步推进。")]
    [InlineData("title/bare-year", "大河镇2023中国桐花节活动总结⏎⏎桐花节办得好。")]
    [InlineData("title/bare-year", "大河镇2021—2022年度宣传工作总结⏎⏎宣传工作稳步推进。")]
    [InlineData("title/bare-year", "大河镇2022春节文化活动总结⏎⏎春节活动办得好。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
