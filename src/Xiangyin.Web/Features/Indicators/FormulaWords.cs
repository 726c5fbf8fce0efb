using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>Reads a formula aloud: what is counted, of which records, under which conditions, in the reader's language.</summary>
internal sealed class FormulaWords(Catalogue catalogue, T t)
{
    private T T => t;

    /// <summary>"“上稿”记录的条数（级别为县级）".</summary>
    public string Of(Formula formula) =>
        formula switch
        {
            Constant c => T.Number(c.Value),
            Operation o => $"{Side(o, o.Left)} {Sign(o.Operator)} {Side(o, o.Right)}",
            Count x => T["formula.count", Kinds(x.Of.Kinds), Where(x.Of)],
            Sum x => T["formula.sum", Measure(x.Measure, x.Of), Kinds(x.Of.Kinds), Where(x.Of)],
            Median x => T["formula.median", Measure(x.Measure, x.Of), Kinds(x.Of.Kinds), Where(x.Of)],
            Distinct { What: "event" } x => T["formula.events", Kinds(x.Of.Kinds), Where(x.Of)],
            Distinct { What: "unit" } x => T["formula.units", Kinds(x.Of.Kinds), Where(x.Of)],
            Distinct x => T["formula.distinct", Thing(x.What, x.Of), Kinds(x.Of.Kinds), Where(x.Of)],
            Highest x => T["formula.highest", Thing(x.Link, x.Of), Thing(x.On, x.Of), Kinds(x.Of.Kinds), Where(x.Of)],
            Holders x => T[
                "formula.holders",
                Thing(x.Role, x.Openings),
                Kinds(x.Openings.Kinds),
                Kinds(x.Closings.Kinds),
                Where(x.Openings)
            ],
            Least x => T["formula.least", T[$"figure.type.{x.Type}"], Of(x.Of)],
            _ => formula.ToString()!,
        };

    private string Side(Operation around, Formula side) =>
        side is Operation { Operator: '+' or '-' } && around.Operator is '*' or '/' ? T["formula.bracket", Of(side)]
        : side is Operation && ReferenceEquals(side, around.Right) ? T["formula.bracket", Of(side)]
        : Of(side);

    private static string Sign(char op) =>
        op switch
        {
            '-' => "−",
            '*' => "×",
            '/' => "÷",
            _ => "+",
        };

    private string Kinds(IEnumerable<string> kinds) =>
        T.List(kinds.Select(id => T["formula.quoted", catalogue.Kind(id) is { } kind ? T[kind.Name] : id]));

    private string Measure(string id, Source of) => Name(of, k => k.Measure(id)?.Name) ?? id;

    // A role, a link or a dimension field, by the name that the form gives it.
    private string Thing(string id, Source of) =>
        Name(
            of,
            k =>
                k.Roles.FirstOrDefault(r => r.Id == id)?.Name
                ?? k.Links.FirstOrDefault(l => l.Type == id)?.Name
                ?? k.Dimension(id)?.Name
        ) ?? id;

    private string? Name(Source of, Func<Kind, LocalText?> name) =>
        of.Kinds.Select(catalogue.Kind).OfType<Kind>().Select(name).OfType<LocalText>().FirstOrDefault() is { } found
            ? T[found]
            : null;

    private string Where(Source of) =>
        of.Where.Count == 0
            ? ""
            : T["formula.where", string.Join(T["formula.and"], of.Where.Select(c => Clause(c, of)))];

    private string Clause(Clause clause, Source of)
    {
        var dimension =
            clause.Field == WellKnown.Recorded
                ? catalogue.Dimension(WellKnown.Recorded)
                : of
                    .Kinds.Select(k => catalogue.Kind(k)?.Dimension(clause.Field)?.Dimension)
                    .OfType<string>()
                    .Select(catalogue.Dimension)
                    .FirstOrDefault();
        var values = T.List(clause.Values.Select(v => dimension?.Find(v) is { } known ? T[known.Name] : v));
        return T[
            clause.Negated ? "formula.is-not"
            : clause.Values.Count == 1 ? "formula.is"
            : "formula.among",
            clause.Field == WellKnown.Recorded && dimension is not null ? T[dimension.Name] : Thing(clause.Field, of),
            values
        ];
    }
}
