using System.Text.Json;
using Json.Schema;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

/// <summary>SARIF as a viewer takes it: by its published schema.</summary>
internal static class Sarif
{
    private static readonly JsonSchema Schema = JsonSchema.FromFile(
        Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json")
    );

    /// <summary>Reads what the schema must allow.</summary>
    public static JsonDocument Read(string output)
    {
        var sarif = JsonDocument.Parse(output);
        var judged = Schema.Evaluate(sarif.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(
            judged.IsValid,
            string.Join(
                '\n',
                judged
                    .Details.Where(d => d.HasErrors)
                    .Select(d => $"{d.InstanceLocation}: {string.Join(' ', d.Errors!.Values)}")
            )
        );
        return sarif;
    }
}
