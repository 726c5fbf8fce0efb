using System.Buffers;

namespace Xiangyin.Ledger;

/// <summary>Something about an entered record that can't stand. The page has the words for each rule.</summary>
/// <param name="Field">Which field: a property's name in lower case (<c>on</c>, <c>title</c>), or <c>measure.x</c>, <c>dimension.x</c>, <c>role.x</c>, <c>link.x</c>, <c>evidence.x</c>.</param>
/// <param name="Rule">Which rule (<c>required</c>, <c>in-the-future</c> …).</param>
/// <param name="Arguments">What the rule's words need: a limit, a name.</param>
public sealed record RecordProblem(string Field, string Rule, params IReadOnlyList<string> Arguments);

/// <summary>What a work record must fulfil to be entered.</summary>
public static class RecordRules
{
    /// <summary>The longest title, in characters.</summary>
    public const int TitleLength = 120;

    /// <summary>The longest free text, in characters.</summary>
    public const int TextLength = 8000;

    /// <summary>The longest place, in characters.</summary>
    public const int PlaceLength = 120;

    /// <summary>The most days that one record may span.</summary>
    public const int SpanDays = 400;

    /// <summary>The most people in one record; a larger crowd is a measure, not a list.</summary>
    public const int People = 2000;

    /// <summary>The first day that a record may bear: older papers belong in the archive.</summary>
    public static DateOnly FirstDay { get; } = new(1949, 10, 1);

    private static readonly SearchValues<char> Unprintable = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\t')),
    ]);

    /// <summary>All problems with a record; none when it may be entered.</summary>
    /// <param name="record">As entered.</param>
    /// <param name="catalogue">Today's catalogue.</param>
    /// <param name="tree">Today's tree.</param>
    /// <param name="today">The day of entry in Asia/Shanghai.</param>
    /// <param name="captured">What holds of evidence that was captured before today's catalogue was heard of; none where it was not.</param>
    public static IReadOnlyList<RecordProblem> Check(
        WorkRecord record,
        Catalogue catalogue,
        UnitTree tree,
        DateOnly today,
        CapturedBefore? captured = null
    )
    {
        if (catalogue.Kind(record.Kind) is not { } kind)
        {
            return [new("kind", "unknown-kind", record.Kind)];
        }

        var problems = new List<RecordProblem>();
        InUse(problems, record, kind);
        Words(problems, record);
        Days(problems, record, kind, today);
        Units(problems, record, kind, tree);
        Measures(problems, record, kind);
        Dimensions(problems, record, kind, catalogue);
        Participants(problems, record, kind);
        Links(problems, record, kind);
        Evidence(problems, record, kind, captured);
        return problems;
    }

    private static void InUse(List<RecordProblem> problems, WorkRecord record, Kind kind)
    {
        if (kind.Retired <= record.On)
        {
            problems.Add(new("kind", "retired-value", kind.Name.Hans, $"{kind.Retired:yyyy-MM-dd}"));
        }
    }

    private static void Words(List<RecordProblem> problems, WorkRecord record)
    {
        if (string.IsNullOrWhiteSpace(record.Title))
        {
            problems.Add(new("title", "required"));
        }

        foreach (
            var (field, text, limit) in new[]
            {
                ("title", record.Title, TitleLength),
                ("text", record.Text, TextLength),
                ("place", record.Place ?? "", PlaceLength),
            }
        )
        {
            if (text.Length > limit)
            {
                problems.Add(new(field, "too-long", $"{limit}", $"{text.Length}"));
            }

            if (text.AsSpan().ContainsAny(Unprintable) || HasLoneSurrogate(text))
            {
                problems.Add(new(field, "unprintable"));
            }
        }
    }

    private static bool HasLoneSurrogate(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return false;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            // A lone half comes out as the replacement character that the text itself does not hold.
            if (rune.Value == 0xFFFD && !text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void Days(List<RecordProblem> problems, WorkRecord record, Kind kind, DateOnly today)
    {
        var last = record.Until ?? record.On;
        if (!kind.Ahead && record.On > today)
        {
            problems.Add(new("on", "in-the-future", $"{today:yyyy-MM-dd}"));
        }
        else if (!kind.Ahead && last > today)
        {
            problems.Add(new("until", "in-the-future", $"{today:yyyy-MM-dd}"));
        }

        if (record.On < FirstDay || record.On > today.AddYears(10))
        {
            problems.Add(new("on", "out-of-range", $"{FirstDay:yyyy-MM-dd}"));
        }

        if (record.Until is not null && !kind.Spans)
        {
            problems.Add(new("until", "one-day"));
        }
        else if (last < record.On)
        {
            problems.Add(new("until", "before-start"));
        }
        else if (last.DayNumber - record.On.DayNumber > SpanDays)
        {
            problems.Add(new("until", "too-many-days", $"{SpanDays}"));
        }
    }

    private static void Units(List<RecordProblem> problems, WorkRecord record, Kind kind, UnitTree tree)
    {
        if (!tree.Has(record.Unit))
        {
            problems.Add(new("unit", "unknown-unit"));
        }
        else if (!tree.IsOpen(record.Unit, record.On))
        {
            var heir = tree.HeirOn(record.Unit, record.On);
            problems.Add(
                heir is { } h && h != record.Unit
                    ? new(
                        "unit",
                        "unit-ended",
                        tree.On(record.Unit, record.On).Name.Hans,
                        tree.On(h, record.On).Name.Hans
                    )
                    : new("unit", "unit-not-open", tree.On(record.Unit, record.On).Name.Hans)
            );
        }
        else if (kind.Units.Count > 0 && !kind.Units.Contains(tree.On(record.Unit, record.On).Type))
        {
            problems.Add(new("unit", "wrong-unit-type"));
        }
    }

    private static void Measures(List<RecordProblem> problems, WorkRecord record, Kind kind)
    {
        foreach (var field in kind.Measures)
        {
            if (!record.Measures.TryGetValue(field.Id, out var measure))
            {
                if (field.Required)
                {
                    problems.Add(Of("measure", field.Id, "required"));
                }

                continue;
            }

            if (measure.Amount is null != (measure.Approximation == Approximation.None))
            {
                problems.Add(Of("measure", field.Id, measure.Amount is null ? "required" : "amount-without-value"));
            }
            else if (measure.Amount < 0)
            {
                problems.Add(Of("measure", field.Id, "negative"));
            }
            else if (measure.Amount > field.Max)
            {
                problems.Add(Of("measure", field.Id, "too-large", FigureText.Number(field.Max, field.Decimals)));
            }
            else if (measure.Amount is { } amount && decimal.Round(amount, field.Decimals) != amount)
            {
                problems.Add(Of("measure", field.Id, "too-many-decimals", $"{field.Decimals}"));
            }
        }

        foreach (var other in record.Measures.Keys.Where(m => kind.Measure(m) is null))
        {
            problems.Add(new($"measure.{other}", "not-asked", other));
        }
    }

    private static void Dimensions(List<RecordProblem> problems, WorkRecord record, Kind kind, Catalogue catalogue)
    {
        foreach (var field in kind.Dimensions)
        {
            if (!record.Dimensions.TryGetValue(field.Id, out var value))
            {
                if (field.Required)
                {
                    problems.Add(Of("dimension", field.Id, "required"));
                }
            }
            else if (catalogue.Dimension(field.Dimension)?.Find(value) is not { } known)
            {
                problems.Add(Of("dimension", field.Id, "unknown-value", value));
            }
            else if (known.Retired <= record.On)
            {
                problems.Add(
                    Of("dimension", field.Id, "retired-value", known.Name.Hans, $"{known.Retired:yyyy-MM-dd}")
                );
            }
        }

        foreach (var other in record.Dimensions.Keys.Where(d => kind.Dimension(d) is null))
        {
            problems.Add(new($"dimension.{other}", "not-asked", other));
        }
    }

    // A field's full name is put together only where something is wrong with it.
    private static RecordProblem Of(string sort, string field, string rule, params IReadOnlyList<string> arguments) =>
        new($"{sort}.{field}", rule, arguments);

    private static void Participants(List<RecordProblem> problems, WorkRecord record, Kind kind)
    {
        if (record.Participants.Count == 0 && !kind.Roles.Any(r => r.Required))
        {
            return;
        }

        var byRole = record.Participants.ToLookup(p => p.Role);
        foreach (var role in kind.Roles)
        {
            var named = byRole[role.Id].Count();
            if (role.Required && named == 0)
            {
                problems.Add(new($"role.{role.Id}", "required"));
            }
            else if (!role.Many && named > 1)
            {
                problems.Add(new($"role.{role.Id}", "only-one"));
            }
            else if (byRole[role.Id].Distinct().Count() != named)
            {
                problems.Add(new($"role.{role.Id}", "named-twice"));
            }
        }

        foreach (var other in byRole.Where(g => kind.Roles.All(r => r.Id != g.Key)))
        {
            problems.Add(new($"role.{other.Key}", "not-asked", other.Key));
        }

        if (record.Participants.Count > People)
        {
            problems.Add(new("people", "too-many", $"{People}"));
        }
    }

    private static void Links(List<RecordProblem> problems, WorkRecord record, Kind kind)
    {
        foreach (var field in kind.Links.Where(f => f.Required && record.Links.All(l => l.Type != f.Type)))
        {
            problems.Add(new($"link.{field.Type}", "required"));
        }

        foreach (var link in record.Links)
        {
            if (kind.Links.All(f => f.Type != link.Type))
            {
                problems.Add(new($"link.{link.Type}", "not-asked", link.Type));
            }
            else if (link.Target == record.Id)
            {
                problems.Add(new($"link.{link.Type}", "to-itself"));
            }
        }
    }

    // Enough is enough: what goes beyond is refused, so that nobody is made to stage one more picture. What was captured before is kept.
    private static void Evidence(List<RecordProblem> problems, WorkRecord record, Kind kind, CapturedBefore? captured)
    {
        var heard = captured?.Heard?.Kind(record.Kind);
        var kept = captured?.Kept.Select(e => (e.Hash, e.Shows)).ToHashSet() ?? [];
        foreach (var shown in record.Evidence.GroupBy(e => e.Shows))
        {
            var slot = kind.Evidence.FirstOrDefault(s => s.Id == shown.Key);
            var before = heard?.Evidence.FirstOrDefault(s => s.Id == shown.Key);
            var enough = Math.Max(slot?.Enough ?? 0, before?.Enough ?? 0);
            var added = shown.Count(e => !kept.Contains((e.Hash, e.Shows)));
            if (added > 0 && slot is null && before is null)
            {
                problems.Add(new($"evidence.{shown.Key}", "not-asked", shown.Key));
            }
            else if (added > 0 && shown.Count() > enough)
            {
                problems.Add(new($"evidence.{shown.Key}", "enough", $"{enough}"));
            }
        }
    }
}

/// <summary>What was captured when another catalogue held: it is kept, whatever would be asked for now.</summary>
/// <param name="Heard">The catalogue that was known where the record was captured; none where it is today's.</param>
/// <param name="Kept">Evidence that the record has already.</param>
public sealed record CapturedBefore(Catalogue? Heard, IReadOnlyCollection<Evidence> Kept);
