using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData(
        "period/cut-off-wording",
        "⟦截止目前→截至目前⟧，⟦截止到10月底→截至10月底⟧，⟦截至7月13日止→截至7月13日⟧。"
    )]
    [InlineData(
        "period/cut-off-wording",
        "截至目前，截至12月31日，报名截止到5月10日，截止日期为6月1日，申报截止时间。"
    )]
    [InlineData("period/cut-off", "大河镇2021年工作总结⏎一年来，⟦截至7月13日⟧上稿33篇。⏎2022年1月14日")]
    [InlineData("period/cut-off", "大河镇2021年工作总结⏎一年来，截至12月10日上稿33篇。⏎2022年1月14日")]
    [InlineData("period/cut-off", "大河镇2021年上半年工作总结⏎截至6月20日上稿33篇。⏎2021年7月2日")]
    [InlineData("period/contradiction", "大河镇2021年工作总结⏎回顾⟦半年来⟧的工作。⏎2022年1月14日")]
    [InlineData(
        "period/contradiction",
        "大河镇2021年工作总结⏎上半年办了3场，下半年以来办了5场，近半年来更多。⏎2022年1月14日"
    )]
    [InlineData("period/term", "大河镇2021年工作总结⏎发放⟦新农保⟧资料。⏎2022年1月14日")]
    [InlineData("period/term", "大坪村工作总结⏎2021年，村里认真工作，⟦新农合⟧参合率达到98.6%。")]
    [InlineData("period/term", "大河镇2021年工作总结⏎原新农保参保人员已转入居民养老保险。⏎2022年1月14日")]
    [InlineData("period/term", "大河镇2013年工作总结⏎发放新农保资料。⏎2014年1月14日")]
    [InlineData("period/not-yet", "大河镇2015年工作总结⏎推进⟦乡村振兴⟧。⏎2015年12月20日")]
    [InlineData("period/not-yet", "大河镇2022年半年总结⏎以优异成绩迎接党的二十大召开。⏎2022年7月1日")]
    [InlineData("period/plenary", "大河镇2021年工作总结⏎学习⟦十九届四中全会⟧精神。⏎2022年1月14日")]
    [InlineData("period/plenary", "大河镇2021年工作总结⏎学习十九届四中全会、十九届六中全会精神。⏎2022年1月14日")]
    [InlineData("period/plenary", "大河镇2021年工作计划⏎学习十九届五中全会精神，抓好宣传。")]
    [InlineData("period/plenary", "大河镇2023年工作总结⏎2019年，我镇以十九届四中全会精神为指导。")]
    [InlineData("period/plenary", "大河镇2021年工作总结⏎学习十九届四中、五中、六中全会精神。⏎2022年1月14日")]
    [InlineData("period/broken-year", "到⟦202223年⟧，全镇有20220人。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
