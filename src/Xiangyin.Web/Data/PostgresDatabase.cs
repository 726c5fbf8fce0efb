using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Npgsql;

namespace Xiangyin.Web.Data;

/// <summary>PostgreSQL, for a county that runs a server.</summary>
internal sealed class PostgresDatabase(string connectionString) : Database
{
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

    protected override Session Connect() => new PostgresSession(this, source.OpenConnection());

    public override void Dispose()
    {
        base.Dispose();
        source.Dispose();
    }
}
