using System.Globalization;
using Xunit;

namespace Xiangyin.Reading.Tests.Quantities;

/// <summary>A quantity is written as its value with ≥ ≤ ≈ before it, its counter, what it counts, and / what it is said for each of.</summary>
public sealed class QuantityTests
{
    [Theory]
    // how the number is written
    [InlineData("藏书1,200册", "1200 册 藏书")]
    [InlineData("投资142.5万元", "1425000 元 投资")]
    [InlineData("常住人口6.3万人", "63000 人 常住人口")]
    [InlineData("发放资料一万二千册", "12000 册 资料")]
    [InlineData("募集资金二十八万五千元", "285000 元 资金")]
    [InlineData("培训班22 期", "22 期 培训班")]
    [InlineData("学员1 200 人 次", "1200 人次 学员")]
    [InlineData("慰问金\n30\n元", "30 元 慰问金")]
    [InlineData("演出十一场", "11 场 演出")]
    [InlineData("DVD1台", "1 台 DVD")]
    // how exactly
    [InlineData("印发宣传单3000余份", "≥3000 份 宣传单")]
    [InlineData("投入20余万元", "≥200000 元 投入")]
    [InlineData("听众百余人", "≥100 人 听众")]
    [InlineData("藏书近千册", "≈1000 册 藏书")]
    [InlineData("共近80人", "≈80 人")]
    [InlineData("近两千余人", "≈2000 人")]
    [InlineData("会场约30平方米左右", "≈30 平方米 会场")]
    [InlineData("及时率达95%以上", "≥95 % 及时率")]
    [InlineData("开放时间不少于40小时", "≥40 小时 开放时间")]
    [InlineData("酒席不超过15桌", "≤15 桌 酒席")]
    [InlineData("每村至少培养1名宣讲员", "≥1 名 宣讲员 /村")]
    [InlineData("每户最多换20斤", "≤20 斤 换 /户")]
    [InlineData("群众诉求24小时内回应", "≤24 小时 群众诉求")]
    [InlineData("印发宣传单60份余。", "≥60 份 宣传单")]
    [InlineData("志愿者总数控制在120—150名", "120~150 名 志愿者")]
    [InlineData("发放科普资料xx00份", "? 份 科普资料")]
    [InlineData("修订村规民约22条", "22 条 村规民约")]
    [InlineData("婚车控制在6辆以内", "≤6 辆 婚车")]
    [InlineData("观看群众上万人次", "≥10000 人次 群众")]
    [InlineData("骨干十几名", "≥10 名 骨干")]
    [InlineData("骨干几十名", "? 名 骨干")]
    [InlineData("放映几百四五十场", "? 场 放映")]
    [InlineData("农户好几十户", "? 户 农户")]
    [InlineData("听众几十上百人", "? 人 听众")]
    [InlineData("听众十几二十人", "≈10~20 人 听众")]
    [InlineData("投稿多篇", "? 篇 投稿")]
    [InlineData("先进个人若干名", "? 名 先进个人")]
    [InlineData("开展宣讲XX场", "? 场 宣讲")]
    [InlineData("开展宣讲[X]场", "? 场 宣讲")]
    [InlineData("栽鲜花320xx株", "? 株 鲜花")]
    // ranges and fractions
    [InlineData("专题研究2-3次", "2~3 次 专题研究")]
    [InlineData("海拔309至1060米", "309~1060 米 海拔")]
    [InlineData("每村配2～3名宣传员", "2~3 名 宣传员 /村")]
    [InlineData("排练两三个小时", "≈2~3 小时 排练")]
    [InlineData("四五名骨干", "≈4~5 名 骨干")]
    [InlineData("专项资金20万元至30万元", "200000~300000 元 专项资金")]
    [InlineData("稿子占了近三分之一", "≈0.3333 比 稿子")]
    [InlineData("参与率百分之九十", "90 % 参与率")]
    [InlineData("放映两个半小时", "2.5 小时 放映")]
    // for each, one after the other, to each his own
    [InlineData("每月集中学习一次", "1 次 集中学习 /月")]
    [InlineData("各村组织学习各2场次", "2 场次 学习 /村")]
    [InlineData("稿费100元/篇", "100 元 稿费 /篇")]
    [InlineData("每村12场，已完成9场", "12 场 /村", "9 场")]
    [InlineData("出动宣传车3次6天", "3 次 宣传车", "6 天 宣传车")]
    [InlineData("在册1661册(盘)", "1661 册|盘 在册")]
    [InlineData("农村、社区、学校关工委分别为18个、3个和4个", "18 个 农村", "3 个 社区", "4 个 学校关工委")]
    [InlineData("会员从最初的8人发展到126人", "8 人 会员", "126 人 会员")]
    [InlineData("平均用时由72小时缩短到36小时", "72 小时 用时", "36 小时 用时")]
    [InlineData("注册志愿者1046人，占常住人口的9.8%", "1046 人 注册志愿者", "9.8 % 注册志愿者")]
    [InlineData("省级媒体发稿8篇，市级29篇，共计37篇", "8 篇 省级媒体发稿", "29 篇 市级", "37 篇 省级媒体发稿")]
    [InlineData("社区让出120平方米的会议室", "120 平方米 会议室")]
    [InlineData("组建由9人组成的宣讲小分队", "9 人 宣讲小分队")]
    [InlineData("文化站每周开放56小时", "56 小时 开放 /周")]
    [InlineData("选派骨干6人到县融媒体中心跟班学习，每人15天", "6 人 骨干", "15 天 骨干 /人")]
    [InlineData("受理诉求310件，办结298件，转办12件", "310 件 诉求", "298 件 诉求办结", "12 件 诉求转办")]
    [InlineData("每村确定宣传员1名，全镇共确定16名", "1 名 宣传员 /村", "16 名 宣传员")]
    [InlineData("发放救生圈63个，每处3个", "63 个 救生圈", "3 个 救生圈 /处")]
    [InlineData("省级16篇、市级43篇", "16 篇 省级", "43 篇 市级")]
    [InlineData("6个村安装广播18个", "6 个 村", "18 个 广播")]
    [InlineData("没有发生一起安全事故", "0 起 安全事故")]
    // one, where it is counted
    [InlineData("文艺队一支", "1 支 文艺队")]
    [InlineData("配备一名宣传干事", "1 名 宣传干事")]
    [InlineData("举行升旗仪式一次", "1 次 升旗仪式")]
    [InlineData("一年至少开展一次培训", "≥1 次 培训 /年")]
    // without a counter
    [InlineData("全镇有2网吧", "2  网吧")]
    [InlineData("粉丝1000以下的167个", "≤1000 人 粉丝", "167 个 粉丝")]
    public void Read_Quantity_SaysHowManyOfWhat(string text, params string[] quantities) =>
        Assert.Equal(quantities, Reader.Read(text).Quantities.Select(Shown));

    [Theory]
    [InlineData("学习党的十九大和十九届四中、五中全会精神")]
    [InlineData("利用“七一”“十一”等节日")]
    [InlineData("3.12植树节前夕")]
    [InlineData("践行“三个代表”，坚持两手抓")]
    [InlineData("落实三会一课、一岗双责")]
    [InlineData("推广“8+N”模式，拨打“12345”热线")]
    [InlineData("打通最后一公里，选派第一书记")]
    [InlineData("荣获二等奖，列第三批")]
    [InlineData("根据东委〔2012〕16号文件")]
    [InlineData("千人桥镇在308省道旁，14号楼6楼")]
    [InlineData("2021年7月13日下午5:30至6:30")]
    [InlineData("“十三五”期间，35周岁以下")]
    [InlineData("第1页共3页 人气:1.68W (4050字)")]
    [InlineData("打造一支思想好、作风正的队伍")]
    [InlineData("提高到一个新水平，再上一个新台阶")]
    [InlineData("从三个方面入手，做到四个结合")]
    [InlineData("多次组织，多种形式，几个方面的工作")]
    [InlineData("抓好XX村、XX节和XX站的工作")]
    [InlineData("刊登《今晚800》和《十八大以来新规定》")]
    [InlineData("统一部署，进一步加强，十分重视")]
    [InlineData("进入全县前三名，排后2位")]
    [InlineData("奖励前2人，落实前三项")]
    [InlineData("三九天里，一个好汉三个帮，大家一起，守着千亩油菜花")]
    public void Read_NumberThatCountsNothing_IsNoQuantity(string text) =>
        Assert.Equal([], Reader.Read(text).Quantities.Select(Shown));

    [Theory]
    [InlineData("深入学习十九大精神", "十九大", NotQuantityKind.Congress)]
    [InlineData("庆祝“七一”", "七一", NotQuantityKind.Festival)]
    [InlineData("荣获二等奖", "二等奖", NotQuantityKind.Ordinal)]
    [InlineData("打造一支队伍", "一支", NotQuantityKind.Indefinite)]
    [InlineData("坐308省道", "308", NotQuantityKind.ProperName)]
    public void Read_NumberThatCountsNothing_IsToldApart(string text, string words, NotQuantityKind kind) =>
        Assert.Contains(Reader.Read(text).NotQuantities, n => n.Text == words && n.Kind == kind);

    [Theory]
    [InlineData("全年开展宣讲12场", QuantityNature.Done)]
    [InlineData("现有农家书屋12个", QuantityNature.Profile)]
    [InlineData("彩礼不超过4万元", QuantityNature.Standard)]
    [InlineData("明年计划新建书屋2个", QuantityNature.Plan)]
    public void Read_Quantity_TellsWhatItSpeaksOf(string text, QuantityNature nature) =>
        Assert.Equal(nature, Assert.Single(Reader.Read(text).Quantities).Nature);

    [Fact]
    public void Read_CutOffInTheSentence_BelongsToItsQuantities()
    {
        var read = Reader.Read("2021年总结\n截至7月13日，在市级媒体上稿33篇、县级媒体上稿76余篇。");

        Assert.All(read.Quantities, q => Assert.Equal(new DateOnly(2021, 7, 13), q.Time?.To));
        Assert.All(read.Quantities, q => Assert.True(q.Time?.CutOff));
    }

    [Fact]
    public void Read_PhraseAroundTheNumber_HoldsItsBounds() =>
        Assert.Equal(
            "近两千余人",
            Assert.Single(Reader.Read("到会近两千余人。").Quantities).Phrase.In("到会近两千余人。")
        );

    private static string Shown(Quantity quantity)
    {
        var sign = quantity.Approximation switch
        {
            Approximation.AtLeast => "≥",
            Approximation.AtMost => "≤",
            Approximation.About => "≈",
            _ => "",
        };
        var value = quantity.Value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "?";
        var high = quantity.High is { } upper ? "~" + upper.ToString("0.####", CultureInfo.InvariantCulture) : "";
        var per = quantity.Per is { } divisor ? " /" + divisor : "";
        return $"{sign}{value}{high} {quantity.Unit} {quantity.Subject}".TrimEnd() + per;
    }
}
