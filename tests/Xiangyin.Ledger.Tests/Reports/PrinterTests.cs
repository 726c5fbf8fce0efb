using Xunit;

namespace Xiangyin.Ledger.Tests.Reports;

public class PrinterTests
{
    [Theory]
    [InlineData("学习{{sessions}}。", "学习3次。")]
    [InlineData("学习{{sessions}}，{{sessions shows=change}}。", "学习3次，比上年增加1次。")]
    [InlineData("上稿{{placements.county shows=number}}、{{placements.county policy=double}}。", "上稿5、10篇。")]
    [InlineData("{{sessions period=last-year}}", "2次")]
    [InlineData("{{sessions period=05}}", "1次")]
    [InlineData("{{copies}}", "若干")]
    public void Print_Figure_ReadsLikeAWord(string stored, string expected) =>
        Assert.Equal(expected, ReportTown.Print(stored));

    [Theory]
    [InlineData("上稿{{placements.county cut-off=07-13}}。", "上稿截至7月13日2篇。")]
    [InlineData("截至7月13日，上稿{{placements.county cut-off=07-13}}。", "截至7月13日，上稿2篇。")]
    [InlineData(
        "上稿{{placements.county}}（{{placements.county cut-off=07-13}}），学习{{sessions}}。",
        "上稿5篇（截至7月13日2篇），学习3次。"
    )]
    [InlineData(
        "截至7月13日上稿{{placements.county cut-off=07-13}}，{{placements.county}}。",
        "截至7月13日上稿2篇，全年5篇。"
    )]
    [InlineData(
        "截至7月13日有稿。上稿{{placements.county cut-off=07-13}}、学习{{sessions cut-off=07-13}}。",
        "截至7月13日有稿。上稿截至7月13日2篇、学习2次。"
    )]
    [InlineData("上稿{{placements.county cut-off=12-31}}。", "上稿5篇。")]
    public void Print_OwnCutOff_IsSaidOnceInASentence(string stored, string expected) =>
        Assert.Equal(expected, ReportTown.Print(stored));

    [Fact]
    public void Print_ReportsCutOffEarlier_CountsLastYearToTheSameDay() =>
        Assert.Equal(
            "2次，比上年同期增加1次",
            ReportTown.Print("{{sessions}}，{{sessions shows=change}}", ReportTown.Scope(new(2021, 7, 13)))
        );

    [Theory]
    [InlineData("阅读{{readings}}。", "阅读2场（3个村中2个已报）。")]
    [InlineData("阅读{{readings}}，共{{readings shows=number}}。", "阅读2场（3个村中2个已报），共2。")]
    [InlineData("{{readings shows=reported}}，缺{{readings shows=missing}}。", "3个村中2个已报，缺石桥村。")]
    [InlineData("阅读{{readings}}。再读{{readings}}。", "阅读2场（3个村中2个已报）。再读2场（3个村中2个已报）。")]
    public void Print_Incomplete_SaysWhoReported(string stored, string expected) =>
        Assert.Equal(expected, ReportTown.Print(stored));

    [Fact]
    public void Print_Traditional_UsesTraditionalWords() =>
        Assert.Equal(
            "閱讀2場（3個村中2個已報），缺石橋村；學習3次，比上年增加1次。",
            ReportTown.Print(
                "閱讀{{readings}}，缺{{readings shows=missing}}；學習{{sessions}}，{{sessions shows=change}}。",
                language: "zh-Hant"
            )
        );

    [Fact]
    public void Print_UnknownIndicator_IsUnreadable()
    {
        var printed = ReportTown.Printer("有{{rooms}}。", ReportTown.Scope()).Print("有{{rooms}}。");

        Assert.Equal(new PrintedUnreadable("{{rooms}}", "rooms"), printed[1]);
    }

    [Fact]
    public void Print_TypedDigits_AreMarked()
    {
        var printed = ReportTown.Printer("学习{{sessions}}，到会30人次。", ReportTown.Scope());

        var words = Assert.IsType<PrintedWords>(printed.Print("学习{{sessions}}，到会30人次。")[2]);
        Assert.Equal("30人次", words.Text[Assert.Single(words.HandTyped)]);
    }
}
