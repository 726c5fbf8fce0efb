using System.Collections.Concurrent;

namespace Xiangyin.Web.Site;

/// <summary>Work that goes on after its request was answered: how far it is, and whether it failed.</summary>
internal sealed class Job
{
    private int done;

    /// <summary>How much there is; 0 while nobody knows.</summary>
    public int Total { get; set; }

    public int Done => Volatile.Read(ref done);

    public bool IsRunning { get; internal set; } = true;

    /// <summary>Whether it ended without an answer: what it did is still there, and it may be started again.</summary>
    public bool HasFailed { get; internal set; }

    public void Advance(int by = 1) => Interlocked.Add(ref done, by);
}

/// <summary>
/// Long work, one after another, because the machine is small. Nothing depends on a job living: whoever asks for one that died starts it again,
/// so a job must be safe to do twice.
/// </summary>
internal sealed partial class Jobs(IHostApplicationLifetime lifetime, ILogger<Jobs> log) : IDisposable
{
    private const int Kept = 200;
    private readonly ConcurrentDictionary<Guid, Job> all = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The job of that id, running or done; none when it was never started here.</summary>
    public Job? Find(Guid id) => all.GetValueOrDefault(id);

    /// <summary>Starts a job, unless it is running already.</summary>
    /// <param name="id">What it works on.</param>
    /// <param name="work">The work; stops when the site stops.</param>
    public Job Start(Guid id, Func<Job, CancellationToken, Task> work)
    {
        lock (turn)
        {
            if (all.TryGetValue(id, out var running) && running.IsRunning)
            {
                return running;
            }

            foreach (var (old, _) in all.Where(j => !j.Value.IsRunning).Take(Math.Max(0, all.Count - Kept)))
            {
                all.TryRemove(old, out _);
            }

            var job = all[id] = new();
            _ = Task.Run(() => Run(job, work));
            return job;
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task Run(Job job, Func<Job, CancellationToken, Task> work)
    {
        var ending = lifetime.ApplicationStopping;
        try
        {
            await turn.WaitAsync(ending);
            try
            {
                await work(job, ending);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            job.HasFailed = true;
        }
        // Whatever it was, the page that waits must be told.
        catch (Exception e)
        {
            job.HasFailed = true;
            Failed(log, e);
        }
        finally
        {
            job.IsRunning = false;
        }
    }

    [LoggerMessage(LogLevel.Error, "A job failed")]
    private static partial void Failed(ILogger log, Exception e);
}
