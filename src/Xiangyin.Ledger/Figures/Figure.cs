namespace Xiangyin.Ledger;

/// <summary>An instant of knowledge in a county, with the last sequence recorded by then.</summary>
/// <param name="At">UTC, to the millisecond.</param>
/// <param name="Seq">Every change up to and including this sequence was known.</param>
public readonly record struct KnownAt(DateTimeOffset At, long Seq);

/// <summary>Which tree gives a unit its members.</summary>
public enum Organised
{
    /// <summary>Each day as the tree stood on that day.</summary>
    Then,

    /// <summary>All days as the tree stands on the day of known-at: a merged unit's past belongs to its successor.</summary>
    Now,
}

/// <summary>Everything that decides a figure. The same question gets the same answer for ever.</summary>
/// <param name="Indicator">What is counted.</param>
/// <param name="Unit">The unit with everything below it.</param>
/// <param name="Period">The period asked for.</param>
/// <param name="CutOff">The last event day counted, inclusive.</param>
/// <param name="KnownAt">What had been recorded by then.</param>
/// <param name="Policy">The counting policy; none asks for the default.</param>
/// <param name="Organised">As organised then or now.</param>
public sealed record FigureQuery(
    string Indicator,
    UnitId Unit,
    Period Period,
    DateOnly CutOff,
    KnownAt KnownAt,
    string? Policy = null,
    Organised Organised = Organised.Then
);

/// <summary>A value with how sure it is.</summary>
/// <param name="Value">None when nothing with a number stands behind it.</param>
/// <param name="Approximation">How exactly.</param>
/// <param name="Basis">Counted, or estimated where any part was; never reported.</param>
/// <param name="WithoutValue">Records that said it was done and gave no number.</param>
/// <param name="Reported">What was reported and not counted: it stands beside the value and never joins it.</param>
public sealed record Amount(
    decimal? Value,
    Approximation Approximation,
    Basis Basis,
    long WithoutValue = 0,
    decimal? Reported = null
);

/// <summary>Which units were expected to have reported, and which have not.</summary>
/// <param name="Complete">None where nobody was expected to report (or not yet).</param>
/// <param name="Expected">Units expected.</param>
/// <param name="Missing">Of those, the ones from which at least one span is missing.</param>
/// <param name="Awaiting">Records that wait for confirmation and are not counted.</param>
public sealed record Completeness(
    bool? Complete,
    IReadOnlyList<UnitId> Expected,
    IReadOnlyList<UnitId> Missing,
    long Awaiting
);

/// <summary>Why a figure over restricted records shows no value.</summary>
public enum Withheld
{
    /// <summary>It is shown.</summary>
    No,

    /// <summary>One to four, or the cell that would give one to four away.</summary>
    FewerThanFive,

    /// <summary>Asked below a town, or for days that are not one whole quarter or year.</summary>
    TooFine,

    /// <summary>The quarter has not yet settled.</summary>
    NotSettled,
}

/// <summary>One term of a figure's formula with its own value.</summary>
/// <param name="Formula">The term as written.</param>
/// <param name="Amount">Its value.</param>
/// <param name="Records">How many records stand behind it.</param>
public sealed record Operand(string Formula, Amount Amount, long Records);

/// <summary>A value that knows what it is: its definition, scope, period, cut-off, known-at and completeness.</summary>
public sealed record Figure
{
    /// <summary>The question that it answers.</summary>
    public required FigureQuery Query { get; init; }

    /// <summary>The definition used: the newest known at known-at.</summary>
    public required Indicator Indicator { get; init; }

    /// <summary>The counting policy used.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The sequence of the last change to the unit tree that was known.</summary>
    public required long TreeVersion { get; init; }

    /// <summary>The value.</summary>
    public required Amount Amount { get; init; }

    /// <summary>Who has reported.</summary>
    public required Completeness Completeness { get; init; }

    /// <summary>The formula's terms, each with its value.</summary>
    public required IReadOnlyList<Operand> Operands { get; init; }

    /// <summary>Why no value is shown, where none is.</summary>
    public Withheld Withheld { get; init; }

    /// <summary>Puts a figure together from the values of its formula's terms. Where nothing was recorded and somebody who should have reported did not, the value is unknown and not zero.</summary>
    public static Figure Compose(
        FigureQuery query,
        Indicator indicator,
        Policy policy,
        long treeVersion,
        Func<Term, TermValue> valueOf,
        Completeness completeness
    )
    {
        var operands = policy.Formula.Terms.Distinct().Select(t => (Term: t, Value: valueOf(t))).ToList();
        var unknown = operands.Count > 0 && completeness.Complete == false && operands.All(o => o.Value.Records == 0);
        return new()
        {
            Query = query,
            Indicator = indicator,
            Policy = policy,
            TreeVersion = treeVersion,
            Amount = unknown
                ? new(null, Approximation.None, Basis.Counted)
                : Arithmetic.Evaluate(policy.Formula, valueOf),
            Completeness = completeness,
            Operands = [.. operands.Select(o => new Operand(o.Term.ToString()!, o.Value.Amount, o.Value.Records))],
        };
    }

    /// <summary>A figure whose value is withheld.</summary>
    public static Figure Hidden(
        FigureQuery query,
        Indicator indicator,
        Policy policy,
        long treeVersion,
        Withheld why
    ) =>
        new()
        {
            Query = query,
            Indicator = indicator,
            Policy = policy,
            TreeVersion = treeVersion,
            Amount = new(null, Approximation.None, Basis.Counted),
            Completeness = new(null, [], [], 0),
            Operands = [],
            Withheld = why,
        };
}
