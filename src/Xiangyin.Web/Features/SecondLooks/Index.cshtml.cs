using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.SecondLooks;

/// <summary>抽查: what was drawn this year, what was found, what that says of all records, and what still waits for somebody.</summary>
internal sealed class IndexModel(TownLedger ledger, Waiting waiting, Scope scope) : PageModel
{
    private const int Shown = 30;

    public Scope Scope => scope;

    public int Year { get; private set; }

    public IReadOnlyList<int> Years { get; private set; } = [];

    public YearsDraw Draw { get; private set; } = null!;

    public IEnumerable<Drawn> Looked => Draw.Drawn.Where(d => d.Look is not null);

    public int Wanting => Looked.Count(d => !d.Look!.IsFine);

    /// <summary>What the records looked at say of all; none before the first.</summary>
    public SampleConfidence? Confidence => Looked.Any() ? SampleConfidence.Of(Looked.Count(), Wanting) : null;

    /// <summary>Those that wait for the reader, in the order of their lots, which nobody chose.</summary>
    public IReadOnlyList<WorkRecord> ToLook { get; private set; } = [];

    /// <summary>How many wait in all, those for somebody else too.</summary>
    public int Waiting { get; private set; }

    /// <summary>How many were withdrawn before anybody looked.</summary>
    public int Withdrawn { get; private set; }

    public IReadOnlyList<(WorkRecord Record, SecondLook Look)> Found { get; private set; } = [];

    public bool MayLook => scope.May(Verb.Confirm);

    public async Task OnGet(int? year, CancellationToken ct)
    {
        Years = ledger.SecondLooks.Years();
        Year = year ?? Years.FirstOrDefault(scope.Today.Year);
        var units = ledger.Tree.MembersNow(scope.Root, scope.Today);
        Draw = await ledger.SecondLooks.Of(Year, units, ct);
        if (MayLook)
        {
            var looks = await waiting.Looks(Draw, ct);
            (ToLook, Waiting, Withdrawn) = ([.. looks.Mine.Take(Shown)], looks.All, looks.Withdrawn);
        }
        else
        {
            Waiting = Draw.Drawn.Count(d => d.Look is null);
        }

        Found = await WithRecords(Looked.Where(d => !d.Look!.IsFine), ct);
    }

    private async Task<IReadOnlyList<(WorkRecord, SecondLook)>> WithRecords(
        IEnumerable<Drawn> drawn,
        CancellationToken ct
    )
    {
        var found = new List<(WorkRecord, SecondLook)>();
        foreach (var one in drawn.OrderByDescending(d => d.Look!.At).Take(Shown))
        {
            if (await scope.See(ledger, one.Record, ct) is [.., var newest])
            {
                found.Add((newest.Content, one.Look!));
            }
        }

        return found;
    }
}
