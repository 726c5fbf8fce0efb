using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class NumberingTests
{
    [Theory]
    [InlineData("numbering/skip", "一、加强领导⏎成立领导小组。⏎⟦三、⟧强化措施⏎制定方案。⏎四、加强督查⏎督查四次。")]
    [InlineData(
        "numbering/skip",
        "一、加强领导⏎（一）成立小组。开会。⏎（二）制定方案。印发。⏎二、强化措施⏎（一）抓宣传。发稿。⏎（二）抓队伍。培训。"
    )]
    [InlineData("numbering/repeat", "一、抓学习⏎学习。⏎二、抓活动⏎活动。⏎⟦二、⟧抓队伍⏎培训。⏎三、抓阵地⏎建设。")]
    [InlineData(
        "numbering/repeat",
        "工作目标⏎1、全年上稿六十篇。⏎2、全年培训两期。⏎工作措施⏎1、加强领导，落实责任。⏎2、加强督查，严格考核。"
    )]
    [InlineData(
        "numbering/lone",
        "一、抓学习⏎（一）集中学习⏎⟦1.⟧中心组学习。全年十二次。⏎（二）自学⏎坚持自学。⏎二、抓宣传⏎发稿。"
    )]
    [InlineData("numbering/lone", "一、抓学习⏎1.中心组学习。全年十二次。⏎2.自学。坚持自学。⏎二、抓宣传⏎发稿。")]
    [InlineData(
        "numbering/mixed",
        "一、主要工作⏎（一）理论学习。学习十二次。⏎⟦2、⟧对外宣传。上稿三十篇。⏎（三）文明创建。评选六十户。"
    )]
    [InlineData(
        "numbering/mixed",
        "一、主要工作⏎1、理论学习。学习十二次。⏎2、对外宣传。上稿三十篇。⏎二、存在问题⏎创新不够。"
    )]
    [InlineData("numbering/punctuation", "⟦一.→一、⟧加强领导⏎成立小组。⏎⟦（一）、→（一）⟧抓学习⏎学习十二次。")]
    [InlineData("numbering/punctuation", "一、加强领导⏎（一）抓学习⏎1、集中学习。⏎2.自学。⏎(1)读书。")]
    [InlineData("numbering/empty", "一、加强学习⏎全年学习十二次。⏎⟦二、加强管理⟧⏎三、加强督查⏎全年督查四次。")]
    [InlineData("numbering/empty", "一、召开会议部署工作⏎二、制定方案明确责任⏎三、开展督查狠抓落实")]
    [InlineData(
        "numbering/empty",
        "一、抓学习⏎学习十二次。⏎⟦二、抓服务⟧⏎三、抓品牌⏎创了两个。⏎⟦四、存在的问题⟧⏎五、明年打算⏎办六十场。"
    )]
    [InlineData("numbering/nested", "⟦一、⟧主要做法⏎一、高位推动。专题研究四次。⏎二、群众参与。签了承诺书。")]
    [InlineData("numbering/mixed", "1.抓排查。四家。⏎⟦2、→2.⟧抓宣传。十二条。⏎3.抓联动。三次。⏎4.抓长效。每月。")]
    [InlineData("numbering/skip", "一是抓宣讲，每村一场。二是讲好故事。⟦四是⟧建强队伍。")]
    [InlineData("numbering/repeat", "一是延长开放时间；二是培育骨干；⟦二是→三是⟧盘活场地。")]
    [InlineData(
        "numbering/repeat",
        "一是抓学习，其中一是集中学，二是自学。⏎二是抓活动。⏎三是抓队伍。⏎一是一，二是二。"
    )]
    [InlineData("numbering/skip", "一是抓学习。⏎一是集中学；二是自学；三是比学。⏎四是抓活动。")]
    [InlineData("numbering/lone", "一、启示⏎第一，阵地是基础；第二，队伍是关键。⏎二、建议⏎先行试点。")]
    [InlineData("numbering/skip", "龙泉镇党委会议纪要⏎〔2023〕第14期⏎一、打算⏎1.3月底前选聘。⏎2.全年发稿。")]
    [InlineData(
        "numbering/skip",
        "一、理论⏎1. 学习。十二次。⏎2. 宣讲。二十场。⏎二、舆论⏎3. 上稿。一百篇。⏎4. 培训。一期。"
    )]
    [InlineData(
        "numbering/mixed",
        "一、理论⏎1. 学习。十二次。⏎2. 宣讲。二十场。⏎二、舆论⏎3. 上稿。一百篇。⏎4. 培训。一期。"
    )]
    [InlineData("numbering/skip", "采购清单⏎1. 15英寸音箱4只⏎2. 18英寸音箱2只⏎3. 无线话筒2套")]
    [InlineData("numbering/empty", "一、宣传⏎出动宣传车。⏎二、防控⏎划分网格。⏎三、利用⏎引进打捆机。⏎⟦四、下一步打算⟧")]
    [InlineData(
        "numbering/skip",
        "管理办法⏎第一条 每村一名。⏎第二条 每月两条。⏎⟦第四条⟧ 每条三十元。⏎第五条 即日起施行。"
    )]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);

    [Fact]
    public void PartsOfADocument_OnALevelWithTheirChildren_AreToldAtTheFirst() =>
        Marked.Holds(
            "numbering/nested",
            "⟦一、⟧2021年工作总结⏎一年来成效明显。⏎二、抓宣传⏎发稿。⏎三、抓创建⏎评选。⏎二、2022年工作计划⏎继续努力。"
        );
}
