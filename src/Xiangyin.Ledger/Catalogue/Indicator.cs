namespace Xiangyin.Ledger;

/// <summary>Whether an indicator tells what happened in a period or what there is at its end.</summary>
public enum Nature
{
    /// <summary>What happened in the period up to the cut-off.</summary>
    Flow,

    /// <summary>The balance at the end of the cut-off day: openings less closings since the beginning.</summary>
    Stock,
}

/// <summary>How an indicator's values add.</summary>
public enum Adds
{
    /// <summary>Values of disjoint units or periods may be added.</summary>
    Additive,

    /// <summary>Counts different things or people; adding would count some twice.</summary>
    Distinct,

    /// <summary>Needs its records together (highest level of an article, a median, a ratio, the least of the villages).</summary>
    Grouped,
}

/// <summary>One way to count: an indicator has one or more, the first being its default.</summary>
/// <param name="Id">Its id (<c>every</c>, <c>highest</c>).</param>
/// <param name="Name">Its name.</param>
/// <param name="Formula">What is computed.</param>
public sealed record Policy(string Id, LocalText Name, Formula Formula);

/// <summary>Something that is counted, with its definition.</summary>
public sealed record Indicator
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Raised by hand with every change of definition.</summary>
    public required int Version { get; init; }

    /// <summary>Its name.</summary>
    public required LocalText Name { get; init; }

    /// <summary>The counter written after the number.</summary>
    public required LocalText Unit { get; init; }

    /// <summary>The definition in a sentence for readers.</summary>
    public required LocalText Definition { get; init; }

    /// <summary>The clerk's job to which it belongs; same ids as <see cref="Kind.Group"/>.</summary>
    public required string Group { get; init; }

    /// <summary>Rows of the mission table that it serves.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>Flow or stock.</summary>
    public required Nature Nature { get; init; }

    /// <summary>How it adds.</summary>
    public required Adds Adds { get; init; }

    /// <summary>Ways to count it; the first is the default. At least one.</summary>
    public required IReadOnlyList<Policy> Policies { get; init; }

    /// <summary>Digits after the point when printed.</summary>
    public int Decimals { get; init; }

    /// <summary>The first day on which it is no longer offered; indicators are retired, never deleted.</summary>
    public DateOnly? Retired { get; init; }

    /// <summary>Other names under which documents mention it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The policy with that id; none or empty asks for the default.</summary>
    /// <exception cref="KeyNotFoundException">No such policy.</exception>
    public Policy Policy(string? id) =>
        string.IsNullOrEmpty(id)
            ? Policies[0]
            : Policies.FirstOrDefault(p => p.Id == id) ?? throw new KeyNotFoundException($"{Id} has no policy {id}");
}
