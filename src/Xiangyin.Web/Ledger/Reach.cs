using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Keys from <paramref name="Low"/> to <paramref name="High"/> on the days of <paramref name="Days"/>, all inclusive.</summary>
internal readonly record struct Span(long Low, long High, Period Days)
{
    public bool Has(long key, DateOnly day) => Low <= key && key <= High && Days.Contains(day);

    /// <summary>Spans of one year that hold all of these and share no key, rising; whoever reads by them asks each row again.</summary>
    public static IReadOnlyList<Span> Merge(IEnumerable<Span> spans, int year)
    {
        var whole = Period.Year(year);
        var merged = new List<Span>();
        foreach (var span in spans.OrderBy(s => s.Low))
        {
            var days = new Period(Later(span.Days.From, whole.From), Earlier(span.Days.To, whole.To));
            if (days.IsEmpty)
            {
                continue;
            }

            if (merged.Count > 0 && span.Low <= merged[^1].High)
            {
                var last = merged[^1];
                merged[^1] = new(
                    last.Low,
                    Math.Max(last.High, span.High),
                    new(Earlier(last.Days.From, days.From), Later(last.Days.To, days.To))
                );
            }
            else
            {
                merged.Add(span with { Days = days });
            }
        }

        return merged;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>
/// Which rows a figure takes in: <see cref="Rows"/>; of these, what cells can answer (<see cref="Cells"/>, in whole months) and what then remains to
/// be read (<see cref="Edges"/>).
/// </summary>
internal sealed class Reach
{
    private readonly UnitTree tree;
    private readonly FigureQuery query;
    private readonly IReadOnlySet<UnitId>? members;
    private readonly DateOnly? membersOn;

    public Reach(UnitTree tree, Places places, FigureQuery query, Nature nature)
    {
        this.tree = tree;
        this.query = query;
        Days = nature == Nature.Stock ? new(DateOnly.MinValue, query.CutOff) : query.Period.UpTo(query.CutOff);

        // A flow as organised then asks of each day; a stock is the state of one day, and so is "now".
        membersOn =
            query.Organised == Organised.Now ? Day.Of(query.KnownAt.At)
            : nature == Nature.Stock ? query.CutOff
            : null;
        if (Days.IsEmpty)
        {
            return;
        }

        if (membersOn is { } day)
        {
            members = tree.MembersNow(query.Unit, day);
            TakeMembers(places);
        }
        else
        {
            foreach (var range in tree.RangesThen(query.Unit, Days))
            {
                Take(range);
            }
        }
    }

    public KnownAt KnownAt => query.KnownAt;

    /// <summary>The days that count.</summary>
    public Period Days { get; }

    public List<Span> Rows { get; } = [];

    public List<Span> Cells { get; } = [];

    public List<Span> Edges { get; } = [];

    public DateOnly LeastDay => membersOn ?? query.CutOff;

    /// <summary>Whether a row within these spans belongs to the unit.</summary>
    public bool Has(List<Span> spans, long key, UnitId unit, DateOnly day)
    {
        foreach (var span in spans)
        {
            if (span.Has(key, day))
            {
                return members is null || members.Contains(unit);
            }
        }

        return false;
    }

    /// <summary>Whether a waiting record would belong to the unit.</summary>
    public bool HasWaiting(UnitId unit, DateOnly day) =>
        Days.Contains(day) && (members?.Contains(unit) ?? (membersOn is null && tree.IsWithin(unit, query.Unit, day)));

    public IEnumerable<UnitId> OpenUnits(UnitType type) =>
        tree.SubtreeOn(query.Unit, LeastDay).Where(u => tree.On(u, LeastDay).Type == type && tree.IsOpen(u, LeastDay));

    public UnitId? HeirOf(UnitId unit, UnitType type) =>
        tree.HeirOn(unit, LeastDay) is { } heir ? tree.AboveOn(heir, type, LeastDay) : null;

    private void Take(KeyRange range)
    {
        var span = new Span(range.Low, range.High, range.Days);
        Rows.Add(span);
        if (range.High - range.Low + 1 >= UnitKey.Span(UnitKey.Depth(UnitType.Town)))
        {
            TakeMonths(span);
        }
        else
        {
            Edges.Add(span);
        }
    }

    // A run of towns all of whose units ever belong comes whole; of another town only the members' own places are read.
    private void TakeMembers(Places places)
    {
        Span? whole = null;
        foreach (var (town, units) in places.Towns)
        {
            if (units.All(u => members!.Contains(u.Unit)))
            {
                var high = town + UnitKey.Span(UnitKey.Depth(UnitType.Town)) - 1;
                whole = whole is { } run ? run with { High = high } : new(town, high, Days);
                continue;
            }

            TakeWhole(whole);
            whole = null;
            foreach (var key in units.Where(u => members!.Contains(u.Unit)).Select(u => u.Key).Distinct().Order())
            {
                Rows.Add(new(key, key, Days));
                Edges.Add(new(key, key, Days));
            }
        }

        TakeWhole(whole);
    }

    private void TakeWhole(Span? towns)
    {
        if (towns is { } span)
        {
            Rows.Add(span);
            TakeMonths(span);
        }
    }

    private void TakeMonths(Span span)
    {
        var (from, to) = (span.Days.From, span.Days.To);
        var first = from.Day == 1 ? from : Period.Month(from).To.AddDays(1);
        var last = to == Period.Month(to).To ? to : Period.Month(to).From.AddDays(-1);
        if (last < first)
        {
            Edges.Add(span);
            return;
        }

        Cells.Add(span with { Days = new(first, last) });
        if (from < first)
        {
            Edges.Add(span with { Days = new(from, first.AddDays(-1)) });
        }

        if (last < to)
        {
            Edges.Add(span with { Days = new(last.AddDays(1), to) });
        }
    }
}
