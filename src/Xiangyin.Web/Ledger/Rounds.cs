namespace Xiangyin.Web.Ledger;

/// <summary>
/// Work that nobody should wait for, done again and again while the site runs. What waits stands in the database, so that a program that was killed
/// goes on where it stood.
/// </summary>
internal abstract partial class Rounds(TimeSpan every, TimeProvider clock, ILogger log)
    : BackgroundService,
        IAsyncDisposable
{
    protected TimeProvider Clock => clock;

    /// <summary>Does all that waits.</summary>
    public abstract Task Run(CancellationToken ct);

    /// <summary>Ends what is being done before what it is done on goes away.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (ExecuteTask is { } running)
        {
            await running;
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            // A program that has just begun is asked by all who waited for it.
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRun(stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The site closes; what waits is done after the next start.
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
            LogFailed(e, GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Work} failed; it is tried again.")]
    private partial void LogFailed(Exception exception, string work);
}
