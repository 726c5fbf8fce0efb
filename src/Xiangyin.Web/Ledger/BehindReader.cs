using System.Buffers.Binary;
using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>The records behind a figure: in the order of the ledger, so that a page costs no more in a province than in a town.</summary>
internal sealed partial class BehindReader(Register register, FigureReader figures)
{
    private readonly long county = register.County;

    public BehindPage Page(FigureQuery query, string? cursor, int take)
    {
        using var session = register.Database.Read();
        var (places, next, total) = Find(session, query, null, cursor, take);
        return new(Summaries(session, places), next, total);
    }

    // One page of places; of a single term of the formula where one is named.
    private (IReadOnlyList<Place> Places, string? Next, long Total) Find(
        Session session,
        FigureQuery query,
        int? term,
        string? cursor,
        int take
    )
    {
        if (Search.For(register, session, query, term) is not { } search)
        {
            return ([], null, 0);
        }

        var total = Total(session, search, term);
        if (total == 0)
        {
            search = search.ForNilReturns();
            total = Scan(session, search).Count;
        }

        var found = Walk(session, search, Place.Parse(cursor), take + 1);
        var next = found.Count > take ? found[take - 1].ToString() : null;
        return ([.. found.Take(take)], next, total);
    }

    public BehindIds Ids(FigureQuery query, int max)
    {
        using var session = register.Database.Read();
        if (Search.For(register, session, query) is not { } search)
        {
            return new(0, RecordsDigest.Of([]), []);
        }

        var found = Scan(session, search);
        if (found.Count == 0)
        {
            found = Scan(session, search.ForNilReturns());
        }

        var versions = found.Select(p => (p.Id, p.Version)).ToList();
        return new(
            versions.Count,
            RecordsDigest.Of(versions),
            versions.Count > max ? null : [.. versions.Select(v => v.Id).Order()]
        );
    }

    // Where no record can stand behind two terms, the figure itself has counted them; that comes from cells.
    private long Total(Session session, Search search, int? term)
    {
        var kinds = search.Terms.SelectMany(t => t.Kinds).ToList();
        return kinds.Count == kinds.Distinct().Count() && search.Terms.All(t => t.Term is not Highest)
            ? figures.Answer([search.Query])[0].Operands.Where((_, i) => term is null || i == term).Sum(o => o.Records)
            : Scan(session, search).Count;
    }

    private List<Place> Scan(Session session, Search search)
    {
        var all = new Collect(search);
        new LedgerScan(session, county, register.Current).Run(Book.Ledger, [all]);
        return all.Found;
    }

    private List<Place> Walk(Session session, Search search, Place? after, int take)
    {
        var page = new List<Place>();
        var state = register.Current;
        var years = search
            .Kinds.SelectMany(kind => state.Shelves.Of(Book.Ledger, kind, after?.Year ?? int.MinValue, int.MaxValue))
            .Distinct()
            .Order();
        foreach (var year in years.TakeWhile(_ => page.Count < take))
        {
            var from = after?.Year == year ? after : null;
            page.AddRange(
                search
                    .Kinds.SelectMany(kind => Walk(session, search, kind, year, from, take - page.Count))
                    .Order()
                    .Take(take - page.Count)
            );
        }

        return page;
    }

    private List<Place> Walk(Session session, Search search, int kind, int year, Place? after, int take)
    {
        var found = new List<Place>();
        foreach (var span in Span.Merge(search.Reach.Rows, year).Where(s => after is null || s.High >= after.Key))
        {
            using var rows = session.Query(
                """
                SELECT unit_key, day, id, version, sign, unit_id, facts FROM ledger
                WHERE county = @county AND kind = @kind AND year = @year AND unit_key BETWEEN @low AND @high
                    AND day BETWEEN @first AND @last AND seq <= @seq AND (unit_key, day, id) > (@key, @after, @id)
                ORDER BY unit_key, day, id, version, sign
                """,
                county,
                kind,
                year,
                Math.Max(span.Low, after?.Key ?? 0),
                span.High,
                span.Days.From.DayNumber,
                span.Days.To.DayNumber,
                search.Query.KnownAt.Seq,
                after?.Key ?? -1,
                after?.Day.DayNumber ?? 0,
                (after?.Id ?? Guid.Empty).Bytes()
            );
            (UInt128 Id, long Version) taken = default;
            while (found.Count < take && rows.Next())
            {
                var id = BinaryPrimitives.ReadUInt128BigEndian(rows.Bytes(2));
                var version = rows.Int(3);
                if (rows.Int(4) < 0)
                {
                    taken = (id, version);
                    continue;
                }

                var row = new Row
                {
                    Kind = kind,
                    Key = rows.Int(0),
                    Day = rows.Day(1),
                    Id = id,
                    Version = (int)version,
                    Unit = new(rows.Int(5)),
                    Facts = new(rows.Bytes(6)),
                };
                if (taken != (id, version) && search.Has(row))
                {
                    found.Add(Place.Of(row));
                }
            }
        }

        return found;
    }

    private List<RecordSummary> Summaries(Session session, IReadOnlyList<Place> places)
    {
        var page = new List<RecordSummary>(places.Count);
        session.Each(
            $"SELECT {RecordFile.Columns} FROM record_version WHERE county = @county AND id = @id AND version = @version",
            [.. places.Select(p => new object?[] { county, p.Id.Bytes(), p.Version })],
            rows =>
            {
                var version = RecordFile.Version(rows).Version;
                var content = version.Content;
                page.Add(
                    new(
                        content.Id,
                        version.Version,
                        content.Kind,
                        content.Unit,
                        content.On,
                        content.Until,
                        content.Title,
                        RecordState.Counted,
                        content.Author,
                        version.RecordedAt,
                        content.Evidence.Count
                    )
                );
            }
        );
        return page;
    }

    /// <summary>Where a record stands in the ledger.</summary>
    private sealed record Place(int Year, long Key, DateOnly Day, Guid Id, int Version) : IComparable<Place>
    {
        public static Place Of(in Row row) => new(row.Day.Year, row.Key, row.Day, row.Id.ToGuid(), row.Version);

        public static Place? Parse(string? text) =>
            text?.Split('.') is [var key, var day, var id]
            && long.TryParse(key, CultureInfo.InvariantCulture, out var k)
            && int.TryParse(day, CultureInfo.InvariantCulture, out var number)
            && number >= 0
            && number <= DateOnly.MaxValue.DayNumber
            && Guid.TryParse(id, out var guid)
            && DateOnly.FromDayNumber(number) is var on
                ? new(on.Year, k, on, guid, 0)
                : null;

        public int CompareTo(Place? other) =>
            (Year, Key, Day, Id).CompareTo((other!.Year, other.Key, other.Day, other.Id));

        public override string ToString() => $"{Key}.{Day.DayNumber}.{Id:N}";
    }

    /// <summary>What makes a record stand behind a figure.</summary>
    private sealed class Search
    {
        private readonly LedgerState state;
        private readonly Catalogue catalogue;
        private readonly IReadOnlyDictionary<TermReader, IReadOnlySet<UInt128>> reached;
        private readonly IReadOnlySet<int>? nilOf;

        private Search(
            LedgerState state,
            Catalogue catalogue,
            FigureQuery query,
            Reach reach,
            IReadOnlyList<TermReader> terms,
            IReadOnlyDictionary<TermReader, IReadOnlySet<UInt128>> reached,
            IReadOnlySet<int>? nilOf
        )
        {
            (this.state, this.catalogue, this.reached, this.nilOf) = (state, catalogue, reached, nilOf);
            (Query, Reach, Terms) = (query, reach, terms);
            Kinds = nilOf is null
                ? [.. terms.SelectMany(t => t.Kinds).Distinct()]
                : [.. new[] { state.Symbols[WellKnown.NilReturn] }.Where(k => k != 0)];
        }

        public FigureQuery Query { get; }

        public Reach Reach { get; }

        public IReadOnlyList<TermReader> Terms { get; }

        public IReadOnlyList<int> Kinds { get; }

        /// <summary>None for a restricted figure.</summary>
        public static Search? For(Register register, Session session, FigureQuery query, int? term = null)
        {
            var state = register.Current;
            var adopted = state.CatalogueAt(query.KnownAt.Seq);
            var indicator =
                adopted.Catalogue.Indicator(query.Indicator)
                ?? throw new KeyNotFoundException($"no indicator {query.Indicator}");
            var policy = indicator.Policy(query.Policy);
            if (adopted.Catalogue.IsRestricted(policy.Formula))
            {
                return null;
            }

            var (tree, places) = register.TreeAt(state, query.KnownAt.Seq);
            var reach = new Reach(tree, places, query, indicator.Nature);
            var terms = adopted.Readers(policy, state.Symbols);
            if (term is { } one)
            {
                terms = [terms[one]];
            }

            var highest = terms
                .Where(t => t.Term is Highest)
                .ToDictionary(t => t, t => new HighestFold(t, reach, query.KnownAt.Seq));
            new LedgerScan(session, register.County, state).Run(Book.Ledger, highest.Values);
            return new(
                state,
                adopted.Catalogue,
                query,
                reach,
                terms,
                highest.ToDictionary(h => h.Key, h => h.Value.Reached),
                nilOf: null
            );
        }

        /// <summary>Behind a zero stand the nil returns.</summary>
        public Search ForNilReturns()
        {
            var kinds = Terms.SelectMany(t => t.Kinds).Select(k => state.Symbols[k]);
            return new(
                state,
                catalogue,
                Query,
                Reach,
                Terms,
                reached,
                Returns.Expected(catalogue, kinds).Select(k => state.Symbols[k]).ToHashSet()
            );
        }

        public bool Has(in Row row)
        {
            if (!Reach.Has(Reach.Rows, row.Key, row.Unit, row.Day))
            {
                return false;
            }

            if (nilOf is not null)
            {
                return nilOf.Contains(row.Facts.Dimension(state.Symbols["of"]));
            }

            foreach (var term in Terms)
            {
                if (
                    term.For(row.Kind) is { } kind
                    && kind.Reads(row.Facts)
                    && (!reached.TryGetValue(term, out var ids) || ids.Contains(row.Id))
                )
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed class Collect(Search search) : Sink(search.Query.KnownAt.Seq)
    {
        public List<Place> Found { get; } = [];

        public override IEnumerable<int> Kinds => search.Kinds;

        public override IEnumerable<Span> Spans => search.Reach.Rows;

        public override void Take(in Row row)
        {
            if (search.Has(row))
            {
                Found.Add(Place.Of(row));
            }
        }
    }
}
