using Xiangyin.Ledger;
using Xiangyin.Web.Features.Reports;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Reports;

public class DraftingTests
{
    private static readonly UnitId Town = new(2);
    private static readonly PersonId Clerk = new(new Guid("0190aaaa-0000-7000-8000-000000000001"));
    private static readonly DateTimeOffset Noon = new(2022, 1, 10, 4, 0, 0, TimeSpan.Zero);
    private static readonly KnownAt Known = new(Noon, 10_000);

    private static readonly UnitChange[] Units =
    [
        new UnitFounded(1, new(1), new(2000, 1, 1), UnitType.County, Name("云溪县"), null),
        new UnitFounded(1, Town, new(2000, 1, 1), UnitType.Town, Name("桐花镇"), new(1)),
        new UnitFounded(1, new(3), new(2000, 1, 1), UnitType.Village, Name("上湾村"), Town),
        new UnitFounded(1, new(4), new(2000, 1, 1), UnitType.Village, Name("下坪村"), Town),
    ];

    [Fact]
    public void Paragraphs_AllVillagesReported_SaysEach() =>
        Assert.Contains("各村都讲满2场次。", Draft([.. Briefings(3, 2), .. Briefings(4, 2)]));

    [Fact]
    public void Paragraphs_OneVillageMissing_NamesIt() =>
        Assert.Contains(
            "村级宣讲，2个村中1个已报，合计3场次，下坪村还没有办满。",
            Draft([.. Briefings(3, 2), .. Briefings(4, 1)])
        );

    [Fact]
    public void Paragraphs_NoVillageAsked_SaysNothingOfThem() =>
        Assert.Contains("镇机关和站所学习0场次。\n", Draft([], new(2021, 2, 1)));

    [Fact]
    public void Paragraphs_PlacementsAsOfJuly_StandBesideTheYear()
    {
        var text = Draft([
            .. Enumerable.Repeat(Placement("central", new(2021, 7, 13)), 4),
            .. Enumerable.Repeat(Placement("county", new(2021, 3, 1)), 76),
            .. Enumerable.Repeat(Placement("county", new(2021, 7, 14)), 62),
        ]);

        Assert.Contains("全年各级媒体上稿142篇：中央级4篇，", text);
        Assert.Contains("县级138篇。", text);
        Assert.Contains("其中，截至7月13日，中央级4篇，", text);
        Assert.Contains("县级76篇。", text);
    }

    [Fact]
    public void Paragraphs_CutOffInJuly_SaysSoAndLeavesTheComparisonOut()
    {
        var text = Draft(
            [Placement("county", new(2021, 3, 1)), Placement("county", new(2021, 8, 1))],
            new(2021, 7, 13)
        );

        Assert.Contains("未另作说明的数字，截至7月13日。", text);
        Assert.Contains("截至7月13日各级媒体上稿1篇：", text);
        Assert.DoesNotContain("其中，截至7月13日", text);
    }

    [Fact]
    public void Paragraphs_RecordsOfTheList_BecomeParagraphs()
    {
        var plan = new ListedRecord(
            Guid.NewGuid(),
            "plan-item",
            "办好通讯员培训",
            "",
            "6月",
            "correspondent-trainings",
            "{{target-correspondent-trainings period=2022}}",
            true,
            []
        );
        var problem = new ListedRecord(
            Guid.NewGuid(),
            "problem",
            "稿件偏少",
            "骨干少",
            "3月",
            null,
            null,
            false,
            [plan]
        );

        var target = Record("target", Town, new(2022, 1, 1)) with
        {
            Measures = new Dictionary<string, Measure> { ["target"] = new(2) },
            Dimensions = new Dictionary<string, string> { ["indicator"] = "correspondent-trainings" },
        };

        var text = Draft([target], lists: new() { ["problems"] = [problem], ["plan"] = [plan] });

        Assert.Contains("一是稿件偏少。", text);
        Assert.Contains("稿件偏少。骨干少。下一步：办好通讯员培训（6月底前）。", text);
        Assert.Contains("（1）办好通讯员培训。全年目标2次。6月底前完成。", text);
    }

    [Fact]
    public void Paragraphs_DefaultOutline_HaveNothingTypedByHand()
    {
        var report = Drafted([.. Briefings(3, 2)], null, []);
        var typed = report
            .SelectMany(p => Prose.Read(p.Hans, 2021))
            .OfType<Words>()
            .SelectMany(w => HandTyped.Find(w.Text).Select(r => w.Text[r]));

        Assert.Empty(typed);
    }

    private static string Draft(
        IReadOnlyList<WorkRecord> records,
        DateOnly? cutOff = null,
        Dictionary<string, IReadOnlyList<ListedRecord>>? lists = null
    )
    {
        var scope = new ReportScope(Town, 2021, cutOff ?? new(2021, 12, 31), Known);
        var paragraphs = Drafted(records, cutOff, lists ?? []);
        var figures = Answer(records, paragraphs.SelectMany(p => Prose.Figures(p.Hans, 2021)), scope);
        var printer = new Printer(scope, figures, UnitTree.From(Units), "zh-Hans");
        return string.Concat(paragraphs.Select(p => Printer.Text(printer.Print(p.Hans)) + "\n"));
    }

    private static List<ReportParagraph> Drafted(
        IReadOnlyList<WorkRecord> records,
        DateOnly? cutOff,
        Dictionary<string, IReadOnlyList<ListedRecord>> lists
    )
    {
        var catalogue = OutlineReaderTests.Catalogue;
        var outline = Outlines
            .In(Path.Combine(AppContext.BaseDirectory, "catalogue", "outlines"), catalogue)
            .Find("annual")!;
        var scope = new ReportScope(Town, 2021, cutOff ?? new(2021, 12, 31), Known);
        var facts = new Facts(scope, Name("桐花镇"), Answer(records, outline.Figures(2021), scope), lists);
        return [.. Drafting.Paragraphs(outline, facts, Clerk, Noon)];
    }

    private static Dictionary<FigureQuery, Figure> Answer(
        IReadOnlyList<WorkRecord> records,
        IEnumerable<BoundFigure> figures,
        ReportScope scope
    )
    {
        RecordVersion[] versions =
        [
            .. records
                .Prepend(Campaign)
                .Select((r, i) => (Record: r with { Id = new Guid(i + 1, 0, 0, new byte[8]) }, i))
                .Select(r => new RecordVersion(
                    r.i + 2,
                    Noon,
                    1,
                    r.Record.Id,
                    RecordAction.Record,
                    r.Record,
                    Clerk,
                    ""
                )),
        ];
        var history = new LedgerHistory([Known], versions, Units, [new(1, Noon, OutlineReaderTests.Catalogue)]);
        var evaluator = new Evaluator(history);
        return figures.SelectMany(scope.Queries).Distinct().ToDictionary(q => q, evaluator.Evaluate);
    }

    private static readonly WorkRecord Campaign = Record("campaign", Town, new(2021, 3, 1)) with
    {
        Until = new DateOnly(2021, 11, 30),
        Measures = new Dictionary<string, Measure> { ["each"] = new(2) },
        Dimensions = new Dictionary<string, string> { ["asks"] = "village-briefing" },
    };

    private static IEnumerable<WorkRecord> Briefings(long village, int count) =>
        Enumerable
            .Range(1, count)
            .Select(i =>
                Record("village-briefing", new(village), new(2021, 3 + i, 1)) with
                {
                    Links = [new Link(WellKnown.FollowsFrom, new Guid(1, 0, 0, new byte[8]))],
                }
            );

    private static WorkRecord Placement(string level, DateOnly on) =>
        Record("placement", Town, on) with
        {
            Dimensions = new Dictionary<string, string> { ["level"] = level },
        };

    private static WorkRecord Record(string kind, UnitId unit, DateOnly on) =>
        new()
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            KindVersion = 1,
            Unit = unit,
            On = on,
            Title = kind,
            Author = Clerk,
        };

    private static LocalText Name(string name) => new(name, name, name);
}
