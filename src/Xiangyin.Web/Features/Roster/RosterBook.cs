using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Roster;

/// <summary>Somebody in a post.</summary>
/// <param name="Person">Who.</param>
/// <param name="Post">A value of the catalogue's dimension <c>post</c>.</param>
/// <param name="Unit">Where.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day of leaving, on which the post no longer counts; none while it is held.</param>
/// <param name="Appointed">The record of taking it up.</param>
/// <param name="Left">The record of leaving it.</param>
/// <param name="TookOverFrom">The record of leaving that this appointment followed.</param>
internal sealed record Holding(
    PersonId Person,
    string Post,
    UnitId Unit,
    DateOnly From,
    DateOnly? To,
    Guid Appointed,
    Guid? Left,
    Guid? TookOverFrom
)
{
    /// <summary>Whether the head-count of that day has it.</summary>
    public bool IsHeldOn(DateOnly day) => From <= day && !(To <= day);
}

/// <summary>队伍: who holds which post, read from the ledger's records of taking up and leaving posts.</summary>
internal sealed class RosterBook(TownLedger ledger)
{
    public const string Appointed = "appointed";
    public const string Left = "left";
    public const string Closes = "closes";
    public const string TakesOver = "takesOver";
    public const string PostField = "post";
    public const string PersonRole = "person";
    public const string AttendeeRole = "attendee";
    private const string PostsHeld = "posts-held";
    private const string Trainings = "team-trainings";

    /// <summary>Everybody who ever held a post below a unit, by the day of taking it up.</summary>
    /// <param name="root">The unit.</param>
    /// <param name="today">The last day to be taken in.</param>
    public IReadOnlyList<Holding> Of(UnitId root, DateOnly today)
    {
        if (ledger.Catalogue.Indicator(PostsHeld) is null)
        {
            return [];
        }

        var query = new FigureQuery(
            PostsHeld,
            root,
            Period.Year(today.Year),
            today,
            ledger.Now,
            Organised: Organised.Now
        );
        var records = ledger.RecordsBehind(query).Select(r => r.Content).Where(r => PersonOf(r) is not null).ToList();
        return Pair(
            [.. records.Where(r => r.Kind == Appointed).OrderBy(r => r.On).ThenBy(r => r.Id)],
            [.. records.Where(r => r.Kind == Left).OrderBy(r => r.On).ThenBy(r => r.Id)]
        );
    }

    /// <summary>Trainings of the team in a year, by day.</summary>
    public IReadOnlyList<WorkRecord> TrainingsOf(UnitId root, int year, DateOnly today) =>
        ledger.Catalogue.Indicator(Trainings) is null
            ? []
            :
            [
                .. ledger
                    .RecordsBehind(new(Trainings, root, Period.Year(year), today, ledger.Now))
                    .Select(r => r.Content)
                    .OrderBy(r => r.On),
            ];

    /// <summary>Indicators that count holders of posts as of a day: the total first, then the posts in the catalogue's order.</summary>
    public IReadOnlyList<(Indicator Indicator, string? Post)> HeadCounts() =>
        [
            .. ledger
                .Catalogue.Indicators.Where(i =>
                    i.Policies[0].Formula is Holders h && h.Openings.Kinds.Contains(Appointed)
                )
                .Select(i => (i, PostOf((Holders)i.Policies[0].Formula)))
                .OrderBy(i => i.Item2 is not null),
        ];

    public static PersonId? PersonOf(WorkRecord record) =>
        record.Participants.FirstOrDefault(p => p.Role == PersonRole)?.Person;

    private static string? PostOf(Holders holders) =>
        holders.Openings.Where.SingleOrDefault(c => c.Field == PostField && !c.Negated) is { Values: [var post] }
            ? post
            : null;

    // A leaving that names its appointment ends that one; otherwise the oldest of the same person and post that is open.
    private static List<Holding> Pair(IReadOnlyList<WorkRecord> appointed, IReadOnlyList<WorkRecord> left)
    {
        var ended = new Dictionary<Guid, WorkRecord>();
        var known = appointed.ToDictionary(a => a.Id);
        foreach (var leaving in left)
        {
            var named = leaving.Links.FirstOrDefault(l => l.Type == Closes && known.ContainsKey(l.Target))?.Target;
            var closes =
                named
                ?? appointed
                    .FirstOrDefault(a =>
                        !ended.ContainsKey(a.Id)
                        && a.On <= leaving.On
                        && PersonOf(a) == PersonOf(leaving)
                        && Post(a) == Post(leaving)
                    )
                    ?.Id;
            if (closes is { } id)
            {
                ended.TryAdd(id, leaving);
            }
        }

        return
        [
            .. appointed.Select(a => new Holding(
                PersonOf(a)!.Value,
                Post(a),
                a.Unit,
                a.On,
                ended.TryGetValue(a.Id, out var leaving) ? leaving.On : null,
                a.Id,
                leaving?.Id,
                a.Links.FirstOrDefault(l => l.Type == TakesOver)?.Target
            )),
        ];
    }

    private static string Post(WorkRecord record) => record.Dimensions.GetValueOrDefault(PostField, "");
}
