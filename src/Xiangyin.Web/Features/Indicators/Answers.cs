using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>All figures that a page shows, answered together in one pass over the ledger.</summary>
internal sealed class Answers
{
    private readonly Dictionary<FigureQuery, Figure> figures;

    private Answers(Dictionary<FigureQuery, Figure> figures) => this.figures = figures;

    /// <summary>The answer to a question that was among those asked.</summary>
    public Figure this[FigureQuery query] => figures[query];

    public static async Task<Answers> To(TownLedger ledger, IEnumerable<FigureQuery> queries, CancellationToken ct)
    {
        var asked = queries.Distinct().ToList();
        var found = await ledger.Figures(asked, ct);
        return new(asked.Zip(found).ToDictionary(x => x.First, x => x.Second));
    }
}
