using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>A record as it was counted in a figure, with all that it says.</summary>
/// <param name="Content">The version that counts.</param>
/// <param name="Version">Its number.</param>
/// <param name="FirstRecordedAt">When the record first reached the ledger, in whatever version.</param>
internal sealed record CountedRecord(WorkRecord Content, int Version, DateTimeOffset FirstRecordedAt);

/// <summary>A page of the records behind a figure, by place, day and id.</summary>
/// <param name="Rows">The records.</param>
/// <param name="Next">Cursor of the next page; none after the last.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record CountedPage(IReadOnlyList<CountedRecord> Rows, string? Next, long Total);

/// <summary>How soon the records behind a figure were made.</summary>
/// <param name="Records">How many there are.</param>
/// <param name="InTime">How many of them within <see cref="Days"/> days of the last day of what they tell.</param>
internal sealed record Timeliness(long Records, long InTime)
{
    /// <summary>A week.</summary>
    public const int Days = Promptness.Days;
}

internal sealed partial class BehindReader
{
    private const int Chunk = 500;

    /// <summary>A page of records with all that they say; of one term of the formula, by its place among the operands, where it is named.</summary>
    public CountedPage Records(FigureQuery query, int? term, string? cursor, int take)
    {
        using var session = register.Database.Read();
        var (places, next, total) = Find(session, query, term, cursor, take);
        return new(Read(session, places), next, total);
    }

    /// <summary>All records in order, read as they are asked for.</summary>
    public IEnumerable<CountedRecord> Records(FigureQuery query)
    {
        foreach (var places in All(query).Order().Chunk(Chunk))
        {
            using var session = register.Database.Read();
            foreach (var record in Read(session, places))
            {
                yield return record;
            }
        }
    }

    public Timeliness Timeliness(FigureQuery query)
    {
        using var session = register.Database.Read();
        if (Search.For(register, session, query) is not { } search)
        {
            return new(0, 0);
        }

        var last = new LastDays(search);
        new LedgerScan(session, county, register.Current).Run(Book.Ledger, [last]);
        var inTime = 0L;
        session.Each(
            "SELECT id, recorded_at FROM record_version WHERE county = @county AND id = @id AND version = 1",
            [.. last.Found.Keys.Select(id => new object?[] { county, id.Bytes() })],
            rows =>
                inTime +=
                    Day.Of(rows.Instant(1)).DayNumber - last.Found[rows.Id(0)].DayNumber <= Ledger.Timeliness.Days
                        ? 1
                        : 0
        );
        return new(last.Found.Count, inTime);
    }

    private List<Place> All(FigureQuery query)
    {
        using var session = register.Database.Read();
        if (Search.For(register, session, query) is not { } search)
        {
            return [];
        }

        var found = Scan(session, search);
        return found.Count > 0 ? found : Scan(session, search.ForNilReturns());
    }

    private List<CountedRecord> Read(Session session, IReadOnlyList<Place> places)
    {
        var firsts = new Dictionary<Guid, DateTimeOffset>();
        session.Each(
            "SELECT id, recorded_at FROM record_version WHERE county = @county AND id = @id AND version = 1",
            [.. places.Where(p => p.Version > 1).Select(p => new object?[] { county, p.Id.Bytes() })],
            rows => firsts[rows.Id(0)] = rows.Instant(1)
        );
        var read = new List<CountedRecord>(places.Count);
        session.Each(
            $"SELECT {RecordFile.Columns} FROM record_version WHERE county = @county AND id = @id AND version = @version",
            [.. places.Select(p => new object?[] { county, p.Id.Bytes(), p.Version })],
            rows =>
            {
                var version = RecordFile.Version(rows).Version;
                var first = firsts.GetValueOrDefault(version.Content.Id, version.RecordedAt);
                read.Add(new(version.Content, version.Version, first));
            }
        );
        return read;
    }

    /// <summary>The last day of what each record tells.</summary>
    private sealed class LastDays(Search search) : Sink(search.Query.KnownAt.Seq)
    {
        public Dictionary<Guid, DateOnly> Found { get; } = [];

        public override IEnumerable<int> Kinds => search.Kinds;

        public override IEnumerable<Span> Spans => search.Reach.Rows;

        public override void Take(in Row row)
        {
            if (search.Has(row))
            {
                Found[row.Id.ToGuid()] = row.Day.AddDays(row.Facts.MoreDays);
            }
        }
    }
}
