namespace Xiangyin.Reading;

/// <summary>What a check may know beyond the text. Everything may be left out.</summary>
public sealed record CheckOptions
{
    /// <summary>The rules to use; the built-in ones unless a county has its own.</summary>
    public RuleBook Rules { get; init; } = RuleBook.Default;

    /// <summary>The names that belong to the document's own unit.</summary>
    public Gazetteer Gazetteer { get; init; } = Gazetteer.Empty;

    /// <summary>Texts that the document is compared with: the unit's reports of earlier years, reports of others.</summary>
    public IReadOnlyList<ComparedText> Compared { get; init; } = [];
}

/// <summary>A text that a document is compared with.</summary>
/// <param name="Name">How the messages call it: 2020年宣传工作总结.</param>
/// <param name="Text">The text.</param>
public sealed record ComparedText(string Name, string Text);

/// <summary>
/// The names that a unit's own documents may bear: itself, what lies within it, what stands above it. With a town given, the name of another place is foreign; without
/// one, only beside a masked name of the document's own. Either script may be given.
/// </summary>
public sealed record Gazetteer
{
    /// <summary>Nothing is known.</summary>
    public static Gazetteer Empty { get; } = new();

    /// <summary>The unit's own name: 青石镇. Null where it isn't known.</summary>
    public string? Town { get; init; }

    /// <summary>What lies within it: villages, communities, streets, sights, firms.</summary>
    public IReadOnlyList<string> Villages { get; init; } = [];

    /// <summary>What stands above it: county, city, province.</summary>
    public IReadOnlyList<string> Superiors { get; init; } = [];

    /// <summary>All of them.</summary>
    internal IEnumerable<string> Names => [.. Town is null ? [] : new[] { Town }, .. Villages, .. Superiors];
}
