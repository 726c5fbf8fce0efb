using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>The records that the actor may see: search, filter, a page at a time. Needs no script; every list has its own address.</summary>
internal sealed class IndexModel(TownLedger ledger, Scope scope) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public RecordState? State { get; private set; }

    public UnitId Unit { get; private set; }

    public RecordPage Found { get; private set; } = new([], null, 0);

    /// <summary>Days that could not be read.</summary>
    public IReadOnlyList<string> BadDays { get; private set; } = [];

    public Scope Scope => scope;

    public Catalogue Catalogue => ledger.Catalogue;

    public IReadOnlyList<UnitId> Units { get; private set; } = [];

    public bool IsFiltered =>
        !string.IsNullOrWhiteSpace(Q + Kind + From + To) || State is not null || Unit != scope.Root;

    public async Task OnGet(long? unit, string? state, CancellationToken ct)
    {
        Units = scope.Units(Verb.See);
        Unit = scope.Narrow(unit);
        State = Enum.TryParse<RecordState>(state, ignoreCase: true, out var s) && Enum.IsDefined(s) ? s : null;
        var from = string.IsNullOrWhiteSpace(From) ? null : Typed.Day(From);
        var to = string.IsNullOrWhiteSpace(To) ? null : Typed.Day(To);
        BadDays =
        [
            .. new[] { (From, from), (To, to) }
                .Where(d => !string.IsNullOrWhiteSpace(d.Item1) && d.Item2 is null)
                .Select(d => d.Item1!),
        ];
        Period? period = from is null && to is null ? null : new(from ?? RecordRules.FirstDay, to ?? DateOnly.MaxValue);
        Found = await ledger.Find(
            new(
                Unit,
                string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(),
                string.IsNullOrEmpty(Kind) ? null : Kind,
                period,
                State
            ),
            After,
            PageSize,
            ct
        );
    }

    /// <summary>This list from another place on.</summary>
    public string UrlOf(string? after) =>
        QueryHelpers.AddQueryString(
            "/records",
            new Dictionary<string, string?>
            {
                ["q"] = Q,
                ["kind"] = Kind,
                ["unit"] = Unit == scope.Root ? null : Unit.ToString(),
                ["from"] = From,
                ["to"] = To,
                ["state"] = State?.ToString().ToLowerInvariant(),
                ["after"] = after,
            }.Where(p => !string.IsNullOrEmpty(p.Value))
        );
}
