using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Npgsql;

namespace Xiangyin.Web.Data;

/// <summary>PostgreSQL, for a county that runs a server.</summary>
internal sealed class PostgresDatabase(string connectionString) : Database
{
    // A batch is one round trip; longer ones only hold more of the answer back.
    private const int BatchLength = 200;

    private long marks;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 }
    );

    public override string Name => "postgres";

    public override IReadOnlyDictionary<string, string> Words { get; } =
        new Dictionary<string, string> { ["blob"] = "BYTEA", ["clustered"] = "" };

    protected override string Begin => "BEGIN";

    public override string HasWords => "words @@ @words::tsquery";

    public override string WordsAsked(string typed) => Bigrams.TsQuery(typed);

    public override void PutWords(Session session, long county, byte[] id, string text) =>
        session.Run(
            "UPDATE listing SET words = @words::tsvector WHERE county = @county AND id = @id",
            Bigrams.TsVector(text),
            county,
            id
        );

    public override DbConnection OpenConnection() => source.OpenConnection();

    public override void CopyTo(string file) => throw new NotSupportedException("pg_dump copies a PostgreSQL database");

    public override UpgradeEngineBuilder Upgrade() => DeployChanges.To.PostgresqlDatabase(connectionString);

    // Another server may write at any time; only a query can tell.
    public override long ChangeMark() => Interlocked.Increment(ref marks);

    public override void LockCounty(Session session, long county)
    {
        using var rows = session.Query("SELECT pg_advisory_xact_lock(@county)", county);
        rows.Next();
    }

    public override bool IsDiskFailure(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.IoError };

    public override void Each(Session session, string sql, IReadOnlyList<object?[]> sets, Action<Rows> onRow)
    {
        var names = Session.ParametersOf(sql).ToArray();
        foreach (var chunk in sets.Chunk(BatchLength))
        {
            using var batch = new NpgsqlBatch((NpgsqlConnection)session.Connection);
            foreach (var values in chunk)
            {
                var command = new NpgsqlBatchCommand(sql);
                for (var i = 0; i < names.Length; i++)
                {
                    command.Parameters.Add(new(names[i], values[i] ?? DBNull.Value));
                }

                batch.BatchCommands.Add(command);
            }

            using var reader = batch.ExecuteReader();
            using var rows = Open(reader);
            do
            {
                while (rows.Next())
                {
                    onRow(rows);
                }
            } while (reader.NextResult());
        }
    }

    public override Rows Open(DbDataReader reader) => new PostgresRows(reader);

    public override void Dispose()
    {
        base.Dispose();
        source.Dispose();
    }

    private sealed class PostgresRows(DbDataReader reader) : Rows(reader)
    {
        private byte[] buffer = new byte[1024];

        public override long Int(int column) => Reader.GetInt64(column);

        public override bool IsNull(int column) => Reader.IsDBNull(column);

        public override ReadOnlySpan<byte> Bytes(int column)
        {
            if (Reader.IsDBNull(column))
            {
                return [];
            }

            var length = (int)Reader.GetBytes(column, 0, null, 0, 0);
            if (buffer.Length < length)
            {
                buffer = new byte[length * 2];
            }

            Reader.GetBytes(column, 0, buffer, 0, length);
            return buffer.AsSpan(0, length);
        }
    }
}
