using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A column of a kind's sheet.</summary>
/// <param name="Field">The form's field that it fills: <c>on</c>, <c>measure.copies</c>.</param>
/// <param name="Header">What stands on top, in the reader's language.</param>
/// <param name="Names">All names by which it is known.</param>
/// <param name="Note">How to fill it in.</param>
/// <param name="Required">Whether every row needs it.</param>
/// <param name="Choices">What may be chosen, with the value that each stands for; none where anything may be typed.</param>
/// <param name="Many">Whether several may be named, one after another.</param>
internal sealed record SheetColumn(
    string Field,
    string Header,
    IReadOnlyList<string> Names,
    string Note,
    bool Required,
    IReadOnlyList<SheetChoice>? Choices = null,
    bool Many = false
);

/// <summary>Something that may be chosen.</summary>
/// <param name="Shown">As the list shows it.</param>
/// <param name="Value">As the form takes it.</param>
/// <param name="Names">Other ways to write it.</param>
internal sealed record SheetChoice(string Shown, string Value, IReadOnlyList<string> Names);

/// <summary>What a sheet for a kind asks: the columns that follow from the catalogue, with what the actor may choose.</summary>
internal sealed class KindSheet(TownLedger ledger, PeopleStore people, Scope scope, T t)
{
    /// <summary>The most records that a link's list offers.</summary>
    private const int Linkable = 200;

    private T T => t;

    /// <summary>Kinds that have a sheet and that the actor may record.</summary>
    public static IEnumerable<Kind> KindsFor(Scope scope, Catalogue catalogue) =>
        catalogue.Kinds.Where(k => !k.Restricted && UnitsFor(k, scope).Count > 0);

    /// <summary>Units for which the actor may record a kind.</summary>
    public static IReadOnlyList<UnitId> UnitsFor(Kind kind, Scope scope) =>
        [
            .. scope
                .Units(Verb.Record)
                .Where(u => kind.Units.Count == 0 || kind.Units.Contains(scope.Tree.On(u, scope.Today).Type)),
        ];

    /// <summary>The columns, in the order of the template.</summary>
    public async Task<IReadOnlyList<SheetColumn>> Columns(Kind kind, CancellationToken ct)
    {
        var columns = new List<SheetColumn>
        {
            Own("number", required: false),
            Own("unit", required: true, UnitsFor(kind, scope).Select(UnitChoice)),
            Own("on", required: true),
        };
        if (kind.Spans)
        {
            columns.Add(Own("until", required: false));
        }

        columns.Add(Own("title", required: kind.Id != WellKnown.NilReturn));
        columns.AddRange(kind.Dimensions.Select(Dimension));
        foreach (var measure in kind.Measures)
        {
            columns.Add(
                new(
                    $"measure.{measure.Id}",
                    T["sheet.column.measure", T[measure.Name], T[measure.Unit]],
                    [.. Names(measure.Name), measure.Id],
                    T["sheet.note.measure", T[measure.Unit], T.Number(measure.Max)],
                    measure.Required
                )
            );
            if (!kind.Ahead)
            {
                columns.Add(
                    new(
                        $"approximation.{measure.Id}",
                        T["sheet.column.approximation", T[measure.Name]],
                        [$"approximation.{measure.Id}", .. Names(t.All("sheet.column.approximation"), measure.Name)],
                        T["sheet.note.approximation"],
                        Required: false,
                        [.. Enum.GetValues<Approximation>().Select(a => Word($"approximation.{a}", a.ToString()))]
                    )
                );
            }
        }

        if (kind.Measures.Count > 0 && !kind.Ahead)
        {
            columns.Add(
                Own("basis", required: false, Enum.GetValues<Basis>().Select(b => Word($"basis.{b}", b.ToString())))
            );
        }

        await AddRoles(kind, columns, ct);
        await AddLinks(kind, columns, ct);
        if (kind.Place)
        {
            columns.Add(Own("place", required: false));
        }

        columns.Add(Own("text", required: false));
        return columns;
    }

    private async Task AddRoles(Kind kind, List<SheetColumn> columns, CancellationToken ct)
    {
        if (kind.Roles.Count == 0)
        {
            return;
        }

        var there = await people.In([.. scope.Units(Verb.See)], scope.Today, ct);
        var several = there.GroupBy(p => p.Name.Hans).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        // Of two with one name the unit tells which.
        List<SheetChoice> choices =
        [
            .. there.Select(p =>
                several.Contains(p.Name.Hans)
                    ? new SheetChoice(
                        $"{T[p.Name]}（{T[scope.Tree.On(p.Unit, scope.Today).Name]}）",
                        p.Id.Value.ToString(),
                        [p.Id.Value.ToString(), $"{p.Name.Hans}（{scope.Tree.On(p.Unit, scope.Today).Name.Hans}）"]
                    )
                    : new SheetChoice(T[p.Name], p.Id.Value.ToString(), [.. Names(p.Name), p.Id.Value.ToString()])
            ),
        ];
        columns.AddRange(
            kind.Roles.Select(role => new SheetColumn(
                $"role.{role.Id}",
                T[role.Name],
                [.. Names(role.Name), role.Id],
                T[role.Many ? "sheet.note.roles" : "sheet.note.role"],
                role.Required,
                choices,
                role.Many
            ))
        );
    }

    private async Task AddLinks(Kind kind, List<SheetColumn> columns, CancellationToken ct)
    {
        foreach (var link in kind.Links)
        {
            var found = await ledger.Find(new(Above(scope), Kind: link.Kind), null, Linkable, ct);
            columns.Add(
                new(
                    $"link.{link.Type}",
                    T[link.Name],
                    [.. Names(link.Name), link.Type],
                    T["sheet.note.link"],
                    link.Required,
                    [
                        .. found
                            .Rows.Where(r => r.State != RecordState.Withdrawn)
                            .Where(r => scope.MaySee(r.Kind, r.Unit, r.Author, ledger.Catalogue))
                            .GroupBy(r => $"{r.On:yyyy-MM-dd} {r.Title}")
                            .SelectMany(same =>
                                same.Select(
                                    (r, i) =>
                                        new SheetChoice(
                                            i == 0 ? same.Key : $"{same.Key} #{i + 1}",
                                            r.Id.ToString(),
                                            [r.Id.ToString()]
                                        )
                                )
                            ),
                    ]
                )
            );
        }
    }

    // A campaign stands with the town; a village may answer it.
    private static UnitId Above(Scope scope) =>
        scope.Tree.AboveOn(scope.Root, UnitType.Town, scope.Today) is { } town
        && scope.Tree.IsWithin(scope.Root, town, scope.Today)
            ? town
            : scope.Root;

    private SheetColumn Dimension(DimensionField field)
    {
        var values = ledger.Catalogue.Dimension(field.Dimension)?.Values ?? [];
        return new(
            $"dimension.{field.Id}",
            T[field.Name],
            [.. Names(field.Name), field.Id],
            T["sheet.note.choice"],
            field.Required,
            [
                .. values.Select(v => new SheetChoice(
                    v.Retired <= scope.Today ? "" : T[v.Name],
                    v.Id,
                    [.. Names(v.Name), v.Id]
                )),
            ]
        );
    }

    private SheetColumn Own(string name, bool required, IEnumerable<SheetChoice>? choices = null) =>
        new(
            name,
            T[$"sheet.column.{name}"],
            [.. Names(t.All($"sheet.column.{name}")), name],
            T[$"sheet.note.{name}"],
            required,
            choices is null ? null : [.. choices]
        );

    private SheetChoice UnitChoice(UnitId unit)
    {
        var name = scope.Tree.On(unit, scope.Today).Name;
        return new(T[name], unit.ToString(), [.. Names(name), unit.ToString()]);
    }

    private SheetChoice Word(string key, string value) => new(T[key], value, [.. Names(t.All(key)), value]);

    private static string[] Names(LocalText text) => [text.Hans, text.Hant, text.En];

    private static IEnumerable<string> Names(LocalText frame, LocalText name) =>
        Names(frame).Zip(Names(name), (f, n) => f.Replace("{0}", n, StringComparison.Ordinal));
}
