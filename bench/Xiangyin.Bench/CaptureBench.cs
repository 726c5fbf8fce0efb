using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Bench;

/// <summary>
/// Fifty phones at once send what they captured over a slow link, while the server is killed and restarted three times; then a phone's browser
/// loads and saves. All on loopback; the link is slowed down in the clients.
/// </summary>
internal static class CaptureBench
{
    private const int Phones = 50;
    private const int RecordsEach = 10;
    private const int PhotosEach = 2;
    private const int Kills = 3;

    public static async Task Run(Table table)
    {
        var data = Path.Combine(Path.GetTempPath(), $"xiangyin-bench-{Environment.ProcessId}");
        Console.WriteLine("The demonstration town …");
        using (var making = BenchSite.Start("demo", "--data", data))
        {
            await making.WaitForExitAsync();
        }

        try
        {
            await Send(table, data);
            await PhoneBench.Run(table, data, (await Publicists(data))[0]);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Send(Table table, string data)
    {
        var people = await Publicists(data);
        await using var site = await BenchSite.Open(data);
        // Somebody may have two.
        var phones = Enumerable
            .Range(0, Phones)
            .Select(i => new BarePhone(site.Address, people[i % people.Count], i, RecordsEach, PhotosEach))
            .ToList();
        var acknowledged = new ConcurrentBag<double>();
        var left = Phones * RecordsEach;
        var clock = Stopwatch.StartNew();
        var sending = phones.Select(phone => phone.SendAll(took => acknowledged.Add(took))).ToList();
        for (var kill = 1; kill <= Kills; kill++)
        {
            while (acknowledged.Count < left * kill / (Kills + 1))
            {
                await Task.Delay(20);
            }

            Console.WriteLine(
                $"  {acknowledged.Count} of {left} acknowledged after {clock.Elapsed.TotalSeconds:0} s: killing the server"
            );
            await site.Restart();
        }

        await Task.WhenAll(sending);
        var whole = clock.Elapsed;
        await site.DisposeAsync();

        var (records, versions, photos) = await Count(data, phones);
        table.Add("records there", $"{records} of {left}", $"{left}", records == left);
        table.Add("records there twice", $"{versions - records}", "0", versions == records);
        table.Add(
            "photographs on their records",
            $"{photos} of {left * PhotosEach}",
            $"{left * PhotosEach}",
            photos == left * PhotosEach
        );
        var times = acknowledged.Order().ToList();
        var p99 = times[(int)(times.Count * 0.99) - 1];
        table.Add(
            $"acknowledgement of a record, p99 ({Phones} phones at once, {BarePhone.BytesASecond * 8 / 1000} kbit/s each, server killed {Kills} times)",
            Table.Milliseconds(p99),
            "≤100 ms",
            p99 <= 100
        );
        table.Note(
            "acknowledgement of a record, median / longest",
            $"{Table.Milliseconds(times[times.Count / 2])} / {Table.Milliseconds(times[^1])}"
        );
        table.Note("requests repeated because the server was away", $"{phones.Sum(p => p.Repeated)}");
        table.Note("all of it", string.Create(CultureInfo.InvariantCulture, $"{whole.TotalSeconds:0.0} s"));
    }

    private static async Task<(int Records, int FirstVersions, int Photos)> Count(string data, List<BarePhone> phones)
    {
        using var database = Database.Open(data);
        await using var ledger = await TownLedger.OpenAsync(database, TimeProvider.System);
        var store = new EvidenceStore(data, TimeProvider.System);
        var (records, firsts, photos) = (0, 0, 0);
        foreach (var phone in phones)
        {
            var found = await ledger.Find(new(phone.Unit, null, BarePhone.Kind), null, 10_000, default);
            firsts += found.Rows.Count(r => r.Title.StartsWith(phone.Mark, StringComparison.Ordinal));
            foreach (var id in phone.Ids)
            {
                if (await ledger.History(id, phone.Person, default) is [.., var newest])
                {
                    records++;
                    foreach (var evidence in newest.Content.Evidence)
                    {
                        photos += await store.Open(evidence.Hash, default) is { } file ? 1 : 0;
                    }
                }
            }
        }

        return (records, firsts, photos);
    }

    /// <summary>People of the demonstration town's villages who may record.</summary>
    public static async Task<IReadOnlyList<(PersonId Id, UnitId Village)>> Publicists(string data)
    {
        using var database = Database.Open(data);
        await using var ledger = await TownLedger.OpenAsync(database, TimeProvider.System);
        var actors = new List<(PersonId, UnitId)>();
        var today = Day.Of(TimeProvider.System.GetUtcNow());
        foreach (var person in await new PeopleStore(database).In([.. ledger.Tree.Units], today, default))
        {
            if (
                Rights.RoleOf(person.Post) is Role.Publicist or Role.Correspondent
                && !(person.To < today)
                && ledger.Tree.AboveOn(person.Unit, UnitType.Village, today) is { } village
            )
            {
                actors.Add((person.Id, village));
            }
        }

        return actors;
    }
}
