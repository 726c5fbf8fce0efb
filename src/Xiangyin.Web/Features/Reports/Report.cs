using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Where a report stands.</summary>
internal enum ReportState
{
    Draft,
    Checked,
    Approved,
    Frozen,
}

/// <summary>What somebody did with a report as a whole.</summary>
internal enum StepAction
{
    /// <summary>送审: its author says that it may be read.</summary>
    Check,

    /// <summary>审定: another person, a leader, says that it holds.</summary>
    Approve,

    /// <summary>退回: it is a draft again.</summary>
    Return,

    /// <summary>定稿: its figures stand for good.</summary>
    Freeze,
}

/// <summary>One transition of a report.</summary>
internal sealed record ReportStep(
    Guid ChangeId,
    StepAction Action,
    PersonId By,
    DateTimeOffset At,
    KnownAt KnownAt,
    string Why
);

/// <summary>What a report takes over from its outline and keeps, whatever becomes of the outline.</summary>
internal sealed record ReportFrame(LocalText Title, LocalText Signer, int Limit, IReadOnlyList<ReportSection> Sections);

/// <summary>A section: its heading without number, and its level; 0 has no heading.</summary>
internal sealed record ReportSection(string Id, int Level, LocalText? Heading);

/// <summary>One revision of a paragraph.</summary>
internal sealed record ReportParagraph
{
    public required Guid Id { get; init; }
    public int Revision { get; init; } = 1;
    public required Guid ChangeId { get; init; }
    public required string Section { get; init; }

    /// <summary>Rises down the section; new paragraphs take a place between.</summary>
    public required long Place { get; init; }

    /// <summary>Prose as stored, in simplified Chinese; empty when it was taken out.</summary>
    public required string Hans { get; init; }

    /// <summary>The outline's traditional wording; none once a person has written.</summary>
    public string? Hant { get; init; }

    /// <summary>The outline's paragraph, while nobody has changed it.</summary>
    public string? Origin { get; init; }

    /// <summary>Which wording each sentence of the outline's paragraph had.</summary>
    public string? Branches { get; init; }

    /// <summary>What its figures said when it was saved, by figure.</summary>
    public IReadOnlyDictionary<string, string> Told { get; init; } = new Dictionary<string, string>();

    public required PersonId By { get; init; }
    public required DateTimeOffset At { get; init; }
    public string Why { get; init; } = "";

    public bool IsOut => Hans.Length == 0;

    /// <summary>Whether sending again what made the other revision would make this one.</summary>
    public bool SaysTheSameAs(ReportParagraph other) => Id == other.Id && Hans == other.Hans && By == other.By;
}

/// <summary>总结报告: an annual report from its draft to its frozen form.</summary>
internal sealed record Report
{
    public required Guid Id { get; init; }
    public required string Outline { get; init; }
    public required int OutlineVersion { get; init; }
    public required UnitId Unit { get; init; }
    public required int Year { get; init; }
    public required DateOnly CutOff { get; init; }
    public required ReportFrame Frame { get; init; }
    public required PersonId BegunBy { get; init; }
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Every revision of every paragraph, in the order of the text, oldest first.</summary>
    public IReadOnlyList<ReportParagraph> Revisions { get; init; } = [];

    /// <summary>Every transition, oldest first.</summary>
    public IReadOnlyList<ReportStep> Steps { get; init; } = [];

    /// <summary>The paragraphs as they stand.</summary>
    public IEnumerable<ReportParagraph> Paragraphs =>
        Revisions.GroupBy(p => p.Id).Select(g => g.MaxBy(p => p.Revision)!).Where(p => !p.IsOut);

    public ReportState State =>
        Steps.Count == 0
            ? ReportState.Draft
            : Steps[^1].Action switch
            {
                StepAction.Check => ReportState.Checked,
                StepAction.Approve => ReportState.Approved,
                StepAction.Freeze => ReportState.Frozen,
                _ => ReportState.Draft,
            };

    /// <summary>Everybody who wrote in it.</summary>
    public IEnumerable<PersonId> Authors => Revisions.Select(p => p.By).Prepend(BegunBy).Distinct();

    /// <summary>The newest revision and who made it.</summary>
    public ReportParagraph? LastSaved => Revisions.MaxBy(p => p.At);

    public ReportStep? Last(StepAction action) => Steps.LastOrDefault(s => s.Action == action);

    /// <summary>The scope of its figures, as known at an instant.</summary>
    public ReportScope Scope(KnownAt known) => new(Unit, Year, CutOff, known);

    /// <summary>Checks that its text may be changed.</summary>
    /// <exception cref="LedgerRefusal">It is no draft.</exception>
    public void MayWrite() => Require(State == ReportState.Draft, "report-no-draft");

    /// <summary>Checks that a step may be taken by somebody now.</summary>
    /// <exception cref="LedgerRefusal">It may not, and why.</exception>
    public void MayTake(StepAction action, PersonId by, string why)
    {
        switch (action)
        {
            case StepAction.Check:
                Require(State == ReportState.Draft, "report-no-draft");
                break;
            case StepAction.Approve:
                Require(State == ReportState.Checked, "report-not-checked");
                Require(!Authors.Contains(by), "report-approve-own");
                break;
            case StepAction.Return:
                Require(State is ReportState.Checked or ReportState.Approved, "report-not-returnable");
                Require(!string.IsNullOrWhiteSpace(why), LedgerRefusal.NoReason);
                break;
            case StepAction.Freeze:
                Require(State == ReportState.Approved, "report-not-approved");
                break;
        }
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new LedgerRefusal(rule);
        }
    }
}
