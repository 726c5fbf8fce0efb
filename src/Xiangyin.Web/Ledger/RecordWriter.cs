using System.Buffers.Binary;
using System.Collections.Immutable;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Writes changes: the sequence, the version, its ledger rows and its cells in one transaction.</summary>
internal sealed class RecordWriter(Register register, TimeProvider clock)
{
    private const string Posting = """
        (county, kind, year, unit_key, day, id, version, sign, seq, recorded_month, unit_id, follows, facts)
        VALUES (@county, @kind, @year, @key, @day, @id, @version, @sign, @seq, @month, @unit, @follows, @facts)
        """;
    private const int Many = 64;
    private const string IntoLedger = "INSERT INTO ledger " + Posting;
    private const string IntoWaiting = "INSERT INTO waiting " + Posting;

    private readonly long county = register.County;
    private readonly CellSheet sheet = new(register.County);
    private long sheetSeq = -1;

    /// <summary>Writes all, or nothing.</summary>
    /// <exception cref="LedgerRefusal">Of the first change that can't be.</exception>
    public Task<IReadOnlyList<RecordVersion>> Write(IReadOnlyList<Change> changes, CancellationToken ct) =>
        Transact<IReadOnlyList<RecordVersion>>(
            draft =>
            {
                var looked = new LookAhead(this, draft.State, changes);
                return [.. changes.Select((change, i) => Write(draft, change, looked[i]))];
            },
            ct
        );

    /// <summary>Adds to the history of the unit tree.</summary>
    public Task ChangeUnits(Func<long, IReadOnlyList<UnitChange>> changes, DateTimeOffset? at, CancellationToken ct) =>
        Transact(
            draft =>
            {
                var known = Next(draft, at);
                var added = changes(known.Seq);
                draft.State = draft.State with { Tree = UnitTree.From(draft.State.Tree.Changes.Concat(added)) };
                for (var part = 0; part < added.Count; part++)
                {
                    draft.Session.Run(
                        "INSERT INTO unit_change (county, seq, part, content) VALUES (@county, @seq, @part, @content)",
                        county,
                        known.Seq,
                        part,
                        RecordText.Of(added[part])
                    );
                }

                foreach (var unit in added.Select(a => a.Unit.Value).Distinct())
                {
                    draft.Audit(new("units", unit, $"{unit}", At: known.At, County: county));
                }

                return added.Count;
            },
            ct
        );

    /// <summary>Says, for good, that all of it was made up.</summary>
    public Task MarkDemonstration(CancellationToken ct) =>
        Transact(
            draft =>
            {
                draft.Session.Run(
                    "INSERT INTO about (county, name, value) VALUES (@county, 'demonstration', 'yes') ON CONFLICT DO NOTHING",
                    county
                );
                return draft.State = draft.State with { IsDemonstration = true };
            },
            ct
        );

    /// <summary>Compares cells with the ledger, while nobody writes.</summary>
    public Task<IReadOnlyList<CellDifference>> Verify(CancellationToken ct) =>
        Transact(draft => Recount.Verify(draft.Session, county, draft.State), ct);

    /// <summary>Does something in a transaction that may take sequences.</summary>
    public async Task<T> Transact<T>(Func<Draft, T> write, CancellationToken ct)
    {
        try
        {
            using var writing = await register.Database.Keep(ct);
            register.Database.LockCounty(writing.Session, county);
            var state = register.Refresh(writing.Session);
            if (sheetSeq != state.Head.Seq)
            {
                sheet.Forget();
            }

            // Until it is committed, what the sheet holds is not what the database holds.
            sheetSeq = -1;
            var draft = new Draft(writing, state, sheet);
            var result = write(draft);
            sheet.Write(writing.Session, state.Head);
            if (Months.Of(draft.State.Head.At) > Months.Of(state.Head.At))
            {
                Totals.Close(writing.Session, county, draft.State.Head);
            }

            register.Commit(writing, draft.State);
            sheetSeq = draft.State.Head.Seq;
            return result;
        }
        catch (Exception e) when (register.Database.IsDiskFailure(e))
        {
            throw new LedgerRefusal(LedgerRefusal.DiskFull);
        }
    }

    /// <summary>Takes the next sequence.</summary>
    public KnownAt Next(Draft draft, DateTimeOffset? at)
    {
        var next = After(draft.State.Head, at);
        Log(draft, next, record: null, version: null);
        return next;
    }

    private KnownAt After(KnownAt last, DateTimeOffset? at)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (at < last.At || at > now)
        {
            throw new ArgumentException($"{at:O} is not between the last change ({last.At:O}) and now", nameof(at));
        }

        var instant = at is { } given ? DateTimeOffset.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds()) : now;

        // A clock that was set back must not make time run backwards here.
        return new(instant > last.At ? instant : last.At, last.Seq + 1);
    }

    private void Log(Draft draft, KnownAt known, Guid? record, int? version)
    {
        draft.Session.Run(
            "INSERT INTO change_log (county, recorded_at, seq, record_id, version) VALUES (@county, @at, @seq, @record, @version)",
            county,
            known.At.ToUnixTimeMilliseconds(),
            known.Seq,
            record?.Bytes(),
            version
        );
        draft.State = draft.State with { Head = known };
    }

    private RecordVersion Write(Draft draft, Change change, Looked? looked)
    {
        if (change is NewRecord added)
        {
            // Inserting it tells whether it was sent before; to ask first would take as long again.
            looked ??= Look(draft.State, added);
            return
                looked.Problems.Count == 0
                && Append(draft, new([]), added, RecordAction.Record, added.Record, "", looked.Text) is { } version
                ? version
                : Before(draft, change) ?? throw Invalid(looked.Problems);
        }

        return Before(draft, change)
            ?? change switch
            {
                Correction c => Correct(draft, c),
                Confirmation c => Confirm(draft, c),
                Withdrawal c => Withdraw(draft, c),
                _ => throw new InvalidOperationException($"unknown change {change}"),
            };
    }

    // What came of the same change when it was sent before.
    private RecordVersion? Before(Draft draft, Change change) =>
        RecordFile.ReadChange(draft.Session, county, change.ChangeId) is not { } before ? null
        : IsSame(change, before) ? before
        : throw new LedgerRefusal(LedgerRefusal.SameId);

    private static bool IsSame(Change change, RecordVersion before) =>
        before.By == change.By
        && change switch
        {
            NewRecord c => before.Action == RecordAction.Record && RecordText.SayTheSame(before.Content, c.Record),
            Correction c => before.Action == RecordAction.Correct
                && before.Version == c.BaseVersion + 1
                && before.Why == c.Why
                && RecordText.SayTheSame(before.Content, c.Content with { Author = before.Content.Author }),
            Confirmation c => before.Action == RecordAction.Confirm && before.Content.Id == c.Record,
            Withdrawal c => before.Action == RecordAction.Withdraw
                && before.Content.Id == c.Record
                && before.Why == c.Why,
            _ => false,
        };

    private RecordVersion Correct(Draft draft, Correction c)
    {
        var file = Open(draft, c.Content.Id, c.BaseVersion, c.By, c.Why);
        if (file.Newest.Content.Kind != c.Content.Kind)
        {
            throw new LedgerRefusal(LedgerRefusal.OtherKind);
        }

        var content = c.Content with { Author = file.First.Content.Author };
        var problems = Problems(draft.State, content, file.Newest.Content.Evidence, c);
        return problems.Count == 0
            ? Follow(draft, file, c, RecordAction.Correct, content, c.Why)
            : throw Invalid(problems);
    }

    private RecordVersion Confirm(Draft draft, Confirmation c)
    {
        var file = Open(draft, c.Record, c.BaseVersion, c.By, why: null);
        var awaiting = file.Awaiting ?? throw new LedgerRefusal(LedgerRefusal.NotAwaiting);
        return awaiting.Version.By == c.By
            ? throw new LedgerRefusal(LedgerRefusal.ConfirmOwn)
            : Follow(draft, file, c, RecordAction.Confirm, awaiting.Version.Content, "");
    }

    private RecordVersion Withdraw(Draft draft, Withdrawal c)
    {
        var file = Open(draft, c.Record, c.BaseVersion, c.By, c.Why);
        return Follow(draft, file, c, RecordAction.Withdraw, file.Newest.Content, c.Why);
    }

    private RecordFile Open(Draft draft, Guid record, int baseVersion, PersonId by, string? why)
    {
        var file = RecordFile.Read(draft.Session, county, record);
        return !file.OpensTo(by, draft.State.Catalogue) ? throw new LedgerRefusal(LedgerRefusal.NotFound)
            : file.State == RecordState.Withdrawn ? throw new LedgerRefusal(LedgerRefusal.AlreadyWithdrawn)
            : file.Newest.Version != baseVersion
                ? throw new LedgerRefusal(LedgerRefusal.ChangedMeanwhile, $"{file.Newest.Version}")
            : why is not null && string.IsNullOrWhiteSpace(why) ? throw new LedgerRefusal(LedgerRefusal.NoReason)
            : file;
    }

    private RecordVersion Follow(
        Draft draft,
        RecordFile file,
        Change change,
        RecordAction action,
        WorkRecord content,
        string why
    ) =>
        Append(draft, file, change, action, content, why, RecordText.Of(content))
        ?? throw new InvalidOperationException($"{content.Id} changed while the county was locked");

    // None where there is such a change or such a version.
    private RecordVersion? Append(
        Draft draft,
        RecordFile file,
        Change change,
        RecordAction action,
        WorkRecord content,
        string why,
        string text
    )
    {
        var number = file.Versions.Count + 1;
        var known = After(draft.State.Head, change.At);
        var version = new RecordVersion(known.Seq, known.At, number, change.ChangeId, action, content, change.By, why);
        var counts =
            action == RecordAction.Confirm
            || (action != RecordAction.Withdraw && draft.State.Catalogue.Kind(content.Kind) is not { Confirmed: true });
        var filed = new FiledVersion(version, counts, draft.State.Tree.KeyOn(content.Unit, content.On));
        if (!Store(draft.Session, filed, text))
        {
            return null;
        }

        Log(draft, known, content.Id, number);
        Post(draft, file, filed);
        Audit(draft, version);
        return version;
    }

    // Of a restricted kind nobody is told which record, nor of which village.
    private void Audit(Draft draft, RecordVersion version)
    {
        var content = version.Content;
        var isRestricted = draft.State.Catalogue.Kind(content.Kind) is { Restricted: true };
        var unit = isRestricted
            ? draft.State.Tree.AboveOn(content.Unit, UnitType.Town, content.On) ?? content.Unit
            : content.Unit;
        draft.Audit(
            new(
                ActionOf(version.Action),
                unit.Value,
                isRestricted ? "" : content.Id.ToString(),
                version.By.Value,
                version.RecordedAt,
                county
            )
        );
    }

    private static string ActionOf(RecordAction action) =>
        action switch
        {
            RecordAction.Record => "record",
            RecordAction.Correct => "correct",
            RecordAction.Confirm => "confirm",
            _ => "withdraw",
        };

    private static LedgerRefusal Invalid(IReadOnlyList<RecordProblem> problems) =>
        new(LedgerRefusal.Invalid) { Problems = problems };

    private Looked Look(LedgerState state, NewRecord change) =>
        new(Problems(state, change.Record, [], change), RecordText.Of(change.Record));

    // What was taken in by an earlier catalogue's measure is never asked to be thrown away.
    private IReadOnlyList<RecordProblem> Problems(
        LedgerState state,
        WorkRecord content,
        IReadOnlyList<Evidence> kept,
        Change change
    )
    {
        var known = change switch
        {
            NewRecord c => c.Heard,
            Correction c => c.Heard,
            _ => null,
        };
        var heard = known is { } seq ? state.CatalogueAt(seq).Catalogue : null;
        var today = Day.Of(change.At ?? clock.GetUtcNow());
        return RecordRules.Check(content, state.Catalogue, state.Tree, today, new(heard, kept));
    }

    private bool Store(Session session, FiledVersion filed, string text)
    {
        var version = filed.Version;
        return session.Run(
                """
                INSERT INTO record_version
                    (county, id, version, seq, recorded_at, change_id, action, counts, person, why, unit_key, content)
                SELECT @county, @id, @version, @seq, @at, @change, @action, @counts, @person, @why, @key, @content
                WHERE NOT EXISTS
                    (SELECT 1 FROM record_version WHERE county = @county AND change_id = @change AND version > 1)
                ON CONFLICT DO NOTHING
                """,
                county,
                version.Content.Id.Bytes(),
                version.Version,
                version.Seq,
                version.RecordedAt.ToUnixTimeMilliseconds(),
                version.ChangeId.Bytes(),
                (int)version.Action,
                filed.Counts ? 1 : 0,
                version.By.Value.Bytes(),
                version.Why,
                filed.Key,
                text
            ) == 1;
    }

    // What counted stays counted until something takes its place; what waited never waits beside something newer.
    private void Post(Draft draft, RecordFile before, FiledVersion filed)
    {
        var leaves = filed.Counts || filed.Version.Action == RecordAction.Withdraw;
        var first = before.IsEmpty ? filed.Version.RecordedAt : before.First.RecordedAt;
        if (!before.IsEmpty && before.Awaiting is { } waited)
        {
            Post(draft, Book.Waiting, waited, -1, filed.Version, first);
        }

        if (!before.IsEmpty && leaves && before.Counted is { } counted)
        {
            Post(draft, Book.Ledger, counted, -1, filed.Version, first);
        }

        if (filed.Version.Action != RecordAction.Withdraw)
        {
            Post(draft, filed.Counts ? Book.Ledger : Book.Waiting, filed, 1, filed.Version, first);
        }
    }

    private void Post(Draft draft, Book book, FiledVersion what, int sign, RecordVersion by, DateTimeOffset first)
    {
        var record = what.Version.Content;
        var kind = draft.State.Symbols[record.Kind];
        var facts = Facts.Of(Promptness.Told(record, first), draft.State.Symbols);
        var month = Months.Of(by.RecordedAt);
        draft.Session.Run(
            book == Book.Ledger ? IntoLedger : IntoWaiting,
            county,
            kind,
            record.On.Year,
            what.Key,
            record.On.DayNumber,
            record.Id.Bytes(),
            what.Version.Version,
            sign,
            by.Seq,
            month,
            record.Unit.Value,
            record.Links.FirstOrDefault(l => l.Type == WellKnown.FollowsFrom)?.Target.Bytes(),
            facts
        );
        Shelve(draft, new(book, kind, record.On.Year));
        if (book == Book.Ledger)
        {
            draft.Cells.Add(
                draft.Session,
                draft.State,
                CellAddress.Of(what.Key, record.On, month),
                kind,
                BinaryPrimitives.ReadUInt128BigEndian(record.Id.Bytes()),
                new(facts),
                sign
            );
        }
    }

    private void Shelve(Draft draft, Shelf shelf)
    {
        if (!draft.State.Shelves.Contains(shelf))
        {
            draft.Session.Run(
                "INSERT INTO shelf (county, book, kind, year) VALUES (@county, @book, @kind, @year)",
                county,
                (int)shelf.Book,
                shelf.Kind,
                shelf.Year
            );
            draft.State = draft.State with { Shelves = draft.State.Shelves.With(shelf) };
        }
    }

    /// <summary>What is wrong with a new record, and how it is kept.</summary>
    private sealed record Looked(IReadOnlyList<RecordProblem> Problems, string Text);

    /// <summary>
    /// New records don't depend on one another: where there are many, another core looks over and writes out those that come later, while the
    /// first are being inserted.
    /// </summary>
    private sealed class LookAhead
    {
        private readonly Looked?[] looked;

        public LookAhead(RecordWriter writer, LedgerState state, IReadOnlyList<Change> changes)
        {
            looked = new Looked?[changes.Count];
            if (changes.Count >= Many)
            {
                Task.Run(() =>
                {
                    for (var i = Many / 2; i < looked.Length; i++)
                    {
                        if (changes[i] is NewRecord change)
                        {
                            Volatile.Write(ref looked[i], writer.Look(state, change));
                        }
                    }
                });
            }
        }

        /// <summary>None where it isn't done yet: whoever comes first does it.</summary>
        public Looked? this[int change] => Volatile.Read(ref looked[change]);
    }

    /// <summary>A transaction's session, the cells that it changes, and the state that will hold once it is committed.</summary>
    internal sealed class Draft(Writing writing, LedgerState state, CellSheet cells)
    {
        public Session Session => writing.Session;

        /// <summary>Tells the audit trail.</summary>
        public void Audit(Audited change) => writing.Audit(change);

        public CellSheet Cells => cells;

        public LedgerState State { get; set; } = state;
    }
}
