using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Where each record stands, for lists and search; follows the ledger.
/// </summary>
internal sealed class Listing(Register register)
{
    private const string Columns = "id, version, kind, unit, day, until, title, state, author, recorded_at, evidence";

    private readonly long county = register.County;
    private readonly Follower follower = new(register, "listing_head");

    public async Task<RecordPage> Find(RecordFilter filter, string? cursor, int take, CancellationToken ct)
    {
        await CatchUp(ct);
        var question = new Question(register, filter);
        using var session = register.Database.Read();
        var rows = question.Page(session, Cursor.Parse(cursor), take + 1);
        var next = rows.Count > take ? new Cursor(rows[take - 1].On, rows[take - 1].Id).ToString() : null;
        return new([.. rows.Take(take)], next, question.Count(session));
    }

    public async Task<IReadOnlyList<RecordSummary>> Awaiting(UnitId scope, int take, CancellationToken ct)
    {
        await CatchUp(ct);
        using var session = register.Database.Read();
        return new Question(register, new(scope, State: RecordState.Awaiting)).Page(
            session,
            null,
            take,
            oldestFirst: true
        );
    }

    /// <summary>Lists what was written since the last time.</summary>
    public Task CatchUp(CancellationToken ct) => follower.CatchUp(List, ct);

    private void List(Session session, LedgerState state, RecordFile file)
    {
        var (newest, content) = (file.Newest, file.Newest.Content);
        if (state.Catalogue.Kind(content.Kind) is { Restricted: true })
        {
            return;
        }

        var id = content.Id.Bytes();
        session.Run(
            """
            INSERT INTO listing
                (county, id, version, kind, unit, day, until, title, state, author, recorded_at, evidence)
            VALUES (@county, @id, @version, @kind, @unit, @day, @until, @title, @state, @author, @at, @evidence)
            ON CONFLICT (county, id) DO UPDATE SET
                version = excluded.version, unit = excluded.unit, day = excluded.day, until = excluded.until, title = excluded.title,
                state = excluded.state, recorded_at = excluded.recorded_at, evidence = excluded.evidence
            """,
            county,
            id,
            newest.Version,
            content.Kind,
            content.Unit.Value,
            content.On.DayNumber,
            content.Until?.DayNumber,
            content.Title,
            (int)file.State,
            content.Author.Value.Bytes(),
            newest.RecordedAt.ToUnixTimeMilliseconds(),
            content.Evidence.Count
        );
        register.Database.PutWords(session, county, id, $"{content.Title}\n{content.Text}\n{content.Place}");
    }

    /// <summary>The last row of a page.</summary>
    private sealed record Cursor(DateOnly On, Guid Id)
    {
        public static Cursor? Parse(string? text) =>
            text?.Split('.') is [var day, var id]
            && int.TryParse(day, CultureInfo.InvariantCulture, out var number)
            && number >= 0
            && number <= DateOnly.MaxValue.DayNumber
            && Guid.TryParse(id, out var guid)
                ? new(DateOnly.FromDayNumber(number), guid)
                : null;

        public override string ToString() => $"{On.DayNumber}.{Id:N}";
    }

    /// <summary>A filter as a condition with its values.</summary>
    private sealed class Question
    {
        private readonly List<string> conditions = ["county = @county"];
        private readonly List<object?> values = [];

        public Question(Register register, RecordFilter filter)
        {
            var state = register.Current;
            values.Add(register.County);
            var members = state.Tree.MembersNow(filter.Scope, Day.Of(state.Head.At));
            if (members.Count < state.Tree.Units.Count())
            {
                conditions.Add(
                    $"unit IN ({string.Join(", ", members.Select(u => u.Value).DefaultIfEmpty(-1).Order())})"
                );
            }

            // A kind may have become restricted after records of it were listed.
            foreach (var kind in state.Catalogue.Kinds.Where(k => k.Restricted))
            {
                Add($"kind <> @restricted{values.Count}", kind.Id);
            }

            if (filter.Kind is { } wanted)
            {
                Add("kind = @kind", wanted);
            }

            if (filter.State is { } stands)
            {
                // The state itself, not a parameter, so that the small index of what waits can be used.
                conditions.Add($"state = {(int)stands}");
            }

            if (filter.Period is { } days)
            {
                Add("day >= @first", days.From.DayNumber);
                Add("day <= @last", days.To.DayNumber);
            }

            if (
                !string.IsNullOrWhiteSpace(filter.Text)
                && register.Database.WordsAsked(filter.Text) is { Length: > 0 } words
            )
            {
                Add(register.Database.HasWords, words);
            }
        }

        public List<RecordSummary> Page(Session session, Cursor? after, int take, bool oldestFirst = false)
        {
            var (where, bound) = (string.Join(" AND ", conditions), values.ToList());
            if (after is not null)
            {
                where += " AND (day, id) < (@day, @id)";
                bound.AddRange([after.On.DayNumber, after.Id.Bytes()]);
            }

            var order = oldestFirst ? "day, id" : "day DESC, id DESC";
            bound.Add(take);
            var page = new List<RecordSummary>();
            using var rows = session.Query(
                $"SELECT {Columns} FROM listing WHERE {where} ORDER BY {order} LIMIT @take",
                [.. bound]
            );
            while (rows.Next())
            {
                page.Add(
                    new(
                        rows.Id(0),
                        (int)rows.Int(1),
                        rows.Text(2),
                        new(rows.Int(3)),
                        rows.Day(4),
                        rows.IsNull(5) ? null : rows.Day(5),
                        rows.Text(6),
                        (RecordState)rows.Int(7),
                        new(rows.Id(8)),
                        rows.Instant(9),
                        (int)rows.Int(10)
                    )
                );
            }

            return page;
        }

        public int? Count(Session session)
        {
            using var rows = session.Query(
                $"SELECT count(*) FROM (SELECT 1 FROM listing WHERE {string.Join(" AND ", conditions)} LIMIT {RecordPage.CountedTo + 1}) AS found",
                [.. values]
            );
            rows.Next();
            return rows.Int(0) is <= RecordPage.CountedTo and var count ? (int)count : null;
        }

        private void Add(string condition, object value)
        {
            conditions.Add(condition);
            values.Add(value);
        }
    }
}
