using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>Says in the reader's words what a figure is: how sure, of whom, how complete.</summary>
internal sealed class FigureWords(T t, Catalogue catalogue, UnitTree tree)
{
    private T T => t;

    /// <summary>The number with what stands before and after it: "至少", "6240", "份"; words alone stand in the middle.</summary>
    public (string Before, string Number, string After) Split(Figure figure)
    {
        var text = FigureText.Of(figure, t.Language);
        if (figure.Withheld != Withheld.No || figure.Amount.Value is not { } value)
        {
            return ("", text, "");
        }

        var number = FigureText.Number(value, figure.Indicator.Decimals);
        var at = text.IndexOf(number, StringComparison.Ordinal);
        return (text[..at].Trim(), number, text[(at + number.Length)..].Trim());
    }

    /// <summary>"逐条数出", "至少：有的只知道下限", "含估计".</summary>
    public string Certainty(Figure figure)
    {
        var words =
            figure.Withheld != Withheld.No
                ? T["figure.certainty.withheld"]
                : T[$"figure.certainty.{figure.Amount.Approximation}"];
        return figure.Amount.Basis == Basis.Estimated ? T["figure.certainty.estimated", words] : words;
    }

    /// <summary>"10个村都已报", "10个村中9个已报", "不需要报".</summary>
    public string Completeness(Completeness completeness)
    {
        var (expected, missing) = (completeness.Expected.Count, completeness.Missing.Count);
        var what = Counted(completeness.Expected, expected);
        return completeness.Complete switch
        {
            null => T["figure.completeness.none"],
            var done when expected == 1 => T[done == true ? "figure.completeness.done" : "figure.completeness.not"],
            true => T["figure.completeness.all", what],
            _ => T["figure.completeness.part", what, expected - missing],
        };
    }

    /// <summary>The unit with how many lie below it: "桐花镇，含10个村、3个站所".</summary>
    public string Members(UnitId unit, IReadOnlyList<UnitId> members, DateOnly day)
    {
        var name = T[tree.On(unit, day).Name];
        var below = members
            .Where(u => u != unit)
            .GroupBy(u => tree.On(u, day).Type)
            .OrderBy(g => g.Key)
            .Select(g => T[$"figure.type.count.{g.Key}", g.Count()])
            .ToList();
        return below.Count == 0 ? name : T["figure.members", name, T.List(below)];
    }

    /// <summary>The unit and what belongs to it, as the question wants it organised.</summary>
    public IReadOnlyList<UnitId> MembersOf(FigureQuery query) => [.. tree.SubtreeOn(query.Unit, DayOf(query))];

    /// <summary>The day whose tree says who belongs to the unit.</summary>
    public static DateOnly DayOf(FigureQuery query) =>
        query.Organised == Organised.Now ? Day.Of(query.KnownAt.At) : query.CutOff;

    public string Name(UnitId unit, DateOnly day) => T[tree.On(unit, day).Name];

    /// <summary>The kind that missing units are asked for.</summary>
    public Kind? Asked(Formula formula) =>
        Returns.Expected(catalogue, formula.Kinds).Select(catalogue.Kind).FirstOrDefault();

    /// <summary>A measure as it was stated: "至少120份（上报）".</summary>
    public string Stated(Measure? measure, LocalText unit)
    {
        if (measure?.Amount is not { } amount)
        {
            return measure is null ? "" : T["figure.stated.None"];
        }

        var words = T[
            $"figure.stated.{measure.Approximation}",
            T.Number(amount) + (T.IsEnglish && T[unit] != "%" ? " " : "") + T[unit]
        ];
        return measure.Basis == Basis.Counted ? words : T[$"figure.stated.{measure.Basis}", words];
    }

    // Where all are villages they are called so.
    private string Counted(IReadOnlyList<UnitId> units, int n) =>
        units.Select(u => tree.On(u, DateOnly.MaxValue).Type).Distinct().ToList() is [var type]
            ? T[$"figure.type.count.{type}", n]
            : T["figure.type.count", n];
}
