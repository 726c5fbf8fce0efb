using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Home;

/// <summary>A unit's year at a glance.</summary>
/// <param name="Year">The year shown.</param>
/// <param name="CutOff">The last day counted.</param>
/// <param name="Jobs">What was done, against what was planned and what was done a year before, by job.</param>
/// <param name="Missing">Who has not reported what, by kind.</param>
/// <param name="Awaiting">What waits for a second person.</param>
internal sealed record Board(
    int Year,
    DateOnly CutOff,
    IReadOnlyList<BoardJob> Jobs,
    IReadOnlyList<MissingReport> Missing,
    IReadOnlyList<RecordSummary> Awaiting
)
{
    /// <summary>More rows than these are set apart by job.</summary>
    public const int LongTable = 14;

    public bool HasPlan { get; } = Jobs.Any(j => j.Rows.Any(r => r.Plan is not null));

    public bool IsLong { get; } = Jobs.Sum(j => j.Rows.Count) > LongTable;
}

/// <summary>The lines of one of the clerk's jobs.</summary>
internal sealed record BoardJob(LocalText Name, IReadOnlyList<BoardRow> Rows);

/// <summary>One line of the board.</summary>
/// <param name="Done">The year up to the cut-off.</param>
/// <param name="Plan">The year's target; none where none was set.</param>
/// <param name="Before">The same days a year earlier.</param>
internal sealed record BoardRow(Figure Done, Figure? Plan, Figure Before)
{
    /// <summary>Done as a share of the plan, in per cent, rounded down: 99.9 is not yet done.</summary>
    public int? Share =>
        Plan?.Amount.Value is > 0 and var plan && Done.Amount.Value is { } done
            ? (int)Math.Clamp(decimal.Floor(done / plan * 100), 0, 9_999)
            : null;
}

/// <summary>A kind that some units have not reported.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Missing">Units from which at least one span is missing.</param>
/// <param name="Expected">How many were expected.</param>
/// <param name="Figure">A figure that lacks them.</param>
internal sealed record MissingReport(Kind Kind, IReadOnlyList<UnitId> Missing, int Expected, Figure Figure);
