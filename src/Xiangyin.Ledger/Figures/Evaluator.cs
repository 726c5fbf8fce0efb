namespace Xiangyin.Ledger;

/// <summary>
/// Answers figures from the whole history in memory, the plain way. What it says is what a figure means; every faster way is held equal to it.
/// </summary>
/// <param name="history">The county's history.</param>
public sealed class Evaluator(LedgerHistory history)
{
    private readonly Dictionary<long, Book> books = [];

    /// <summary>The figure.</summary>
    /// <exception cref="KeyNotFoundException">No such indicator, policy or unit was known.</exception>
    public Figure Evaluate(FigureQuery query)
    {
        var (indicator, catalogue, tree) = Known(query);
        var policy = indicator.Policy(query.Policy);
        if (!catalogue.IsRestricted(policy.Formula))
        {
            return Compose(query, indicator, policy);
        }

        var withheld = SmallNumbers.Ask(query, indicator.Nature, history.TreeAt, history.KnownAt, out var settled);
        var figure = withheld == Withheld.No ? Compose(settled, indicator, policy) : null;
        if (figure is not null)
        {
            var parts = SmallNumbers.Parts(settled, indicator.Nature).Select(q => Compose(q, indicator, policy).Amount);
            withheld = SmallNumbers.Judge(figure.Amount, parts);
        }

        return withheld == Withheld.No ? figure! : Figure.Hidden(query, indicator, policy, tree.Version, withheld);
    }

    /// <summary>
    /// The records behind a figure, each in the version that counts, by day and id: of every term its records; of things counted once at their
    /// highest, the record that reached it first; of a zero, the nil returns. None of a restricted figure.
    /// </summary>
    public IReadOnlyList<RecordVersion> Behind(FigureQuery query)
    {
        var (indicator, catalogue, tree) = Known(query);
        var formula = indicator.Policy(query.Policy).Formula;
        if (catalogue.IsRestricted(formula))
        {
            return [];
        }

        var book = BookAt(query.KnownAt.Seq);
        var scope = new Scope(tree, query, indicator.Nature);
        var found = formula
            .Terms.SelectMany(t => Behind(book, catalogue, scope, t))
            .DistinctBy(c => c.Content.Id)
            .ToList();
        if (found.Count == 0)
        {
            var expected = Returns.Expected(catalogue, formula.Kinds).ToHashSet();
            found =
            [
                .. book.Counted.Where(c =>
                    c.Content.Kind == WellKnown.NilReturn
                    && expected.Contains(c.Content.Dimensions.GetValueOrDefault("of", ""))
                    && scope.Has(c)
                ),
            ];
        }

        return [.. found.OrderBy(c => c.Content.On).ThenBy(c => c.Content.Id).Select(c => c.Version)];
    }

    /// <summary>Of every record known at a sequence the version that counts and the version that waits for confirmation, where there is one.</summary>
    public IEnumerable<(RecordVersion Version, bool Waiting)> CountedAndWaiting(long seq)
    {
        var book = BookAt(seq);
        return book.Counted.Select(c => (c.Version, false)).Concat(book.Awaiting.Select(c => (c.Version, true)));
    }

    private (Indicator Indicator, Catalogue Catalogue, UnitTree Tree) Known(FigureQuery query)
    {
        var catalogue = history.CatalogueAt(query.KnownAt.Seq);
        var indicator =
            catalogue.Indicator(query.Indicator) ?? throw new KeyNotFoundException($"no indicator {query.Indicator}");
        return (indicator, catalogue, history.TreeAt(query.KnownAt.Seq));
    }

    private Figure Compose(FigureQuery query, Indicator indicator, Policy policy)
    {
        var catalogue = history.CatalogueAt(query.KnownAt.Seq);
        var tree = history.TreeAt(query.KnownAt.Seq);
        var book = BookAt(query.KnownAt.Seq);
        var scope = new Scope(tree, query, indicator.Nature);
        var values = policy.Formula.Terms.Distinct().ToDictionary(t => t, t => Value(book, catalogue, scope, t));
        var kinds = policy.Formula.Kinds.ToHashSet();
        var awaiting = book
            .Awaiting.Select(c => c.Content)
            .Count(r =>
                policy.Formula.Terms.Any(t => Sources(t).Any(s => Matches(catalogue, s, r))) && scope.HasWaiting(r)
            );
        var returns = new Returns(
            catalogue,
            tree,
            book.Campaigns(),
            book.ReturnsOf(Returns.Expected(catalogue, kinds))
        );
        return Figure.Compose(
            query,
            indicator,
            policy,
            tree.Version,
            t => values[t],
            returns.Of(query, kinds, awaiting)
        );
    }

    private static IEnumerable<Source> Sources(Term term) =>
        term switch
        {
            Count t => [t.Of],
            Sum t => [t.Of],
            Distinct t => [t.Of],
            Median t => [t.Of],
            Highest t => [t.Of],
            Holders t => [t.Openings, t.Closings],
            Least t => Sources(t.Of),
            _ => [],
        };

    private static bool Matches(Catalogue catalogue, Source source, WorkRecord record) =>
        source.Kinds.Contains(record.Kind) && source.Where.All(c => Matches(catalogue, c, record));

    private static bool Matches(Catalogue catalogue, Clause clause, WorkRecord record) =>
        (
            Current(catalogue, record, clause.Field) is { } value
            && clause.Values.Any(v => Current(catalogue, record.Kind, clause.Field, v) == value)
        ) != clause.Negated;

    // A retired value that was mapped counts as what it was mapped to, in records and in filters alike.
    private static string? Current(Catalogue catalogue, WorkRecord record, string field) =>
        record.Dimensions.TryGetValue(field, out var value) ? Current(catalogue, record.Kind, field, value) : null;

    private static string Current(Catalogue catalogue, string kind, string field, string value) =>
        catalogue.Kind(kind)?.Dimension(field) is { } asked
            ? catalogue.Dimension(asked.Dimension)!.Current(value)
            : value;

    private static TermValue Value(Book book, Catalogue catalogue, Scope scope, Term term)
    {
        var records = Within(book, catalogue, scope, term).Select(c => c.Content).ToList();
        var amount = term switch
        {
            Count or Sum => Additive(catalogue, term, records),
            Median m => MedianOf(m, records),
            Distinct d => Number(records.SelectMany(r => Things(catalogue, d.What, r)).Distinct().Count()),
            Highest h => Number(Reached(catalogue, h, records).Count()),
            Holders h => Number(HoldersOf(catalogue, h, records).Count()),
            Least l => LeastOf(catalogue, scope, l, records),
            _ => throw new InvalidOperationException($"unknown term {term}"),
        };
        return new(amount, records.Count);
    }

    private static IEnumerable<Counted> Within(Book book, Catalogue catalogue, Scope scope, Term term) =>
        book.Counted.Where(c => Sources(Before(term)).Any(s => Matches(catalogue, s, c.Content)) && scope.Has(c));

    // Of things counted at their highest, conditions on that dimension are asked of the highest and not of each record.
    private static Term Before(Term term) =>
        term is Highest h ? h with { Of = h.Of with { Where = [.. h.Of.Where.Where(c => c.Field != h.On)] } } : term;

    private static IEnumerable<Counted> Behind(Book book, Catalogue catalogue, Scope scope, Term term)
    {
        var within = Within(book, catalogue, scope, term).ToList();
        if (term is not Highest highest)
        {
            return within;
        }

        var reached = Reached(catalogue, highest, within.Select(c => c.Content)).ToHashSet();
        return within.Where(c => reached.Contains(c.Content.Id));
    }

    private static Amount Number(int n) => new(n, Approximation.Exact, Basis.Counted);

    private static Amount Additive(Catalogue catalogue, Term term, IEnumerable<WorkRecord> records)
    {
        var tally = new Tally();
        if (term is not Sum sum)
        {
            foreach (var _ in records)
            {
                tally.Add(0, Approximation.Exact, Basis.Counted);
            }

            return tally.ToCount();
        }

        var decimals = Decimals(catalogue, sum);
        foreach (var record in records)
        {
            tally.Add(record.Measures.GetValueOrDefault(sum.Measure), decimals);
        }

        return tally.ToSum(decimals);
    }

    private static int Decimals(Catalogue catalogue, Sum sum) =>
        sum.Of.Kinds.Max(k => catalogue.Kind(k)?.Measure(sum.Measure)?.Decimals ?? 0);

    private static Amount MedianOf(Median median, IEnumerable<WorkRecord> records)
    {
        Span<long> slots = stackalloc long[Histogram.Lanes];
        foreach (
            var lane in records
                .Select(r => Histogram.LaneOf(r.Measures.GetValueOrDefault(median.Measure)))
                .Where(l => l >= 0)
        )
        {
            slots[lane]++;
        }

        return new Histogram(slots).ToMedian();
    }

    private static IEnumerable<object> Things(Catalogue catalogue, string what, WorkRecord record) =>
        what switch
        {
            "event" => [record.EventId],
            "unit" => [record.Unit],
            _ when Current(catalogue, record, what) is { } value => [value],
            _ => record
                .Participants.Where(p => p.Role == what)
                .Select(p => (object)p.Person)
                .Concat(record.Links.Where(l => l.Type == what).Select(l => (object)l.Target)),
        };

    // The record by which each thing first reached its highest value, where that value passes the filter.
    private static IEnumerable<Guid> Reached(Catalogue catalogue, Highest highest, IEnumerable<WorkRecord> records)
    {
        var asked = highest.Of.Where.Where(c => c.Field == highest.On).ToList();
        return records
            .SelectMany(r => r.Links.Where(l => l.Type == highest.Link).Select(l => (Thing: l.Target, Record: r)))
            .GroupBy(x => x.Thing, x => x.Record)
            .Select(g => g.MinBy(r => (Rank(catalogue, highest.On, r), r.On, r.Id))!)
            .Where(r => asked.All(c => Matches(catalogue, c, r)))
            .Select(r => r.Id);
    }

    private static int Rank(Catalogue catalogue, string field, WorkRecord record)
    {
        if (
            Current(catalogue, record, field) is not { } value
            || catalogue.Kind(record.Kind)?.Dimension(field) is not { } asked
        )
        {
            return int.MaxValue;
        }

        var values = catalogue.Dimension(asked.Dimension)!.Values;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Id == value)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static IEnumerable<PersonId> HoldersOf(
        Catalogue catalogue,
        Holders holders,
        IEnumerable<WorkRecord> records
    ) =>
        records
            .SelectMany(r =>
                r.Participants.Where(p => p.Role == holders.Role)
                    .Select(p =>
                        (
                            p.Person,
                            Post: Current(catalogue, r, holders.By),
                            Sign: holders.Openings.Kinds.Contains(r.Kind) ? 1 : -1
                        )
                    )
            )
            .GroupBy(x => (x.Person, x.Post), x => x.Sign)
            .Where(g => g.Sum() > 0)
            .Select(g => g.Key.Person)
            .Distinct();

    private static Amount LeastOf(
        Catalogue catalogue,
        Scope scope,
        Least least,
        IReadOnlyCollection<WorkRecord> records
    )
    {
        var byUnit = records.ToLookup(r => scope.HeirOf(r.Unit, least.Type));
        return scope
                .OpenUnits(least.Type)
                .Select(u => Additive(catalogue, least.Of, byUnit[u]))
                .MinBy(a => (a.Value is not null, a.Value)) // a unit that gave no number is the least known
            ?? new Amount(null, Approximation.None, Basis.Counted);
    }

    private Book BookAt(long seq)
    {
        if (!books.TryGetValue(seq, out var book))
        {
            // The books of a few instants are asked for again and again; of many, once each.
            if (books.Count > 8)
            {
                books.Clear();
            }

            books[seq] = book = new(history, seq);
        }

        return book;
    }

    /// <summary>A record in the version that counts or waits, as it is counted, with the place at which it was entered.</summary>
    private sealed record Counted(RecordVersion Version, WorkRecord Content, long Key);

    /// <summary>What counted, and what waited, at one sequence.</summary>
    private sealed class Book
    {
        private IReadOnlyList<Campaign>? campaigns;

        public Book(LedgerHistory history, long seq)
        {
            foreach (var record in history.Versions.TakeWhile(v => v.Seq <= seq).GroupBy(v => v.Content.Id))
            {
                RecordVersion? counted = null;
                RecordVersion? waiting = null;
                var first = record.First().RecordedAt;
                foreach (var version in record)
                {
                    var counts =
                        version.Action == RecordAction.Confirm
                        || (
                            version.Action != RecordAction.Withdraw
                            && history.CatalogueAt(version.Seq).Kind(version.Content.Kind) is not { Confirmed: true }
                        );
                    counted =
                        version.Action == RecordAction.Withdraw ? null
                        : counts ? version
                        : counted;
                    waiting = version.Action == RecordAction.Withdraw || counts ? null : version;
                }

                if (counted is not null)
                {
                    Counted.Add(Entered(history, counted, first));
                }

                if (waiting is not null)
                {
                    Awaiting.Add(Entered(history, waiting, first));
                }
            }
        }

        public List<Counted> Counted { get; } = [];

        public List<Counted> Awaiting { get; } = [];

        // The place is the one known when the record was entered into the ledger, and is never rewritten.
        private static Counted Entered(LedgerHistory history, RecordVersion version, DateTimeOffset first) =>
            new(
                version,
                Promptness.Told(version.Content, first),
                history.TreeAt(version.Seq).KeyOn(version.Content.Unit, version.Content.On)
            );

        public IReadOnlyList<Campaign> Campaigns() =>
            campaigns ??= [
                .. Counted
                    .Select(c => c.Content)
                    .Where(r => r.Kind == WellKnown.Campaign)
                    .Select(r => new Campaign(
                        r.Id,
                        r.Dimensions.GetValueOrDefault("asks", ""),
                        r.Unit,
                        new(r.On, r.Until ?? r.On),
                        (int)(r.Measures.GetValueOrDefault("each")?.Amount ?? 1)
                    )),
            ];

        public IReadOnlyList<Return> ReturnsOf(IEnumerable<string> kinds)
        {
            var expected = kinds.ToHashSet();
            return
            [
                .. Counted
                    .Select(c => c.Content)
                    .Select(r => (Record: r, IsNil: r.Kind == WellKnown.NilReturn))
                    .Select(x =>
                        (
                            x.Record,
                            x.IsNil,
                            Kind: x.IsNil ? x.Record.Dimensions.GetValueOrDefault("of", "") : x.Record.Kind
                        )
                    )
                    .Where(x => expected.Contains(x.Kind))
                    .Select(x => new Return(
                        x.Kind,
                        x.Record.Unit,
                        new(x.Record.On, x.IsNil ? x.Record.Until ?? x.Record.On : x.Record.On),
                        x.IsNil,
                        x.Record.Links.FirstOrDefault(l => l.Type == WellKnown.FollowsFrom)?.Target
                    )),
            ];
        }
    }

    /// <summary>Which records a query takes in.</summary>
    private sealed class Scope
    {
        private readonly UnitTree tree;
        private readonly FigureQuery query;
        private readonly Period days;
        private readonly DateOnly? membersOn;
        private readonly IReadOnlyList<KeyRange> ranges = [];
        private readonly IReadOnlySet<UnitId> members = new HashSet<UnitId>();

        public Scope(UnitTree tree, FigureQuery query, Nature nature)
        {
            this.tree = tree;
            this.query = query;
            days = nature == Nature.Stock ? new(DateOnly.MinValue, query.CutOff) : query.Period.UpTo(query.CutOff);

            // A flow as organised then asks of each day; a stock is the state of one day, and so is "now".
            membersOn =
                query.Organised == Organised.Now ? Day.Of(query.KnownAt.At)
                : nature == Nature.Stock ? query.CutOff
                : null;
            if (membersOn is { } day)
            {
                members = tree.MembersNow(query.Unit, day);
            }
            else if (!days.IsEmpty)
            {
                ranges = tree.RangesThen(query.Unit, days);
            }
        }

        public bool Has(Counted record) =>
            days.Contains(record.Content.On)
            && (
                membersOn is not null
                    ? members.Contains(record.Content.Unit)
                    : ranges.Any(r => r.Low <= record.Key && record.Key <= r.High && r.Days.Contains(record.Content.On))
            );

        public bool HasWaiting(WorkRecord record) =>
            days.Contains(record.On)
            && (
                membersOn is not null
                    ? members.Contains(record.Unit)
                    : tree.IsWithin(record.Unit, query.Unit, record.On)
            );

        public IEnumerable<UnitId> OpenUnits(UnitType type) =>
            tree.SubtreeOn(query.Unit, LeastDay)
                .Where(u => tree.On(u, LeastDay).Type == type && tree.IsOpen(u, LeastDay));

        public UnitId? HeirOf(UnitId unit, UnitType type) =>
            tree.HeirOn(unit, LeastDay) is { } heir ? tree.AboveOn(heir, type, LeastDay) : null;

        private DateOnly LeastDay => membersOn ?? query.CutOff;
    }
}
