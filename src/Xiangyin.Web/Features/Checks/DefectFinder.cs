using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Checks a document by the rules, with the names that belong to its unit.</summary>
internal sealed class DefectFinder(TownLedger ledger)
{
    private readonly ConcurrentDictionary<(UnitId, DateOnly, long), Checker> checkers = new();

    /// <summary>The defects of a document, in the order of its text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="unit">Whose it is.</param>
    /// <param name="day">The day on which the names are asked for.</param>
    public IReadOnlyList<Defect> Find(ReadDocument document, UnitId unit, DateOnly day)
    {
        var tree = ledger.Tree;
        var key = (unit, day, tree.Version);
        if (!checkers.TryGetValue(key, out var checker))
        {
            // Whoever asks for other days again and again shall not fill the memory.
            if (checkers.Count > 100)
            {
                checkers.Clear();
            }

            checkers[key] = checker = new(new() { Gazetteer = GazetteerOf(tree, unit, day) });
        }

        return checker.Check(document);
    }

    /// <summary>The names that belong to a unit on a day.</summary>
    public static Gazetteer GazetteerOf(UnitTree tree, UnitId unit, DateOnly day)
    {
        var town = LedgerCheck.TownOf(tree, unit, day);
        var superiors = Enum.GetValues<UnitType>()
            .Select(type => tree.AboveOn(town, type, day))
            .OfType<UnitId>()
            .Where(u => u != town);
        return new()
        {
            Town = Name(town),
            Villages = [.. tree.SubtreeOn(town, day).Where(u => u != town).Select(Name)],
            Superiors = [.. superiors.Select(Name)],
        };

        string Name(UnitId of) => tree.On(of, day).Name.Hans;
    }
}
