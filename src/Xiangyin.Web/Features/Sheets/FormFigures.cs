using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A cell with its figure, or why it stays empty.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Label">What it is, by the words around it.</param>
/// <param name="Figure">The figure; none where it could not be asked for.</param>
/// <param name="Value">What is filled in; none leaves the cell as it is.</param>
/// <param name="Note">Where the value is from, or why there is none: the cell's comment.</param>
internal sealed record FilledCell(FormCell Cell, string Label, Figure? Figure, decimal? Value, string Note);

/// <summary>Asks for the figures of a form.</summary>
internal sealed class FormFigures(TownLedger ledger, Scope scope, IHttpContextAccessor http, T t)
{
    private T T => t;

    /// <summary>All chosen cells of a form for a year, up to a cut-off.</summary>
    /// <param name="form">The form's sheets, for the words around its cells.</param>
    /// <param name="cells">What belongs into them.</param>
    /// <param name="year">The year.</param>
    /// <param name="cutOff">The last day counted.</param>
    /// <param name="incomplete">Whether a figure is filled in though somebody has not reported; the comment says so.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<FilledCell>> Fill(
        Func<int, FormTable?> form,
        IReadOnlyList<FormCell> cells,
        int year,
        DateOnly cutOff,
        bool incomplete,
        CancellationToken ct
    )
    {
        var known = ledger.Now;
        var queries = cells.Select(c => QueryOf(c, year, cutOff, known)).ToList();
        var asked = queries.Where(q => q.Query is not null).Select(q => q.Query!).Distinct().ToList();
        var answers = (await ledger.Figures(asked, ct)).Zip(asked).ToDictionary(a => a.Second, a => a.First);
        return
        [
            .. cells
                .Zip(queries)
                .Select(c =>
                {
                    var (cell, (query, why)) = c;
                    var table = form(cell.Sheet);
                    var label = table?.LabelOf(cell.Cell) ?? "";
                    var figure = query is null ? null : answers[query];
                    var reason =
                        why
                        ?? (
                            table?.Find(cell.Cell) is not { } there ? T["forms.why.no-cell"]
                            : there.IsFormula ? T["forms.why.formula"]
                            : Why(figure!, incomplete)
                        );
                    return new FilledCell(
                        cell,
                        label,
                        figure,
                        reason is null ? Rounded(figure!) : null,
                        reason is null ? Source(figure!) : T["forms.note.empty", reason]
                    );
                }),
        ];
    }

    private (FigureQuery? Query, string? Why) QueryOf(FormCell cell, int year, DateOnly cutOff, KnownAt known)
    {
        if (ledger.Catalogue.Indicator(cell.Indicator) is not { } indicator)
        {
            return (null, T["forms.why.no-indicator", cell.Indicator]);
        }

        if (cell.Policy.Length > 0 && indicator.Policies.All(p => p.Id != cell.Policy))
        {
            return (null, T["forms.why.no-policy", T[indicator.Name]]);
        }

        if (!scope.May(Verb.See, cell.Unit))
        {
            return (null, T["forms.why.no-unit"]);
        }

        var period = FormSpan.Of(cell.Span, year);
        var last = cutOff < period.To ? cutOff : period.To;
        return last < period.From
            ? (null, T["forms.why.ahead", T.Days(period.From, period.To), T.Day(cutOff)])
            : (new(indicator.Id, cell.Unit, period, last, known, cell.Policy.Length > 0 ? cell.Policy : null), null);
    }

    /// <summary>Why a figure is not filled in; none when it is.</summary>
    private string? Why(Figure figure, bool incomplete) =>
        figure.Withheld != Withheld.No ? T[$"forms.why.withheld.{figure.Withheld}"]
        : figure.Amount.Value is null && figure.Amount.WithoutValue > 0
            ? T["forms.why.without-value", figure.Amount.WithoutValue]
        : figure.Amount.Value is null ? T["forms.why.unknown", Missing(figure)]
        : figure.Completeness.Complete == false && !incomplete
            ? T["forms.why.incomplete", FigureText.Of(figure, t.Language), Missing(figure)]
        : null;

    private string Missing(Figure figure) =>
        figure.Completeness.Missing.Count == 0
            ? T["forms.nobody"]
            : T.List(figure.Completeness.Missing.Select(u => T[scope.Tree.On(u, figure.Query.CutOff).Name]));

    private static decimal Rounded(Figure figure) =>
        decimal.Round(figure.Amount.Value!.Value, figure.Indicator.Decimals, MidpointRounding.AwayFromZero);

    /// <summary>What, of whom, when, how counted, how many records, and where to see them.</summary>
    private string Source(Figure figure)
    {
        var query = figure.Query;
        var lines = new List<string>
        {
            T["forms.note.figure", T[figure.Indicator.Name], FigureText.Of(figure, t.Language)],
            T[
                "forms.note.scope",
                T[scope.Tree.On(query.Unit, query.CutOff).Name],
                T.Days(query.Period.From, query.CutOff),
                T[figure.Policy.Name]
            ],
            T["forms.note.records", figure.Operands.Sum(o => o.Records), T.Instant(query.KnownAt.At)],
        };
        if (figure.Amount.Approximation is not (Approximation.Exact or Approximation.None))
        {
            lines.Add(T[$"forms.note.{figure.Amount.Approximation}"]);
        }

        if (figure.Completeness.Complete == false)
        {
            lines.Add(T["forms.note.incomplete", Missing(figure)]);
        }

        if (figure.Completeness.Awaiting > 0)
        {
            lines.Add(T["forms.note.awaiting", figure.Completeness.Awaiting]);
        }

        if (http.HttpContext?.Request is { } request)
        {
            lines.Add(
                new Uri(new Uri($"{request.Scheme}://{request.Host}"), FigureUrl.Of(query, pinned: true)).ToString()
            );
        }

        return string.Join('\n', lines);
    }
}
