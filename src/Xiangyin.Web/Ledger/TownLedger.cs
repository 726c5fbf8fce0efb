using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>台账: what was recorded in one county, and the figures that follow from it. Safe to use from many requests at once.</summary>
internal sealed class TownLedger : IAsyncDisposable
{
    public static Task<TownLedger> OpenAsync(Database database, TimeProvider clock, CancellationToken ct = default) =>
        throw new NotImplementedException();

    /// <summary>The newest catalogue; empty before the first was adopted.</summary>
    public Catalogue Catalogue => throw new NotImplementedException();

    /// <summary>Every catalogue that was ever adopted, oldest first.</summary>
    public IReadOnlyList<CatalogueVersion> Catalogues => throw new NotImplementedException();

    /// <summary>The newest tree of units.</summary>
    public UnitTree Tree => throw new NotImplementedException();

    /// <summary>This instant: everything recorded so far.</summary>
    public KnownAt Now => throw new NotImplementedException();

    /// <summary>What was known at an instant.</summary>
    public KnownAt KnownAt(DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>Whether all of it was made by <c>demo</c>.</summary>
    public bool IsDemonstration => throw new NotImplementedException();

    /// <summary>Says, for good, that all of it was made up.</summary>
    public Task MarkDemonstration(CancellationToken ct) => throw new NotImplementedException();

    // Writing. All are safe to send twice: same change id, same person, same content → the first answer again.

    public Task<RecordVersion> Record(WorkRecord record, PersonId by, CancellationToken ct) =>
        throw new NotImplementedException();

    public Task<RecordVersion> Correct(
        Guid changeId,
        int baseVersion,
        WorkRecord content,
        PersonId by,
        string why,
        CancellationToken ct
    ) => throw new NotImplementedException();

    public Task<RecordVersion> Confirm(
        Guid changeId,
        Guid record,
        int baseVersion,
        PersonId by,
        CancellationToken ct
    ) => throw new NotImplementedException();

    public Task<RecordVersion> Withdraw(
        Guid changeId,
        Guid record,
        int baseVersion,
        PersonId by,
        string why,
        CancellationToken ct
    ) => throw new NotImplementedException();

    /// <summary>Many changes in one transaction: all or none. For import and demonstration, about 1,000 at a time.</summary>
    public Task<IReadOnlyList<RecordVersion>> Write(IReadOnlyList<Change> changes, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>Adds to the history of the unit tree.</summary>
    /// <param name="changes">Given the sequence that they will have.</param>
    /// <exception cref="UnitTreeException">They contradict the history; nothing was written.</exception>
    public Task ChangeUnits(
        Func<long, IReadOnlyList<UnitChange>> changes,
        CancellationToken ct,
        DateTimeOffset? at = null
    ) => throw new NotImplementedException();

    /// <summary>Takes over a catalogue if it differs from the newest; the answer says whether it did.</summary>
    // <exception cref="CatalogueException">It has mistakes, or changes a definition without raising its version.</exception>
    public Task<bool> AdoptCatalogue(
        IReadOnlyList<CatalogueFile> files,
        CancellationToken ct,
        DateTimeOffset? at = null
    ) => throw new NotImplementedException();

    // Reading.

    /// <summary>Figures in the order of the questions; together they cost one pass.</summary>
    public Task<IReadOnlyList<Figure>> Figures(IReadOnlyList<FigureQuery> queries, CancellationToken ct) =>
        throw new NotImplementedException();

    public Task<Figure> Figure(FigureQuery query, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The records behind a figure, a page at a time. None are told of a figure over restricted kinds.</summary>
    public Task<BehindPage> Behind(FigureQuery query, string? cursor, int take, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>Ids of all records behind a figure, up to <paramref name="max"/>, with their digest.</summary>
    public Task<BehindIds> BehindIds(FigureQuery query, int max, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>All versions of a record, oldest first; empty when unknown. One of a restricted kind opens to its author and its named people only.</summary>
    public Task<IReadOnlyList<RecordVersion>> History(Guid record, PersonId reader, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>Records by filter, newest day first. Restricted kinds are never among them.</summary>
    public Task<RecordPage> Find(RecordFilter filter, string? cursor, int take, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>What waits for confirmation below a unit, oldest first.</summary>
    public Task<IReadOnlyList<RecordSummary>> Awaiting(UnitId scope, int take, CancellationToken ct) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
