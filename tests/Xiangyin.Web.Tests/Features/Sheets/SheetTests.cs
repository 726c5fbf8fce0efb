using System.Diagnostics;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xiangyin.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Sheets;

public sealed class SheetOnSqlite(TestSiteOnSqlite site) : SheetTests(site), IClassFixture<TestSiteOnSqlite>;

public sealed class SheetOnPostgres(TestSiteOnPostgres site) : SheetTests(site), IClassFixture<TestSiteOnPostgres>;

/// <summary>A kind's template is filled in, sent, checked cell by cell, and recorded once.</summary>
public abstract class SheetTests(TestSite site)
{
    private static readonly object[] Headers = ["单位", "日期", "事由", "主题", "发出份数"];
    private static readonly object[] Good = ["石桥村", "2022-06-18", "入户发放", "法律知识", 120];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Template_HasListsNotesUnitsAndInstructions()
    {
        using var officer = site.As(TestSite.Officer);

        var file = await officer.Download("/sheets/templates/leaflet.xlsx?year=2022");

        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var workbook = document.WorkbookPart!;
        var sheets = workbook.Workbook!.Sheets!.Elements<Sheet>().ToList();
        var fill = (WorksheetPart)workbook.GetPartById(sheets[0].Id!.Value!);
        var lists = fill.Worksheet!.Descendants<DataValidation>()
            .Where(v => v.Type!.Value == DataValidationValues.List);
        Assert.Equal(["填写", "说明", "选项"], sheets.Select(s => s.Name!.Value!));
        Assert.Equal(SheetStateValues.Hidden, sheets[2].State!.Value);
        Assert.True(lists.Count() >= 3);
        Assert.Contains("发出份数（份） *", fill.Worksheet.InnerText, StringComparison.Ordinal);
        Assert.Contains(
            fill.WorksheetCommentsPart!.Comments!.InnerText.Split('。'),
            note => note.Contains("只写数字", StringComparison.Ordinal)
        );
        Assert.NotEmpty(fill.VmlDrawingParts);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document, Ct));
    }

    [Theory]
    [InlineData("/sheets/templates/care-visit.xlsx")]
    [InlineData("/sheets/templates/nonsense.xlsx")]
    [InlineData("/sheets/templates/leaflet.xlsx?year=1")]
    public async Task Template_OfARestrictedOrUnknownKind_IsNotThere(string path)
    {
        using var officer = site.As(TestSite.Officer);

        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get(path)).Status);
    }

    [Fact]
    public async Task Template_FilledAndSent_IsRecordedOnceAndMovesTheFigure()
    {
        using var officer = site.As(TestSite.Officer);
        var before = await Leaflets(2021);
        var template = await officer.Download("/sheets/templates/leaflet.xlsx?year=2021");
        var file = TestBook.Typed(
            template,
            ("B2", "石桥村"),
            ("C2", new DateOnly(2021, 6, 18)),
            ("D2", "入户发放"),
            ("E2", "法律知识"),
            ("F2", 120),
            ("G2", "至少"),
            ("B3", "上湾村"),
            ("C3", "2021年6月19日"),
            ("D3", "圩日发放"),
            ("E3", "law"),
            ("F3", "1.2万")
        );

        var preview = await Checked(officer, file);
        Assert.Equal(before, await Leaflets(2021));
        var done = await Recorded(officer, preview);
        var again = await Recorded(officer, await Checked(officer, file));

        Assert.True(preview.Page.Text.Contains("新的 2 条", StringComparison.Ordinal), preview.Page.Text);
        Assert.Contains("发出份数至少120份", preview.Page.Text, StringComparison.Ordinal);
        Assert.Contains("已记入 2 条", done.Text, StringComparison.Ordinal);
        Assert.Equal(before + 12_120, await Leaflets(2021));
        Assert.Contains("台账里已有的 2 条没有重复记", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_CorrectedAndSentAgain_IsLedToItsRecord()
    {
        using var officer = site.As(TestSite.Officer);
        var template = await officer.Download("/sheets/templates/leaflet.xlsx?year=2020");
        (string, object)[] row = [("B2", "石桥村"), ("C2", "2020-06-18"), ("D2", "数错了"), ("E2", "法律知识")];
        await Recorded(officer, await Checked(officer, TestBook.Typed(template, [.. row, ("F2", 10)])));
        var before = await Leaflets(2020);

        var page = (await Checked(officer, TestBook.Typed(template, [.. row, ("F2", 11)]))).Page;

        Assert.Contains("有 1 行以前记过，内容和现在不一样", page.Text, StringComparison.Ordinal);
        Assert.Contains("请到那条记录里更正", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"record\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(before, await Leaflets(2020));
    }

    [Fact]
    public async Task SameRowTwice_WithoutNumbers_IsTwoRecords_AndTheFileStillOnce()
    {
        using var officer = site.As(TestSite.Officer);
        object[] row = ["石桥村", "2022-04-02", "同样的两批", "法律知识", 5];
        var file = TestBook.Of(Headers, row, row);
        var before = await Leaflets(2022);

        await Recorded(officer, await Checked(officer, file, "leaflet", 2022));
        await Recorded(officer, await Checked(officer, file, "leaflet", 2022));

        Assert.Equal(before + 10, await Leaflets(2022));
    }

    // What stands in the second row, which cell is named, and what is said of it.
    public static TheoryData<string, object?[], string, string> Mistakes =>
        new()
        {
            { "text in a number", ["石桥村", "2022-06-18", "发放", "法律知识", "很多"], "E2", "“很多”不是数字" },
            { "formula", ["石桥村", "2022-06-18", "发放", "法律知识", "=SUM(A1:A2)"], "E2", "粘贴为数值" },
            {
                "wrong year",
                ["石桥村", "2012-06-18", "发放", "法律知识", 5],
                "B2",
                "日期在 2012 年，这份表是 2022 年的"
            },
            { "no day", ["石桥村", "昨天", "发放", "法律知识", 5], "B2", "“昨天”不是日期" },
            { "day as a number", ["石桥村", 44730, "发放", "法律知识", 5], "B2", "写成 2022-06-18" },
            { "tomorrow", ["石桥村", "2022-12-31", "发放", "法律知识", 5], "B2", "还没到" },
            { "unknown choice", ["石桥村", "2022-06-18", "发放", "天气", 5], "D2", "“天气”不在选项里" },
            { "unknown unit", ["北村", "2022-06-18", "发放", "法律知识", 5], "A2", "没有叫“北村”的单位，或者不归您记" },
            { "too large", ["石桥村", "2022-06-18", "发放", "法律知识", 999_999], "E2", "50000" },
            { "missing", ["石桥村", "2022-06-18", null, "法律知识", 5], "第 2 行", "事由" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_IsToldAtItsCell_AndNothingIsRecorded(
        string what,
        object?[] row,
        string cell,
        string words
    )
    {
        using var officer = site.As(TestSite.Officer);
        var seq = site.Ledger.Now.Seq;

        var page = (await Checked(officer, TestBook.Of(Headers, row, Good), "leaflet", 2022)).Page;

        Assert.True(page.Text.Contains(words, StringComparison.Ordinal), $"{what}: {page.Text}");
        Assert.Contains($" {cell} ", page.Text, StringComparison.Ordinal);
        Assert.Contains("有 1 处要改", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"record\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(seq, site.Ledger.Now.Seq);
    }

    [Fact]
    public async Task MergedCellsAndHiddenRows_AreTold()
    {
        using var officer = site.As(TestSite.Officer);
        var file = TestBook.Of(
            [Headers, Good, Good],
            sheet =>
            {
                sheet.Append(new MergeCells(new MergeCell { Reference = "C2:C3" }));
                sheet.Descendants<Row>().Last().Hidden = true;
            }
        );

        var page = (await Checked(officer, file, "leaflet", 2022)).Page;

        Assert.Contains("C2:C3 是合并单元格", page.Text, StringComparison.Ordinal);
        Assert.Contains("这一行是隐藏的", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_InAnyOrderUnderATitle_AreFound()
    {
        using var officer = site.As(TestSite.Officer);
        var before = await Leaflets(2019);

        await Recorded(
            officer,
            await Checked(
                officer,
                TestBook.Of(
                    ["2019年宣传单发放统计"],
                    ["发出份数（份）", "主题", "事由", "日期", "单位"],
                    [7, "法律知识", "换了栏序", new DateOnly(2019, 3, 1), "石桥村"]
                ),
                "leaflet",
                2019
            )
        );

        Assert.Equal(before + 7, await Leaflets(2019));
    }

    public static TheoryData<string, byte[], string> Refused
    {
        get
        {
            var book = TestBook.Of(Headers, Good);
            var nulls = new byte[1 << 20];
            return new()
            {
                { "a text", "宣传单,120"u8.ToArray(), "这不是 .xlsx 表格" },
                { "a picture", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], "这不是 .xlsx 表格" },
                { "an archive of something else", TestBook.Zip(("a.txt", "甲")), "这不是 .xlsx 表格" },
                { "an old .xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "旧的 .xls 格式，或者加了密码" },
                { "macros", TestBook.With(book, "xl/vbaProject.bin", "x"u8), "文件里有宏" },
                { "a bomb", TestBook.With(book, "xl/media/a.bin", nulls, times: 64), "展开以后大得不正常" },
                { "cut off", book[..(book.Length / 2)], "这不是 .xlsx 表格" },
                {
                    "an entity",
                    TestBook.With(
                        book,
                        "xl/workbook.xml",
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><workbook>&b;</workbook>"u8
                    ),
                    "文件坏了"
                },
                { "no names", TestBook.Of(["甲", "乙"], [1, 2]), "没有找到栏名" },
                { "nothing filled in", TestBook.Of(Headers), "什么也没有填" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task File_ThatIsNotTaken_IsToldWhyAndWhatToDo(string what, byte[] file, string words)
    {
        using var officer = site.As(TestSite.Officer);

        var (page, _) = await Checked(officer, file, "leaflet", 2022);

        Assert.True(page.Text.Contains(words, StringComparison.Ordinal), $"{what}: {page.Text}");
    }

    [Fact]
    public async Task Upload_OfSomebodyElse_IsNotThere()
    {
        using var officer = site.As(TestSite.Officer);
        using var publicist = site.As(TestSite.Publicist);
        using var leader = site.As(TestSite.Leader);

        var (_, path) = await Checked(officer, TestBook.Of(Headers, Good), "leaflet", 2022);

        Assert.Equal(HttpStatusCode.NotFound, (await publicist.Get(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Get("/sheets")).Status);
    }

    [Fact]
    public async Task Publicist_RecordsForTheOwnVillageOnly()
    {
        using var publicist = site.As(TestSite.Publicist);

        var (page, _) = await Checked(
            publicist,
            TestBook.Of(Headers, Good, ["上湾村", "2022-06-18", "发放", "法律知识", 5]),
            "leaflet",
            2022
        );

        Assert.Contains("没有叫“上湾村”的单位，或者不归您记", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Sends a file and waits until it is read: as the page itself does, by asking again.</summary>
    internal static async Task<(Answer Page, string Path)> Checked(
        SiteVisitor visitor,
        byte[] file,
        string kind = "",
        int? year = null
    )
    {
        var sent = await visitor.Send("/sheets", ("file", ("表.xlsx", file)), ("kind", kind), ("year", $"{year}"));
        return sent.Location is { } path ? (await Settled(visitor, path), path) : (sent, "/sheets");
    }

    private static async Task<Answer> Recorded(SiteVisitor visitor, (Answer Page, string Path) upload)
    {
        await visitor.Send(upload.Page, upload.Path, ("record", "1"));
        return await Settled(visitor, upload.Path);
    }

    /// <summary>Asks again as the page itself does, until there is nothing more to wait for.</summary>
    internal static async Task<Answer> Settled(SiteVisitor visitor, string path, Action<Answer>? onTheWay = null)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var page = await visitor.Get(path);
            if (!page.Headers.ContainsKey("Refresh"))
            {
                return page;
            }

            onTheWay?.Invoke(page);
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "it never ended");
            await Task.Delay(25, Ct);
        }
    }

    private async Task<decimal> Leaflets(int year) =>
        (
            await site.Ledger.Figure(
                new("leaflets-given", TestSite.Town, Period.Year(year), new(year, 12, 31), site.Ledger.Now),
                Ct
            )
        )
            .Amount
            .Value
        ?? 0;
}
