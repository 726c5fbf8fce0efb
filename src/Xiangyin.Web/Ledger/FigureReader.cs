using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Answers figures from the database: whole months from cells, the rest in one pass over the ledger, however many are asked.</summary>
internal sealed class FigureReader(Register register)
{
    private readonly FigureCache cache = new();

    public IReadOnlyList<Figure> Answer(IReadOnlyList<FigureQuery> queries)
    {
        var now = register.Current;
        var plans = queries.Select(q => new Plan(register, now, q)).ToList();
        var answers = new Dictionary<Need, Figure>();
        var missing = new List<Need>();
        foreach (var need in plans.SelectMany(p => p.Needs).Distinct())
        {
            if (cache.Find(need) is { } known)
            {
                answers[need] = known with { Query = need.Query };
            }
            else
            {
                missing.Add(need);
            }
        }

        foreach (var (need, figure) in missing.Zip(Compute(missing)))
        {
            cache.Keep(need, figure);
            answers[need] = figure;
        }

        return [.. plans.Select(p => p.Conclude(answers))];
    }

    /// <summary>A figure by another definition than the newest that was known, such as the one before; not for restricted records.</summary>
    public Figure Answer(FigureQuery query, Indicator definition) =>
        Compute([new(query, definition, definition.Policy(query.Policy))])[0];

    /// <summary>Computes figures without regard to the rule for small numbers.</summary>
    private List<Figure> Compute(List<Need> needs)
    {
        if (needs.Count == 0)
        {
            return [];
        }

        // Where somebody wrote while the cells were read, all comes from the ledger, whose rows never change.
        var now = register.Current;
        return Compute(now, needs, useCells: true) ?? Compute(now, needs, useCells: false)!;
    }

    private List<Figure>? Compute(LedgerState now, List<Need> needs, bool useCells)
    {
        using var session = register.Database.Read();
        var asks = Ask.All(register, now, needs);
        var folds = asks.SelectMany(a => a.Folds).Distinct().ToList();
        if (useCells && !ReadCells(session, now, folds))
        {
            return null;
        }

        var returns = asks.GroupBy(a => a.Query.KnownAt.Seq)
            .ToDictionary(
                g => g.Key,
                g => new ReturnsReader(
                    now,
                    g.First().Adopted.Catalogue,
                    g.First().Tree,
                    g.First().Places,
                    g.Key,
                    [.. g.Select(a => a.Need)]
                )
            );
        var scan = new LedgerScan(session, register.County, now);
        scan.Run(Book.Ledger, [.. folds, .. returns.Values.SelectMany(r => r.Sinks)]);
        var reported = returns.ToDictionary(r => r.Key, r => r.Value.Finish(scan));
        scan.Run(Book.Waiting, [.. asks.Select(a => a.Waiting)]);
        return [.. asks.Select(a => a.Compose(reported[a.Query.KnownAt.Seq]))];
    }

    private bool ReadCells(Session session, LedgerState now, List<Fold> folds)
    {
        if (now.Shelves.IsEmpty)
        {
            return true;
        }

        var atHead = false;
        foreach (
            var group in folds
                .Where(f => f.Term.IsKept && f.Reach.Cells.Count > 0 && now.SlotOf(f.Term) is not null)
                .GroupBy(f => f.Reach)
        )
        {
            if (register.CellsUpTo(now, group.Key.KnownAt) is not { } month)
            {
                continue;
            }

            atHead |= month == int.MaxValue;
            var cells = new CellFold(session, register.County, now, group.Key.Cells, month);
            foreach (var fold in group)
            {
                cells.Give(now.SlotOf(fold.Term)!, fold);
                fold.LeaveToCells();
            }
        }

        return !atHead || register.Current.Head.Seq == now.Head.Seq;
    }

    /// <summary>A figure to work out, by the definition that was known when it was asked for.</summary>
    /// <param name="Query">What is asked; its known-at decides what is read, and by which catalogue.</param>
    /// <param name="Indicator">The definition.</param>
    /// <param name="Policy">The counting policy.</param>
    internal sealed record Need(FigureQuery Query, Indicator Indicator, Policy Policy)
    {
        // Definitions are compared as the objects that they are: by content it would cost more than the figure.
        public bool Equals(Need? other) => other is not null && Query == other.Query && Policy == (object)other.Policy;

        public override int GetHashCode() => Query.GetHashCode();
    }

    /// <summary>One figure being worked out.</summary>
    private sealed class Ask
    {
        private Ask(
            Need need,
            AdoptedCatalogue adopted,
            (UnitTree Tree, Places Places) units,
            Reach reach,
            Symbols symbols,
            Dictionary<(Reach, TermReader), Fold> shared
        )
        {
            (Need, Adopted, (Tree, Places)) = (need, adopted, units);
            var seq = need.Query.KnownAt.Seq;
            var terms = adopted.Readers(need.Policy, symbols);
            Folds =
            [
                .. terms.Select(t =>
                    shared.TryGetValue((reach, t), out var known) ? known : shared[(reach, t)] = Fold.Of(t, reach, seq)
                ),
            ];
            Waiting = new(terms, reach, Places.Of(Query.Unit), seq);
        }

        public Need Need { get; }

        public FigureQuery Query => Need.Query;

        public AdoptedCatalogue Adopted { get; }

        public UnitTree Tree { get; }

        public Places Places { get; }

        public IReadOnlyList<Fold> Folds { get; }

        public WaitingCount Waiting { get; }

        /// <summary>Figures of one place and time share their reach, and terms that occur twice are worked out once.</summary>
        public static List<Ask> All(Register register, LedgerState now, List<Need> needs)
        {
            var reaches = new Dictionary<(UnitId, Period, DateOnly, KnownAt, Organised, Nature), Reach>();
            var shared = new Dictionary<(Reach, TermReader), Fold>();
            var asks = new List<Ask>();
            foreach (var need in needs)
            {
                var (query, nature) = (need.Query, need.Indicator.Nature);
                var units = register.TreeAt(now, query.KnownAt.Seq);
                var where = (query.Unit, query.Period, query.CutOff, query.KnownAt, query.Organised, nature);
                if (!reaches.TryGetValue(where, out var reach))
                {
                    reaches[where] = reach = new(units.Tree, units.Places, query, nature);
                }

                asks.Add(new(need, now.CatalogueAt(query.KnownAt.Seq), units, reach, now.Symbols, shared));
            }

            return asks;
        }

        public Figure Compose(Returns reported)
        {
            var values = Folds.ToDictionary(f => f.Term.Term, f => f.Value);
            var kinds = Need.Policy.Formula.Kinds.ToHashSet();
            return Figure.Compose(
                Query,
                Need.Indicator,
                Need.Policy,
                Tree.Version,
                t => values[t],
                reported.Of(Query, kinds, Waiting.Count)
            );
        }
    }

    /// <summary>What must be worked out to answer a question under the rule for small numbers.</summary>
    private sealed class Plan
    {
        private readonly FigureQuery query;
        private readonly Indicator indicator;
        private readonly Policy policy;
        private readonly long treeVersion;
        private readonly bool restricted;
        private readonly Withheld withheld;
        private readonly FigureQuery settled;
        private readonly IReadOnlyList<FigureQuery> parts = [];

        public Plan(Register register, LedgerState now, FigureQuery query)
        {
            var catalogue = now.CatalogueAt(query.KnownAt.Seq).Catalogue;
            var tree = register.TreeAt(now, query.KnownAt.Seq).Tree;
            this.query = settled = query;
            indicator =
                catalogue.Indicator(query.Indicator)
                ?? throw new KeyNotFoundException($"no indicator {query.Indicator}");
            policy = indicator.Policy(query.Policy);
            treeVersion = tree.Version;
            restricted = catalogue.IsRestricted(policy.Formula);
            if (restricted)
            {
                withheld = SmallNumbers.Ask(
                    query,
                    indicator.Nature,
                    seq => register.TreeAt(now, seq).Tree,
                    register.KnownAt,
                    out settled
                );
                parts = withheld == Withheld.No ? SmallNumbers.Parts(settled, indicator.Nature) : [];
            }
        }

        public IEnumerable<Need> Needs => withheld == Withheld.No ? parts.Prepend(settled).Select(Need) : [];

        public Figure Conclude(Dictionary<Need, Figure> answers)
        {
            if (!restricted)
            {
                return answers[Need(settled)];
            }

            var why =
                withheld == Withheld.No
                    ? SmallNumbers.Judge(answers[Need(settled)].Amount, parts.Select(p => answers[Need(p)].Amount))
                    : withheld;
            return why == Withheld.No
                ? answers[Need(settled)]
                : Figure.Hidden(query, indicator, policy, treeVersion, why);
        }

        private Need Need(FigureQuery asked) => new(asked, indicator, policy);
    }

    /// <summary>Figures that were worked out. The same question has the same answer for ever, so nothing here grows stale; it is only bounded.</summary>
    private sealed class FigureCache
    {
        private const int Kept = 4_096;
        private readonly Lock turning = new();
        private ConcurrentDictionary<Need, Figure> young = [];
        private ConcurrentDictionary<Need, Figure> old = [];

        public Figure? Find(Need need)
        {
            var key = Key(need);
            if (!young.TryGetValue(key, out var figure) && old.TryGetValue(key, out figure))
            {
                young[key] = figure;
            }

            return figure;
        }

        public void Keep(Need need, Figure figure)
        {
            young[Key(need)] = figure;
            lock (turning)
            {
                if (young.Count > Kept)
                {
                    (old, young) = (young, []);
                }
            }
        }

        // Of the instant of known-at only the sequence and the day decide.
        private static Need Key(Need need) =>
            need with
            {
                Query = need.Query with
                {
                    KnownAt = need.Query.KnownAt with { At = Day.EndOf(Day.Of(need.Query.KnownAt.At)) },
                },
            };
    }
}
