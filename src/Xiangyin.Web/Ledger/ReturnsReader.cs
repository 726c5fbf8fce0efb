using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Gathers, for all figures with one known-at, who reported what.</summary>
internal sealed class ReturnsReader
{
    // A nil return that began before the period may reach into it.
    private const int LongestSpan = RecordRules.SpanDays;
    private static readonly (long, long)[] Everywhere = [(0, long.MaxValue)];

    private readonly LedgerState state;
    private readonly Catalogue catalogue;
    private readonly UnitTree tree;
    private readonly Gather periodic;
    private readonly Gather nil;
    private readonly Gather campaigns;
    private readonly Gather answers;
    private readonly HashSet<string> asked;
    private readonly HashSet<(string Kind, UnitId Unit, int Month, long Key)> seen = [];
    private readonly List<Return> returns = [];
    private readonly List<Campaign> found = [];

    public ReturnsReader(
        LedgerState state,
        Catalogue catalogue,
        UnitTree tree,
        Places places,
        long seq,
        IReadOnlyCollection<FigureReader.Need> figures
    )
    {
        this.state = state;
        this.catalogue = catalogue;
        this.tree = tree;
        var expected = Returns.Expected(catalogue, figures.SelectMany(f => f.Policy.Formula.Kinds)).ToHashSet();
        asked = expected.Where(k => catalogue.Kind(k)!.Expected!.Every == Often.Campaign).ToHashSet();
        expected.ExceptWith(asked);
        var periods = figures.Select(f => f.Query.Period.UpTo(f.Query.CutOff)).Where(p => !p.IsEmpty).ToList();
        var days =
            periods.Count == 0
                ? new(DateOnly.MaxValue, DateOnly.MinValue)
                : new Period(periods.Min(p => p.From), periods.Max(p => p.To));
        var ranges = figures.Select(f => f.Query.Unit).Distinct().SelectMany(places.Of).Distinct().ToList();
        periodic = new(seq, Codes(expected), ranges, days, TakePeriodic);
        nil = new(seq, expected.Count > 0 ? Codes([WellKnown.NilReturn]) : [], ranges, Earlier(days), TakeNil);
        campaigns = new(seq, asked.Count > 0 ? Codes([WellKnown.Campaign]) : [], Everywhere, days, TakeCampaign);
        answers = new(seq, asked.Count > 0 ? Codes([.. asked, WellKnown.NilReturn]) : [], Everywhere, days, TakeAnswer);
    }

    /// <summary>What the one pass over the ledger must also read.</summary>
    public IEnumerable<Sink> Sinks => new[] { periodic, nil, campaigns }.Where(g => g.Kinds.Any());

    /// <summary>After that pass: who answered the campaigns that were found.</summary>
    public Returns Finish(LedgerScan scan)
    {
        if (found.Count > 0)
        {
            scan.RunAnswers(found.Select(c => c.Id), answers);
        }

        return new(catalogue, tree, found, returns);
    }

    private static Period Earlier(Period days) =>
        days.IsEmpty || days.From.DayNumber < LongestSpan ? days : days with { From = days.From.AddDays(-LongestSpan) };

    private int[] Codes(IEnumerable<string> kinds) => [.. kinds.Select(k => state.Symbols[k]).Where(c => c != 0)];

    // One return for each month and place is enough to know that the unit reported.
    private void TakePeriodic(in Row row)
    {
        var kind = state.Symbols[row.Kind];
        if (seen.Add((kind, row.Unit, Months.Of(row.Day), tree.KeyOn(row.Unit, row.Day))))
        {
            returns.Add(new(kind, row.Unit, new(row.Day, row.Day), IsNil: false, null));
        }
    }

    private void TakeNil(in Row row)
    {
        if (Value(row.Facts, "of") is { } kind && !asked.Contains(kind))
        {
            returns.Add(new(kind, row.Unit, Days(row), IsNil: true, null));
        }
    }

    private void TakeCampaign(in Row row)
    {
        if (Value(row.Facts, "asks") is { } kind && asked.Contains(kind))
        {
            var each = row.Facts.Measure(state.Symbols["each"]).ToMeasure()?.Amount ?? 1;
            found.Add(new(row.Id.ToGuid(), kind, row.Unit, Days(row), (int)each));
        }
    }

    private void TakeAnswer(in Row row)
    {
        var isNil = state.Symbols[row.Kind] == WellKnown.NilReturn;
        var kind = isNil ? Value(row.Facts, "of") : state.Symbols[row.Kind];
        if (kind is not null && asked.Contains(kind))
        {
            returns.Add(
                new(kind, row.Unit, isNil ? Days(row) : new(row.Day, row.Day), isNil, FirstFollowed(row.Facts))
            );
        }
    }

    private string? Value(in Facts facts, string field) =>
        facts.Dimension(state.Symbols[field]) is not 0 and var value ? state.Symbols[value] : null;

    private Guid? FirstFollowed(in Facts facts)
    {
        var follows = state.Symbols[WellKnown.FollowsFrom];
        for (var links = facts.Links; links.Next(out var type, out var target); )
        {
            if (type == follows)
            {
                return target.ToGuid();
            }
        }

        return null;
    }

    private static Period Days(in Row row) => new(row.Day, row.Day.AddDays(row.Facts.MoreDays));

    private delegate void TakeRow(in Row row);

    /// <summary>Rows of some kinds in some places.</summary>
    private sealed class Gather(
        long seq,
        IReadOnlyList<int> kinds,
        IReadOnlyList<(long Low, long High)> ranges,
        Period days,
        TakeRow take
    ) : Sink(seq)
    {
        public override IEnumerable<int> Kinds => days.IsEmpty ? [] : kinds;

        public override IEnumerable<Span> Spans => ranges.Select(r => new Span(r.Low, r.High, days));

        // More than is needed does no harm, so places and days are not asked again.
        public override void Take(in Row row) => take(row);
    }
}
