using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Erases a person: name, key, access, what was agreed, and every picture on which they are. Records keep an id that no longer says who, so that counts
/// and digests stand. <c>erasures.txt</c> in the data folder lists who was erased, by id alone, for a backup that is restored later.
/// </summary>
internal sealed class Erasures(
    Database database,
    EvidenceStore store,
    EvidenceIndex shown,
    PicturedPeople pictured,
    string folder,
    TimeProvider clock,
    long county = 1
)
{
    public const string ListName = "erasures.txt";

    /// <summary>Erases; doing it again changes nothing.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="ct">Leaves it half done; it can be done again.</param>
    /// <returns>Uses of pictures that ended with it.</returns>
    public async Task<IReadOnlyList<PictureUse>> Erase(PersonId person, PersonId by, CancellationToken ct)
    {
        await shown.CatchUp(ct);
        var pictures = pictured.PicturesOf(person);
        // Files first: whatever happens in between, what is forgotten in the end has no picture left.
        foreach (var hash in pictures)
        {
            await store.Erase(hash, ct);
            await shown.Settle(hash, EvidenceState.Erased, ct);
        }

        var at = clock.GetUtcNow();
        using var writing = await database.Write(new("erase", Subject: person.Value.ToString(), County: county), ct);
        database.LockCounty(writing.Session, county);
        var ended = PictureUses.End(writing.Session, county, pictures, by, at, UseEnd.Erased);
        PicturedPeople.Forget(writing.Session, county, person);
        PeopleStore.Forget(writing.Session, county, person);
        writing.Session.Run(
            """
            INSERT INTO erasure (county, person, erased_at) VALUES (@county, @person, @at)
            ON CONFLICT (county, person) DO NOTHING
            """,
            county,
            person.Value.Bytes(),
            at.ToUnixTimeMilliseconds()
        );
        await File.AppendAllTextAsync(
            Path.Combine(folder, ListName),
            string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ssZ} {person.Value}\n"),
            ct
        );
        writing.Commit();
        return ended;
    }

    /// <summary>Erases again everybody of a list, in a restored town.</summary>
    /// <returns>How many they were.</returns>
    public async Task<int> Replay(string list, PersonId by, CancellationToken ct)
    {
        var people = (await File.ReadAllLinesAsync(list, ct))
            .Select(line => Guid.TryParse(line.Split(' ')[^1], out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .Distinct()
            .ToList();
        foreach (var person in people)
        {
            await Erase(new(person), by, ct);
        }

        return people.Count;
    }
}
