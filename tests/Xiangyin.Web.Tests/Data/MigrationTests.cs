using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xunit;

namespace Xiangyin.Web.Tests.Data;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_ADatabaseFromANewerVersion_RefusesAndChangesNothing(bool postgres)
    {
        var folder = Directory.CreateTempSubdirectory("xy-newer-");
        try
        {
            var connection = postgres ? await PostgresServer.CreateDatabaseAsync() : null;
            using (var database = Database.Open(folder.FullName, connection))
            using (var writing = await database.Keep(TestContext.Current.CancellationToken))
            {
                writing.Session.Run(
                    postgres
                        ? "INSERT INTO schemaversions (scriptname, applied) VALUES ('9999-later', now())"
                        : "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999-later', '2030-01-01')"
                );
                writing.Commit();
            }

            var refusal = Assert.Throws<NewerDatabaseException>(() => Database.Open(folder.FullName, connection));

            Assert.Equal(["9999-later"], refusal.Unknown);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Open_Twice_AppliesNothingAgain()
    {
        var folder = Directory.CreateTempSubdirectory("xy-twice-");
        try
        {
            Database.Open(folder.FullName).Dispose();
            Database.Open(folder.FullName).Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
