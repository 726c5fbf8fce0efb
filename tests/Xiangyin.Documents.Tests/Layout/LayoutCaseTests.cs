namespace Xiangyin.Documents.Tests;

/// <summary>Cases of layout, each as a document and the page that must come of it.</summary>
public class LayoutCaseTests
{
    [Fact]
    public void FullStop_IsPulledIntoTheLineThatItEnds() =>
        LayoutCase.Holds(
            """
            ---
            date: 2022-01-14
            ---
            # 标题

            甲，{字×24}。{完×3}。
            ==== 1
            01 　　　　　　　　　　　　　标题
            03 　　甲，字字字字字字字字字字字字字字字字字字字字字字字字。
            04 完完完。
            06 　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void NumberAndUnit_GoToTheNextLineTogether() =>
        LayoutCase.Holds(
            """
            ---
            date: 2022-01-14
            ---
            # 标题

            {字×24}共1234篇稿件。
            ==== 1
            01 　　　　　　　　　　　　　标题
            03 　　字字字字字字字字字字字字字字字字字字字字字字字字共
            04 1234篇稿件。
            06 　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void OpeningMark_DoesNotEndALine() =>
        LayoutCase.Holds(
            """
            ---
            date: 2022-01-14
            ---
            # 标题

            {字×25}“引文”之后。
            ==== 1
            01 　　　　　　　　　　　　　标题
            03 　　字字字字字字字字字字字字字字字字字字字字字字字字字
            04 “引文”之后。
            06 　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void DashAndEllipsis_AreNotBroken() =>
        LayoutCase.Holds(
            """
            ---
            date: 2022-01-14
            ---
            # 标题

            {字×25}——破折。

            {字×25}……省略。
            ==== 1
            01 　　　　　　　　　　　　　标题
            03 　　字字字字字字字字字字字字字字字字字字字字字字字字
            04 字——破折。
            05 　　字字字字字字字字字字字字字字字字字字字字字字字字字
            06 ……省略。
            08 　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void LongTitle_IsBrokenByMeaning() =>
        LayoutCase.Holds(
            """
            ---
            date: 2022-01-14
            ---
            # 桐花镇人民政府关于进一步加强农家书屋管理和全民阅读工作的实施意见

            正文。
            ==== 1
            01 桐花镇人民政府关于进一步加强农家书屋管理
            @49.60 　　　　　　和全民阅读工作的实施意见
            04 　　正文。
            06 　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void Headings_AreNumberedAndIndented_AndTheUnsealedSignatureStandsAtTheRight() =>
        LayoutCase.Holds(
            """
            ---
            主送: 县委宣传部
            署名: 云溪县桐花镇人民政府
            成文日期: 2022-01-14
            ---
            # 工作总结

            开头。
            ## 理论学习
            ### 中心组
            #### 会前
            ##### 材料
            正文。

            # 附件：学习安排
            # 附件：书屋名册
            ==== 1
            01 　　　　　　　　　　　工作总结
            03 县委宣传部：
            04 　　开头。
            05 　　一、理论学习
            06 　　（一）中心组
            07 　　1.会前
            08 　　（1）材料
            09 　　正文。
            11 　　附件：1.学习安排
            12 　　　　　2.书屋名册
            14 　　　　　　　　　　　　　　　　云溪县桐花镇人民政府
            15 　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void RedHead_StandsByTheStandard_AndSealedSignersOverTheDate() =>
        LayoutCase.Holds(
            """
            ---
            版式: 红头
            份号: 12
            密级: 秘密★1年
            紧急程度: 特急
            发文机关标志: 桐花镇人民政府文件
            发文字号: 桐政发〔2022〕3号
            签发人: 周敏、林小满
            主送: 各村民委员会
            署名: 桐花镇人民政府
            印章: 盖章
            成文日期: 2022-03-04
            附注: 此件公开发布
            抄送: 县委宣传部
            印发机关: 桐花镇党政综合办公室
            印发日期: 2022-03-05
            ---
            # 关于开展全民阅读活动的通知

            现将有关事项通知如下。
            ==== 1
            01 000012
            02 秘密★1年
            03 特急
            @72.00 　桐花镇人民政府文件
            @109.01 　桐政发〔2022〕3号　　　　　　　　签发人：周敏　林小满
            @139.93 　　　　　关于开展全民阅读活动的通知
            13 各村民委员会：
            14 　　现将有关事项通知如下。
            17 　　　　　　　　　　　　　　　　　　桐花镇人民政府
            18 　　　　　　　　　　　　　　　　　　2022年3月4日
            19 　　（此件公开发布）
            ==== 2
            @246.30 　抄送：县委宣传部。
            @255.12 　桐花镇党政综合办公室　　　　　　　　　　2022年3月5日印发
            """
        );

    [Fact]
    public void HeadingAtTheFoot_GoesToTheNextPage() =>
        LayoutCase.Holds(
            """
            ---
            署名: 桐花镇人民政府
            成文日期: 2022-01-14
            ---
            # 标题

            {字×530}
            ## 小结
            {尾×60}
            ==== 2
            01 　　一、小结
            02 　　尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾
            03 尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾
            04 尾尾尾尾尾尾
            06 　　　　　　　　　　　　　　　　　　　桐花镇人民政府
            07 　　　　　　　　　　　　　　　　　　　　　2022年1月14日
            """
        );

    [Fact]
    public void Minutes_NameThoseWhoWereThere() =>
        LayoutCase.Holds(
            """
            ---
            版式: 纪要
            发文机关标志: 桐花镇会议纪要
            发文字号: 〔2022〕第7期
            成文日期: 2022-07-04
            出席: 周敏　林小满
            请假: 石磊
            ---
            # 例会纪要

            会议议定如下。
            ==== 1
            @72.00 　　　　桐花镇会议纪要
            @109.01 　　　　　　　　　　　〔2022〕第7期
            @139.93 　　　　　　　　　　　例会纪要
            13 　　会议议定如下。
            15 　　出席：周敏　林小满
            16 　　请假：石磊
            18 　　　　　　　　　　　　　　　　　　2022年7月4日
            """
        );
}
