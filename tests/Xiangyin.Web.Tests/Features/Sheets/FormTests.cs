using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xiangyin.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Sheets;

public sealed class FormOnSqlite(TestSiteOnSqlite site) : FormTests(site), IClassFixture<TestSiteOnSqlite>;

public sealed class FormOnPostgres(TestSiteOnPostgres site) : FormTests(site), IClassFixture<TestSiteOnPostgres>;

/// <summary>A superior's own form: cells are given figures once, and it comes back filled, with its format kept.</summary>
public abstract class FormTests(TestSite site)
{
    private static readonly byte[] Blank = TestBook.Of(
        [
            ["2018年宣传思想工作统计表"],
            ["项目", "全年", "上半年", "备注"],
            ["党委中心组学习次数", null, null, "次"],
            ["发放宣传单份数", null, null, "份"],
            ["未成年人关爱建档户数", null, null, "户"],
            ["合计", "=B3+B4", null, null],
        ],
        sheet =>
        {
            sheet.Append(new MergeCells(new MergeCell { Reference = "A1:D1" }));
            foreach (var row in sheet.Descendants<Row>().Where(r => r.RowIndex!.Value is 3 or 4))
            {
                row.InsertAt(new Cell { CellReference = $"B{row.RowIndex!.Value}", StyleIndex = 2 }, 1);
            }
        }
    );

    [Fact]
    public async Task Form_IsChosenOnceAndFilledWithSourcesAndReasons()
    {
        using var officer = site.As(TestSite.Officer);
        await site.Study("2018-03-02", "第一次");
        await site.Study("2018-09-02", "第二次");
        var path = await Added(officer, "县统计表");

        var cell = await officer.Get($"{path}/cells/0/B3");
        await Choose(officer, path, "B3", "centre-studies", "year");
        await Choose(officer, path, "C3", "centre-studies", "half-1");
        await Choose(officer, path, "B4", "leaflets-given", "month-12");
        var table = await officer.Get(path);
        var shown = await officer.Get($"{path}/filled?year=2018&cutOff=2018-11-30");
        var filled = await officer.Download($"{path}/filled?year=2018&cutOff=2018-11-30&file=xlsx");

        // The words beside the cell suggest it.
        Assert.Matches("name=\"guess\" value=\"centre-studies\" checked", cell.Html);
        Assert.Contains("党委中心组学习次数 上半年", table.Text, StringComparison.Ordinal);
        Assert.Contains("填 2 格，空着 1 格", shown.Text, StringComparison.Ordinal);
        using var document = SpreadsheetDocument.Open(new MemoryStream(filled), isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single();
        Assert.Equal(("2", "1", null), (ValueOf(sheet, "B3"), ValueOf(sheet, "C3"), ValueOf(sheet, "B4")));
        Assert.Equal(2u, CellOf(sheet, "B3")!.StyleIndex!.Value);
        Assert.Equal("B3+B4", CellOf(sheet, "B6")!.CellFormula!.Text);
        Assert.Equal("A1:D1", sheet.Worksheet!.Descendants<MergeCell>().Single().Reference!.Value);
        Assert.True(document.WorkbookPart.Workbook!.CalculationProperties!.FullCalculationOnLoad!.Value);
        Assert.Contains("党委中心组学习次数：2次", NoteOf(sheet, "B3"), StringComparison.Ordinal);
        Assert.Contains("依据 2 条记录", NoteOf(sheet, "B3"), StringComparison.Ordinal);
        Assert.Contains("/figures/centre-studies?", NoteOf(sheet, "B3"), StringComparison.Ordinal);
        Assert.Contains(
            "没有填：2018年12月1日至12月31日在截止日2018年11月30日之后",
            NoteOf(sheet, "B4"),
            StringComparison.Ordinal
        );
        Assert.NotEmpty(sheet.VmlDrawingParts);
    }

    [Fact]
    public async Task Form_OfNextYear_NeedsNoNewChoice()
    {
        using var officer = site.As(TestSite.Officer);
        await site.Study("2016-03-02", "前年");
        await site.Study("2017-03-02", "去年");
        await site.Study("2017-04-02", "又一次");
        var path = await Added(officer, "年年要报");
        await Choose(officer, path, "B3", "centre-studies", "year");

        var before = await officer.Download($"{path}/filled?year=2016&file=xlsx");
        var after = await officer.Download($"{path}/filled?year=2017&file=xlsx");

        Assert.Equal(("1", "2"), (Single(before, "B3"), Single(after, "B3")));
    }

    [Fact]
    public async Task Figure_ThatIsIncompleteOrWithheld_StaysEmptyAndSaysWhy()
    {
        using var officer = site.As(TestSite.Officer);
        var path = await Added(officer, "没有报齐");
        await Choose(officer, path, "B3", "room-open-days", "year");
        await site.Record(
            "room-opening",
            TestSite.Shiqiao,
            "2021-03-01",
            "三月",
            TestSite.Publicist,
            r =>
                r with
                {
                    Measures = new Dictionary<string, Measure> { ["days"] = new(20), ["visits"] = new(55) },
                }
        );

        var empty = await officer.Download($"{path}/filled?year=2021&file=xlsx");
        var filled = await officer.Download($"{path}/filled?year=2021&incomplete=true&file=xlsx");

        Assert.Null(Single(empty, "B3"));
        Assert.Contains("没有报齐（现在是20天），还差：", Note(empty, "B3"), StringComparison.Ordinal);
        Assert.Contains("上湾村", Note(empty, "B3"), StringComparison.Ordinal);
        Assert.Equal("20", Single(filled, "B3"));
        Assert.Contains("还没有报的：", Note(filled, "B3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cell_WithAFormula_IsNotOffered()
    {
        using var officer = site.As(TestSite.Officer);
        var path = await Added(officer, "有公式");

        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"{path}/cells/0/B6")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"{path}/cells/0/ZZ99")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"{path}/cells/7/B3")).Status);
        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"{path}/cells/0/B3")).Status);
    }

    [Fact]
    public async Task Form_IsThereForThoseWhoReport_OfItsOwnTown()
    {
        using var officer = site.As(TestSite.Officer);
        var path = await Added(officer, "别的镇看不到");
        using var other = site.As(TestSite.OtherOfficer);
        using var publicist = site.As(TestSite.Publicist);

        foreach (var page in new[] { path, $"{path}/filled", $"{path}/cells/0/B3" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Get(page)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await publicist.Get(page)).Status);
        }

        Assert.DoesNotContain("别的镇看不到", (await other.Get("/sheets")).Text, StringComparison.Ordinal);
    }

    private static async Task<string> Added(SiteVisitor visitor, string name)
    {
        var added = await visitor.Send("/sheets/forms/new", ("name", name), ("file", ("表.xlsx", Blank)));
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        return added.Location!;
    }

    private static async Task Choose(SiteVisitor visitor, string form, string cell, string indicator, string span)
    {
        var chosen = await visitor.Send(
            $"{form}/cells/0/{cell}",
            ("indicator", indicator),
            ("guess", ""),
            ("unit", $"{TestSite.Town}"),
            ("span", span)
        );
        Assert.Equal(HttpStatusCode.Redirect, chosen.Status);
    }

    private static string? Single(byte[] file, string cell)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        return ValueOf(document.WorkbookPart!.WorksheetParts.Single(), cell);
    }

    private static string Note(byte[] file, string cell)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        return NoteOf(document.WorkbookPart!.WorksheetParts.Single(), cell);
    }

    private static Cell? CellOf(WorksheetPart sheet, string cell) =>
        sheet.Worksheet!.Descendants<Cell>().FirstOrDefault(c => c.CellReference!.Value == cell);

    private static string? ValueOf(WorksheetPart sheet, string cell) => CellOf(sheet, cell)?.CellValue?.Text;

    private static string NoteOf(WorksheetPart sheet, string cell) =>
        sheet.WorksheetCommentsPart!.Comments!.Descendants<Comment>().Single(c => c.Reference!.Value == cell).InnerText;
}
