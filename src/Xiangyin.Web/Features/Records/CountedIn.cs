using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Records;

/// <summary>Where a record is counted.</summary>
internal static class CountedIn
{
    /// <summary>The figures, of the record's year and the reader's unit, behind which the record stands under today's definitions.</summary>
    /// <param name="ledger">The ledger with its newest catalogue and tree.</param>
    /// <param name="versions">All versions of the record.</param>
    /// <param name="root">The reader's unit.</param>
    public static IReadOnlyList<FigureQuery> Of(TownLedger ledger, IReadOnlyList<RecordVersion> versions, UnitId root)
    {
        var record = versions[^1].Content;
        var now = ledger.Now;
        // A ledger that holds this record and nothing else: what the evaluator finds behind a figure there is this record.
        var alone = new Evaluator(
            new(
                [now],
                versions,
                ledger.Tree.Changes,
                [new CatalogueVersion(0, DateTimeOffset.MinValue, ledger.Catalogue)]
            )
        );
        var year = Period.Year(record.On.Year);
        return
        [
            .. from indicator in ledger.Catalogue.Indicators
            where indicator.Policies[0].Formula.Kinds.Contains(record.Kind)
            let query = new FigureQuery(indicator.Id, root, year, year.To, now, Organised: Organised.Now)
            where alone.Behind(query).Count > 0
            select query with
            {
                Organised = Organised.Then,
            },
        ];
    }
}
