using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>A condition on one kind's rows, with the catalogue's words and mapped values worked out.</summary>
/// <param name="Field">The dimension field's symbol.</param>
/// <param name="Values">Symbols of every value that counts as one of those asked for.</param>
/// <param name="Negated">Whether the row's value must not be among them.</param>
internal readonly record struct Condition(int Field, int[] Values, bool Negated)
{
    public bool Holds(in Facts facts)
    {
        var value = facts.Dimension(Field);
        return (value != 0 && Array.IndexOf(Values, value) >= 0) != Negated;
    }

    public override string ToString() => $"{Field}{(Negated ? "!" : "=")}{string.Join(',', Values.Order())}";
}

/// <summary>How a term reads the rows of one kind.</summary>
/// <param name="Kind">The kind's symbol.</param>
/// <param name="Conditions">All must hold.</param>
/// <param name="OfHighest">What is asked of the highest only, not of each row.</param>
/// <param name="Current">For the dimension that the term reads: what a retired value counts as, where that is not itself.</param>
/// <param name="Ranks">Ranks of that dimension's values.</param>
/// <param name="Opens">For holders: whether a row opens, rather than closes.</param>
internal sealed record KindReader(
    int Kind,
    Condition[] Conditions,
    Condition[] OfHighest,
    IReadOnlyDictionary<int, int> Current,
    IReadOnlyDictionary<int, int> Ranks,
    bool Opens
)
{
    public bool Reads(in Facts facts) => Hold(Conditions, facts);

    /// <summary>What the row's value of the term's dimension counts as; 0 where it has none.</summary>
    public int CurrentOf(in Facts facts, int field)
    {
        var value = facts.Dimension(field);
        return value == 0 ? 0 : Current.GetValueOrDefault(value, value);
    }

    public int RankOf(in Facts facts, int field) =>
        CurrentOf(facts, field) is not 0 and var value ? Ranks.GetValueOrDefault(value, int.MaxValue) : int.MaxValue;

    public static bool Hold(Condition[] conditions, in Facts facts)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(facts))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A formula's term made ready to read ledger rows. Two that have one <see cref="Key"/> read alike.</summary>
internal sealed class TermReader
{
    private readonly Dictionary<int, KindReader> kinds = [];

    public TermReader(Term term, Catalogue catalogue, Symbols symbols)
    {
        Term = term;
        Inner = term is Least least ? least.Of : term;
        (Main, Aside) = Inner switch
        {
            Count => (1, 0),
            Sum => (2, Tally.Lanes - 2),
            Median => (Histogram.Lanes + 1, 0),
            _ => (0, 0),
        };
        var field = Inner switch
        {
            Sum t => t.Measure,
            Median t => t.Measure,
            Distinct t => t.What,
            Highest t => t.Link,
            Holders t => t.Role,
            _ => "",
        };
        Field = symbols[field];
        By = symbols[
            Inner switch
            {
                Highest t => t.On,
                Holders t => t.By,
                Distinct t => t.What,
                _ => "",
            }
        ];
        Decimals = Inner is Sum sum ? sum.Of.Kinds.Max(k => catalogue.Kind(k)?.Measure(sum.Measure)?.Decimals ?? 0) : 0;
        foreach (var source in Sources(Inner))
        {
            foreach (var kind in source.Kinds.Where(k => symbols[k] != 0))
            {
                kinds.TryAdd(symbols[kind], Reader(source, kind, catalogue, symbols));
            }
        }

        Key =
            $"{(TellsEvents ? "Events" : Inner.GetType().Name)} {Field} {Decimals} of "
            + string.Join(
                " | ",
                kinds
                    .Values.OrderBy(k => k.Kind)
                    .Select(k =>
                        $"{k.Kind} {string.Join(" & ", k.Conditions.Select(c => c.ToString()).Order(StringComparer.Ordinal))}"
                    )
            );
    }

    public Term Term { get; }

    /// <summary>The term itself; of <c>least</c>, what is compared.</summary>
    public Term Inner { get; }

    /// <summary>What it reads and how, in symbols.</summary>
    public string Key { get; }

    /// <summary>The symbol of the measure, role, link or dimension that it reads.</summary>
    public int Field { get; }

    /// <summary>The symbol of the dimension by which it groups.</summary>
    public int By { get; }

    /// <summary>Decimal places of a sum.</summary>
    public int Decimals { get; }

    /// <summary>Lanes that almost every row touches; 0 for what doesn't add.</summary>
    public int Main { get; }

    /// <summary>Lanes that only rows with an approximation or another basis touch.</summary>
    public int Aside { get; }

    /// <summary>Whether rows can be taken in one by one and taken out again.</summary>
    public bool IsAdditive => Main > 0 && Term is not Least;

    /// <summary>Whether it counts different events, which add as <see cref="EventCounts"/>.</summary>
    public bool TellsEvents => Term is Distinct { What: "event" };

    /// <summary>Whether cells keep it.</summary>
    public bool IsKept => IsAdditive || TellsEvents;

    public IEnumerable<int> Kinds => kinds.Keys;

    public KindReader? For(int kind) => kinds.GetValueOrDefault(kind);

    /// <summary>Whether a row meets everything that the term's filter says, what is asked of the highest too.</summary>
    public bool ReadsFully(int kind, in Facts facts) =>
        For(kind) is { } reader && reader.Reads(facts) && KindReader.Hold(reader.OfHighest, facts);

    /// <summary>Adds a row that the term reads to its lanes: main ones first, then those aside.</summary>
    public void AddTo(Span<long> main, Span<long> aside, in Facts facts, int sign)
    {
        switch (Inner)
        {
            case Count:
                main[0] += sign;
                break;
            case Sum:
                var tally = new Tally();
                var stated = facts.Measure(Field);
                tally.Add(stated.Scaled(Decimals), stated.Approximation, stated.Basis, sign);
                Span<long> lanes = stackalloc long[Tally.Lanes];
                tally.AddTo(lanes);
                Add(main, lanes[..2]);
                Add(aside, lanes[2..]);
                break;
            case Median:
                main[0] += sign;
                if (Histogram.LaneOf(facts.Measure(Field).ToMeasure()) is >= 0 and var lane)
                {
                    main[1 + lane] += sign;
                }

                break;
        }
    }

    /// <summary>The value of lanes.</summary>
    public TermValue Value(ReadOnlySpan<long> main, ReadOnlySpan<long> aside)
    {
        switch (Inner)
        {
            case Count:
                return new(new(main[0], Approximation.Exact, Basis.Counted), main[0]);
            case Median:
                return new(new Histogram(main[1..]).ToMedian(), main[0]);
            default:
                Span<long> lanes = stackalloc long[Tally.Lanes];
                main[..2].CopyTo(lanes);
                aside[..(Tally.Lanes - 2)].CopyTo(lanes[2..]);
                var tally = Tally.From(lanes);
                return new(tally.ToSum(Decimals), tally.Records + tally.ReportedRecords);
        }
    }

    private static void Add(Span<long> to, ReadOnlySpan<long> lanes)
    {
        for (var i = 0; i < lanes.Length; i++)
        {
            to[i] += lanes[i];
        }
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
            _ => [],
        };

    private KindReader Reader(Source source, string kind, Catalogue catalogue, Symbols symbols)
    {
        var by = Inner switch
        {
            Highest t => t.On,
            Holders t => t.By,
            Distinct t => t.What,
            _ => "",
        };
        var values = DimensionOf(catalogue, kind, by);
        var ofHighest = Inner is Highest highest ? source.Where.Where(c => c.Field == highest.On).ToList() : [];
        return new(
            symbols[kind],
            [.. source.Where.Except(ofHighest).Select(c => Condition(c, kind, catalogue, symbols))],
            [.. ofHighest.Select(c => Condition(c, kind, catalogue, symbols))],
            values?.Values.ToDictionary(v => symbols[v.Id], v => symbols[values.Current(v.Id)]) ?? [],
            values?.Values.Select((v, i) => (v, i)).ToDictionary(x => symbols[x.v.Id], x => x.i) ?? [],
            Inner is Holders holders && holders.Openings.Kinds.Contains(kind)
        );
    }

    // A retired value that was mapped counts as what it was mapped to, in rows and in filters alike.
    private static Condition Condition(Clause clause, string kind, Catalogue catalogue, Symbols symbols)
    {
        var dimension = DimensionOf(catalogue, kind, clause.Field);
        var asked = clause.Values.Select(v => dimension?.Current(v) ?? v).ToHashSet();
        var counted = dimension?.Values.Select(v => v.Id).Where(v => asked.Contains(dimension.Current(v))) ?? [];
        return new(
            symbols[clause.Field],
            [.. asked.Concat(counted).Select(v => symbols[v]).Where(code => code != 0).Distinct().Order()],
            clause.Negated
        );
    }

    private static Dimension? DimensionOf(Catalogue catalogue, string kind, string field) =>
        catalogue.Kind(kind)?.Dimension(field) is { } asked ? catalogue.Dimension(asked.Dimension) : null;
}
