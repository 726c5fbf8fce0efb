namespace Xiangyin.Web.Ledger;

/// <summary>Does in the background what nobody should wait for: cells for new terms, and the words of what was written.</summary>
internal sealed partial class LedgerUpkeep(TownLedger ledger, TimeProvider clock, ILogger<LedgerUpkeep> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await ledger.FillCells(stoppingToken);
                await ledger.CatchUp(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The ledger's upkeep failed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
