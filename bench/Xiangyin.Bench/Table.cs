using System.Globalization;

namespace Xiangyin.Bench;

/// <summary>What was claimed, what was measured, and whether it holds.</summary>
internal sealed class Table
{
    private readonly List<(string Claim, string Measured, string Goal, bool? Met)> rows = [];

    public bool AllMet => rows.TrueForAll(r => r.Met is not false);

    /// <summary>A figure with a goal.</summary>
    public void Add(string claim, string measured, string goal, bool met) => Keep((claim, measured, goal, met));

    /// <summary>A figure for comparison only.</summary>
    public void Note(string claim, string measured) => Keep((claim, measured, "", null));

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("| claim | measured | goal | met |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (claim, measured, goal, met) in rows)
        {
            Console.WriteLine($"| {claim} | {measured} | {goal} | {(met is null ? "" : met.Value ? "yes" : "NO")} |");
        }
    }

    public static string Milliseconds(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:0.###} ms");

    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.##}×");

    private void Keep((string Claim, string Measured, string Goal, bool? Met) row)
    {
        rows.Add(row);
        Console.WriteLine($"  {row.Claim}: {row.Measured}{(row.Met is false ? "   <-- short of " + row.Goal : "")}");
    }
}
