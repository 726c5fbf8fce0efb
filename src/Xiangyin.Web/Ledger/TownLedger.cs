using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>台账: what was recorded in one county, and the figures that follow from it. Safe to use from many requests at once.</summary>
internal sealed class TownLedger : IAsyncDisposable
{
    private readonly Database database;
    private readonly Register register;
    private readonly TimeProvider clock;
    private readonly RecordWriter records;
    private readonly CatalogueWriter catalogues;
    private readonly FigureReader figures;
    private readonly BehindReader behind;
    private readonly Listing listing;

    /// <summary>Opens the ledger of a county.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="clock">Gives every change its instant.</param>
    /// <param name="county">The number that comes first in every key; one installation usually has one county.</param>
    public TownLedger(Database database, TimeProvider clock, long county = 1)
    {
        (this.database, this.clock) = (database, clock);
        database.Clock = clock;
        register = new(database, county);
        records = new(register, clock);
        catalogues = new(register, records);
        figures = new(register);
        behind = new(register, figures);
        listing = new(register);
        Shown = new(register);
        SecondLooks = new(register, clock);
    }

    /// <summary>The files that records show.</summary>
    public EvidenceIndex Shown { get; }

    /// <summary>The sample that somebody else looks at once more.</summary>
    public SecondLooks SecondLooks { get; }

    /// <summary>Opens the ledger and reads what it keeps in memory.</summary>
    public static Task<TownLedger> OpenAsync(Database database, TimeProvider clock, CancellationToken ct = default)
    {
        var ledger = new TownLedger(database, clock);
        _ = ledger.register.Current;
        return Task.FromResult(ledger);
    }

    /// <summary>The newest catalogue; empty before the first was adopted.</summary>
    public Catalogue Catalogue => register.Current.Catalogue;

    /// <summary>Every catalogue that was ever adopted, oldest first.</summary>
    public IReadOnlyList<CatalogueVersion> Catalogues =>
        [.. register.Current.Catalogues.Select(c => new CatalogueVersion(c.Seq, c.RecordedAt, c.Catalogue))];

    /// <summary>The newest tree of units.</summary>
    public UnitTree Tree => register.Current.Tree;

    /// <summary>This instant: everything recorded so far.</summary>
    public KnownAt Now
    {
        get
        {
            var head = register.Current.Head;
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            return head with { At = now > head.At ? now : head.At };
        }
    }

    /// <summary>Whether all of it was made by <c>demo</c>.</summary>
    public bool IsDemonstration => register.Current.IsDemonstration;

    /// <summary>What was known at an instant.</summary>
    public KnownAt KnownAt(DateTimeOffset at) => register.KnownAt(at);

    /// <summary>The tree known at a sequence.</summary>
    public UnitTree TreeAt(long seq) => register.TreeAt(register.Current, seq).Tree;

    /// <summary>The catalogue known at a sequence; before the first, the first.</summary>
    public Catalogue CatalogueAt(long seq) => register.Current.CatalogueAt(seq).Catalogue;

    /// <summary>Says, for good, that all of it was made up.</summary>
    public Task MarkDemonstration(CancellationToken ct) => records.MarkDemonstration(ct);

    // Writing. All are safe to send twice: same change id, same person, same content → the first answer again.

    /// <param name="record">The first version.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Before anything was written.</param>
    /// <param name="heard">The sequence of the catalogue that was known where it was captured; see <see cref="NewRecord"/>.</param>
    public Task<RecordVersion> Record(WorkRecord record, PersonId by, CancellationToken ct, long? heard = null) =>
        Write(new NewRecord(record, by, Heard: heard), ct);

    public Task<RecordVersion> Correct(
        Guid changeId,
        int baseVersion,
        WorkRecord content,
        PersonId by,
        string why,
        CancellationToken ct,
        long? heard = null
    ) => Write(new Correction(changeId, baseVersion, content, by, why, Heard: heard), ct);

    public Task<RecordVersion> Confirm(
        Guid changeId,
        Guid record,
        int baseVersion,
        PersonId by,
        CancellationToken ct
    ) => Write(new Confirmation(changeId, record, baseVersion, by), ct);

    public Task<RecordVersion> Withdraw(
        Guid changeId,
        Guid record,
        int baseVersion,
        PersonId by,
        string why,
        CancellationToken ct
    ) => Write(new Withdrawal(changeId, record, baseVersion, by, why), ct);

    /// <summary>Many changes in one transaction: all or none. For import and demonstration, about 1,000 at a time.</summary>
    public Task<IReadOnlyList<RecordVersion>> Write(IReadOnlyList<Change> changes, CancellationToken ct) =>
        records.Write(changes, ct);

    /// <summary>Adds to the history of the unit tree.</summary>
    /// <param name="changes">Given the sequence that they will have.</param>
    /// <param name="ct">Before anything was written.</param>
    /// <param name="at">Only for what is brought in with its own instants.</param>
    /// <exception cref="UnitTreeException">They contradict the history; nothing was written.</exception>
    public Task ChangeUnits(
        Func<long, IReadOnlyList<UnitChange>> changes,
        CancellationToken ct,
        DateTimeOffset? at = null
    ) => records.ChangeUnits(changes, at, ct);

    /// <summary>
    /// Takes over a catalogue if it differs from the newest; the answer says whether it did. What cells don't hold yet is answered by the ledger until
    /// <see cref="FillCells"/>.
    /// </summary>
    /// <exception cref="CatalogueException">It has mistakes, or changes a definition without raising its version.</exception>
    public Task<bool> AdoptCatalogue(
        IReadOnlyList<CatalogueFile> files,
        CancellationToken ct,
        DateTimeOffset? at = null
    ) => catalogues.Adopt(files, at, ct);

    // Reading.

    /// <summary>Figures in the order of the questions; together they cost one pass.</summary>
    public Task<IReadOnlyList<Figure>> Figures(IReadOnlyList<FigureQuery> queries, CancellationToken ct) =>
        Task.FromResult(figures.Answer(queries));

    public Task<Figure> Figure(FigureQuery query, CancellationToken ct) => Task.FromResult(figures.Answer([query])[0]);

    /// <summary>A figure by another definition than the newest that was known; none where that reads restricted kinds.</summary>
    public Task<Figure?> FigureBy(Indicator definition, FigureQuery query, CancellationToken ct)
    {
        var restricted = CatalogueAt(query.KnownAt.Seq).IsRestricted(definition.Policy(query.Policy).Formula);
        return Task.FromResult(restricted ? null : figures.Answer(query, definition));
    }

    /// <summary>The records behind a figure, a page at a time. None are told of a figure over restricted kinds.</summary>
    public Task<BehindPage> Behind(FigureQuery query, string? cursor, int take, CancellationToken ct) =>
        Task.FromResult(behind.Page(query, cursor, take));

    /// <summary>The same records with all that they say.</summary>
    /// <param name="query">The figure.</param>
    /// <param name="term">Only those of one term of its formula, by its place among the figure's operands.</param>
    /// <param name="cursor">From where on; none from the first.</param>
    /// <param name="take">How many.</param>
    /// <param name="ct">Gives up.</param>
    public Task<CountedPage> RecordsBehind(
        FigureQuery query,
        int? term,
        string? cursor,
        int take,
        CancellationToken ct
    ) => Task.FromResult(behind.Records(query, term, cursor, take));

    /// <summary>All of them in order, read as they are asked for.</summary>
    public IEnumerable<CountedRecord> RecordsBehind(FigureQuery query) => behind.Records(query);

    /// <summary>How soon after the event the records behind a figure were made.</summary>
    public Task<Timeliness> Timeliness(FigureQuery query, CancellationToken ct) =>
        Task.FromResult(behind.Timeliness(query));

    /// <summary>All records behind a figure as a digest, and their ids where there are no more than <paramref name="max"/>.</summary>
    public Task<BehindIds> BehindIds(FigureQuery query, int max, CancellationToken ct) =>
        Task.FromResult(behind.Ids(query, max));

    /// <summary>All versions of a record, oldest first; empty when unknown. One of a restricted kind opens to its author and its named people only.</summary>
    public Task<IReadOnlyList<RecordVersion>> History(Guid record, PersonId reader, CancellationToken ct)
    {
        using var session = register.Database.Read();
        var file = RecordFile.Read(session, register.County, record);
        IReadOnlyList<RecordVersion> versions = file.OpensTo(reader, Catalogue)
            ? [.. file.Versions.Select(v => v.Version)]
            : [];
        return Task.FromResult(versions);
    }

    /// <summary>Those of the ids that records bear already; it does not tell whose.</summary>
    public IReadOnlySet<Guid> Known(IReadOnlyList<Guid> records)
    {
        var known = new HashSet<Guid>();
        using var session = register.Database.Read();
        session.Each(
            "SELECT id FROM record_version WHERE county = @county AND id = @id AND version = 1",
            [.. records.Select(id => new object?[] { register.County, id.Bytes() })],
            rows => known.Add(rows.Id(0))
        );
        return known;
    }

    /// <summary>Records by filter, newest day first. Restricted kinds are never among them.</summary>
    public Task<RecordPage> Find(RecordFilter filter, string? cursor, int take, CancellationToken ct) =>
        listing.Find(filter, cursor, take, ct);

    /// <summary>What waits for confirmation below a unit, oldest first.</summary>
    public Task<IReadOnlyList<RecordSummary>> Awaiting(UnitId scope, int take, CancellationToken ct) =>
        listing.Awaiting(scope, take, ct);

    // Upkeep.

    /// <summary>Lists and indexes what was written since the last time; lists do so themselves when they are asked.</summary>
    public async Task CatchUp(CancellationToken ct)
    {
        await listing.CatchUp(ct);
        await Shown.CatchUp(ct);
        await SecondLooks.CatchUp(ct);
    }

    /// <summary>Counts the terms that a catalogue has brought into the cells.</summary>
    public Task FillCells(CancellationToken ct) => catalogues.Fill(ct);

    /// <summary>Counts all cells anew and tells where they differ from what is kept; nothing when all is well. Writers wait meanwhile.</summary>
    public Task<IReadOnlyList<CellDifference>> Verify(CancellationToken ct) => records.Verify(ct);

    /// <summary>Closes the database.</summary>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<RecordVersion> Write(Change change, CancellationToken ct) =>
        (await records.Write([change], ct))[0];
}
