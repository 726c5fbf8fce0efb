using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>
/// The demonstration town: an invented town with nearly three years of work, written into an empty ledger as if it had been recorded day by
/// day. The same every time, to the byte.
/// </summary>
internal static class DemonstrationTown
{
    private const int Batch = 1_000;
    private static readonly DateTimeOffset Founded = new(2019, 12, 16, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Makes the town.</summary>
    /// <param name="stage">What it is written into; its ledger is empty.</param>
    /// <param name="catalogue">What is recorded and counted there.</param>
    /// <param name="progress">Told the percentage that is done.</param>
    /// <param name="ct">Leaves it half made; it can be made again.</param>
    /// <returns>How many records.</returns>
    /// <exception cref="DemonstrationException">The catalogue and the town's tables do not fit.</exception>
    public static async Task<int> MakeAsync(
        Stage stage,
        IReadOnlyList<CatalogueFile> catalogue,
        Action<int> progress,
        CancellationToken ct
    )
    {
        progress(0);
        var ledger = stage.Ledger;
        stage.Clock.Now = Founded;
        // Said first: whatever becomes of the rest, nobody shall take it for real.
        await ledger.MarkDemonstration(ct);
        await ledger.AdoptCatalogue(catalogue, ct, Founded);
        await ledger.ChangeUnits(Town.Foundings, ct, Founded);

        var residents = new Residents();
        await stage.People.Put([.. Known(residents)], ct);
        var activities = Activities.Read();
        var pictures = new Pictures(activities.Scenes);
        var changes = Tell(ledger.Catalogue, residents, activities, pictures);
        progress(8);

        await pictures.Keep(stage, residents.All.First(h => h.Post == Residents.Officer).Id, ct);
        var looks = new Looks(stage, residents);
        await looks.Settle(ct);
        progress(10);

        var written = 0;
        var album = new Album(stage, residents, changes);
        foreach (
            var (until, then) in Turns(stage, residents).Concat(album.Turns).Concat(looks.Turns).OrderBy(t => t.At)
        )
        {
            while (written < changes.Count && changes[written].At <= until)
            {
                var part = changes.Skip(written).Take(Batch).TakeWhile(c => c.At <= until).ToList();
                stage.Clock.Now = part[^1].At!.Value;
                await ledger.Write(part, ct);
                written += part.Count;
                progress(10 + (int)(89L * written / changes.Count));
            }

            stage.Clock.Now = until;
            await then(ct);
        }

        await ledger.CatchUp(ct);
        progress(100);
        return changes.OfType<NewRecord>().Count();
    }

    // What happens between the records, each at its instant.
    private static IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Then)> Turns(
        Stage stage,
        Residents residents
    ) =>
        [
            (Almanac.At(new(2021, 1, 15), 16 * 60), ct => stage.SignReport(2020, residents, ct)),
            (Almanac.At(new(2022, 1, 14), 16 * 60), ct => stage.SignReport(2021, residents, ct)),
            (Town.MergeKnownAt, ct => stage.Ledger.ChangeUnits(Town.Merge, ct, Town.MergeKnownAt)),
            (Almanac.End, _ => Task.CompletedTask),
        ];

    /// <summary>Everything that will be written, in order.</summary>
    public static List<Change> Tell(Catalogue catalogue, Residents residents, Activities activities, Pictures pictures)
    {
        var script = new Script();
        var tree = UnitTree.From([.. Town.Foundings(1), .. Town.Merge(2)]);
        var maker = new Maker(catalogue, tree, residents, pictures, script);
        var routine = new Routine(activities, maker);
        var story = new Story(maker, routine);
        story.Before();
        foreach (var activity in activities.All)
        {
            routine.Run(activity);
        }

        story.After();
        return [.. script.InOrder()];
    }

    // One entry for each person: from their first day, with the post they hold or held last.
    private static IEnumerable<Person> Known(Residents residents) =>
        residents
            .All.GroupBy(h => h.Id)
            .Select(holdings =>
            {
                var last = holdings.MaxBy(h => (h.To ?? DateOnly.MaxValue, h.Post == Residents.Staff))!;
                return new Person(last.Id, last.Name, last.Unit, last.Post, holdings.Min(h => h.From), last.To);
            });
}
