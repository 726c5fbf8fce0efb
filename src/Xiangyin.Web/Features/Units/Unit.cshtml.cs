using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Units;

/// <summary>One unit: what it is today, what became of it, who works there.</summary>
internal sealed class UnitModel(PeopleStore people, Scope scope, T t) : PageModel
{
    public Scope Scope => scope;

    public Unit Unit { get; private set; } = null!;

    public UnitWords Words => new(t, scope.Tree);

    public DateOnly? EndedOn => scope.Tree.EndedOn(Unit.Id) is { } end && end <= scope.Today ? end : null;

    /// <summary>Where an ended unit's past belongs today.</summary>
    public UnitId? Heir => EndedOn is null ? null : scope.Tree.HeirOn(Unit.Id, scope.Today);

    public IEnumerable<UnitChange> History =>
        scope.Tree.Changes.Where(c => c.Unit == Unit.Id || Names(c, Unit.Id)).OrderBy(c => c.On);

    public IReadOnlyList<UnitId> Below =>
        [.. scope.Tree.ChildrenOn(Unit.Id, scope.Today).Where(u => scope.May(Verb.See, u))];

    /// <summary>Ended units whose past belongs here today.</summary>
    public IReadOnlyList<UnitId> Joined =>
        [
            .. scope
                .Tree.Units.Where(u => !scope.Tree.IsOpen(u, scope.Today) && scope.Tree.EndedOn(u) <= scope.Today)
                .Where(u => scope.Tree.HeirOn(u, scope.Today) == Unit.Id)
                .OrderBy(u => u.Value),
        ];

    public IReadOnlyList<(string Name, string Role)> People { get; private set; } = [];

    public bool MayChange => EndedOn is null && Unit.Type > UnitType.Town && scope.May(Verb.ChangeUnits, Unit.Id);

    private T T => t;

    public async Task<IActionResult> OnGet(long id, CancellationToken ct)
    {
        var unit = new UnitId(id);
        if (!scope.May(Verb.See, unit))
        {
            return NotFound();
        }

        Unit = scope.Tree.On(unit, scope.Today);
        People =
        [
            .. from person in await people.In([unit], scope.Today, ct)
            let role = Rights.RoleOf(person.Post)
            select (t[person.Name], role is null ? "" : T[$"role.{role}"]),
        ];
        return Page();
    }

    private static bool Names(UnitChange change, UnitId unit) =>
        change switch
        {
            UnitMerged merged => merged.Into == unit,
            UnitSplit split => split.Into.Contains(unit),
            UnitMoved moved => moved.Parent == unit,
            _ => false,
        };
}
