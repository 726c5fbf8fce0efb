using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>What waits for somebody, as far as whoever asks may open it.</summary>
internal sealed class Waiting(TownLedger ledger, EvidenceUnderway underway, Scope scope)
{
    private const int MostUnderway = 200;

    /// <summary>Drawn records that nobody has looked at once more.</summary>
    public async Task<LooksWaiting> Looks(YearsDraw draw, CancellationToken ct)
    {
        var (mine, waiting, withdrawn) = (new List<WorkRecord>(), 0, 0);
        foreach (var drawn in draw.Drawn.Where(d => d.Look is null))
        {
            if (await scope.See(ledger, drawn.Record, ct) is not [.., var newest] versions)
            {
                continue;
            }

            if (newest.Action == RecordAction.Withdraw)
            {
                withdrawn++;
                continue;
            }

            waiting++;
            if (versions.All(v => v.By != scope.Actor.Id) && scope.May(Verb.Confirm, newest.Content))
            {
                mine.Add(newest.Content);
            }
        }

        return new(mine, waiting, withdrawn);
    }

    /// <summary>The draw of the newest year of which something was recorded, among the units below the reader's.</summary>
    public async Task<YearsDraw> NewestDraw(CancellationToken ct) =>
        await ledger.SecondLooks.Of(
            ledger.SecondLooks.Years().FirstOrDefault(scope.Today.Year),
            ledger.Tree.MembersNow(scope.Root, scope.Today),
            ct
        );

    /// <summary>Records that are here while photographs of them are still on somebody's phone, longest first.</summary>
    public async Task<IReadOnlyList<(RecordVersion Record, RecordUnderway Waits)>> Underway(CancellationToken ct)
    {
        var waiting = new List<(RecordVersion, RecordUnderway)>();
        foreach (var waits in underway.All().Take(MostUnderway))
        {
            if (await scope.See(ledger, waits.Record, ct) is [.., var record])
            {
                waiting.Add((record, waits));
            }
        }

        return waiting;
    }
}

/// <summary>Second looks that wait.</summary>
/// <param name="Mine">Records that the reader may look at, in the order of their lots, which nobody chose.</param>
/// <param name="All">How many wait in all, those for somebody else too.</param>
/// <param name="Withdrawn">How many were withdrawn before anybody looked.</param>
internal sealed record LooksWaiting(IReadOnlyList<WorkRecord> Mine, int All, int Withdrawn);
