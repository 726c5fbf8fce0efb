using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>Does whatever may happen in a county, in an order that one number decides.</summary>
internal sealed class RandomTown(LedgerTown town, int seed)
{
    private static readonly string[] Kinds =
    [
        "session",
        "session",
        "session",
        "session",
        "session",
        "leaflet",
        "leaflet",
        "briefing",
        "check",
        "placement",
        "placement",
        "appointed",
        "left",
        "room-opened",
        "room-closed",
        "case",
        "visit",
        "campaign",
        "nil-return",
    ];

    private readonly Random random = new(seed);
    private readonly Dictionary<Guid, RecordVersion> newest = [];
    private readonly List<Guid> campaigns = [];
    private int catalogues;
    private int villages;

    /// <summary>Every unit that ever was.</summary>
    public IReadOnlyList<UnitId> Units => [.. town.Ledger.Tree.Units];

    /// <summary>Instants between which things became known.</summary>
    public List<DateTimeOffset> Instants { get; } = [];

    public async Task Run(int operations)
    {
        town.Clock.Set(new(2021, 1, 20, 1, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < operations; i++)
        {
            // Some things become known in the same millisecond, some weeks apart.
            town.Clock.Advance(
                random.Next(4) switch
                {
                    0 => TimeSpan.Zero,
                    1 => TimeSpan.FromSeconds(random.Next(1, 5_000)),
                    2 => TimeSpan.FromHours(random.Next(1, 40)),
                    _ => TimeSpan.FromDays(random.Next(0, 4)),
                }
            );
            Instants.Add(town.Clock.GetUtcNow());
            try
            {
                await Do(random.Next(100));
            }
            catch (Exception e) when (e is LedgerRefusal or UnitTreeException)
            {
                // What can't be is refused, and must leave no trace.
            }
        }
    }

    public T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public int Next(int below) => random.Next(below);

    private Task Do(int choice) =>
        choice switch
        {
            < 54 => Record(),
            < 60 => Batch(),
            < 76 => Correct(),
            < 88 => Confirm(),
            < 93 => Withdraw(),
            < 96 => Reorganise(),
            < 98 => Adopt(),
            _ => town.Ledger.FillCells(default),
        };

    private async Task Record()
    {
        var content = Content(town.NewId(), Any(Kinds));
        var version = await town.Ledger.Record(content, LedgerTown.Author, default);
        Keep(version);
        if (content.Kind == "campaign")
        {
            campaigns.Add(content.Id);
        }
    }

    private async Task Batch()
    {
        var changes = Enumerable
            .Range(0, random.Next(2, 9))
            .Select(_ => new NewRecord(Content(town.NewId(), Any(Kinds)), LedgerTown.Author))
            .ToList<Change>();
        foreach (var version in await town.Ledger.Write(changes, default))
        {
            Keep(version);
        }
    }

    private async Task Correct()
    {
        if (Pick() is { } old)
        {
            var content =
                random.Next(4) == 0 ? old.Content with { Title = "改" } : Content(old.Content.Id, old.Content.Kind);
            Keep(await town.Ledger.Correct(town.NewId(), old.Version, content, LedgerTown.Author, "改", default));
        }
    }

    private async Task Confirm()
    {
        var waiting = newest
            .Values.Where(v =>
                v.Action is RecordAction.Record or RecordAction.Correct
                && v.Content.Kind is "check" or "placement" or "leaflet"
            )
            .ToList();
        if (waiting.Count > 0)
        {
            var old = Any(waiting);
            Keep(await town.Ledger.Confirm(town.NewId(), old.Content.Id, old.Version, LedgerTown.Second, default));
        }
    }

    private async Task Withdraw()
    {
        if (Pick() is { } old)
        {
            Keep(
                await town.Ledger.Withdraw(town.NewId(), old.Content.Id, old.Version, LedgerTown.Author, "撤", default)
            );
        }
    }

    private async Task Adopt()
    {
        IReadOnlyList<CatalogueFile>[] following = [TestCatalogue.Second, TestCatalogue.Third];
        if (catalogues < following.Length)
        {
            await town.Ledger.AdoptCatalogue(following[catalogues++], default);
        }
    }

    private async Task Reorganise()
    {
        var tree = town.Ledger.Tree;
        var today = Day.Of(town.Clock.GetUtcNow());
        // Mostly from today, sometimes from a day that is long past and has records, sometimes from the first of a month.
        var on = random.Next(4) switch
        {
            0 => today.AddDays(-random.Next(200)),
            1 => Period.Month(today).From,
            _ => today,
        };
        var open = tree.Units.Where(u => tree.IsOpen(u, on) && tree.On(u, on).Type == UnitType.Village).ToList();
        var (one, other) = (Any(open), Any(open));
        var isFew = open.Count < 4;
        await town.Ledger.ChangeUnits(
            seq =>
                random.Next(7) switch
                {
                    0 when !isFew => [new UnitMerged(seq, one, on, other)],
                    1 when !isFew => [new UnitClosed(seq, one, on)],
                    2 => Split(seq, one, on, tree),
                    3 when isFew => [Founded(seq, on, AnyTown())],
                    4 => [new UnitRenamed(seq, one, on, new("新", "新", "new"))],
                    _ => [new UnitMoved(seq, one, on, AnyTown())],
                },
            default
        );
    }

    private IReadOnlyList<UnitChange> Split(long seq, UnitId unit, DateOnly on, UnitTree tree)
    {
        var parent = tree.On(unit, on).Parent!.Value;
        UnitFounded[] parts = [Founded(seq, on, parent), Founded(seq, on, parent)];
        return [.. parts, new UnitSplit(seq, unit, on, [.. parts.Select(p => p.Unit)])];
    }

    private UnitId AnyTown() => town.Unit(Any(["镇", "乡"]));

    private UnitFounded Founded(long seq, DateOnly on, UnitId parent)
    {
        var name = $"村{++villages}";
        return new(seq, new(100 + villages), on, UnitType.Village, new(name, name, name), parent);
    }

    private WorkRecord Content(Guid id, string kind)
    {
        var today = Day.Of(town.Clock.GetUtcNow());
        var record = new WorkRecord
        {
            Id = id,
            Kind = kind,
            KindVersion = 1,
            Unit = random.Next(5) == 0 ? Any(Units) : Any(Open(today)),
            On = today.AddDays(-(random.Next(3) == 0 ? random.Next(500) : random.Next(40))),
            Title = kind,
            Author = LedgerTown.Author,
        };
        return RecordWords.Read(record, Details(record));
    }

    private IReadOnlyList<UnitId> Open(DateOnly day) => [.. Units.Where(u => town.Ledger.Tree.IsOpen(u, day))];

    private string Details(WorkRecord record) =>
        record.Kind switch
        {
            "session" =>
                $"{Amount("people", 200, "")} {Amount("hours", 9, $".{random.Next(10)}")} {Topic()} {Shared()} {Basis()}",
            "leaflet" => $"{Amount("copies", 900, "")} {Topic()} {Basis()}",
            "case" => $"{Amount("days", 200, "")} {Basis()}",
            "briefing" => Campaign(),
            "placement" =>
                $"level={Any(new[] { "central", "province", "city", "county" })} placementOf->article{random.Next(12)}",
            "appointed" or "left" => $"post={Any(new[] { "officer", "publicist" })} person@p{random.Next(9)}",
            "visit" => "carer@p1",
            "campaign" =>
                $"each={random.Next(1, 3)} asks={Any(new[] { "briefing", "briefing", "session" })} until={record.On.AddDays(random.Next(40)):yyyy-MM-dd}",
            "nil-return" =>
                $"of={Any(new[] { "session", "briefing", "check" })} until={record.On.AddDays(random.Next(50)):yyyy-MM-dd} {Campaign()}",
            _ => "",
        };

    private string Amount(string measure, int below, string fraction) =>
        random.Next(8) switch
        {
            0 => "",
            1 => $"{measure}=?",
            2 => $"{measure}>={random.Next(below)}{fraction}",
            3 => $"{measure}<={random.Next(below)}{fraction}",
            4 => $"{measure}~{random.Next(below)}{fraction}",
            _ => $"{measure}={random.Next(below)}{fraction}",
        };

    private string Topic() => random.Next(4) == 0 ? "" : $"topic={Any(new[] { "law", "health", "hygiene" })}";

    private string Shared() => random.Next(4) == 0 ? $"event=e{random.Next(5)}" : "";

    private string Basis() =>
        random.Next(6) switch
        {
            0 => "reported",
            1 => "estimated",
            _ => "",
        };

    private string Campaign() => campaigns.Count == 0 || random.Next(4) == 0 ? "" : $"followsFrom->{Any(campaigns):D}";

    private RecordVersion? Pick() => newest.Count == 0 ? null : Any([.. newest.Values]);

    private void Keep(RecordVersion version) => newest[version.Content.Id] = version;
}
