using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace Xiangyin.Web.Data;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
internal abstract partial class Session(Database database, DbConnection connection) : IDisposable
{
    private bool failed;

    public DbConnection Connection => connection;

    /// <summary>Whether it must not be used again.</summary>
    public bool IsBroken => failed || connection.State != ConnectionState.Open;

    /// <summary>Runs a statement and tells how many rows it changed; values stand in the order in which its parameters first appear.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            return Execute(sql, values);
        }
        catch
        {
            failed = true;
            throw;
        }
    }

    /// <summary>Opens a query; dispose its rows before running it again.</summary>
    public Rows Query(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            return Open(sql, values);
        }
        catch
        {
            failed = true;
            throw;
        }
    }

    /// <summary>Runs a query once for each set of values, in order, and hands over every row.</summary>
    public void Each(string sql, IReadOnlyList<object?[]> sets, Action<Rows> onRow)
    {
        try
        {
            OpenEach(sql, sets, onRow);
        }
        catch
        {
            failed = true;
            throw;
        }
    }

    public virtual void Close() => connection.Dispose();

    public void Dispose() => database.Return(this);

    protected abstract int Execute(string sql, ReadOnlySpan<object?> values);

    protected abstract Rows Open(string sql, ReadOnlySpan<object?> values);

    protected abstract void OpenEach(string sql, IReadOnlyList<object?[]> sets, Action<Rows> onRow);

    /// <summary>The parameters of a statement in the order in which they first appear.</summary>
    protected static IEnumerable<string> ParametersOf(string sql) =>
        ParameterPattern().Matches(sql).Select(m => m.Value).Distinct();

    [GeneratedRegex("@[a-z_0-9]+")]
    private static partial Regex ParameterPattern();
}

/// <summary>The rows of a query, read one after another.</summary>
internal abstract class Rows : IDisposable
{
    public abstract bool Next();

    public abstract long Int(int column);

    public abstract bool IsNull(int column);

    /// <summary>The bytes, until the next row.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract string Text(int column);

    public Guid Id(int column) => new(Bytes(column), bigEndian: true);

    public DateOnly Day(int column) => DateOnly.FromDayNumber((int)Int(column));

    public DateTimeOffset Instant(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Int(column));

    public abstract void Dispose();
}

/// <summary>A transaction that writes.</summary>
internal sealed class Writing : IDisposable
{
    private readonly Database database;
    private readonly Session session;
    private readonly Action<Session> close;
    private readonly Audited? otherwise;
    private readonly List<Audited> audited = [];
    private bool ended;

    /// <param name="database">Where it writes.</param>
    /// <param name="session">Its connection.</param>
    /// <param name="begin">How the engine begins a transaction.</param>
    /// <param name="otherwise">What the audit trail is told where the writer itself tells nothing.</param>
    /// <param name="close">Called at the end.</param>
    public Writing(Database database, Session session, string begin, Audited? otherwise, Action<Session> close)
    {
        this.database = database;
        this.session = session;
        this.otherwise = otherwise;
        this.close = close;
        session.Run(begin);
    }

    /// <summary>Where to write.</summary>
    public Session Session => session;

    /// <summary>Tells the audit trail, in this same transaction.</summary>
    public void Audit(Audited change) => audited.Add(change);

    public void Commit()
    {
        if (audited.Count == 0 && otherwise is not null)
        {
            audited.Add(otherwise);
        }

        AuditTrail.Append(database, session, audited);
        session.Run("COMMIT");
        ended = true;
        database.Committed();
    }

    public void Dispose()
    {
        if (!ended)
        {
            Undo();
        }

        close(session);
    }

    private void Undo()
    {
        try
        {
            session.Run("ROLLBACK");
        }
        catch (DbException)
        {
            // A failed disk ends the transaction by itself; a session that failed is not used again.
        }
    }
}

/// <summary>Ids as both engines keep them: 16 bytes, most significant first, which sort as the ids do.</summary>
internal static class Ids
{
    public static byte[] Bytes(this Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid ToGuid(this UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return new(bytes, bigEndian: true);
    }
}
