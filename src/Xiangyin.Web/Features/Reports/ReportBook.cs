using System.Text.Encodings.Web;
using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Where reports are kept: rows are added and never changed.</summary>
internal sealed class ReportBook(Database database)
{
    // One database holds one county today; every key has it all the same.
    private const long County = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Keeps a new report with its first paragraphs. The same report again changes nothing.</summary>
    /// <exception cref="LedgerRefusal">Its id is that of another report.</exception>
    public Task<Report> Begin(Report report, CancellationToken ct) => Write(writing => Begin(report, writing), ct);

    private static Report Begin(Report report, Writing writing)
    {
        var session = writing.Session;
        if (Find(session, report.Id) is { } kept)
        {
            var same =
                (kept.Outline, kept.Unit, kept.Year, kept.BegunBy)
                == (report.Outline, report.Unit, report.Year, report.BegunBy);
            return same ? kept : throw new LedgerRefusal(LedgerRefusal.SameId);
        }

        session.Run(
            "INSERT INTO report (county, id, outline, outline_version, unit, year, cut_off, frame, person, begun_at)"
                + " VALUES (@county, @id, @outline, @outline_version, @unit, @year, @cut_off, @frame, @person, @begun_at)",
            County,
            report.Id.Bytes(),
            report.Outline,
            report.OutlineVersion,
            report.Unit.Value,
            report.Year,
            report.CutOff.DayNumber,
            JsonSerializer.Serialize(report.Frame, Json),
            report.BegunBy.Value.Bytes(),
            report.BegunAt.ToUnixTimeMilliseconds()
        );
        foreach (var paragraph in report.Revisions)
        {
            Add(session, report.Id, paragraph);
        }

        Audit(writing, "report-begin", report, report.BegunBy, report.BegunAt);
        return Find(session, report.Id)!;
    }

    /// <summary>The report; none when there is no such one.</summary>
    public Report? Find(Guid id)
    {
        using var session = database.Read();
        return Find(session, id);
    }

    /// <summary>The reports of some units, newest year first.</summary>
    public IReadOnlyList<Report> Of(IReadOnlySet<UnitId> units)
    {
        using var session = database.Read();
        var ids = new List<Guid>();
        using (
            var rows = session.Query(
                "SELECT id, unit FROM report WHERE county = @county ORDER BY year DESC, begun_at DESC",
                County
            )
        )
        {
            while (rows.Next())
            {
                if (units.Contains(new(rows.Int(1))))
                {
                    ids.Add(rows.Id(0));
                }
            }
        }

        return [.. ids.Select(id => Find(session, id)!)];
    }

    /// <summary>The approved and frozen reports of a unit for the years before one, newest first, each with the number of its last step.</summary>
    public IReadOnlyList<(Guid Report, int Step)> Settled(UnitId unit, int year)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT r.id, s.step FROM report r JOIN report_step s ON s.county = r.county AND s.report = r.id"
                + " WHERE r.county = @county AND r.unit = @unit AND r.year < @year AND s.action IN (@approve, @freeze)"
                + " AND NOT EXISTS (SELECT 1 FROM report_step l WHERE l.county = s.county AND l.report = s.report AND l.step > s.step)"
                + " ORDER BY r.year DESC, r.begun_at DESC",
            County,
            unit.Value,
            year,
            (int)StepAction.Approve,
            (int)StepAction.Freeze
        );
        var found = new List<(Guid, int)>();
        while (rows.Next())
        {
            found.Add((rows.Id(0), (int)rows.Int(1)));
        }

        return found;
    }

    /// <summary>Adds a revision on top of the one that its author has seen.</summary>
    /// <param name="report">The report.</param>
    /// <param name="paragraph">The new revision; its number is the seen one's plus one.</param>
    /// <param name="ct">Ends the wait for the writing gate.</param>
    /// <exception cref="LedgerRefusal">Somebody else saved meanwhile, or it is no draft.</exception>
    public Task<Report> Save(Guid report, ReportParagraph paragraph, CancellationToken ct) =>
        Write(writing => Save(report, paragraph, writing), ct);

    private static Report Save(Guid report, ReportParagraph paragraph, Writing writing)
    {
        var session = writing.Session;
        var kept = Find(session, report) ?? throw new LedgerRefusal(LedgerRefusal.NotFound);
        if (kept.Revisions.FirstOrDefault(r => r.ChangeId == paragraph.ChangeId) is { } sent)
        {
            return paragraph.SaysTheSameAs(sent) ? kept : throw new LedgerRefusal(LedgerRefusal.SameId);
        }

        kept.MayWrite();
        var newest = kept.Revisions.Where(r => r.Id == paragraph.Id).Max(r => (int?)r.Revision) ?? 0;
        if (newest != paragraph.Revision - 1)
        {
            throw new LedgerRefusal(LedgerRefusal.ChangedMeanwhile);
        }

        Add(session, report, paragraph);
        Audit(writing, "report-write", kept, paragraph.By, paragraph.At);
        return Find(session, report)!;
    }

    /// <summary>Takes a step. The same step again changes nothing.</summary>
    /// <param name="report">The report.</param>
    /// <param name="step">The step.</param>
    /// <param name="seal">Of a freeze: what was sealed, from the report as it was read.</param>
    /// <param name="seen">The report as it was read; if it changed since, the step is refused.</param>
    /// <param name="ct">Ends the wait for the writing gate.</param>
    /// <exception cref="LedgerRefusal">The step may not be taken now.</exception>
    public Task<Report> Take(Report seen, ReportStep step, SealedReport? seal, CancellationToken ct) =>
        Write(writing => Take(seen, step, seal, writing), ct);

    private static Report Take(Report seen, ReportStep step, SealedReport? seal, Writing writing)
    {
        var session = writing.Session;
        var kept = Find(session, seen.Id) ?? throw new LedgerRefusal(LedgerRefusal.NotFound);
        if (kept.Steps.FirstOrDefault(s => s.ChangeId == step.ChangeId) is { } taken)
        {
            return (taken.Action, taken.By) == (step.Action, step.By)
                ? kept
                : throw new LedgerRefusal(LedgerRefusal.SameId);
        }

        kept.MayTake(step.Action, step.By, step.Why);
        if (kept.Revisions.Count != seen.Revisions.Count || kept.Steps.Count != seen.Steps.Count)
        {
            throw new LedgerRefusal(LedgerRefusal.ChangedMeanwhile);
        }

        session.Run(
            "INSERT INTO report_step (county, report, step, change_id, action, person, taken_at, known_at, known_seq, why)"
                + " VALUES (@county, @report, @step, @change_id, @action, @person, @taken_at, @known_at, @known_seq, @why)",
            County,
            seen.Id.Bytes(),
            kept.Steps.Count + 1,
            step.ChangeId.Bytes(),
            (int)step.Action,
            step.By.Value.Bytes(),
            step.At.ToUnixTimeMilliseconds(),
            step.KnownAt.At.ToUnixTimeMilliseconds(),
            step.KnownAt.Seq,
            step.Why
        );
        if (seal is not null)
        {
            session.Run(
                "INSERT INTO report_package (county, report, structure, digest, package)"
                    + " VALUES (@county, @report, @structure, @digest, @package)",
                County,
                seen.Id.Bytes(),
                seal.Structure,
                seal.Digest,
                seal.Package
            );
            AuditTrail.NoteSealed(session, County, seal.AuditHead);
        }

        Audit(writing, $"report-{step.Action.ToString().ToLowerInvariant()}", kept, step.By, step.At);
        return Find(session, seen.Id)!;
    }

    private static void Audit(Writing writing, string action, Report report, PersonId by, DateTimeOffset at) =>
        writing.Audit(new(action, report.Unit.Value, report.Id.ToString(), by.Value, at));

    /// <summary>What was sealed when a report was frozen; none before.</summary>
    public SealedReport? Sealed(Guid report)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT structure, digest, package FROM report_package WHERE county = @county AND report = @report",
            County,
            report.Bytes()
        );
        return rows.Next() ? new(rows.Text(0), rows.Text(1), rows.Bytes(2).ToArray()) : null;
    }

    // All or nothing; a full disk leaves the report as it was and says so.
    private async Task<Report> Write(Func<Writing, Report> write, CancellationToken ct)
    {
        try
        {
            using var writing = await database.Keep(ct);
            var written = write(writing);
            writing.Commit();
            return written;
        }
        catch (Exception e) when (database.IsDiskFailure(e))
        {
            throw new LedgerRefusal(LedgerRefusal.DiskFull);
        }
    }

    private static void Add(Session session, Guid report, ReportParagraph paragraph) =>
        session.Run(
            "INSERT INTO report_paragraph (county, report, id, revision, change_id, section, place, hans, hant, origin, branches, told, person, saved_at, why)"
                + " VALUES (@county, @report, @id, @revision, @change_id, @section, @place, @hans, @hant, @origin, @branches, @told, @person, @saved_at, @why)",
            County,
            report.Bytes(),
            paragraph.Id.Bytes(),
            paragraph.Revision,
            paragraph.ChangeId.Bytes(),
            paragraph.Section,
            paragraph.Place,
            paragraph.Hans,
            paragraph.Hant,
            paragraph.Origin,
            paragraph.Branches,
            JsonSerializer.Serialize(paragraph.Told, Json),
            paragraph.By.Value.Bytes(),
            paragraph.At.ToUnixTimeMilliseconds(),
            paragraph.Why
        );

    private static Report? Find(Session session, Guid id)
    {
        Report report;
        using (
            var rows = session.Query(
                "SELECT outline, outline_version, unit, year, cut_off, frame, person, begun_at FROM report WHERE county = @county AND id = @id",
                County,
                id.Bytes()
            )
        )
        {
            if (!rows.Next())
            {
                return null;
            }

            report = new()
            {
                Id = id,
                Outline = rows.Text(0),
                OutlineVersion = (int)rows.Int(1),
                Unit = new(rows.Int(2)),
                Year = (int)rows.Int(3),
                CutOff = rows.Day(4),
                Frame = JsonSerializer.Deserialize<ReportFrame>(rows.Text(5), Json)!,
                BegunBy = new(rows.Id(6)),
                BegunAt = rows.Instant(7),
            };
        }

        var order = report.Frame.Sections.Select((s, i) => (s.Id, i)).ToDictionary();
        return report with
        {
            Revisions =
            [
                .. Revisions(session, id)
                    .OrderBy(p => order.GetValueOrDefault(p.Section))
                    .ThenBy(p => p.Place)
                    .ThenBy(p => p.Id)
                    .ThenBy(p => p.Revision),
            ],
            Steps = Steps(session, id),
        };
    }

    private static List<ReportParagraph> Revisions(Session session, Guid report)
    {
        var found = new List<ReportParagraph>();
        using var rows = session.Query(
            "SELECT id, revision, change_id, section, place, hans, hant, origin, branches, told, person, saved_at, why"
                + " FROM report_paragraph WHERE county = @county AND report = @report",
            County,
            report.Bytes()
        );
        while (rows.Next())
        {
            found.Add(
                new()
                {
                    Id = rows.Id(0),
                    Revision = (int)rows.Int(1),
                    ChangeId = rows.Id(2),
                    Section = rows.Text(3),
                    Place = rows.Int(4),
                    Hans = rows.Text(5),
                    Hant = rows.IsNull(6) ? null : rows.Text(6),
                    Origin = rows.IsNull(7) ? null : rows.Text(7),
                    Branches = rows.IsNull(8) ? null : rows.Text(8),
                    Told = JsonSerializer.Deserialize<Dictionary<string, string>>(rows.Text(9), Json)!,
                    By = new(rows.Id(10)),
                    At = rows.Instant(11),
                    Why = rows.Text(12),
                }
            );
        }

        return found;
    }

    private static List<ReportStep> Steps(Session session, Guid report)
    {
        var found = new List<ReportStep>();
        using var rows = session.Query(
            "SELECT change_id, action, person, taken_at, known_at, known_seq, why"
                + " FROM report_step WHERE county = @county AND report = @report ORDER BY step",
            County,
            report.Bytes()
        );
        while (rows.Next())
        {
            found.Add(
                new(
                    rows.Id(0),
                    (StepAction)rows.Int(1),
                    new(rows.Id(2)),
                    rows.Instant(3),
                    new(rows.Instant(4), rows.Int(5)),
                    rows.Text(6)
                )
            );
        }

        return found;
    }
}

/// <summary>What freezing leaves: the text as it stood, and the package that proves it.</summary>
/// <param name="Structure">The sealed text as JSON, see <see cref="SealedText"/>.</param>
/// <param name="Digest">SHA-256 of the package's manifest.</param>
/// <param name="Package">The zip.</param>
/// <param name="AuditHead">The head of the audit trail that its manifest names, while it is being sealed.</param>
internal sealed record SealedReport(string Structure, string Digest, byte[] Package, string? AuditHead = null);
