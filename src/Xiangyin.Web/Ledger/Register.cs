using System.Collections.Concurrent;
using System.Collections.Immutable;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Holds the newest <see cref="LedgerState"/>, and notices when another process has written.</summary>
internal sealed class Register(Database database, long county)
{
    private readonly ConcurrentDictionary<long, (UnitTree Tree, Places Places)> trees = [];
    private readonly Lock refreshing = new();
    private volatile LedgerState state = null!;
    private long seen = long.MinValue;

    public Database Database => database;

    public long County => county;

    /// <summary>The newest state, whoever wrote.</summary>
    public LedgerState Current
    {
        get
        {
            var mark = database.ChangeMark();
            if (mark != Interlocked.Read(ref seen))
            {
                lock (refreshing)
                {
                    using var session = database.Read();
                    Refresh(session);
                }

                Interlocked.Exchange(ref seen, mark);
            }

            return state!;
        }
    }

    /// <summary>The state as the session sees it; within a writing transaction nothing can come between.</summary>
    public LedgerState Refresh(Session session)
    {
        var seen = state;
        if (seen is null || HeadOf(session).Seq != seen.Head.Seq)
        {
            var loaded = Load(session);
            if (state is null || loaded.Head.Seq > state.Head.Seq)
            {
                state = loaded;
            }
        }

        return state!;
    }

    /// <summary>Commits, and makes the state that follows the newest before anybody can ask the database for it.</summary>
    public void Commit(Writing writing, LedgerState following)
    {
        lock (refreshing)
        {
            writing.Commit();
            state = following;
        }
    }

    /// <summary>What was known at an instant.</summary>
    public KnownAt KnownAt(DateTimeOffset at)
    {
        using var session = database.Read();
        return new(at, LastBy(session, at)?.Seq ?? 0);
    }

    /// <summary>
    /// The last month of recording of which cells hold exactly what was known: every one at the head, the sequence's own where it was the last of its
    /// month; none elsewhere.
    /// </summary>
    public int? CellsUpTo(LedgerState now, KnownAt known)
    {
        if (known.Seq >= now.Head.Seq)
        {
            return int.MaxValue;
        }

        using var session = database.Read();
        if (LastBy(session, known.At) is not { } last || last.Seq != known.Seq)
        {
            return null;
        }

        using var rows = session.Query(
            "SELECT recorded_at FROM change_log WHERE county = @county AND recorded_at > @at ORDER BY recorded_at, seq LIMIT 1",
            county,
            known.At.ToUnixTimeMilliseconds()
        );
        return rows.Next() && Months.Of(rows.Instant(0)) > Months.Of(last.At) ? Months.Of(last.At) : null;
    }

    public (UnitTree Tree, Places Places) TreeAt(LedgerState now, long seq)
    {
        var version = seq >= now.Tree.Version ? now.Tree.Version : VersionAt(now.Tree, seq);
        return trees.GetOrAdd(
            version,
            v =>
            {
                var tree = now.Tree.KnownAt(v);
                return (tree, new Places(tree));
            }
        );
    }

    private static long VersionAt(UnitTree tree, long seq) =>
        tree.Changes.TakeWhile(c => c.Seq <= seq).LastOrDefault()?.Seq ?? 0;

    private KnownAt? LastBy(Session session, DateTimeOffset at)
    {
        using var rows = session.Query(
            "SELECT seq, recorded_at FROM change_log WHERE county = @county AND recorded_at <= @at ORDER BY recorded_at DESC, seq DESC LIMIT 1",
            county,
            at.ToUnixTimeMilliseconds()
        );
        return rows.Next() ? new KnownAt(rows.Instant(1), rows.Int(0)) : null;
    }

    private KnownAt HeadOf(Session session)
    {
        using var rows = session.Query(
            "SELECT seq, recorded_at FROM change_log WHERE county = @county ORDER BY recorded_at DESC, seq DESC LIMIT 1",
            county
        );
        return rows.Next() ? new(rows.Instant(1), rows.Int(0)) : new(DateTimeOffset.UnixEpoch, 0);
    }

    private LedgerState Load(Session session)
    {
        // The head first: what is written meanwhile is seen by the next refresh.
        var head = HeadOf(session);
        var symbols = Symbols.None;
        foreach (
            var word in List(session, "SELECT word FROM symbol WHERE county = @county ORDER BY code", r => r.Text(0))
        )
        {
            symbols = symbols.With(word);
        }

        var catalogues = List(
                session,
                "SELECT seq, recorded_at, files FROM catalogue WHERE county = @county ORDER BY seq",
                r =>
                {
                    if (state?.Catalogues.FirstOrDefault(c => c.Seq == r.Int(0)) is { } known)
                    {
                        return known;
                    }

                    var files = r.Text(2);
                    return new AdoptedCatalogue(
                        r.Int(0),
                        r.Instant(1),
                        () => CatalogueReader.Read(RecordText.CatalogueFiles(files))
                    );
                }
            )
            .ToImmutableArray();
        var readers = catalogues.IsEmpty
            ? []
            : catalogues[^1].Kept(symbols).ToDictionary(r => r.Key, StringComparer.Ordinal);
        return new()
        {
            Head = head,
            Tree = UnitTree.From(
                List(
                    session,
                    "SELECT content FROM unit_change WHERE county = @county ORDER BY seq, part",
                    r => RecordText.UnitChange(r.Text(0))
                )
            ),
            Catalogues = catalogues,
            Symbols = symbols,
            Slots =
            [
                .. List(
                    session,
                    "SELECT slot, term, main, main_lanes, aside, aside_lanes, ready FROM slot WHERE county = @county ORDER BY slot",
                    r => new Slot(
                        (int)r.Int(0),
                        r.Text(1),
                        new((int)r.Int(2), (int)r.Int(3), IsAside: false),
                        new((int)r.Int(4), (int)r.Int(5), IsAside: true),
                        r.Int(6) == 1,
                        readers.GetValueOrDefault(r.Text(1))
                    )
                ),
            ],
            Shelves = List(
                    session,
                    "SELECT book, kind, year FROM shelf WHERE county = @county",
                    r => new Shelf((Book)r.Int(0), (int)r.Int(1), (int)r.Int(2))
                )
                .Aggregate(Shelves.None, (shelves, shelf) => shelves.With(shelf)),
            IsDemonstration =
                List(
                    session,
                    "SELECT value FROM about WHERE county = @county AND name = 'demonstration'",
                    r => r.Text(0)
                ).Count > 0,
        };
    }

    private List<T> List<T>(Session session, string sql, Func<Rows, T> read)
    {
        var list = new List<T>();
        using var rows = session.Query(sql, county);
        while (rows.Next())
        {
            list.Add(read(rows));
        }

        return list;
    }
}

/// <summary>Months counted from year 0, in Asia/Shanghai.</summary>
internal static class Months
{
    public static int Of(DateOnly day) => (day.Year * 12) + day.Month - 1;

    public static int Of(DateTimeOffset instant) => Of(Day.Of(instant));
}
