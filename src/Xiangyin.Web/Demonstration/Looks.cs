using System.Security.Cryptography;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>The town's second looks: each month some of what was drawn, by somebody of the office who had no hand in it.</summary>
internal sealed class Looks(Stage stage, Residents residents)
{
    private const int EachMonth = 10;
    private static readonly DateOnly First = new(2021, 1, 1);

    private static readonly string[] Wanting =
    [
        "佐证是另一天的照片",
        "人数和签到表差了十几个",
        "地点写的是村部，照片在学校",
    ];

    private readonly Dice dice = Dice.For("second looks");

    /// <summary>Settles what is drawn, so that it is the same every time; in earnest nobody knows it.</summary>
    public async Task Settle(CancellationToken ct)
    {
        for (var year = Almanac.First.Year - 1; year <= Almanac.Last.Year; year++)
        {
            await stage.Ledger.SecondLooks.SetSecret(
                year,
                SHA256.HashData(Encoding.UTF8.GetBytes($"second look of the demonstration {year}")),
                ct
            );
        }
    }

    public IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Then)> Turns =>
        Enumerable
            .Range(0, ((Almanac.Last.Year - First.Year) * 12) + Almanac.Last.Month - 1)
            .Select(m => Almanac.At(First.AddMonths(m + 1).AddDays(-3), (16 * 60) + 30))
            .Select(at => (at, (Func<CancellationToken, Task>)(ct => LookThrough(at, ct))));

    private async Task LookThrough(DateTimeOffset at, CancellationToken ct)
    {
        var today = Day.Of(at);
        var units = stage.Ledger.Tree.MembersNow(Town.Id, today);
        var draw = await stage.Ledger.SecondLooks.Of(today.Year, units, ct);
        var office = residents
            .On(today, Residents.Staff)
            .Concat(residents.On(today, Residents.Officer))
            .Select(h => h.Id)
            .ToList();
        var looks = new List<NewLook>();
        foreach (var drawn in draw.Drawn.Where(d => d.Look is null).TakeWhile(_ => looks.Count < EachMonth))
        {
            var versions = await stage.Ledger.History(drawn.Record, office[0], ct);
            var others = office.Where(p => versions.All(v => v.By != p)).ToList();
            if (others.Count == 0 || versions[^1].Action == RecordAction.Withdraw)
            {
                continue;
            }

            var when = at.AddMinutes(looks.Count * 3);
            var isFine = !dice.Percent(1);
            looks.Add(
                new(
                    dice.Id(when),
                    drawn.Record,
                    versions[^1].Version,
                    isFine,
                    isFine ? "" : dice.Pick(Wanting),
                    dice.Pick(others),
                    when
                )
            );
        }

        await stage.Ledger.SecondLooks.Look(looks, ct);
    }
}
