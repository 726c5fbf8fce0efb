using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Xiangyin.Web.Data;

/// <summary>SQLite: write-ahead log, and a commit is on the disk before it is acknowledged.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string connectionString;
    private readonly Lock watching = new();
    private Session? watch;

    public SqliteDatabase(string file)
    {
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        using var connection = OpenConnection();
        Execute(connection, "PRAGMA journal_mode = WAL");
    }

    public override string Name => "sqlite";

    public override IReadOnlyDictionary<string, string> Words { get; } =
        new Dictionary<string, string> { ["blob"] = "BLOB", ["clustered"] = "WITHOUT ROWID" };

    protected override string Begin => "BEGIN IMMEDIATE";

    public override string HasWords => "no IN (SELECT rowid FROM listing_words WHERE listing_words MATCH @words)";

    public override string WordsAsked(string typed) => Bigrams.Fts5Query(typed);

    public override void PutWords(Session session, long county, byte[] id, string text)
    {
        session.Run(
            "DELETE FROM listing_words WHERE rowid = (SELECT no FROM listing WHERE county = @county AND id = @id)",
            county,
            id
        );
        session.Run(
            "INSERT INTO listing_words (rowid, words) SELECT no, @words FROM listing WHERE county = @county AND id = @id",
            Bigrams.Line(text),
            county,
            id
        );
    }

    public override DbConnection OpenConnection()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(
            connection,
            "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000; PRAGMA mmap_size = 268435456"
        );
        return connection;
    }

    public override UpgradeEngineBuilder Upgrade() => DeployChanges.To.SqliteDatabase(connectionString);

    public override long ChangeMark()
    {
        lock (watching)
        {
            watch ??= Connect();
            using var rows = watch.Query("PRAGMA data_version");
            rows.Next();
            return rows.Int(0);
        }
    }

    public override void CopyTo(string file)
    {
        using var from = (SqliteConnection)OpenConnection();
        using var to = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()
        );
        to.Open();
        from.BackupDatabase(to);
    }

    // BEGIN IMMEDIATE keeps every other writer out.
    public override void LockCounty(Session session, long county) { }

    public override bool IsDiskFailure(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR };

    protected override Session Connect() => new SqliteSession(this, (SqliteConnection)OpenConnection());

    // A batch of a thousand records touches more pages than a reader needs; they should not be written twice. And each time that another
    // connection has written, a mapped file is mapped anew and every page of it faulted in again.
    protected override Session ConnectWriter()
    {
        var session = Connect();
        session.Run("PRAGMA cache_size = -16000");
        session.Run("PRAGMA mmap_size = 0");
        return session;
    }

    public override void Dispose()
    {
        base.Dispose();
        watch?.Close();
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
