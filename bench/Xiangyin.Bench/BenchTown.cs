using System.Buffers.Binary;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>How a bench's ledger is filled.</summary>
internal sealed record BenchSize
{
    public required int Towns { get; init; }

    /// <summary>How many of the towns record anything; all where nothing is said.</summary>
    public int? Recording { get; init; }

    public required int Records { get; init; }

    /// <summary>The records' first year; the last is the bench's.</summary>
    public int FirstYear { get; init; } = BenchTown.FirstYear;

    /// <summary>The part of the records that are corrected.</summary>
    public double Corrected { get; init; } = 0.04;

    /// <summary>The part of the records that tell of an event that others record too.</summary>
    public double Shared { get; init; }

    public int MostKinds { get; init; } = int.MaxValue;

    /// <summary>PostgreSQL; SQLite where there is none.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The number that comes first in every key.</summary>
    public long County { get; init; } = 1;
}

/// <summary>
/// A ledger filled from the default catalogue with records drawn at random, the same for every run: for each kind that anybody may enter without
/// looking something up first, with all its measures and dimensions.
/// </summary>
internal sealed class BenchTown : IAsyncDisposable
{
    private const int VillagesPerTown = 10;
    private static readonly DateOnly Founded = new(2000, 1, 1);
    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        $"xiangyin-bench-ledger-{Guid.CreateVersion7():N}"
    );
    private readonly Random random;
    private readonly PersonId clerk;
    private readonly BenchSize size;
    private Kind[]? kinds;

    private BenchTown(BenchSize size)
    {
        this.size = size;
        random = new(20211230 + (int)size.County);
        Database = Database.Open(folder, size.ConnectionString);
        Ledger = new(Database, TimeProvider.System, size.County);
        clerk = new(Draw());
    }

    public const int FirstYear = 2012;
    public const int TownsInCounty = 15;

    /// <summary>The last two bytes of the id of an event that several records share; no record without one has facts that end so.</summary>
    public const ushort SharedEnd = 0xFFFF;

    public BenchSize Size => size;

    public Database Database { get; }

    public TownLedger Ledger { get; }

    public string File => Path.Combine(folder, "xiangyin.db");

    /// <summary>The province above all.</summary>
    public static UnitId Province => new(1);

    public static UnitId County(int number) => new(100 + number);

    public static UnitId Town(int number) => new(1000 + (number * 100));

    /// <summary>Indicators that add, at least sixty: the default catalogue's, and one for each further kind.</summary>
    public IReadOnlyList<Indicator> Additive { get; private set; } = [];

    /// <summary>Indicators of the default catalogue that count different events.</summary>
    public IReadOnlyList<Indicator> Distinct { get; private set; } = [];

    public static async Task<BenchTown> Make(BenchSize size)
    {
        var town = new BenchTown(size);
        await town.Ledger.AdoptCatalogue(
            Catalogue(),
            default,
            new DateTimeOffset(FirstYear - 1, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        await town.Ledger.FillCells(default);
        await town.Ledger.ChangeUnits(
            seq => [.. town.Units(seq)],
            default,
            new DateTimeOffset(FirstYear - 1, 1, 2, 0, 0, 0, TimeSpan.Zero)
        );
        town.Additive =
        [
            .. town.Ledger.Catalogue.Indicators.Where(Adding).OrderBy(i => i.Id, StringComparer.Ordinal).Take(60),
        ];
        town.Distinct =
        [
            .. town.Ledger.Catalogue.Indicators.Where(i => i.Policies[0].Formula is Distinct { What: "event" }),
        ];
        foreach (var batch in town.Records().Chunk(1000))
        {
            await town.Ledger.Write(batch, default);
        }

        return town;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An indicator's year.</summary>
    public FigureQuery Query(Indicator indicator, KnownAt? knownAt = null, UnitId? unit = null) =>
        new(
            indicator.Id,
            unit ?? Town(0),
            Period.Year(LedgerBench.Year),
            Period.Year(LedgerBench.Year).To,
            knownAt ?? Ledger.Now
        );

    /// <summary>Records for a write bench, of one day in one town.</summary>
    public IEnumerable<WorkRecord> Some(int count, int town = 0) =>
        Enumerable
            .Range(0, count)
            .Select(_ => Record(new(LedgerBench.Year, 12, 30), Town(town).Value + 1 + random.Next(VillagesPerTown)));

    private static IReadOnlyList<CatalogueFile> Catalogue()
    {
        var files = CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue"));
        var own = CatalogueReader.Read(files);
        var group = own.Groups[0].Id;
        var names = "{zh-Hans: 条数, zh-Hant: 條數, en: Entries}";
        var more = own
            .Kinds.Where(k =>
                Free(k)
                && !own.Indicators.Any(i => Adding(i) && i.Policies[0].Formula is Count c && c.Of.Kinds[0] == k.Id)
            )
            .Take(60 - own.Indicators.Count(Adding))
            .Select(k =>
                $"  bench-{k.Id}: {{version: 1, name: {names}, definition: {names}, group: {group}, unit: entries, nature: flow, adds: additive, formula: count({k.Id})}}"
            );
        return [.. files, new("indicators/bench.yaml", "indicators:\n" + string.Join('\n', more) + "\n")];
    }

    private static bool Adding(Indicator i) =>
        i.Nature == Nature.Flow && i.Policies[0].Formula is Term { Adds: Adds.Additive } f && f.Kinds.Count() == 1;

    // What anybody may enter without looking something up first.
    private static bool Free(Kind k) =>
        !k.Restricted
        && !k.Confirmed
        && !k.Ahead
        && (k.Units.Count == 0 || k.Units.Contains(UnitType.Village))
        && !k.Links.Any(l => l.Required)
        && !k.Roles.Any(r => r.Required);

    private IEnumerable<UnitChange> Units(long seq)
    {
        yield return new UnitFounded(seq, Province, Founded, UnitType.Province, Name("省"), null);
        yield return new UnitFounded(seq, new(2), Founded, UnitType.City, Name("市"), Province);
        for (var t = 0; t < size.Towns; t++)
        {
            var county = County(t / TownsInCounty);
            if (t % TownsInCounty == 0)
            {
                yield return new UnitFounded(seq, county, Founded, UnitType.County, Name("县"), new UnitId(2));
            }

            yield return new UnitFounded(seq, Town(t), Founded, UnitType.Town, Name("镇"), county);
            for (var v = 1; v <= VillagesPerTown; v++)
            {
                yield return new UnitFounded(
                    seq,
                    new(Town(t).Value + v),
                    Founded,
                    UnitType.Village,
                    Name("村"),
                    Town(t)
                );
            }
        }
    }

    // Most records are entered within days; some late; corrections come some weeks after.
    private IEnumerable<Change> Records()
    {
        var start = new DateOnly(size.FirstYear, 1, 1);
        var days = new DateOnly(LedgerBench.Year + 1, 1, 1).DayNumber - start.DayNumber;
        var count = size.Records;
        var made = new Queue<WorkRecord>();
        for (var i = 0; i < count; i++)
        {
            var day = start.AddDays((int)((long)i * days / count));
            var at = Day.StartOf(day).AddHours(9);
            var late = random.NextDouble() < 0.1 ? random.Next(1, 40) : random.Next(0, 4);
            var on = day.AddDays(-late) < start ? start : day.AddDays(-late);
            var record = Record(
                on,
                Town(random.Next(size.Recording ?? size.Towns)).Value + 1 + random.Next(VillagesPerTown)
            );
            yield return new NewRecord(record, clerk, at);
            if (random.NextDouble() < size.Corrected)
            {
                made.Enqueue(record);
            }

            if (made.Count > 20)
            {
                var old = made.Dequeue();
                yield return new Correction(
                    Draw(),
                    1,
                    old with
                    {
                        Title = old.Title + "（更正）",
                        Measures = Again(old),
                    },
                    clerk,
                    "数目更正",
                    at
                );
            }
        }
    }

    private static Dictionary<string, Measure> Again(WorkRecord record) =>
        record.Measures.ToDictionary(m => m.Key, m => m.Value with { Amount = m.Value.Amount + 1 });

    private WorkRecord Record(DateOnly on, long village)
    {
        var catalogue = Ledger.Catalogue;
        kinds ??= [.. catalogue.Kinds.Where(Free).Take(size.MostKinds)];
        var kind = kinds[random.Next(kinds.Length)];
        return new()
        {
            Id = Draw(),
            Kind = kind.Id,
            KindVersion = kind.Version,
            Unit = new(village),
            On = on,
            Title = $"{kind.Name.Hans}{on:M月d日}",
            Text = "村委会门前，群众和干部一起参加，讲了近期要办的几件事，当场答了三个问题。",
            Measures = kind.Measures.ToDictionary(
                m => m.Id,
                m => new Measure(
                    random.Next(1, (int)Math.Min(m.Max, 300)),
                    random.Next(20) == 0 ? Approximation.AtLeast : Approximation.Exact
                )
            ),
            Dimensions = kind.Dimensions.ToDictionary(d => d.Id, d => Value(catalogue.Dimension(d.Dimension)!)),
            Event = size.Shared > 0 ? Event(on) : null,
            Author = clerk,
        };
    }

    // A few events of the same day are shared.
    private Guid? Event(DateOnly on)
    {
        if (random.NextDouble() >= size.Shared)
        {
            return null;
        }

        var id = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(id, on.DayNumber);
        id[4] = (byte)random.Next(20);
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(14), SharedEnd);
        return new(id, bigEndian: true);
    }

    private string Value(Dimension dimension)
    {
        var open = dimension.Values.Where(v => v.Retired is null).ToList();
        return open[random.Next(open.Count)].Id;
    }

    private static LocalText Name(string name) => new(name, name, name);

    private Guid Draw()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
