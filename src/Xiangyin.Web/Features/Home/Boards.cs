using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Home;

/// <summary>Makes boards, and keeps each until something is recorded or the day turns.</summary>
internal sealed class Boards(TownLedger ledger)
{
    private const int Kept = 256;
    private const int AwaitingShown = 200;
    private readonly ConcurrentDictionary<Key, Board> boards = new();

    /// <param name="unit">Whose year.</param>
    /// <param name="year">Which; by default this year, or, where nothing was recorded in it yet, the last in which something was.</param>
    /// <param name="cutOff">The last day counted; by default today or the year's end, whichever is first.</param>
    /// <param name="today">Today.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Board> Of(UnitId unit, int? year, DateOnly? cutOff, DateOnly today, CancellationToken ct)
    {
        var now = ledger.Now;
        var key = new Key(unit, year, cutOff, today, now.Seq);
        if (boards.TryGetValue(key, out var board))
        {
            return board;
        }

        board = await Make(unit, year, cutOff, today, now, ct);
        if (boards.Count >= Kept)
        {
            boards.Clear();
        }

        return boards[key] = board;
    }

    private async Task<Board> Make(
        UnitId unit,
        int? asked,
        DateOnly? cutOff,
        DateOnly today,
        KnownAt now,
        CancellationToken ct
    )
    {
        var last = asked is null && cutOff is null ? await LastDay(unit, today, ct) : today;
        var year = asked ?? cutOff?.Year ?? last.Year;
        var period = Period.Year(year);
        var until =
            cutOff is { } day && period.Contains(day) ? day
            : last < period.To ? last
            : period.To;
        if (until < period.From)
        {
            until = period.To;
        }

        var figures = await Figures(unit, period, until, now, ct);
        return new(year, until, Jobs(figures), Missing(figures), await ledger.Awaiting(unit, AwaitingShown, ct));
    }

    // A demonstration ends where its invented records end; a town that has not begun its year looks at the last one.
    private async Task<DateOnly> LastDay(UnitId unit, DateOnly today, CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await ledger.Find(new(unit, Period: new(RecordRules.FirstDay, today)), cursor, 50, ct);
            // What lies ahead, a plan or a target, is not what was done.
            if (page.Rows.FirstOrDefault(r => ledger.Catalogue.Kind(r.Kind)?.Ahead != true) is { } newest)
            {
                return newest.On.Year < today.Year ? newest.On : today;
            }

            cursor = page.Next;
        } while (cursor is not null);

        return today;
    }

    private async Task<IReadOnlyList<BoardRow>> Figures(
        UnitId unit,
        Period period,
        DateOnly cutOff,
        KnownAt now,
        CancellationToken ct
    )
    {
        var catalogue = ledger.Catalogue;
        var targets = Targets(catalogue);
        var indicators = catalogue
            .Indicators.Where(i => !targets.ContainsValue(i.Id) && !catalogue.IsRestricted(i.Policies[0].Formula))
            .ToList();
        var planned = indicators.Where(i => targets.ContainsKey(i.Id)).ToList();
        FigureQuery Ask(string indicator, Period days, DateOnly end) => new(indicator, unit, days, end, now);
        // All of the page's figures in one question: they cost one pass.
        var figures = await ledger.Figures(
            [
                .. indicators.Select(i => Ask(i.Id, period, cutOff)),
                .. indicators.Select(i => Ask(i.Id, period.ShiftYears(-1), cutOff.AddYears(-1))),
                .. planned.Select(i => Ask(targets[i.Id], period, period.To)),
            ],
            ct
        );
        var plans = planned
            .Select((i, n) => (i.Id, Plan: figures[(2 * indicators.Count) + n]))
            .ToDictionary(p => p.Id, p => p.Plan);
        return
        [
            .. indicators.Select(
                (i, n) =>
                    new BoardRow(
                        figures[n],
                        plans.GetValueOrDefault(i.Id) is { Amount.Value: > 0 } plan ? plan : null,
                        figures[indicators.Count + n]
                    )
            ),
        ];
    }

    // A target is a record like any other; an indicator that adds up the targets of another indicator is that one's plan.
    private static Dictionary<string, string> Targets(Catalogue catalogue) =>
        catalogue
            .Indicators.Select(i =>
                (
                    i.Id,
                    Of: i.Policies[0].Formula
                        is Sum
                        {
                            Of:
                            {
                                Kinds: [WellKnown.Target],
                                Where: [{ Field: "indicator", Values: [var of], Negated: false }]
                            }
                        }
                        ? of
                        : null
                )
            )
            .Where(t => t.Of is not null)
            .DistinctBy(t => t.Of)
            .ToDictionary(t => t.Of!, t => t.Id);

    // What was promised comes first and alone; a unit without a plan sees what it did.
    private IReadOnlyList<BoardJob> Jobs(IReadOnlyList<BoardRow> figures)
    {
        var shown = (
            figures.Any(r => r.Plan is not null)
                ? figures.Where(r => r.Plan is not null)
                : figures.Where(r => r.Done.Amount.Value is > 0 || r.Before.Amount.Value is > 0)
        ).ToLookup(r => r.Done.Indicator.Group);
        return
        [
            .. ledger
                .Catalogue.Groups.Where(g => shown.Contains(g.Id))
                .Select(g => new BoardJob(g.Name, [.. shown[g.Id]])),
        ];
    }

    private IReadOnlyList<MissingReport> Missing(IReadOnlyList<BoardRow> figures) =>
        [
            .. from kind in ledger.Catalogue.Kinds
            where kind is { Restricted: false, Expected: { Every: not Often.Never } }
            let figure = figures
                .Select(r => r.Done)
                .FirstOrDefault(f => f.Policy.Formula.Kinds.Distinct().SequenceEqual([kind.Id]))
            where figure is { Completeness.Missing.Count: > 0 }
            select new MissingReport(kind, figure.Completeness.Missing, figure.Completeness.Expected.Count, figure),
        ];

    private readonly record struct Key(UnitId Unit, int? Year, DateOnly? CutOff, DateOnly Today, long Seq);
}
