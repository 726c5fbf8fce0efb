using System.Collections.Concurrent;
using System.Data.Common;

namespace Xiangyin.Web.Data;

/// <summary>
/// The database of one installation: SQLite in the data folder, or PostgreSQL. The only thing that knows which.
/// Both are called synchronously: SQLite has no other way, PostgreSQL answers in fractions of a millisecond, and rows are read as spans.
/// </summary>
internal abstract class Database : IDisposable, IAsyncDisposable
{
    private const int Kept = 16;
    private readonly ConcurrentBag<Session> idle = [];
    private readonly SemaphoreSlim gate = new(1);
    private Session? writer;
    private long commits;

    /// <summary>Opens, makes or upgrades the database.</summary>
    /// <param name="folder">The data folder; holds <c>xiangyin.db</c> unless <paramref name="connectionString"/> is given.</param>
    /// <param name="connectionString">PostgreSQL; none means SQLite.</param>
    /// <exception cref="NewerDatabaseException">It was written by a newer version of the program.</exception>
    public static Database Open(string folder, string? connectionString = null)
    {
        Directory.CreateDirectory(folder);
        Database database = string.IsNullOrWhiteSpace(connectionString)
            ? new SqliteDatabase(Path.Combine(folder, "xiangyin.db"))
            : new PostgresDatabase(connectionString);
        try
        {
            Migrations.Apply(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A session for reading; disposing gives it back.</summary>
    public Session Read() => idle.TryTake(out var session) ? session : Connect();

    /// <summary>Dates what is told to the audit trail; set by whoever opens the ledger.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>
    /// A transaction that writes, after all others of this process. Disposing without a commit undoes it. The audit trail is told
    /// <paramref name="change"/>, unless <see cref="Writing.Audit"/> tells it more.
    /// </summary>
    public Task<Writing> Write(Audited change, CancellationToken ct) => Open(change, ct);

    /// <summary>
    /// The same for what nobody asked for, such as sums and lists that follow from what was written; the audit trail is told what
    /// <see cref="Writing.Audit"/> tells it and nothing else.
    /// </summary>
    public Task<Writing> Keep(CancellationToken ct) => Open(null, ct);

    private async Task<Writing> Open(Audited? otherwise, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            writer ??= ConnectWriter();
            return new Writing(this, writer, Begin, otherwise, Close);
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <summary>How many transactions this process has written.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Counts a transaction that was written.</summary>
    public void Committed() => Interlocked.Increment(ref commits);

    /// <summary>A new open connection, for features' own small queries.</summary>
    public abstract DbConnection OpenConnection();

    /// <summary>A mark that differs from every earlier one if anybody may have written since.</summary>
    public abstract long ChangeMark();

    /// <summary>Takes the lock that puts a county's changes in order, until the transaction ends.</summary>
    public abstract void LockCounty(Session session, long county);

    /// <summary>Whether the disk is full or failed.</summary>
    public abstract bool IsDiskFailure(Exception exception);

    /// <summary>Keeps the words of a listed record's text, in place of those before.</summary>
    public abstract void PutWords(Session session, long county, byte[] id, string text);

    /// <summary>A condition on <c>listing</c> that holds where the words of <c>@words</c> occur.</summary>
    public abstract string HasWords { get; }

    /// <summary>What a person typed as the value of <c>@words</c>; empty when there is no word in it.</summary>
    public abstract string WordsAsked(string typed);

    /// <summary>Words for the engine's types in migrations.</summary>
    public abstract IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>The engine's name in the file names of migration twins.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the whole database as it stands at one instant into a new file, while others go on writing.</summary>
    /// <exception cref="NotSupportedException">The engine has its own tools for that.</exception>
    public abstract void CopyTo(string file);

    /// <summary>DbUp on this engine.</summary>
    public abstract DbUp.Builder.UpgradeEngineBuilder Upgrade();

    /// <summary>Begins a transaction that will write.</summary>
    protected abstract string Begin { get; }

    public virtual void Dispose()
    {
        while (idle.TryTake(out var session))
        {
            session.Close();
        }

        writer?.Close();
        gate.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    protected abstract Session Connect();

    protected virtual Session ConnectWriter() => Connect();

    /// <summary>Keeps a session for the next reader, unless it is broken or there are enough.</summary>
    public void Return(Session session)
    {
        if (session.IsBroken || idle.Count >= Kept)
        {
            session.Close();
        }
        else
        {
            idle.Add(session);
        }
    }

    private void Close(Session session)
    {
        if (session.IsBroken)
        {
            session.Close();
            writer = null;
        }

        gate.Release();
    }
}

/// <summary>The database was written by a newer version of the program.</summary>
/// <param name="unknown">Names of the migrations that this version doesn't know.</param>
internal sealed class NewerDatabaseException(IReadOnlyList<string> unknown)
    : Exception(
        $"数据库由更新版本的程序写成（{string.Join("、", unknown)}），请先升级程序；数据没有改动。"
            + $" The database was written by a newer version ({string.Join(", ", unknown)}): upgrade the program. Nothing was changed."
    )
{
    public IReadOnlyList<string> Unknown => unknown;
}
