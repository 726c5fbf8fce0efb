using System.Collections.Concurrent;
using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>
/// Checks a document by the county's rules, with the names that belong to its unit, and against what the unit and its town said in earlier years.
/// </summary>
internal sealed class DefectFinder(TownLedger ledger, RuleBook rules, IEnumerable<IEarlierTexts> earlier)
{
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<(UnitId, DateOnly, long, string), Checker> checkers = new();

    /// <summary>The defects of a document, in the order of its text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="scope">Whose it is, of which year, and the day on which names are asked for.</param>
    /// <param name="may">Whose earlier texts the reader may see.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Defect>> Find(
        ReadDocument document,
        CheckScope scope,
        Func<UnitId, bool> may,
        CancellationToken ct
    )
    {
        var tree = ledger.Tree;
        var texts = await TextsBefore(scope, LedgerCheck.TownOf(tree, scope.Unit, scope.CutOff), may, ct);
        var key = (scope.Unit, scope.CutOff, tree.Version, string.Join(' ', texts.Select(t => t.Id)));
        if (!checkers.TryGetValue(key, out var checker))
        {
            // Whoever asks for other days again and again shall not fill the memory.
            if (checkers.Count > MostKept)
            {
                checkers.Clear();
            }

            checkers[key] = checker = new(
                new()
                {
                    Rules = rules,
                    Gazetteer = GazetteerOf(tree, scope.Unit, scope.CutOff),
                    Compared = [.. texts.Select(t => new ComparedText(NameOf(t), t.Text))],
                }
            );
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

    private async Task<IReadOnlyList<EarlierText>> TextsBefore(
        CheckScope scope,
        UnitId town,
        Func<UnitId, bool> may,
        CancellationToken ct
    )
    {
        var texts = new List<EarlierText>();
        foreach (var unit in new[] { scope.Unit, town }.Distinct().Where(may))
        {
            foreach (var source in earlier)
            {
                texts.AddRange(await source.Before(scope.Year, unit, ct));
            }
        }

        return texts;
    }

    // A title that doesn't say its year is told with it.
    private static string NameOf(EarlierText text)
    {
        var year = text.Year.ToString(CultureInfo.InvariantCulture);
        return text.Title.Contains(year, StringComparison.Ordinal) ? text.Title : $"{year} {text.Title}";
    }
}
