using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Asks the ledger for what an outline and its figures need.</summary>
internal sealed class FactFinder(TownLedger ledger)
{
    /// <summary>The most records of a kind that an outline goes through.</summary>
    private const int Listed = 40;

    /// <summary>The facts of an outline: figures that its conditions ask, records that it goes through.</summary>
    public async Task<Facts> Gather(Outline outline, ReportScope scope, PersonId reader, CancellationToken ct)
    {
        var asked = outline.Sections.SelectMany(s => s.Paragraphs).SelectMany(p => p.Sentences).SelectMany(s => s.When);
        var figures = await Answer(asked.SelectMany(c => c.Figures(scope.Year)), scope, ct);
        var found = new Dictionary<string, List<WorkRecord>>();
        foreach (var list in outline.Lists)
        {
            found[list.Name] = await Records(list, scope, reader, ct);
        }

        var all = found.Values.SelectMany(r => r).DistinctBy(r => r.Id).ToList();
        var targets = await Answer(all.Select(TargetOf).OfType<BoundFigure>(), scope, ct);
        ListedRecord Listed(WorkRecord record, bool deep = true) =>
            new(
                record.Id,
                record.Kind,
                Trimmed(record.Title),
                Trimmed(record.Text),
                string.Create(CultureInfo.InvariantCulture, $"{(record.Until ?? record.On).Month}月"),
                record.Dimensions.GetValueOrDefault("shown-by"),
                TargetOf(record) is { } target && targets.GetValueOrDefault(scope.Query(target))?.Amount.Value > 0
                    ? Prose.Open + target + Prose.Close
                    : null,
                record.On.Year > scope.Year,
                deep
                    ? [.. all.Where(r => r.Links.Any(l => l.Target == record.Id)).Select(r => Listed(r, deep: false))]
                    : []
            );
        return new(
            scope,
            ledger.Tree.On(scope.Unit, scope.CutOff).Name,
            figures,
            found.ToDictionary(l => l.Key, l => (IReadOnlyList<ListedRecord>)[.. l.Value.Select(r => Listed(r))])
        );
    }

    private async Task<List<WorkRecord>> Records(
        OutlineList list,
        ReportScope scope,
        PersonId reader,
        CancellationToken ct
    )
    {
        var period = Period.Year(scope.Year + list.YearsLater);
        var page = await ledger.Find(new(scope.Unit, Kind: list.Kind, Period: period), null, Listed, ct);
        var records = new List<WorkRecord>();
        foreach (var row in page.Rows.Reverse())
        {
            var known = (await ledger.History(row.Id, reader, ct)).LastOrDefault(v => v.Seq <= scope.KnownAt.Seq);
            if (known is not null and not { Action: RecordAction.Withdraw })
            {
                records.Add(known.Content);
            }
        }

        return records;
    }

    // What a target record says is a figure like any other: an indicator of its own, "target-" before the one it is for.
    private static BoundFigure? TargetOf(WorkRecord record) =>
        record.Dimensions.TryGetValue("shown-by", out var indicator)
            ? new BoundFigure("target-" + indicator) { Period = Period.Year(record.On.Year) }
            : null;

    private static string Trimmed(string text) => text.Trim().TrimEnd('。', '；', '.', ';');

    /// <summary>The figures that can be answered: of known indicators, policies and units.</summary>
    public async Task<IReadOnlyDictionary<FigureQuery, Figure>> Answer(
        IEnumerable<BoundFigure> bound,
        ReportScope scope,
        CancellationToken ct
    )
    {
        var queries = bound.Distinct().SelectMany(scope.Queries).Distinct().Where(IsAnswerable).ToList();
        return (await ledger.Figures(queries, ct)).Zip(queries).ToDictionary(p => p.Second, p => p.First);
    }

    private bool IsAnswerable(FigureQuery query)
    {
        var catalogue = ledger.CatalogueAt(query.KnownAt.Seq);
        return catalogue.Indicator(query.Indicator) is { } indicator
            && (query.Policy is null || indicator.Policies.Any(p => p.Id == query.Policy))
            && ledger.TreeAt(query.KnownAt.Seq).Has(query.Unit);
    }
}
