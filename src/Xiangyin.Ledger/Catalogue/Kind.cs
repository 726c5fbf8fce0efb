namespace Xiangyin.Ledger;

/// <summary>A closed list of values by which records are told apart.</summary>
/// <param name="Id">Its id in formulas and records.</param>
/// <param name="Name">Its name.</param>
/// <param name="Values">In order; where <paramref name="Ordered"/>, the first is the highest.</param>
/// <param name="Ordered">Whether the order means rank (central before province before city …).</param>
public sealed record Dimension(string Id, LocalText Name, IReadOnlyList<DimensionValue> Values, bool Ordered)
{
    /// <summary>The value with that id, or none.</summary>
    public DimensionValue? Find(string value) => Values.FirstOrDefault(v => v.Id == value);

    /// <summary>The value as counted today: a retired value that was mapped counts as the one it was mapped to.</summary>
    public string Current(string value)
    {
        for (var v = Find(value); v?.MappedTo is { } next; v = Find(next))
        {
            value = next;
        }

        return value;
    }
}

/// <summary>One value of a <see cref="Dimension"/>. Values are retired or mapped, never deleted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Retired">The first day on which it can no longer be chosen.</param>
/// <param name="MappedTo">The value as which it counts since it was retired.</param>
public sealed record DimensionValue(string Id, LocalText Name, DateOnly? Retired = null, string? MappedTo = null);

/// <summary>A number that a kind asks for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">The counter as written after the number (次, 份, 人次).</param>
/// <param name="Decimals">Digits after the point, 0–4.</param>
/// <param name="Required">Whether the form asks for it until it is given.</param>
/// <param name="Max">The largest amount that is believed; more is refused as a slip.</param>
public sealed record MeasureField(string Id, LocalText Name, LocalText Unit, int Decimals, bool Required, decimal Max);

/// <summary>A choice from a dimension that a kind asks for.</summary>
/// <param name="Id">Its id in records and formulas.</param>
/// <param name="Dimension">The list it chooses from.</param>
/// <param name="Name">Its label on the form.</param>
/// <param name="Required">Whether the form asks for it until it is given.</param>
public sealed record DimensionField(string Id, string Dimension, LocalText Name, bool Required);

/// <summary>A role in which people take part.</summary>
/// <param name="Id">Its id in records and formulas.</param>
/// <param name="Name">Its label.</param>
/// <param name="Required">Whether at least one person is asked for.</param>
/// <param name="Many">Whether several may be named.</param>
public sealed record RoleField(string Id, LocalText Name, bool Required, bool Many);

/// <summary>A link that a kind may carry.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Kind">The kind it points to.</param>
/// <param name="Name">Its label.</param>
/// <param name="Required">Whether it must be given.</param>
public sealed record LinkField(string Type, string Kind, LocalText Name, bool Required);

/// <summary>What evidence suffices: once <paramref name="Enough"/> files are there, no more are asked for.</summary>
/// <param name="Id">The slot.</param>
/// <param name="Name">What it should show.</param>
/// <param name="Enough">How many suffice.</param>
public sealed record EvidenceSlot(string Id, LocalText Name, int Enough);

/// <summary>How often something is expected.</summary>
public enum Often
{
    /// <summary>Never: nobody is expected to report.</summary>
    Never,

    /// <summary>Once in each calendar month.</summary>
    Month,

    /// <summary>Once in each calendar quarter.</summary>
    Quarter,

    /// <summary>Once in each calendar year.</summary>
    Year,

    /// <summary>In each campaign that asks for the kind, as often as the campaign says.</summary>
    Campaign,
}

/// <summary>Who is expected to report a kind, and how often.</summary>
public sealed record Expectation(UnitType From, Often Every);

/// <summary>A kind of work record: what is asked, what shows it, who confirms, who is expected to report.</summary>
public sealed record Kind
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Raised by hand with every change of definition.</summary>
    public required int Version { get; init; }

    /// <summary>Its name.</summary>
    public required LocalText Name { get; init; }

    /// <summary>One line for the person who records: when to use it.</summary>
    public required LocalText Help { get; init; }

    /// <summary>The clerk's job to which it belongs (study, press, practice, awards, rooms, response, plan, roster, channels, care).</summary>
    public required string Group { get; init; }

    /// <summary>Rows of the mission table that it serves.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>Types of unit that may record it; empty means any.</summary>
    public IReadOnlyList<UnitType> Units { get; init; } = [];

    /// <summary>Whether it may last several days.</summary>
    public bool Spans { get; init; }

    /// <summary>Whether its day may lie in the future (a plan, a target); everything else has happened.</summary>
    public bool Ahead { get; init; }

    /// <summary>Whether the place is asked for.</summary>
    public bool Place { get; init; }

    /// <summary>Whether several units may record one shared event.</summary>
    public bool Shared { get; init; }

    /// <summary>Numbers asked for.</summary>
    public IReadOnlyList<MeasureField> Measures { get; init; } = [];

    /// <summary>Choices asked for.</summary>
    public IReadOnlyList<DimensionField> Dimensions { get; init; } = [];

    /// <summary>Roles of people.</summary>
    public IReadOnlyList<RoleField> Roles { get; init; } = [];

    /// <summary>Links to other records.</summary>
    public IReadOnlyList<LinkField> Links { get; init; } = [];

    /// <summary>What evidence is enough; empty asks for none.</summary>
    public IReadOnlyList<EvidenceSlot> Evidence { get; init; } = [];

    /// <summary>Whether a second person must confirm before it counts.</summary>
    public bool Confirmed { get; init; }

    /// <summary>
    /// In how many of a hundred records somebody else looks once more, 0–100; drawn at random. By default
    /// <see cref="UsualSecondLook"/>, and 0 of what lies ahead or is restricted.
    /// </summary>
    public int SecondLook { get; init; }

    /// <summary>The share of records, in percent, that somebody else looks at once more where the catalogue says nothing else.</summary>
    public const int UsualSecondLook = 5;

    /// <summary>Who is expected to report it; none when nobody is.</summary>
    public Expectation? Expected { get; init; }

    /// <summary>Whether only its two named people may open it (a child's care).</summary>
    public bool Restricted { get; init; }

    /// <summary>The first day that its records can no longer bear; kinds are retired, never deleted.</summary>
    public DateOnly? Retired { get; init; }

    /// <summary>The measure with that id, or none.</summary>
    public MeasureField? Measure(string id) => Measures.FirstOrDefault(m => m.Id == id);

    /// <summary>The dimension field with that id, or none.</summary>
    public DimensionField? Dimension(string id) => Dimensions.FirstOrDefault(d => d.Id == id);
}
