using Xiangyin.Ledger;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>What setting a quantity against the ledger gave.</summary>
internal enum Outcome
{
    /// <summary>The ledger says so too.</summary>
    Agrees,

    /// <summary>The ledger gives another number.</summary>
    Differs,

    /// <summary>The ledger has nothing to set it against.</summary>
    NoRecord,
}

/// <summary>Why there is nothing to set a quantity against.</summary>
internal enum WhyNone
{
    /// <summary>There is something.</summary>
    No,

    /// <summary>No indicator is about it.</summary>
    NoIndicator,

    /// <summary>It has no number: a placeholder, 若干.</summary>
    NoNumber,

    /// <summary>The indicator has no record in the time that it speaks of, or not everybody has reported and nothing came.</summary>
    NothingRecorded,

    /// <summary>The ledger keeps this number back (fewer than five people).</summary>
    Withheld,

    /// <summary>It is planned, and no target was set.</summary>
    NoTarget,

    /// <summary>It is said for each of something that the ledger does not tell apart.</summary>
    ForEach,

    /// <summary>It is a limit by which others are picked out.</summary>
    Condition,

    /// <summary>The clerk said that it is about nothing that is counted here.</summary>
    SetAside,
}

/// <summary>What would give the number that was written.</summary>
internal enum ExplanationKind
{
    /// <summary>Counted up to another day.</summary>
    CutOff,

    /// <summary>By the indicator's other counting policy.</summary>
    Policy,

    /// <summary>In another year.</summary>
    Year,

    /// <summary>Without one village.</summary>
    WithoutVillage,

    /// <summary>With the records that wait for confirmation.</summary>
    Awaiting,

    /// <summary>With what was reported and not counted.</summary>
    Reported,

    /// <summary>Of another indicator.</summary>
    Indicator,

    /// <summary>Of the villages, these have another number.</summary>
    Villages,

    /// <summary>A document that was imported says so.</summary>
    Document,
}

/// <summary>A question that gives the number that was written.</summary>
/// <param name="Kind">What differs in it.</param>
/// <param name="Figure">The figure that it gives.</param>
/// <param name="Units">The villages that it is about, where it is about some.</param>
/// <param name="Record">The record that says so, where one does.</param>
internal sealed record Explanation(
    ExplanationKind Kind,
    Figure Figure,
    IReadOnlyList<UnitId>? Units = null,
    Guid? Record = null
);

/// <summary>A quantity set against the ledger.</summary>
internal sealed record Comparison
{
    /// <summary>What was written.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>By what it is remembered: its subject and counter.</summary>
    public required string Key { get; init; }

    /// <summary>The result.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why there is none.</summary>
    public WhyNone Why { get; init; }

    /// <summary>What it was taken to speak of; none where nothing is like it.</summary>
    public Match? Match { get; init; }

    /// <summary>Whether a person said so.</summary>
    public bool IsChosen { get; init; }

    /// <summary>What else it might speak of, the likeliest first.</summary>
    public IReadOnlyList<Match> RunnersUp { get; init; } = [];

    /// <summary>Whether it is said of each village.</summary>
    public bool IsEachVillage { get; init; }

    /// <summary>What the ledger says.</summary>
    public Figure? Figure { get; init; }

    /// <summary>The target that the ledger has for it, where it is planned.</summary>
    public Web.Ledger.Target? Target { get; init; }

    /// <summary>How far the ledger is above (or, negative, below) what was written.</summary>
    public decimal Difference { get; init; }

    /// <summary>What would give the number that was written.</summary>
    public IReadOnlyList<Explanation> Explanations { get; init; } = [];
}
