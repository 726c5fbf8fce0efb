namespace Xiangyin.Ledger;

/// <summary>A clerk's job by which kinds and indicators are grouped.</summary>
public sealed record Group(string Id, LocalText Name);

/// <summary>What is recorded and counted, and how: kinds, dimensions, indicators. Immutable; read from YAML by <c>CatalogueReader</c>.</summary>
public sealed class Catalogue
{
    private readonly Dictionary<string, Kind> kinds;
    private readonly Dictionary<string, Dimension> dimensions;
    private readonly Dictionary<string, Indicator> indicators;

    /// <summary>Puts a catalogue together; ids must be distinct.</summary>
    /// <param name="groups">The clerk's jobs, in the order of the navigation.</param>
    /// <param name="kinds">Kinds of record.</param>
    /// <param name="dimensions">Closed lists. <c>kind</c> and <c>indicator</c> are made from the catalogue itself.</param>
    /// <param name="indicators">What is counted.</param>
    public Catalogue(
        IReadOnlyList<Group> groups,
        IReadOnlyList<Kind> kinds,
        IReadOnlyList<Dimension> dimensions,
        IReadOnlyList<Indicator> indicators
    )
    {
        Groups = groups;
        Kinds = kinds;
        Indicators = indicators;
        this.kinds = kinds.ToDictionary(k => k.Id);
        this.indicators = indicators.ToDictionary(i => i.Id);
        Dimensions =
        [
            .. dimensions,
            new(
                "kind",
                new("种类", "種類", "Kind"),
                [.. kinds.Select(k => new DimensionValue(k.Id, k.Name))],
                Ordered: false
            ),
            new(
                "indicator",
                new("指标", "指標", "Indicator"),
                [.. indicators.Select(i => new DimensionValue(i.Id, i.Name))],
                Ordered: false
            ),
            Promptness.Dimension,
        ];
        this.dimensions = Dimensions.ToDictionary(d => d.Id);
    }

    /// <summary>The clerk's jobs, in the order of the navigation.</summary>
    public IReadOnlyList<Group> Groups { get; }

    /// <summary>Kinds of record.</summary>
    public IReadOnlyList<Kind> Kinds { get; }

    /// <summary>Closed lists, with <c>kind</c>, <c>indicator</c> and <c>recorded</c>.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>What is counted.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>Where each thing is written, by section and id (<c>kinds/leaflet</c>); empty for a catalogue put together in code.</summary>
    public IReadOnlyDictionary<string, FileLine> Lines { get; init; } = new Dictionary<string, FileLine>();

    /// <summary>The kind with that id, or none.</summary>
    public Kind? Kind(string id) => kinds.GetValueOrDefault(id);

    /// <summary>The dimension with that id, or none.</summary>
    public Dimension? Dimension(string id) => dimensions.GetValueOrDefault(id);

    /// <summary>The indicator with that id, or none.</summary>
    public Indicator? Indicator(string id) => indicators.GetValueOrDefault(id);

    /// <summary>Where something is written.</summary>
    /// <param name="key">Section and id, as in <see cref="Lines"/>.</param>
    internal FileLine Line(string key) => Lines.GetValueOrDefault(key, new("", 1));

    /// <summary>Where a kind is written.</summary>
    internal FileLine Line(Kind kind) => Line($"kinds/{kind.Id}");

    /// <summary>Whether a formula reads a restricted kind, whose figures follow the rule for small numbers.</summary>
    public bool IsRestricted(Formula formula) => formula.Kinds.Any(k => Kind(k)?.Restricted == true);
}

/// <summary>A catalogue as it became known.</summary>
/// <param name="Seq">The recorded sequence.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Catalogue">The whole catalogue from there on.</param>
public sealed record CatalogueVersion(long Seq, DateTimeOffset RecordedAt, Catalogue Catalogue);

/// <summary>Kinds that the evaluator itself reads.</summary>
public static class WellKnown
{
    /// <summary>A campaign: dimension <c>asks</c> names the kind, measure <c>each</c> how many records from each unit, its days are its own; answers link to it by <see cref="FollowsFrom"/>.</summary>
    public const string Campaign = "campaign";

    /// <summary>A signed "nothing to report": dimension <c>of</c> names the kind, its days are the span.</summary>
    public const string NilReturn = "nil-return";

    /// <summary>A target: dimension <c>indicator</c>, measure <c>target</c>, the year of its day.</summary>
    public const string Target = "target";

    /// <summary>How soon a record was made, which every record has by itself: see <see cref="Promptness"/>.</summary>
    public const string Recorded = "recorded";

    /// <summary>The link from an answer to what asked for it.</summary>
    public const string FollowsFrom = "followsFrom";
}
