using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>How far the actor's rights go today. Every read and every write of a page goes through it.</summary>
internal sealed class Scope(Actor actor, UnitTree tree, DateOnly today)
{
    public Actor Actor => actor;

    /// <summary>What lists and figures start from: the actor's unit with everything that belongs to it today.</summary>
    public UnitId Root => actor.Unit;

    public DateOnly Today => today;

    public UnitTree Tree => tree;

    /// <summary>Whether the actor may do it with the work of a unit.</summary>
    /// <param name="verb">What.</param>
    /// <param name="unit">Whose work; an ended unit's belongs to its heir.</param>
    /// <param name="author">Who recorded it, where something recorded is meant.</param>
    public bool May(Verb verb, UnitId unit, PersonId? author = null)
    {
        if (!tree.Has(unit) || tree.HeirOn(unit, today) is not { } heir)
        {
            return false;
        }

        return Rights.Of(actor.Role, verb) switch
        {
            Reach.Subtree => tree.IsWithin(heir, Root, today),
            Reach.OwnUnit => heir == Root,
            Reach.OwnRecords => heir == Root && (author is null || author == actor.Id),
            _ => false,
        };
    }

    public bool May(Verb verb, WorkRecord record) => May(verb, record.Unit, record.Author);

    /// <summary>Whether the actor may do it with anything at all.</summary>
    public bool May(Verb verb) => Rights.Of(actor.Role, verb) != Reach.Nowhere;

    /// <summary>The units, open today, for which the actor may do it, in the order of the tree.</summary>
    public IReadOnlyList<UnitId> Units(Verb verb) => [.. tree.SubtreeOn(Root, today).Where(u => May(verb, u))];

    /// <summary>The versions of a record if the actor may see it; none otherwise, as if it were not there.</summary>
    public async Task<IReadOnlyList<RecordVersion>> See(TownLedger ledger, Guid record, CancellationToken ct)
    {
        var versions = await ledger.History(record, actor.Id, ct);
        return
            versions is [.., { Content: var newest }]
            && MaySee(newest.Kind, newest.Unit, newest.Author, ledger.Catalogue)
            ? versions
            : [];
    }

    /// <summary>Whether the actor may open a record: within reach, or a campaign or shared event of a unit above, which asks for theirs.</summary>
    public bool MaySee(string kind, UnitId unit, PersonId author, Catalogue catalogue) =>
        May(Verb.See, unit, author)
        || (
            (kind == WellKnown.Campaign || catalogue.Kind(kind)?.Shared == true)
            && tree.Has(unit)
            && May(Verb.See)
            && tree.IsWithin(Root, unit, today)
        );

    /// <summary>The unit asked for, where the actor may see it; otherwise the root.</summary>
    public UnitId Narrow(long? unit) => unit is { } u && May(Verb.See, new UnitId(u)) ? new(u) : Root;
}
