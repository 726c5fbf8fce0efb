using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>
/// What reading and checking must reach, on the half of the labelled cases that may be looked at. The other half is only measured: <c>dotnet run dev.cs -- bench reading</c>.
/// </summary>
public sealed class ScoreTests
{
    private static readonly Scores Seen = Scores.Of(
        LabelledCase.Read(Path.Combine(AppContext.BaseDirectory, "Cases", "seen"))
    );

    [Fact]
    public void Cases_AreAtLeast300_AndAsManyAsHalfOfThatSetAside()
    {
        var seen = LabelledCase.Read(Path.Combine(AppContext.BaseDirectory, "Cases", "seen"));
        var heldOut = LabelledCase.Read(Path.Combine(AppContext.BaseDirectory, "Cases", "held-out"));
        Assert.True(seen.Count + heldOut.Count >= 300);
        Assert.True(heldOut.Count >= 150);
        Assert.Equal(seen.Count + heldOut.Count, seen.Concat(heldOut).Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public void Quantities_ReachF1Of95() => Holds(Seen.Quantities.F1 >= 0.95, "quantity");

    [Fact]
    public void Subjects_AreRightIn85OfAHundred() =>
        Holds((double)Seen.SubjectsRight / Seen.Subjects >= 0.85, "subject");

    [Fact]
    public void Headings_ReachF1Of97() => Holds(Seen.Headings.F1 >= 0.97, "heading");

    [Fact]
    public void Traps_AreTakenForQuantitiesInAtMost2OfAHundred() => Holds(Seen.TrapsTaken <= 0.02 * Seen.Traps, "trap");

    [Fact]
    public void Defects_ReachPrecision90_AtRecall80() =>
        Holds(Seen.Defects is { Precision: >= 0.9, Recall: >= 0.8 }, "missed", "false");

    private static void Holds(bool reached, params string[] kinds) =>
        Assert.True(
            reached,
            string.Join('\n', Seen.Mistakes.Where(m => kinds.Any(kind => m.Contains(kind, StringComparison.Ordinal))))
        );
}
