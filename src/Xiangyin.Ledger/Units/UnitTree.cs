namespace Xiangyin.Ledger;

/// <summary>
/// The dated tree of units: what each unit is called and where it belongs on any day, from an append-only history.
/// A unit keeps its <see cref="UnitId"/> for life; its key is its place, and a place is never given twice.
/// </summary>
public sealed class UnitTree
{
    private static readonly DateOnly Forever = DateOnly.MaxValue;
    private readonly Dictionary<UnitId, Life> lives = [];
    private readonly Dictionary<UnitId, List<UnitId>> placedBelow = [];
    private readonly List<UnitChange> changes = [];

    private UnitTree() { }

    /// <summary>Replays a history.</summary>
    /// <param name="changes">In the order in which they became known.</param>
    /// <exception cref="UnitTreeException">A change contradicts what was known before it.</exception>
    public static UnitTree From(IEnumerable<UnitChange> changes)
    {
        var tree = new UnitTree();
        foreach (var change in changes)
        {
            tree.Apply(change);
        }

        return tree;
    }

    /// <summary>The history, in order.</summary>
    public IReadOnlyList<UnitChange> Changes => changes;

    /// <summary>The sequence of the last change; 0 for an empty tree.</summary>
    public long Version => changes.Count == 0 ? 0 : changes[^1].Seq;

    /// <summary>All units that ever were.</summary>
    public IEnumerable<UnitId> Units => lives.Keys;

    /// <summary>The tree as known at a sequence.</summary>
    public UnitTree KnownAt(long seq) => seq >= Version ? this : From(changes.TakeWhile(c => c.Seq <= seq));

    /// <summary>Whether there ever was such a unit.</summary>
    public bool Has(UnitId unit) => lives.ContainsKey(unit);

    /// <summary>The unit as it stands on a day; before its founding as at its founding, after its end as at its end.</summary>
    /// <exception cref="KeyNotFoundException">There never was such a unit.</exception>
    public Unit On(UnitId unit, DateOnly day)
    {
        var life = lives[unit];
        var place = life.PlaceOn(day);
        return new(unit, life.Type, life.NameOn(day), place.Parent, life.Code);
    }

    /// <summary>Whether the unit is founded and not ended on that day.</summary>
    public bool IsOpen(UnitId unit, DateOnly day) =>
        lives.TryGetValue(unit, out var life) && life.From <= day && day < life.Until;

    /// <summary>The first day on which the unit no longer is; none while it is open.</summary>
    public DateOnly? EndedOn(UnitId unit) => lives[unit].Until == Forever ? null : lives[unit].Until;

    /// <summary>The unit to which an ended unit's past belongs: its successor when merged, otherwise none.</summary>
    public UnitId? Successor(UnitId unit) => lives[unit].End is UnitMerged merged ? merged.Into : null;

    /// <summary>The key of the unit's place on that day; see <see cref="On"/> for days outside its life.</summary>
    public long KeyOn(UnitId unit, DateOnly day)
    {
        var life = lives[unit];
        var place = life.PlaceOn(day);
        var above = place.Parent is { } parent ? KeyOn(parent, day) : 0;
        return UnitKey.Child(above, UnitKey.Depth(life.Type), place.Ordinal);
    }

    /// <summary>Units directly below on that day, open, in the order of their places.</summary>
    public IEnumerable<UnitId> ChildrenOn(UnitId unit, DateOnly day) =>
        (placedBelow.GetValueOrDefault(unit) ?? [])
            .Where(c => IsOpen(c, day) && lives[c].PlaceOn(day).Parent == unit)
            .Distinct();

    /// <summary>The unit and everything open below it on that day, in tree order.</summary>
    public IEnumerable<UnitId> SubtreeOn(UnitId unit, DateOnly day) =>
        ChildrenOn(unit, day).SelectMany(c => SubtreeOn(c, day)).Prepend(unit);

    /// <summary>Whether <paramref name="unit"/> is, or lies below, <paramref name="above"/> on that day.</summary>
    public bool IsWithin(UnitId unit, UnitId above, DateOnly day)
    {
        for (UnitId? u = unit; u is { } at; u = lives[at].PlaceOn(day).Parent)
        {
            if (at == above)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The unit of a type that is, or lies above, <paramref name="unit"/> on that day; none if there is none.</summary>
    public UnitId? AboveOn(UnitId unit, UnitType type, DateOnly day)
    {
        for (UnitId? u = unit; u is { } at; u = lives[at].PlaceOn(day).Parent)
        {
            if (lives[at].Type == type)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>As organised then: the places of the unit and everything below it over a period, as few ranges of keys and days.</summary>
    public IReadOnlyList<KeyRange> RangesThen(UnitId unit, Period period)
    {
        // Only the days on which the unit or something above it moved can begin a new range.
        var turns = new SortedSet<DateOnly>(Moves(unit).Where(period.Contains)) { period.From };
        var span = UnitKey.Span(UnitKey.Depth(lives[unit].Type));
        var ranges = new List<KeyRange>();
        foreach (var from in turns)
        {
            var low = KeyOn(unit, from);
            if (ranges.Count > 0 && ranges[^1].Low == low)
            {
                continue;
            }

            if (ranges.Count > 0)
            {
                ranges[^1] = ranges[^1] with { Days = ranges[^1].Days with { To = from.AddDays(-1) } };
            }

            ranges.Add(new(low, low + span - 1, period with { From = from }));
        }

        return ranges;
    }

    /// <summary>As organised now: every unit, ended ones too, whose past belongs to the subtree of <paramref name="unit"/> on <paramref name="day"/>.</summary>
    public IReadOnlySet<UnitId> MembersNow(UnitId unit, DateOnly day) =>
        lives
            .Keys.Where(u => lives[u].From <= day && HeirOn(u, day) is { } heir && IsWithin(heir, unit, day))
            .ToHashSet();

    /// <summary>
    /// The unit to which the past of <paramref name="unit"/> belongs on <paramref name="day"/>: itself while open; its successor when merged; the
    /// unit above when split or closed. None when all of these have ended.
    /// </summary>
    public UnitId? HeirOn(UnitId unit, DateOnly day)
    {
        UnitId? heir = unit;
        while (heir is { } at && lives[at].Until <= day)
        {
            heir = lives[at].End is UnitMerged merged ? merged.Into : lives[at].PlaceOn(day).Parent;
        }

        return heir;
    }

    // Whether a unit is, or comes to own the past of, another: looked at over all time, for merges may become known out of order.
    private bool IsHeir(UnitId unit, UnitId of)
    {
        UnitId? heir = of;
        while (heir is { } at && at != unit)
        {
            heir =
                lives[at].Until == Forever ? null
                : lives[at].End is UnitMerged merged ? merged.Into
                : lives[at].PlaceOn(lives[at].Until).Parent;
        }

        return heir is not null;
    }

    private void Apply(UnitChange change)
    {
        var known = lives.GetValueOrDefault(change.Unit);
        Check(known is null == change is UnitFounded, change, known is null ? "is not known" : "was founded before");
        Check(known is null || (known.From <= change.On && change.On < known.Until), change, "is not open on that day");
        switch (change)
        {
            case UnitFounded founded:
                CheckOpen(founded.Parent, change);
                lives.Add(change.Unit, new(founded));
                Place(change, founded.Parent);
                break;
            case UnitRenamed renamed:
                known!.Names.Add((change.On, renamed.Name));
                break;
            case UnitMoved moved:
                CheckOpen(moved.Parent, change);
                Check(!IsWithin(moved.Parent, change.Unit, change.On), change, "would lie below itself");
                Check(lives[moved.Parent].Type < known!.Type, change, "can't lie below a unit of that type");
                Place(change, moved.Parent);
                break;
            case UnitMerged merged:
                CheckOpen(merged.Into, change);
                Check(
                    !IsHeir(change.Unit, merged.Into),
                    change,
                    "can't merge into itself, nor into what ended into it"
                );
                End(change);
                break;
            case UnitSplit split:
                foreach (var part in split.Into)
                {
                    CheckOpen(part, change);
                }

                End(change);
                break;
            case UnitClosed:
                End(change);
                break;
        }

        changes.Add(change);
    }

    private void Place(UnitChange change, UnitId? parent)
    {
        var life = lives[change.Unit];
        var siblings = parent is { } p
            ? placedBelow.TryGetValue(p, out var list)
                ? list
                : placedBelow[p] = []
            : TopLevel();
        siblings.Add(change.Unit);
        var depth = UnitKey.Depth(life.Type);
        Check(siblings.Count <= UnitKey.MaxOrdinal(depth), change, "finds no free place there");
        Check(
            parent is not { } above || UnitKey.Depth(lives[above].Type) < depth,
            change,
            "can't lie below a unit of that type"
        );
        life.Places.RemoveAll(at => at.From >= change.On);
        life.Places.Add(new(change.On, parent, siblings.Count));
    }

    private IEnumerable<DateOnly> Moves(UnitId unit) =>
        lives[unit].Places.SelectMany(p => (p.Parent is { } parent ? Moves(parent) : []).Append(p.From));

    private List<UnitId> TopLevel() =>
        placedBelow.TryGetValue(default, out var list) ? list : placedBelow[default] = [];

    private void End(UnitChange change)
    {
        Check(!ChildrenOn(change.Unit, change.On).Any(), change, "still has units below it");
        lives[change.Unit].Until = change.On;
        lives[change.Unit].End = change;
    }

    private void CheckOpen(UnitId? unit, UnitChange change)
    {
        if (unit is { } u)
        {
            Check(IsOpen(u, change.On), change, $"names {u}, which is not open on that day");
        }
    }

    private static void Check(bool holds, UnitChange change, string problem)
    {
        if (!holds)
        {
            throw new UnitTreeException(change, $"unit {change.Unit} {problem}");
        }
    }

    private sealed record Placement(DateOnly From, UnitId? Parent, int Ordinal);

    private sealed class Life(UnitFounded founded)
    {
        public UnitType Type => founded.Type;

        public string? Code => founded.Code;

        public DateOnly From => founded.On;

        public DateOnly Until { get; set; } = Forever;

        public UnitChange? End { get; set; }

        public List<(DateOnly From, LocalText Name)> Names { get; } = [(founded.On, founded.Name)];

        public List<Placement> Places { get; } = [];

        // Most units never move nor change their name.
        public Placement PlaceOn(DateOnly day) =>
            Places.Count == 1 ? Places[0] : Places.FindLast(p => p.From <= day) ?? Places[0];

        // Renamings may become known out of order; the newest known of the latest day holds.
        public LocalText NameOn(DateOnly day) =>
            Names.Count == 1
                ? Names[0].Name
                : Names.Where(n => n.From <= day).OrderBy(n => n.From).Select(n => n.Name).LastOrDefault()
                    ?? Names[0].Name;
    }
}

/// <summary>A change that contradicts the tree's history.</summary>
public sealed class UnitTreeException(UnitChange change, string message) : Exception(message)
{
    /// <summary>The change that can't be.</summary>
    public UnitChange Change => change;
}
