using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Says in words what was found.</summary>
internal sealed class CheckWords(TownLedger ledger, T t)
{
    private T T => t;

    /// <summary>The sentence under a mark.</summary>
    public string Of(Mark mark) => mark.Defect is { } defect ? defect.MessageIn(t.Language) : Of(mark.Comparison!);

    /// <summary>What setting a quantity against the ledger gave.</summary>
    public string Of(Comparison compared) =>
        compared.Outcome switch
        {
            Outcome.Agrees => T[$"checks.agrees.{Against(compared)}", Told(compared), Asked(compared)],
            Outcome.Differs => T[
                $"checks.differs.{Against(compared)}{Way(compared)}",
                Told(compared),
                Asked(compared),
                Number(Math.Abs(compared.Difference))
            ],
            _ => T[$"checks.none.{compared.Why}", Asked(compared), compared.Quantity.Per ?? ""],
        };

    /// <summary>What would give the number that was written.</summary>
    public string Of(Explanation why) =>
        T[
            $"checks.why.{why.Kind}",
            why.Kind switch
            {
                ExplanationKind.CutOff => T.Day(why.Figure.Query.CutOff),
                ExplanationKind.Policy => T[why.Figure.Policy.Name],
                ExplanationKind.Year => why.Figure.Query.Period.From.Year.ToString(CultureInfo.InvariantCulture),
                ExplanationKind.Awaiting => why.Figure.Completeness.Awaiting,
                ExplanationKind.Indicator => T[why.Figure.Indicator.Name],
                _ => T.List((why.Units ?? []).Select(u => T[ledger.Tree.On(u, why.Figure.Query.CutOff).Name])),
            },
            FigureText.Of(why.Figure, t.Language)
        ];

    /// <summary>How sure a match is, in words.</summary>
    public string Sure(Comparison compared) =>
        T[
            compared.IsChosen ? "checks.sure.chosen"
            : compared.Match!.Confidence >= Matcher.Sure ? "checks.sure.high"
            : "checks.sure.low",
            (int)Math.Round(100 * compared.Match!.Confidence)
        ];

    /// <summary>The unit, the time and the cut-off that the ledger was asked.</summary>
    public string Asked(Comparison compared)
    {
        if (compared.Figure is null)
        {
            return "";
        }

        var query = compared.Figure!.Query;
        var unit = T[ledger.Tree.On(query.Unit, query.CutOff).Name];
        return compared.Figure.Indicator.Nature == Nature.Stock
            ? T["checks.asked.stock", unit, T.Day(query.CutOff)]
            : T["checks.asked.flow", unit, T.Days(query.Period.From, query.Period.UpTo(query.CutOff).To)];
    }

    private static string Against(Comparison compared) =>
        compared.Target is not null ? "target"
        : compared.IsEachVillage ? "villages"
        : "figure";

    private static string Way(Comparison compared) =>
        compared.IsEachVillage ? ""
        : compared.Difference > 0 ? ".more"
        : ".less";

    private string Told(Comparison compared) =>
        compared.Target is { } target
            ? FigureText.Of(
                new Amount(target.Value.Amount, target.Value.Approximation, Basis.Counted),
                compared.Match!.Indicator,
                t.Language
            )
            : FigureText.Of(compared.Figure!, t.Language);

    private static string Number(decimal number) => T.Number(number);
}
