using DbUp.Engine;

namespace Xiangyin.Web.Data;

/// <summary>The numbered stream of SQL, one for both engines; a name with an engine in it (<c>0003-listing.sqlite.sql</c>) has a twin.</summary>
internal static class Migrations
{
    private const string Prefix = "Xiangyin.Web.Data.Migrations.";

    public static void Apply(Database database)
    {
        var builder = database.Upgrade().WithScripts(Scripts(database.Name)).WithTransactionPerScript().LogToNowhere();
        foreach (var (word, meaning) in database.Words)
        {
            builder.WithVariable(word, meaning);
        }

        var engine = builder.Build();
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
        {
            throw new NewerDatabaseException(unknown);
        }

        if (engine.IsUpgradeRequired() && engine.PerformUpgrade() is { Successful: false } failed)
        {
            throw new InvalidOperationException($"migration {failed.ErrorScript?.Name} failed", failed.Error);
        }
    }

    private static IEnumerable<SqlScript> Scripts(string engine)
    {
        var assembly = typeof(Migrations).Assembly;
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            // 0003-listing.sqlite.sql and its twin are one step of the stream under one name.
            var parts = resource[Prefix.Length..].Split('.');
            if (parts.Length == 2 || parts[1] == engine)
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                yield return new(parts[0], text.ReadToEnd());
            }
        }
    }
}
