using Xiangyin.Ledger;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Reports;

public sealed class ReportBookOnSqliteTests(OnSqlite tests) : ReportBookTests(tests), IClassFixture<OnSqlite>;

public sealed class ReportBookOnPostgresTests(OnPostgres tests) : ReportBookTests(tests), IClassFixture<OnPostgres>;

public abstract class ReportBookTests(TestDatabase tests)
{
    private static readonly PersonId Clerk = new(LedgerTown.Id("clerk"));
    private static readonly PersonId Leader = new(LedgerTown.Id("leader"));
    private static readonly DateTimeOffset Noon = new(2022, 1, 10, 4, 0, 0, TimeSpan.Zero);
    private static readonly KnownAt Known = new(Noon, 42);

    private readonly ReportBook book = new(tests.Database);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_ThenFind_GivesTheSameReport()
    {
        var report = Draft();
        await book.Begin(report, Token);

        var found = book.Find(report.Id)!;

        Assert.Equal(
            (report.Outline, report.Unit, report.Year, report.CutOff, report.BegunBy, report.BegunAt),
            (found.Outline, found.Unit, found.Year, found.CutOff, found.BegunBy, found.BegunAt)
        );
        Assert.Equal(report.Frame.Title, found.Frame.Title);
        Assert.Equal(report.Frame.Sections, found.Frame.Sections);
        Assert.Equal(["开头。", "学习{{centre-studies}}。"], found.Paragraphs.Select(p => p.Hans));
        Assert.Equal("學習{{centre-studies}}。", found.Paragraphs.Last().Hant);
        Assert.Equal("12次", found.Paragraphs.Last().Told["centre-studies"]);
        Assert.Contains(book.Of(new HashSet<UnitId> { report.Unit }), r => r.Id == report.Id);
        Assert.DoesNotContain(book.Of(new HashSet<UnitId> { new(99) }), r => r.Id == report.Id);
    }

    [Fact]
    public async Task Begin_SameIdForAnotherReport_IsRefused()
    {
        var report = Draft();
        await book.Begin(report, Token);
        await book.Begin(report, Token);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => book.Begin(report with { Year = 2020 }, Token));

        Assert.Equal(LedgerRefusal.SameId, refusal.Rule);
    }

    [Fact]
    public async Task Save_OnAnOlderRevision_IsRefused()
    {
        var report = await book.Begin(Draft(), Token);
        var first = report.Paragraphs.First();
        await book.Save(report.Id, Next(first, "甲。"), Token);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => book.Save(report.Id, Next(first, "乙。"), Token));

        Assert.Equal(LedgerRefusal.ChangedMeanwhile, refusal.Rule);
        Assert.Equal("甲。", book.Find(report.Id)!.Paragraphs.First().Hans);
    }

    [Fact]
    public async Task Save_EmptyText_TakesTheParagraphOut()
    {
        var report = await book.Begin(Draft(), Token);

        var after = await book.Save(report.Id, Next(report.Paragraphs.First(), ""), Token);

        Assert.Single(after.Paragraphs);
        Assert.Equal(3, after.Revisions.Count);
    }

    [Fact]
    public async Task Take_EveryStep_LeavesARow()
    {
        var report = await book.Begin(Draft(), Token);
        report = await book.Take(report, Step(StepAction.Check, Clerk), null, Token);
        report = await book.Take(report, Step(StepAction.Return, Leader, "数字再核一遍"), null, Token);
        Assert.Equal(ReportState.Draft, report.State);
        report = await book.Take(report, Step(StepAction.Check, Clerk), null, Token);
        report = await book.Take(report, Step(StepAction.Approve, Leader), null, Token);
        report = await book.Take(report, Step(StepAction.Freeze, Clerk), new("{}", "abc", [1, 2, 3]), Token);

        Assert.Equal(ReportState.Frozen, report.State);
        Assert.Equal(
            [StepAction.Check, StepAction.Return, StepAction.Check, StepAction.Approve, StepAction.Freeze],
            report.Steps.Select(s => s.Action)
        );
        Assert.Equal((Known, "数字再核一遍"), (report.Steps[1].KnownAt, report.Steps[1].Why));
        Assert.Equal("abc", book.Sealed(report.Id)!.Digest);
        Assert.Equal([1, 2, 3], book.Sealed(report.Id)!.Package);
    }

    [Theory]
    [InlineData("report-no-draft", "Check Check")]
    [InlineData("report-not-checked", "Approve")]
    [InlineData("report-not-approved", "Check Freeze")]
    [InlineData("report-not-returnable", "Return")]
    [InlineData("no-reason", "Check Return")]
    public async Task Take_OutOfOrder_IsRefused(string rule, string taken)
    {
        var actions = taken.Split(' ').Select(Enum.Parse<StepAction>).ToArray();
        var report = await book.Begin(Draft(), Token);
        foreach (var action in actions[..^1])
        {
            report = await book.Take(report, Step(action, Clerk), null, Token);
        }

        var why = rule == "no-reason" ? "" : "因";
        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            book.Take(report, Step(actions[^1], Leader, why), null, Token)
        );

        Assert.Equal(rule, refusal.Rule);
    }

    [Fact]
    public async Task Take_ApprovalByAnAuthor_IsRefused()
    {
        var report = await book.Begin(Draft(), Token);
        report = await book.Save(report.Id, Next(report.Paragraphs.First(), "甲。") with { By = Leader }, Token);
        report = await book.Take(report, Step(StepAction.Check, Clerk), null, Token);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            book.Take(report, Step(StepAction.Approve, Leader), null, Token)
        );

        Assert.Equal("report-approve-own", refusal.Rule);
    }

    [Fact]
    public async Task Take_TextChangedSinceItWasRead_IsRefused()
    {
        var read = await book.Begin(Draft(), Token);
        await book.Save(read.Id, Next(read.Paragraphs.First(), "甲。"), Token);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            book.Take(read, Step(StepAction.Check, Clerk), null, Token)
        );

        Assert.Equal(LedgerRefusal.ChangedMeanwhile, refusal.Rule);
    }

    [Fact]
    public async Task Save_AfterChecking_IsRefused()
    {
        var report = await book.Begin(Draft(), Token);
        await book.Take(report, Step(StepAction.Check, Clerk), null, Token);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            book.Save(report.Id, Next(report.Paragraphs.First(), "甲。"), Token)
        );

        Assert.Equal("report-no-draft", refusal.Rule);
    }

    private static ReportParagraph Next(ReportParagraph paragraph, string text) =>
        paragraph with
        {
            Revision = paragraph.Revision + 1,
            ChangeId = NewId(),
            Hans = text,
            Hant = null,
        };

    private static ReportStep Step(StepAction action, PersonId by, string why = "") =>
        new(NewId(), action, by, Noon, Known, why);

    private static Report Draft() =>
        new()
        {
            Id = NewId(),
            Outline = "annual",
            OutlineVersion = 1,
            Unit = new(2),
            Year = 2021,
            CutOff = new(2021, 12, 31),
            Frame = new(
                new("总结", "總結", "Summary"),
                new("镇", "鎮", "Town"),
                5000,
                [new("opening", 0, null), new("study", 1, new("学习", "學習", "Study"))]
            ),
            BegunBy = Clerk,
            BegunAt = Noon,
            Revisions =
            [
                Paragraph("study", 1 << 20, "学习{{centre-studies}}。") with
                {
                    Hant = "學習{{centre-studies}}。",
                    Told = new Dictionary<string, string> { ["centre-studies"] = "12次" },
                },
                Paragraph("opening", 1 << 20, "开头。"),
            ],
        };

    private static ReportParagraph Paragraph(string section, long place, string text)
    {
        var id = NewId();
        return new()
        {
            Id = id,
            ChangeId = id,
            Section = section,
            Place = place,
            Hans = text,
            By = Clerk,
            At = Noon,
        };
    }

    private static Guid NewId() => Guid.CreateVersion7(Noon);
}
