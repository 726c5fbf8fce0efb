using System.Globalization;
using System.Text;

namespace Xiangyin.Ledger.Tests;

/// <summary>
/// A town told in a few words: each sentence is recorded one second after the last, so that "known at" can name any of them.
/// <c>Story.Of(…).Record("placement", "石桥", "2021-03-01", "level=county placementOf=a1")</c>.
/// </summary>
public sealed class Story
{
    public const long Town = 1;
    private static readonly DateTimeOffset Start = new(2020, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private readonly List<KnownAt> timeline = [];
    private readonly List<RecordVersion> versions = [];
    private readonly List<UnitChange> units = [];
    private readonly List<CatalogueVersion> catalogues = [];
    private readonly Dictionary<string, UnitId> unitIds = [];
    private readonly Dictionary<string, RecordVersion> records = [];
    private LedgerHistory? history;

    private Story(Catalogue catalogue, string villages)
    {
        catalogues.Add(new(Next(), Now.At, catalogue));
        Found("镇", UnitType.Town, null);
        foreach (var village in villages.Split(' '))
        {
            Found(village, UnitType.Village, "镇");
        }
    }

    public KnownAt Now => timeline[^1];

    public LedgerHistory History => history ??= new(timeline, versions, units, catalogues);

    public static Story Of(Catalogue catalogue, string villages = "石桥 上湾 下湾") => new(catalogue, villages);

    public static Guid Id(string name) =>
        new(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static DateOnly OnDay(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    public UnitId Unit(string name) => unitIds[name];

    public Story Found(string name, UnitType type, string? parent, string on = "2000-01-01")
    {
        unitIds[name] = new(unitIds.Count + 1);
        units.Add(
            new UnitFounded(
                Next(),
                unitIds[name],
                OnDay(on),
                type,
                new(name, name, name),
                parent is null ? null : Unit(parent)
            )
        );
        return this;
    }

    public Story Merge(string name, string into, string on) =>
        Change(seq => new UnitMerged(seq, Unit(name), OnDay(on), Unit(into)));

    public Story Move(string name, string to, string on) =>
        Change(seq => new UnitMoved(seq, Unit(name), OnDay(on), Unit(to)));

    public Story Adopt(Catalogue catalogue)
    {
        var seq = Next();
        catalogues.Add(new(seq, Now.At, catalogue));
        return this;
    }

    /// <summary>Settles the clock at the end of a day: everything told later is known later.</summary>
    public Story Until(string day)
    {
        timeline.Add(new(Day.EndOf(OnDay(day)), timeline.Count + 1));
        return this;
    }

    /// <summary>Records; details are <c>measure=12</c>, <c>measure&gt;=12</c>, <c>~12</c>, <c>=?</c>, <c>dimension=value</c>, <c>role@person</c>, <c>link-&gt;name</c>, <c>until=…</c>, <c>event=…</c>, <c>reported</c>.</summary>
    public Story Record(string name, string kind, string unit, string on, string details = "", int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Append(
                times == 1 ? name : $"{name}{i}",
                RecordAction.Record,
                Content(name + (times == 1 ? "" : i), kind, unit, on, details)
            );
        }

        return this;
    }

    public Story Correct(string name, string? unit = null, string? on = null, string? details = null)
    {
        var old = records[name].Content;
        var content = details is null ? old : Content(name, old.Kind, "镇", "2021-01-01", details);
        return Append(
            name,
            RecordAction.Correct,
            content with
            {
                Unit = unit is null ? old.Unit : Unit(unit),
                On = on is null ? old.On : OnDay(on),
            }
        );
    }

    public Story Confirm(string name) => Append(name, RecordAction.Confirm, records[name].Content);

    public Story Withdraw(string name) => Append(name, RecordAction.Withdraw, records[name].Content);

    public FigureQuery Query(
        string indicator,
        string unit = "镇",
        string period = "2021",
        string? cutOff = null,
        KnownAt? knownAt = null,
        string? policy = null,
        Organised organised = Organised.Then
    )
    {
        var parts = period.Split("..");
        var days =
            parts.Length == 1
                ? Period.Year(int.Parse(period, CultureInfo.InvariantCulture))
                : new(OnDay(parts[0]), OnDay(parts[1]));
        return new(
            indicator,
            Unit(unit),
            days,
            cutOff is null ? days.To : OnDay(cutOff),
            knownAt ?? Now,
            policy,
            organised
        );
    }

    public Figure Figure(
        string indicator,
        string unit = "镇",
        string period = "2021",
        string? cutOff = null,
        KnownAt? knownAt = null,
        string? policy = null,
        Organised organised = Organised.Then
    ) => new Evaluator(History).Evaluate(Query(indicator, unit, period, cutOff, knownAt, policy, organised));

    public decimal? Value(
        string indicator,
        string unit = "镇",
        string period = "2021",
        string? cutOff = null,
        KnownAt? knownAt = null,
        string? policy = null,
        Organised organised = Organised.Then
    ) => Figure(indicator, unit, period, cutOff, knownAt, policy, organised).Amount.Value;

    public IReadOnlyList<string> Names(IEnumerable<UnitId> ids) =>
        [.. ids.Select(i => unitIds.Single(u => u.Value == i).Key)];

    private Story Change(Func<long, UnitChange> change)
    {
        units.Add(change(Next()));
        return this;
    }

    private Story Append(string name, RecordAction action, WorkRecord content)
    {
        var seq = Next();
        var version = new RecordVersion(
            seq,
            Now.At,
            records.TryGetValue(name, out var old) ? old.Version + 1 : 1,
            Id($"{name} {seq}"),
            action,
            content,
            default,
            "因为"
        );
        versions.Add(version);
        records[name] = version;
        return this;
    }

    private WorkRecord Content(string name, string kind, string unit, string on, string details)
    {
        var record = new WorkRecord
        {
            Id = Id(name),
            Kind = kind,
            KindVersion = 1,
            Unit = Unit(unit),
            On = OnDay(on),
            Title = name,
            Author = new(Id("作者")),
        };
        var measures = new Dictionary<string, Measure>();
        var dimensions = new Dictionary<string, string>();
        var basis =
            details.Contains("reported", StringComparison.Ordinal) ? Basis.Reported
            : details.Contains("estimated", StringComparison.Ordinal) ? Basis.Estimated
            : Basis.Counted;
        foreach (var word in details.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word.Split(["->", ">=", "<=", "=", "~", "@"], 2, StringSplitOptions.None))
            {
                case ["until", var day]:
                    record = record with { Until = OnDay(day) };
                    break;
                case ["event", var shared]:
                    record = record with { Event = Id(shared) };
                    break;
                case [var field, "?"]:
                    measures[field] = new(null, Approximation.None, basis);
                    break;
                case [var field, var value] when word.Contains("->", StringComparison.Ordinal):
                    record = record with { Links = [.. record.Links, new(field, Id(value))] };
                    break;
                case [var field, var value] when word.Contains('@', StringComparison.Ordinal):
                    record = record with { Participants = [.. record.Participants, new(field, new(Id(value)))] };
                    break;
                case [var field, var value] when decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount):
                    var approximation =
                        word.Contains(">=", StringComparison.Ordinal) ? Approximation.AtLeast
                        : word.Contains("<=", StringComparison.Ordinal) ? Approximation.AtMost
                        : word.Contains('~', StringComparison.Ordinal) ? Approximation.About
                        : Approximation.Exact;
                    measures[field] = new(amount, approximation, basis);
                    break;
                case [var field, var value]:
                    dimensions[field] = value;
                    break;
            }
        }

        return record with
        {
            Measures = measures,
            Dimensions = dimensions,
        };
    }

    private long Next()
    {
        history = null;
        timeline.Add(new((timeline.Count == 0 ? Start : timeline[^1].At).AddSeconds(1), timeline.Count + 1));
        return timeline.Count;
    }
}
