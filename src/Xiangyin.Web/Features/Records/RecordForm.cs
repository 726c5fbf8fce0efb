using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>All that the form of one kind shows: what the catalogue asks, what was typed, what is wrong with it, what may be chosen.</summary>
internal sealed record RecordForm
{
    public required Kind Kind { get; init; }

    public required Catalogue Catalogue { get; init; }

    public required RecordEntry Entry { get; init; }

    public required Scope Scope { get; init; }

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];

    /// <summary>Units for which it may be recorded.</summary>
    public required IReadOnlyList<UnitId> Units { get; init; }

    /// <summary>People who may be named, by unit.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    public required IReadOnlyList<LinkChoice> Links { get; init; }

    public required IReadOnlyList<EvidenceChoice> Evidence { get; init; }

    /// <summary>Values of a dimension that may still be chosen, and the one that is chosen already.</summary>
    public IEnumerable<DimensionValue> ValuesOf(DimensionField field)
    {
        var chosen = Entry[$"dimension.{field.Id}"];
        var values = Catalogue.Dimension(field.Dimension)?.Values ?? [];
        return values.Where(v => v.Id == chosen || (!(v.Retired <= Scope.Today) && IsAsked(field, v.Id)));
    }

    public IEnumerable<RecordProblem> ProblemsOf(string field) => Problems.Where(p => p.Field == field);

    // "Nothing to report" can only be said, and a campaign can only ask, of what somebody is expected to report.
    private bool IsAsked(DimensionField field, string value) =>
        field.Dimension != "kind"
        || Kind.Id switch
        {
            WellKnown.NilReturn => Catalogue.Kind(value)?.Expected is { Every: not Often.Never },
            WellKnown.Campaign => Catalogue.Kind(value)?.Expected is { Every: Often.Campaign },
            _ => true,
        };
}

/// <summary>Records that may be linked to.</summary>
/// <param name="Name">The form's field: <c>link.followsFrom</c>, <c>event</c>.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Hint">One line for whoever chooses.</param>
/// <param name="Required">Whether one must be chosen.</param>
/// <param name="Many">Whether several may be.</param>
/// <param name="Words">What was searched for.</param>
/// <param name="Chosen">Chosen so far.</param>
/// <param name="Found">Found and not chosen; none when nothing was searched for.</param>
internal sealed record LinkChoice(
    string Name,
    string Label,
    string Hint,
    bool Required,
    bool Many,
    string Words,
    IReadOnlyList<LinkedRecord> Chosen,
    IReadOnlyList<LinkedRecord>? Found
);

/// <summary>A record as a link shows it.</summary>
internal sealed record LinkedRecord(Guid Id, string Title, DateOnly On, UnitId Unit);

/// <summary>A slot of evidence with the files that are there.</summary>
internal sealed record EvidenceChoice(EvidenceSlot Slot, IReadOnlyList<(string Ticket, Evidence File)> Kept)
{
    /// <summary>How many more are asked for; none once there are enough.</summary>
    public int Wanted => new SlotNeed(Slot, Kept.Count).Wanted;
}
