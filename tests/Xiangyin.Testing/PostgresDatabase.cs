using Npgsql;
using Xunit;

namespace Xiangyin.Testing;

/// <summary>An empty PostgreSQL database for one test class: take it as an <c>IClassFixture</c>.</summary>
public sealed class PostgresDatabase : IAsyncLifetime
{
    private string? connectionString;

    /// <summary>Skips the running test where PostgreSQL is not installed.</summary>
    public string ConnectionString => connectionString ?? PostgresServer.CreateDatabaseAsync().GetAwaiter().GetResult();

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsInstalled)
            connectionString = await PostgresServer.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync()
    {
        if (connectionString is not null)
            NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        return ValueTask.CompletedTask;
    }
}
