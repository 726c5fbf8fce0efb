using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Where reports are written: drafts from an outline, live figures in prose, checking, approving, freezing.</summary>
internal sealed class ReportDesk(
    TownLedger ledger,
    ReportBook book,
    Outlines outlines,
    FactFinder facts,
    ReportSeal seal,
    TimeProvider clock
)
{
    /// <summary>Drafts a report without keeping it.</summary>
    public async Task<Report> Draft(
        Outline outline,
        UnitId unit,
        int year,
        DateOnly cutOff,
        KnownAt known,
        PersonId by,
        CancellationToken ct,
        Guid? id = null
    )
    {
        var at = clock.GetUtcNow();
        var report = new Report
        {
            Id = id ?? Guid.CreateVersion7(at),
            Outline = outline.Id,
            OutlineVersion = outline.Version,
            Unit = unit,
            Year = year,
            CutOff = cutOff,
            Frame = new(new("", "", ""), new("", "", ""), outline.Limit, []),
            BegunBy = by,
            BegunAt = at,
        };
        var found = await facts.Gather(outline, report.Scope(known), by, ct);
        report = report with
        {
            Frame = Drafting.Frame(outline, found),
            Revisions = [.. Drafting.Paragraphs(outline, found, by, at)],
        };
        var printer = await PrinterOf(report, known, "zh-Hans", ct);
        return report with { Revisions = [.. report.Revisions.Select(p => p with { Told = printer.Told(p.Hans) })] };
    }

    /// <summary>Begins a report from an outline and keeps it.</summary>
    /// <param name="id">Made by the sender, so that sending twice is harmless.</param>
    public async Task<Report> Begin(
        Guid id,
        Outline outline,
        UnitId unit,
        int year,
        DateOnly cutOff,
        PersonId by,
        CancellationToken ct
    ) => await book.Begin(await Draft(outline, unit, year, cutOff, ledger.Now, by, ct, id), ct);

    public Report? Find(Guid id) => book.Find(id);

    public IReadOnlyList<Report> Of(IReadOnlySet<UnitId> units) => book.Of(units);

    /// <summary>The report with the figures of this moment; a frozen one as it was sealed.</summary>
    public async Task<Sheet> Open(Report report, string language, CancellationToken ct)
    {
        if (report.Last(StepAction.Freeze) is { } freeze && book.Sealed(report.Id) is { } kept)
        {
            var frozen = (await PrinterOf(report, freeze.KnownAt, language, ct)).Print();
            return SealedText.FromJson(kept.Structure).Over(frozen);
        }

        var known = ledger.Now;
        var sheet = (await PrinterOf(report, known, language, ct)).Print();
        return report.State == ReportState.Draft
            ? sheet with
            {
                Findings = [.. sheet.Findings.Concat(await LookAtOutline(report, known, ct)).OrderBy(f => f.Kind)],
            }
            : sheet;
    }

    /// <summary>The report as known at an instant.</summary>
    public async Task<Sheet> OpenAt(Report report, KnownAt known, string language, CancellationToken ct) =>
        (await PrinterOf(report, known, language, ct)).Print();

    /// <summary>A paragraph as it would be printed, without keeping it.</summary>
    public async Task<Sheet> Try(Report report, ReportParagraph paragraph, string language, CancellationToken ct) =>
        await Open(report with { Revisions = [.. report.Revisions, paragraph] }, language, ct);

    /// <summary>Keeps what a person wrote in a paragraph.</summary>
    /// <param name="report">The report.</param>
    /// <param name="edit">What was written, on top of which revision.</param>
    /// <param name="ct">Ends the wait for the writing gate.</param>
    /// <exception cref="LedgerRefusal">Somebody else saved meanwhile; the report is no draft.</exception>
    public async Task<Report> Write(Report report, ParagraphEdit edit, CancellationToken ct)
    {
        report.MayWrite();
        var seen = report.Revisions.LastOrDefault(p => p.Id == edit.Paragraph && p.Revision == edit.Base);
        var printer = await PrinterOf(
            report with
            {
                Revisions = [Revision(report, seen, edit)],
            },
            ledger.Now,
            "zh-Hans",
            ct
        );
        var revision = Revision(report, seen, edit) with { Told = printer.Told(edit.Text) };
        return
            seen is not null
            && (seen.Hans, seen.Place) == (revision.Hans, revision.Place)
            && seen.Told.OrderBy(t => t.Key).SequenceEqual(revision.Told.OrderBy(t => t.Key))
            ? report
            : await book.Save(report.Id, revision, ct);
    }

    /// <summary>Takes over what the outline says in a paragraph today.</summary>
    public async Task<Report> Rephrase(Report report, Guid paragraph, Guid changeId, PersonId by, CancellationToken ct)
    {
        report.MayWrite();
        var known = ledger.Now;
        if (
            OutlineOf(report) is not { } outline
            || report.Paragraphs.FirstOrDefault(p => p.Id == paragraph) is not { Origin: { } origin } seen
            || Drafting.Today(outline, await facts.Gather(outline, report.Scope(known), by, ct), origin)
                is not { } today
        )
        {
            return report;
        }

        var revision = seen with
        {
            Revision = seen.Revision + 1,
            ChangeId = changeId,
            Hans = today.Hans,
            Hant = today.Hant,
            Branches = today.Branches,
            By = by,
            At = clock.GetUtcNow(),
        };
        var printer = await PrinterOf(report with { Revisions = [revision] }, known, "zh-Hans", ct);
        return await book.Save(report.Id, revision with { Told = printer.Told(today.Hans) }, ct);
    }

    /// <summary>Checks, approves or returns a report.</summary>
    public async Task<Report> Take(
        Report report,
        StepAction action,
        Guid changeId,
        PersonId by,
        string why,
        CancellationToken ct
    )
    {
        var step = new ReportStep(changeId, action, by, clock.GetUtcNow(), ledger.Now, why);
        if (report.Steps.Any(s => s.ChangeId == changeId))
        {
            return await book.Take(report, step, null, ct);
        }

        report.MayTake(action, by, why);
        if (action != StepAction.Freeze)
        {
            return await book.Take(report, step, null, ct);
        }

        var sheet = await OpenAt(report, step.KnownAt, "zh-Hans", ct);
        if (sheet.Findings.FirstOrDefault(f => f.Kind == FindingKind.Unreadable) is { } unreadable)
        {
            throw new LedgerRefusal("report-unreadable", unreadable.Subject);
        }

        if (await ChangedSinceApproval(report, sheet, ct) is { Count: > 0 } changed)
        {
            throw new LedgerRefusal("report-changed-since-approval", string.Join('、', changed));
        }

        return await book.Take(
            report,
            step,
            seal.Seal(sheet, await OpenAt(report, step.KnownAt, "zh-Hant", ct), step.KnownAt),
            ct
        );
    }

    /// <summary>The figures of a frozen report that the ledger tells differently now, each once.</summary>
    public async Task<IReadOnlyList<Drift>> Drifts(Report report, CancellationToken ct)
    {
        if (report.Last(StepAction.Freeze) is not { } freeze)
        {
            return [];
        }

        var then = await OpenAt(report, freeze.KnownAt, "zh-Hans", ct);
        var now = await OpenAt(report, ledger.Now, "zh-Hans", ct);
        return [.. Differences(then, now).DistinctBy(d => d.Then.Bound)];
    }

    /// <summary>What was sealed when the report was frozen.</summary>
    public SealedReport? Sealed(Guid report) => book.Sealed(report);

    // What a leader approved is what is frozen.
    private async Task<IReadOnlyList<string>> ChangedSinceApproval(Report report, Sheet now, CancellationToken ct)
    {
        var approved = await OpenAt(report, report.Last(StepAction.Approve)!.KnownAt, "zh-Hans", ct);
        return
        [
            .. Differences(approved, now)
                .Select(d => $"{d.Then.Figure.Indicator.Name.Hans} {d.Then.Told}→{d.Now.Told}")
                .Distinct(),
        ];
    }

    private static IEnumerable<Drift> Differences(Sheet then, Sheet now) =>
        then
            .Paragraphs.Zip(now.Paragraphs)
            .SelectMany(p => p.First.Pieces.Zip(p.Second.Pieces, (a, b) => (a, b, p.First.Paragraph.Id)))
            .Where(p => p is { a: PrintedFigure, b: PrintedFigure })
            .Select(p => new Drift(p.Id, (PrintedFigure)p.a, (PrintedFigure)p.b))
            .Where(d => d.Then.Told != d.Now.Told);

    private ReportParagraph Revision(Report report, ReportParagraph? seen, ParagraphEdit edit) =>
        new()
        {
            Id = edit.Paragraph,
            Revision = edit.Base + 1,
            ChangeId = edit.ChangeId,
            Section = seen?.Section ?? edit.Section ?? report.Frame.Sections[0].Id,
            Place =
                seen?.Place ?? Drafting.PlaceAfter(report.Paragraphs.Where(p => p.Section == edit.Section), edit.After),
            Hans = edit.Text,
            // Whoever only takes note of new figures leaves the outline's wording as it is.
            Hant = seen?.Hans == edit.Text ? seen.Hant : null,
            Origin = seen?.Hans == edit.Text ? seen.Origin : null,
            Branches = seen?.Hans == edit.Text ? seen.Branches : null,
            By = edit.By,
            At = clock.GetUtcNow(),
            Why = edit.Why,
        };

    private async Task<IEnumerable<Finding>> LookAtOutline(Report report, KnownAt known, CancellationToken ct)
    {
        if (OutlineOf(report) is not { } outline)
        {
            return [];
        }

        var found = await facts.Gather(outline, report.Scope(known), report.BegunBy, ct);
        return report
            .Paragraphs.Where(p =>
                p.Origin is { } origin
                && Drafting.Today(outline, found, origin) is { } today
                && today.Branches != p.Branches
            )
            .Select(p => new Finding(FindingKind.Wording, p.Id, "", []))
            .Concat(
                found
                    .Lists.Values.SelectMany(l => l)
                    .Where(r => r is { Kind: PlanItem, IsOfNextYear: true, ShownBy: null })
                    .Select(r => new Finding(FindingKind.NoMeasure, null, r.Title, [r.Id.ToString()]))
            );
    }

    private const string PlanItem = "plan-item";

    // A draft keeps the wording of the version under which it was begun.
    private Outline? OutlineOf(Report report) =>
        outlines.Find(report.Outline) is { } outline && outline.Version == report.OutlineVersion ? outline : null;

    private async Task<SheetPrinter> PrinterOf(Report report, KnownAt known, string language, CancellationToken ct)
    {
        var scope = report.Scope(known);
        var bound = report.Paragraphs.SelectMany(p =>
            Prose.Figures(p.Hans, report.Year).Concat(p.Hant is { } hant ? Prose.Figures(hant, report.Year) : [])
        );
        return new(report, scope, await facts.Answer(bound, scope, ct), ledger.TreeAt(known.Seq), language);
    }
}

/// <summary>What a person wrote in a paragraph.</summary>
/// <param name="Paragraph">Which; a new id makes a new paragraph.</param>
/// <param name="Base">The revision that its author has seen; 0 for a new one.</param>
/// <param name="ChangeId">Made by the sender.</param>
/// <param name="Text">As stored; empty takes the paragraph out.</param>
/// <param name="By">Who.</param>
/// <param name="Why">Why, where a reason was given.</param>
/// <param name="Section">Of a new paragraph.</param>
/// <param name="After">Of a new paragraph: the place after which it stands.</param>
internal sealed record ParagraphEdit(
    Guid Paragraph,
    int Base,
    Guid ChangeId,
    string Text,
    PersonId By,
    string Why = "",
    string? Section = null,
    long After = 0
);

/// <summary>A figure that says something else now than when the report was frozen.</summary>
internal sealed record Drift(Guid Paragraph, PrintedFigure Then, PrintedFigure Now);
