namespace Xiangyin.Web.Ledger;

/// <summary>Looks at new pictures: makes them small and finds those that look the same. Those that wait stand in <c>evidence_file</c>.</summary>
internal sealed class EvidenceWork(
    TownLedger ledger,
    EvidenceStore store,
    TimeProvider clock,
    ILogger<EvidenceWork> log
) : Rounds(TimeSpan.FromSeconds(3), clock, log)
{
    private const int Batch = 50;

    public override async Task Run(CancellationToken ct)
    {
        await ledger.Shown.CatchUp(ct);
        for (IReadOnlyList<string> waiting; (waiting = ledger.Shown.Waiting(Batch)).Count > 0; )
        {
            foreach (var hash in waiting)
            {
                // It rests for as long as it worked: those who ask something meanwhile come first.
                var start = Clock.GetTimestamp();
                await Look(hash, ct);
                await Task.Delay(Clock.GetElapsedTime(start), Clock, ct);
            }
        }
    }

    private async Task Look(string hash, CancellationToken ct)
    {
        try
        {
            if (await store.Open(hash, ct) is not { } file)
            {
                await ledger.Shown.Settle(hash, EvidenceState.Unreadable, ct);
                return;
            }

            await using var content = file.Content;
            var (small, width, height, likeness) = Picture.Shrink(content);
            await store.PutThumbnail(hash, small, ct);
            await ledger.Shown.Saw(hash, width, height, likeness, ct);
        }
        catch (Exception e) when (e is InvalidDataException or LedgerRefusal)
        {
            // Kept before such files were refused: shown as a file, and never tried again.
            await ledger.Shown.Settle(hash, EvidenceState.Unreadable, ct);
        }
    }
}
