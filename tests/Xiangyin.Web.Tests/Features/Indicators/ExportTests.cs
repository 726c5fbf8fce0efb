using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using MiniExcelLibs;
using Xiangyin.Web.Features.Indicators;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Indicators;

public sealed class ExportTests(FiguresTown town) : IClassFixture<FiguresTown>
{
    private const string Year = "from=2021-01-01&to=2021-12-31";

    [Fact]
    public async Task Csv_HasMarkHeadersAndARowForEachRecord()
    {
        var file = await town.Get($"/figures/leaflets-given.csv?{Year}");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("text/csv; charset=utf-8", file.Type);
        Assert.Equal([0xEF, 0xBB, 0xBF], file.Body[..3]);
        var lines = Lines(file);
        Assert.StartsWith(
            "日期,至,种类,题目,单位,地点,发出份数（份）,发出份数准不准,",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Equal(1 + 5, lines.Length);
        Assert.Contains(
            lines,
            l =>
                l.StartsWith(
                    "2021-06-10,,宣传单发放,六月集中发放,桐花镇,,2300,至少，只会更多,",
                    StringComparison.Ordinal
                )
        );
        Assert.Contains(lines, l => l.Contains(",500,（上报，不计入）,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("韦小兰", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_NeverBeginsAFormula()
    {
        var file = await town.Get($"/figures/leaflets-given.csv?{Year}");

        var line = Assert.Single(Lines(file), l => l.Contains("HYPERLINK", StringComparison.Ordinal));
        Assert.Contains("\"'=HYPERLINK(\"\"http://example.invalid\"\",\"\"点我\"\")\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86 771", "'+86 771")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("一=二", "一=二")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("他说\"好\"", "\"他说\"\"好\"\"\"")]
    [InlineData("两\n行", "\"两\n行\"")]
    public void Text_ThatWouldBeAFormula_IsWrittenAsText(string text, string field) =>
        Assert.Equal(field, SafeText.Csv(text));

    [Fact]
    public async Task Xlsx_HoldsRecordsAndWhatTheFigureIs()
    {
        var file = await town.Get($"/figures/leaflets-given.xlsx?{Year}&cutOff=2021-06-12");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        using var workbook = new MemoryStream(file.Body);
        Assert.Equal(["记录", "这个数字"], workbook.GetSheetNames());
        var rows = workbook.Query(useHeaderRow: true, sheetName: "记录").Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(4, rows.Count);
        Assert.Equal(
            2_000d + 1_940 + 2_300 + 500,
            rows.Sum(r => Convert.ToDouble(r["发出份数（份）"], CultureInfo.InvariantCulture))
        );
        Assert.All(rows, r => Assert.IsType<DateTime>(r["日期"]));
        var figure = workbook
            .Query(useHeaderRow: true, sheetName: "这个数字")
            .Cast<IDictionary<string, object>>()
            .ToDictionary(r => (string)r["项目"], r => r["内容"]?.ToString());
        Assert.Equal("至少6240份", figure["数字"]);
        Assert.Equal("桐花镇，含4个村", figure["范围"]);
        Assert.Equal("2021年6月12日", figure["截止日"]);
        Assert.Equal("sum(copies of leaflet)", figure["公式"]);
        Assert.Equal("2022年7月20日 12:00", figure["当时所知"]);
        Assert.Contains("/figures/leaflets-given?unit=2&from=2021-01-01", figure["网页"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xlsx_WritesFormulasAsText()
    {
        var file = await town.Get($"/figures/leaflets-given.xlsx?{Year}");

        using var zip = new ZipArchive(new MemoryStream(file.Body));
        foreach (
            var sheet in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal))
        )
        {
            using var reader = new StreamReader(sheet.Open());
            var xml = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
            if (xml.Contains("HYPERLINK", StringComparison.Ordinal))
            {
                Assert.Matches("t=\"str\"[^>]*><x:v>=HYPERLINK", xml);
            }
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task File_BearsItsNameInChinese(string form)
    {
        var file = await town.Get($"/figures/leaflets-given.{form}?{Year}");

        Assert.Contains(
            $"filename*=UTF-8''{Uri.EscapeDataString($"发放宣传单份数 桐花镇 2021-01-01至2021-12-31.{form}")}",
            file.Disposition,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Csv_InEnglish_HasEnglishHeaders()
    {
        var file = await town.Get($"/figures/leaflets-given.csv?{Year}", "en");

        Assert.StartsWith(
            "Day,Until,Kind,Title,Unit,Place,Given out (copies),",
            Lines(file)[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task File_AsKnownThen_HoldsWhatCountedThen()
    {
        var now = await town.Get($"/figures/placements-county.csv?{Year}&cutOff=2021-03-07");
        var then = await town.Get($"/figures/placements-county.csv?{Year}&cutOff=2021-03-07&knownAt=2021-03-20");

        Assert.Equal(1 + 3, Lines(now).Length);
        Assert.Equal(1 + 2, Lines(then).Length);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task File_OfARestrictedFigure_IsNotThere(string form) =>
        Assert.Equal(HttpStatusCode.NotFound, (await town.Get($"/figures/care-visits.{form}?{Year}")).Status);

    [Fact]
    public async Task File_OfABadQuestion_LeadsToThePageThatSaysSo()
    {
        var file = await town.Get("/figures/articles.csv?from=nonsense");
        var other = await town.Get("/figures/articles.pdf");

        Assert.Equal(HttpStatusCode.Redirect, file.Status);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    private static string[] Lines(Seen file) =>
        Encoding.UTF8.GetString(file.Body.AsSpan(3)).TrimEnd('\n', '\r').Split("\r\n");
}
