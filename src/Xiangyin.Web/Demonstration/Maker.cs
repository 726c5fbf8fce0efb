using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>Turns drafts into records as the catalogue asks for them, with what becomes of each: confirmed, corrected, withdrawn, late.</summary>
internal sealed class Maker(Catalogue catalogue, UnitTree tree, Residents residents, Pictures pictures, Script script)
{
    private static readonly string[] CorrectionReasons =
    [
        "核对签到表后更正人数",
        "原数把工作人员也算进去了",
        "录入时少写一位",
        "与存档材料核对后更正",
        "两份登记表重复，合并后更正",
        "村里补送了清单",
    ];

    private static readonly string[] WithdrawalReasons =
    [
        "与另一条重复",
        "记错了单位，已由该单位另记",
        "活动因下雨取消，先前误记",
        "试录，不作数",
    ];

    private readonly Dictionary<string, List<Told>> told = [];
    private readonly Dictionary<Guid, DateTimeOffset> recorded = [];

    public Catalogue Catalogue => catalogue;

    public Residents Residents => residents;

    public IReadOnlyList<Told> Of(string kind) => told.GetValueOrDefault(kind) ?? [];

    /// <summary>Puts a record into the script; none when its unit or the demonstration ended before.</summary>
    public Told? Record(Draft draft, Dice dice)
    {
        var kind = catalogue.Kind(draft.Kind) ?? throw new DemonstrationException($"there is no kind {draft.Kind}");
        var last = draft.Until ?? draft.On;
        var at = draft.At ?? AfterWhatItNames(draft, RecordedAt(draft, last, dice), dice);
        if (!tree.IsOpen(draft.Unit, draft.On) || (!kind.Ahead && last > Almanac.Last) || at > Almanac.End)
        {
            return null;
        }

        var by = residents.Recorder(draft.Unit, Day.Of(at), dice);
        if (LinksOf(kind, draft, at, dice) is not { } links)
        {
            return null;
        }

        var record = new WorkRecord
        {
            Id = dice.Id(at),
            Kind = kind.Id,
            KindVersion = kind.Version,
            Unit = draft.Unit,
            On = draft.On,
            Until = kind.Spans && draft.Until > draft.On ? draft.Until : null,
            Title = draft.Title,
            Text = draft.Text,
            Place = draft.Place,
            Measures = MeasuresOf(kind, draft, dice),
            Dimensions = DimensionsOf(kind, draft, dice),
            Participants = ParticipantsOf(kind, draft, by, dice),
            Links = links,
            Evidence = EvidenceOf(kind, draft, by, at, dice),
            Event = draft.Event,
            Author = by,
        };
        Check(record, at);
        recorded.Add(record.Id, at);
        script.Add(new NewRecord(record, by, at));
        return Remember(Live(kind, record, by, at, draft.Exact, dice));
    }

    // Nobody can answer a notice, or join an event, that has not been written down yet.
    private DateTimeOffset AfterWhatItNames(Draft draft, DateTimeOffset at, Dice dice)
    {
        foreach (var id in draft.Links.Select(l => l.Target).Concat(draft.Event is { } host ? [host] : []))
        {
            if (recorded[id] >= at)
            {
                at = recorded[id].AddSeconds(dice.Between(90, 4_000));
            }
        }

        return at;
    }

    // What becomes of a record after it was written. The answer is when it first counted.
    private Told Live(Kind kind, WorkRecord record, PersonId by, DateTimeOffset at, bool exact, Dice dice)
    {
        var version = 1;
        var counted = at;
        if (kind.Confirmed)
        {
            counted = Confirm(record, version, by, at, dice);
            version++;
        }

        var first = new Told(record, counted);
        var fate = exact || kind.Restricted ? 1000 : dice.Below(1000);
        if (fate >= 47 || counted > Almanac.End)
        {
            return first;
        }

        var later = OfficeHour(Day.Of(counted).AddDays(dice.Between(1, 25)), dice);
        if (fate < 7)
        {
            script.Add(new Withdrawal(dice.Id(later), record.Id, version, by, dice.Pick(WithdrawalReasons), later));
        }
        else if (Corrected(kind, record, dice) is { } content)
        {
            Check(content, later);
            script.Add(new Correction(dice.Id(later), version, content, by, dice.Pick(CorrectionReasons), later));
            if (kind.Confirmed)
            {
                Confirm(content, version + 1, by, later, dice);
            }
        }

        return first;
    }

    private DateTimeOffset Confirm(WorkRecord record, int version, PersonId author, DateTimeOffset at, Dice dice)
    {
        // Nothing is confirmed within the hour, and what comes in late in the day waits for the morning.
        var when = OfficeHour(Day.Of(at).AddDays(1 + dice.Weighted([50, 25, 12, 8, 5])), dice);
        var second = residents
            .On(Day.Of(when), Residents.Staff)
            .Concat(residents.On(Day.Of(when), Residents.Officer))
            .Select(h => h.Id)
            .Where(id => id != author)
            .ToList();
        script.Add(new Confirmation(dice.Id(when), record.Id, version, dice.Pick(second), when));
        return when;
    }

    private static WorkRecord? Corrected(Kind kind, WorkRecord record, Dice dice)
    {
        var numbers = record
            .Measures.Where(m => m.Value is { Amount: >= 5, Basis: Basis.Counted })
            .OrderBy(m => m.Key)
            .ToList();
        if (numbers.Count == 0)
        {
            return null;
        }

        var (id, measure) = dice.Pick(numbers);
        var by = Math.Max(1, decimal.Truncate(measure.Amount!.Value * dice.Between(2, 12) / 100));
        var more = dice.Percent(40) && measure.Amount + by <= kind.Measure(id)!.Max;
        var amount = measure.Amount.Value + (more ? by : -by);
        return record with
        {
            Measures = new Dictionary<string, Measure>(record.Measures) { [id] = measure with { Amount = amount } },
        };
    }

    private static DateTimeOffset RecordedAt(Draft draft, DateOnly last, Dice dice)
    {
        var days = draft.Lag.Throw(dice);
        // Some villages write things down when there is time, one of them long after.
        if (!draft.Exact && draft.Unit == Town.Late && dice.Percent(35))
        {
            days += dice.Between(9, 34);
        }
        else if (!draft.Exact && dice.Percent(4))
        {
            days += dice.Between(5, 20);
        }

        var day = last.AddDays(days);
        if (Almanac.First > day)
        {
            day = Almanac.First.AddDays(dice.Below(6));
        }

        return days == 0 ? Almanac.At(day, dice.Between(16 * 60, 20 * 60)).AddMilliseconds(dice.Below(60_000))
            : draft.Unit.Value is > 100 and < 120 && dice.Percent(30)
                ? Almanac.At(day, dice.Between(18 * 60, 21 * 60)).AddMilliseconds(dice.Below(60_000))
            : OfficeHour(day, dice);
    }

    /// <summary>An hour at which the office is open, on that day or the next working day.</summary>
    public static DateTimeOffset OfficeHour(DateOnly day, Dice dice)
    {
        while (!Almanac.IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        var minutes = dice.Percent(55) ? dice.Between(8 * 60 + 30, 12 * 60) : dice.Between(15 * 60, 18 * 60);
        return Almanac.At(day, minutes).AddMilliseconds(dice.Below(60_000));
    }

    private static Dictionary<string, Measure> MeasuresOf(Kind kind, Draft draft, Dice dice)
    {
        var measures = new Dictionary<string, Measure>(draft.Measures);
        foreach (var field in kind.Measures.Where(f => !measures.ContainsKey(f.Id)))
        {
            if (draft.Activity?.Measures.GetValueOrDefault(field.Id) is { } range)
            {
                if (new AmountRange(range).Throw(dice) is { } measure)
                {
                    measures.Add(field.Id, measure);
                }
            }
            else if (field.Required)
            {
                measures.Add(field.Id, new(Math.Min(field.Max, dice.Between(2, 30))));
            }
        }

        return measures;
    }

    private Dictionary<string, string> DimensionsOf(Kind kind, Draft draft, Dice dice)
    {
        var dimensions = new Dictionary<string, string>(draft.Dimensions);
        foreach (var field in kind.Dimensions.Where(f => !dimensions.ContainsKey(f.Id)))
        {
            if (draft.Activity?.Dimensions.GetValueOrDefault(field.Id) is { } weighted)
            {
                var values = weighted.Split(',', StringSplitOptions.TrimEntries).Select(v => v.Split(' ')).ToList();
                var value = values[dice.Weighted([.. values.Select(v => v.Length > 1 ? Span.Parse(v[1]).From : 1)])][0];
                if (value != "none")
                {
                    dimensions.Add(field.Id, value);
                }
            }
            else if (field.Required || dice.Percent(50))
            {
                var open = catalogue.Dimension(field.Dimension)!.Values.Where(v => !(v.Retired <= draft.On)).ToList();
                dimensions.Add(field.Id, dice.Pick(open).Id);
            }
        }

        return dimensions;
    }

    private List<Participant> ParticipantsOf(Kind kind, Draft draft, PersonId by, Dice dice)
    {
        var participants = draft.Participants.ToList();
        foreach (var role in kind.Roles.Where(r => participants.All(p => p.Role != r.Id)))
        {
            if (draft.Activity?.Roles.GetValueOrDefault(role.Id)?.Split(' ') is { } spec)
            {
                var post = spec[0];
                var count = spec.Length > 1 ? Span.Parse(spec[1]).Throw(dice) : 1;
                var all = residents.On(draft.On, post).ToList();
                var own = all.Where(h => h.Unit == draft.Unit).ToList();
                participants.AddRange(
                    dice.Shuffle(own.Count > 0 ? own : all)
                        .Select(h => h.Id)
                        .Distinct()
                        .Take(role.Many ? count : 1)
                        .Select(id => new Participant(role.Id, id))
                );
            }
            else if (role.Required)
            {
                participants.Add(new(role.Id, by));
            }
        }

        return participants;
    }

    // None when a link is required and there is nothing yet that it could point to.
    private List<Link>? LinksOf(Kind kind, Draft draft, DateTimeOffset at, Dice dice)
    {
        var links = draft.Links.ToList();
        foreach (var field in kind.Links.Where(f => f.Required && links.All(l => l.Type != f.Type)))
        {
            var near = Of(field.Kind)
                .Where(t => t.At < at && t.Content.On <= draft.On && t.Content.On > draft.On.AddDays(-200))
                .ToList();
            var own = near.Where(t => t.Content.Unit == draft.Unit).ToList();
            if (near.Count == 0)
            {
                return draft.Exact
                    ? throw new DemonstrationException($"{draft.Kind} on {draft.On:O} finds no {field.Kind} to link to")
                    : null;
            }

            links.Add(new(field.Type, dice.Pick(own.Count > 0 ? own : near).Id));
        }

        return links;
    }

    private List<Evidence> EvidenceOf(Kind kind, Draft draft, PersonId by, DateTimeOffset at, Dice dice) =>
        [
            .. kind
                .Evidence.SelectMany(slot => Enumerable.Repeat(slot, slot.Enough))
                .Where(slot => dice.Percent(draft.Evidence) || draft.Photos.ContainsKey(slot.Id))
                .Select(slot =>
                    draft.Photos.TryGetValue(slot.Id, out var photo)
                        ? pictures.Of(photo, slot, by, at)
                        : pictures.For(kind, slot, by, at, dice)
                )
                .DistinctBy(e => (e.Shows, e.Hash)),
        ];

    private void Check(WorkRecord record, DateTimeOffset at)
    {
        var problems = RecordRules.Check(record, catalogue, tree, Day.Of(at));
        if (problems.Count > 0)
        {
            throw new DemonstrationException(
                $"{record.Kind} “{record.Title}” on {record.On:O}: "
                    + string.Join("; ", problems.Select(p => $"{p.Field} {p.Rule} {string.Join(' ', p.Arguments)}"))
            );
        }
    }

    private Told Remember(Told record)
    {
        if (!told.TryGetValue(record.Content.Kind, out var list))
        {
            told[record.Content.Kind] = list = [];
        }

        list.Add(record);
        return record;
    }
}

/// <summary>The town's tables and the catalogue do not fit: a mistake in one of them.</summary>
internal sealed class DemonstrationException(string message) : Exception(message);
