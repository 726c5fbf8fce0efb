using Npgsql;
using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests.Testing;

public sealed class PostgresServerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Database_OfAClass_IsRealAndEmpty()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var ask = new NpgsqlCommand(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
            connection
        );

        Assert.Equal(0L, await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Databases_OfOneServer_AreApart()
    {
        var other = await PostgresServer.CreateDatabaseAsync();

        var mine = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var theirs = new NpgsqlConnectionStringBuilder(other);
        Assert.Equal(mine.Port, theirs.Port);
        Assert.NotEqual(mine.Database, theirs.Database);
    }
}
