using System.Collections.Immutable;

namespace Xiangyin.Documents.Tests;

/// <summary>Documents of every form, about an invented town.</summary>
internal static class Samples
{
    public static readonly Uri Address = new("https://example.org/figures/placements?year=2021&level=county");

    public static OfficialDocument Report { get; } =
        new()
        {
            Title = "桐花镇2021年宣传思想工作总结及2022年工作计划",
            Date = new DateOnly(2022, 1, 14),
            Addressee = "县委宣传部",
            Body =
            [
                new Paragraph("现将桐花镇一年来的宣传思想工作和下一年的打算报告如下。"),
                Heading.Numbered(1, 1, "理论学习"),
                Heading.Numbered(2, 1, "中心组学习"),
                Paragraph.Of(
                    "中心组全年集中学习",
                    new Figure("12次", "study.centre-group", new Uri("https://example.org/figures/study")),
                    "，每次都有“一题一议”……"
                ),
                Heading.Numbered(3, 1, "会前准备"),
                Heading.Numbered(4, 1, "材料"),
                Paragraph.Of("县级以上刊播", new Figure("76余篇", "placements.county", Address), "，口径为逐次计。"),
                Heading.Numbered(1, 2, "外宣"),
                new Table(
                    [new Column("级别"), new Column("篇数", CellAlign.End), new Column("说明", CellAlign.Start)],
                    [
                        ["中央", new Figure("4", "placements.central", Address), "截至7月13日"],
                        ["省级", new Figure("3", "placements.province"), ""],
                        ["市级", "33", "含两家 <网站> & 一家电台"],
                    ]
                )
                {
                    Title = "表1　各级刊播情况",
                },
                new Paragraph("以上各项均可溯源。"),
            ],
            Annexes =
            [
                new Annex("2021年学习安排"),
                new Annex("农家书屋名册") { Body = [new Paragraph("共十处，名册如下。"), new Heading(1, "一、名册")] },
            ],
            Signature = new Signature("桐花镇人民政府"),
        };

    public static OfficialDocument RedHead { get; } =
        Report with
        {
            Form = DocumentForm.RedHead,
            Head = new DocumentHead("桐花镇人民政府文件", "桐政发〔2022〕3号")
            {
                CopyNumber = 12,
                Secrecy = "秘密★1年",
                Urgency = "特急",
                Signatories = ["周敏", "林小满"],
            },
            Signature = new Signature("桐花镇人民政府") { Kind = SignatureKind.Sealed },
            Note = "此件公开发布",
            Colophon = new Colophon
            {
                CopyTo = "县委办公室，县人大常委会办公室",
                PrintedBy = "桐花镇党政综合办公室",
                PrintedOn = new DateOnly(2022, 1, 15),
            },
        };

    public static OfficialDocument Letter { get; } =
        RedHead with
        {
            Form = DocumentForm.Letter,
            Head = new DocumentHead("桐花镇人民政府", "桐政函〔2022〕1号") { Urgency = "加急" },
            Annexes = [],
        };

    public static OfficialDocument Order { get; } =
        new()
        {
            Form = DocumentForm.Order,
            Title = "关于公布村规民约的命令",
            Head = new DocumentHead("桐花镇人民政府令", "第3号"),
            Body = [new Paragraph("现予公布，自公布之日起施行。")],
            Signature = new Signature("周敏") { Kind = SignatureKind.Stamp, Office = "镇长" },
            Date = new DateOnly(2022, 10, 30),
        };

    public static OfficialDocument Minutes { get; } =
        new()
        {
            Form = DocumentForm.Minutes,
            Title = "桐花镇宣传工作例会纪要",
            Head = new DocumentHead("桐花镇会议纪要", "〔2022〕第7期"),
            Body = [new Paragraph("会议听取了各村的情况。"), Heading.Numbered(1, 1, "议定事项")],
            Attendances =
            [
                new Attendance("出席", "周敏　林小满　何雨"),
                new Attendance("请假", "石磊"),
                new Attendance("列席", "赵青禾"),
            ],
            Date = new DateOnly(2022, 7, 4),
        };

    public static OfficialDocument Traditional { get; } =
        Report with
        {
            Script = Script.Traditional,
            Title = "桐花鎮2021年宣傳思想工作總結",
            Addressee = "縣委宣傳部",
            Body = [Heading.Numbered(1, 1, "理論學習"), new Paragraph("全鎮開展“一村一講”，記錄在冊。")],
            Annexes = [],
            Signature = new Signature("桐花鎮人民政府"),
        };

    /// <summary>A report with a picture, a chart, a landscape table and a code to check it by.</summary>
    public static OfficialDocument Illustrated { get; } =
        Report with
        {
            Body =
            [
                new Paragraph("全镇十个村的文化广场都已建成。"),
                new Picture(Pictures.Photo(800, 500), "桐花村文化广场上的晒谷节")
                {
                    Caption = "图1　桐花村文化广场",
                    Width = 110,
                },
                new Paragraph("各村刊播情况如下。"),
                new Chart(
                    ["桐花村", "松岭村", "白石村", "云溪口社区", "上坪村"],
                    [
                        new ChartSeries("2020年（篇）", [12, 8, 5, 20, null]),
                        new ChartSeries("2021年（篇）", [18, 11, 9.5m, 31, 4]),
                    ]
                )
                {
                    Title = "图2　各村刊播情况",
                },
                new Table(
                    [.. Enumerable.Range(1, 12).Select(month => new Column($"{month}月")).Prepend(new Column("村"))],
                    [
                        .. Enumerable
                            .Range(1, 30)
                            .Select(village =>
                                (ImmutableArray<Cell>)
                                    [
                                        $"第{village}村",
                                        .. Enumerable.Range(1, 12).Select(month => (Cell)$"{village * month % 17}"),
                                    ]
                            ),
                    ]
                )
                {
                    Title = "表1　各村各月活动次数",
                    IsLandscape = true,
                },
                new Paragraph("以上各项均可溯源。"),
            ],
            Annexes = [],
            Verification = new Uri("https://example.org/reports/2021"),
        };

    /// <summary>A red-head document that three offices seal together.</summary>
    public static OfficialDocument Joint { get; } =
        RedHead with
        {
            Body = [new Paragraph("现将今年的安排通知如下。"), new Paragraph("请各村于本月底前完成。")],
            Annexes = [],
            Signature = new Signature("桐花镇人民政府", "桐花镇文化站", "桐花镇司法所") { Kind = SignatureKind.Sealed },
        };

    public static ImmutableArray<OfficialDocument> All =>
        [Report, RedHead, Letter, Order, Minutes, Traditional, Illustrated, Joint];

    /// <summary>Text alone, so long that its pages in the middle are full.</summary>
    public static OfficialDocument Long(int paragraphs = 60) =>
        Report with
        {
            Body =
            [
                .. Enumerable
                    .Range(1, paragraphs)
                    .Select(i => new Paragraph(
                        string.Concat(
                            Enumerable.Repeat("各村按时记录所做的工作并附上佐证材料，镇里据此汇总成册。", 3 + (i % 3))
                        )
                    )),
            ],
            Annexes = [],
        };
}
