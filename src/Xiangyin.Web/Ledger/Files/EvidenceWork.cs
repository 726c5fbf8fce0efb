namespace Xiangyin.Web.Ledger;

/// <summary>
/// Looks at new pictures: makes them small and finds those that look the same. The files that wait are the job's table
/// (<c>evidence_file</c>), so that a program that was killed goes on where it stood.
/// </summary>
internal sealed partial class EvidenceWork(
    TownLedger ledger,
    EvidenceStore store,
    TimeProvider clock,
    ILogger<EvidenceWork> log
) : BackgroundService, IAsyncDisposable
{
    private const int Batch = 50;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    /// <summary>Looks at everything that waits.</summary>
    public async Task Run(CancellationToken ct)
    {
        await ledger.Shown.CatchUp(ct);
        for (IReadOnlyList<string> waiting; (waiting = ledger.Shown.Waiting(Batch)).Count > 0; )
        {
            foreach (var hash in waiting)
            {
                await Look(hash, ct);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                await TryRun(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The site closes; what waits is looked at after the next start.
        }
    }

    /// <summary>Ends what is being done before what it is done on goes away.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (ExecuteTask is { } running)
        {
            await running;
        }
    }

    private async Task TryRun(CancellationToken ct)
    {
        try
        {
            await Run(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogFailed(e);
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

    [LoggerMessage(LogLevel.Error, "Looking at pictures failed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
