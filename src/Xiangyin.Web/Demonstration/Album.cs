using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>
/// What became of some photographs of June 2022: who is on them, which were used outside their records, a guardian who withdrew, and one picture
/// that two villages sent.
/// </summary>
internal sealed class Album(Stage stage, Residents residents, IReadOnlyList<Change> changes)
{
    /// <summary>The campaign of that month, in which each village holds one event.</summary>
    public const int Year = 2022;

    private const string Slot = "after";

    private static readonly DateTimeOffset UsedAt = Almanac.At(new(2022, 7, 5), 16 * 60);
    private static readonly DateTimeOffset WithdrawnAt = Almanac.At(new(2022, 9, 26), (10 * 60) + 15);

    private readonly Dice dice = Dice.For("album");
    private readonly PersonId child = new(Dice.For("album child").Id(UsedAt));

    /// <summary>The photograph that a village's event shows; a drawing where there is none.</summary>
    public static Photo? Of(int village) =>
        village switch
        {
            0 => new("清扫校门口", 0),
            2 => new("放学路上", 0),
            3 => new("打扫祠堂", 0),
            // The same file from two villages, and the same once more from a third, cut again.
            4 or 5 => new("河堤捡垃圾", 0),
            6 => new("河堤捡垃圾", 5),
            _ => null,
        };

    public static IReadOnlyDictionary<string, Photo> PhotosOf(int village) =>
        Of(village) is { } photo ? new Dictionary<string, Photo> { [Slot] = photo } : new Dictionary<string, Photo>();

    public IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Then)> Turns =>
        [(UsedAt, Use), (WithdrawnAt, Withdraw)];

    private async Task Use(CancellationToken ct)
    {
        var publicist = residents.On(Day.Of(UsedAt), Residents.Publicist, Town.Villages[0].Id).First().Id;
        var officer = residents.On(Day.Of(UsedAt), Residents.Officer).First().Id;

        var (gate, first) = PictureOf(0);
        await stage.Pictured.Know(child, Town.Villages[0].Id, isChild: true, "韦雨桐（演示）", ct);
        await stage.Pictured.Say(gate, child, publicist, ct);
        await stage.Pictured.Say(gate, publicist, publicist, ct);
        await stage.Pictured.Write(
            new(dice.Id(UsedAt), child, true, new(2022, 6, 28), "母亲韦秀兰（演示）", publicist, UsedAt),
            ct
        );
        await UseIt(gate, first, "board", "镇宣传栏2022年第6期", officer, ct);
        await UseIt(gate, first, "exhibition", "道德建设月展板第2块", officer, ct);

        var (way, _) = PictureOf(2);
        var other = new PersonId(dice.Id(UsedAt));
        await stage.Pictured.Know(other, Town.Villages[2].Id, isChild: true, "小李（演示）", ct);
        await stage.Pictured.Say(way, other, officer, ct);

        var (hall, third) = PictureOf(3);
        await UseIt(hall, third, "report", "2022年半年小结", officer, ct);
    }

    private async Task Withdraw(CancellationToken ct)
    {
        var publicist = residents.On(Day.Of(WithdrawnAt), Residents.Publicist, Town.Villages[0].Id).First().Id;
        await stage.Pictured.Write(
            new(dice.Id(WithdrawnAt), child, false, new(2022, 9, 25), "母亲韦秀兰（演示）", publicist, WithdrawnAt),
            ct
        );
    }

    private async Task UseIt(string hash, Guid record, string sort, string place, PersonId by, CancellationToken ct)
    {
        if (
            await stage.Uses.Use(new(dice.Id(UsedAt), hash, record, sort, place, by, UsedAt), ct) is
            { Count: > 0 } unasked
        )
        {
            throw new DemonstrationException($"{place}: {unasked.Count} people on the picture were not asked");
        }
    }

    private (string Hash, Guid Record) PictureOf(int village)
    {
        var record = changes
            .OfType<NewRecord>()
            .Select(c => c.Record)
            .First(r =>
                r.Kind == "volunteer-event"
                && r.Unit == Town.Villages[village].Id
                && r.On.Year == Year
                && r.Evidence.Any(e => e.Name == Pictures.NameOf(Of(village)!))
            );
        return (record.Evidence.First(e => e.Shows == Slot).Hash, record.Id);
    }
}

/// <summary>A photograph of the demonstration.</summary>
/// <param name="Name">Which.</param>
/// <param name="Shift">Cut again by so many pixels.</param>
internal sealed record Photo(string Name, int Shift);
