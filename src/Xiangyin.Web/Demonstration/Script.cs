using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>Everything that will be written, each thing with its instant.</summary>
internal sealed class Script
{
    private readonly List<Change> changes = [];

    public void Add(Change change) => changes.Add(change);

    /// <summary>In the order in which it became known; what would come after the demonstration's end is left out.</summary>
    public IEnumerable<Change> InOrder() =>
        // Sorting keeps the order of what has one instant.
        changes.Where(c => c.At <= Almanac.End).OrderBy(c => c.At);
}

/// <summary>A record that was put into the script.</summary>
/// <param name="Content">What it says.</param>
/// <param name="At">When it counted: recorded, and confirmed where its kind asks for that.</param>
internal sealed record Told(WorkRecord Content, DateTimeOffset At)
{
    public Guid Id => Content.Id;
}

/// <summary>What is settled of a record; the rest is filled in as the catalogue asks.</summary>
internal sealed class Draft(string kind, UnitId unit, DateOnly on, string title)
{
    public string Kind => kind;

    public UnitId Unit => unit;

    public DateOnly On => on;

    public string Title => title;

    public DateOnly? Until { get; init; }

    public string Text { get; init; } = "";

    public string? Place { get; init; }

    public Dictionary<string, Measure> Measures { get; init; } = [];

    public Dictionary<string, string> Dimensions { get; init; } = [];

    public List<Participant> Participants { get; init; } = [];

    public List<Link> Links { get; init; } = [];

    public Guid? Event { get; init; }

    /// <summary>Photographs of its own, by evidence slot.</summary>
    public IReadOnlyDictionary<string, Photo> Photos { get; init; } = new Dictionary<string, Photo>();

    /// <summary>Days until it is recorded.</summary>
    public Span Lag { get; init; } = new(0, 3);

    /// <summary>When it is recorded, where that is settled.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>In so many of a hundred cases an evidence slot is filled.</summary>
    public int Evidence { get; init; } = 75;

    /// <summary>Whether figures that readers know hang on it: then it is neither taken back nor corrected, nor late.</summary>
    public bool Exact { get; init; }

    /// <summary>The activity that it comes from, for what is left to chance.</summary>
    public Activity? Activity { get; init; }
}
