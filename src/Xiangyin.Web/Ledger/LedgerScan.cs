using System.Buffers.Binary;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>A version that stands in a book, as of the sequence that its reader asked for.</summary>
internal readonly ref struct Row
{
    public required int Kind { get; init; }

    public required long Key { get; init; }

    public required DateOnly Day { get; init; }

    public required UInt128 Id { get; init; }

    public required int Version { get; init; }

    public required UnitId Unit { get; init; }

    public required Facts Facts { get; init; }
}

/// <summary>Something that reads rows.</summary>
/// <param name="seq">What was known.</param>
internal abstract class Sink(long seq)
{
    public long Seq => seq;

    /// <summary>Symbols of the kinds that it reads.</summary>
    public abstract IEnumerable<int> Kinds { get; }

    /// <summary>Where it reads: it is given at least these rows of its kinds.</summary>
    public abstract IEnumerable<Span> Spans { get; }

    public abstract void Take(in Row row);
}

/// <summary>Reads a book once for many sinks, and tells each of them the rows that stood at its sequence.</summary>
internal sealed class LedgerScan(Session session, long county, LedgerState state)
{
    private readonly Dictionary<int, List<Sink>> sinks = [];
    private (int Kind, long Key, int Day, UInt128 Id, long Version) taken;
    private long takenBy;

    public void Run(Book book, IReadOnlyCollection<Sink> readers)
    {
        sinks.Clear();
        foreach (var sink in readers)
        {
            foreach (var kind in sink.Kinds)
            {
                (sinks.TryGetValue(kind, out var list) ? list : sinks[kind] = []).Add(sink);
            }
        }

        if (readers.Count > 0)
        {
            var known = readers.Max(r => r.Seq);
            session.Each(Sql(book), [.. sinks.SelectMany(s => Sets(book, s.Key, s.Value, known))], Read);
        }
    }

    /// <summary>Rows that answer a record, wherever they stand.</summary>
    public void RunAnswers(IEnumerable<Guid> to, Sink sink)
    {
        sinks.Clear();
        foreach (var kind in sink.Kinds)
        {
            sinks[kind] = [sink];
        }

        session.Each(
            """
            SELECT kind, unit_key, day, id, version, sign, seq, unit_id, facts FROM ledger
            WHERE county = @county AND follows = @follows AND seq <= @seq
            ORDER BY kind, year, unit_key, day, id, version, sign
            """,
            [.. to.Select(id => new object?[] { county, id.Bytes(), sink.Seq })],
            Read
        );
    }

    private static string Sql(Book book) =>
        $"""
            SELECT kind, unit_key, day, id, version, sign, seq, unit_id, facts FROM {(
                book == Book.Ledger ? "ledger" : "waiting"
            )}
            WHERE county = @county AND kind = @kind AND year = @year AND unit_key BETWEEN @low AND @high
                AND day BETWEEN @first AND @last AND seq <= @seq
            ORDER BY unit_key, day, id, version, sign
            """;

    private IEnumerable<object?[]> Sets(Book book, int kind, List<Sink> readers, long known)
    {
        var spans = readers.SelectMany(r => r.Spans).Distinct().ToList();
        if (spans.Count == 0)
        {
            return [];
        }

        return state
            .Shelves.Of(book, kind, spans.Min(s => s.Days.From.Year), spans.Max(s => s.Days.To.Year))
            .SelectMany(year => Span.Merge(spans, year), (year, s) => Set(kind, year, s, known));
    }

    private object?[] Set(int kind, int year, Span span, long known) =>
        [county, kind, year, span.Low, span.High, span.Days.From.DayNumber, span.Days.To.DayNumber, known];

    // Of a version that was taken out, the −1 comes just before the +1.
    private void Read(Rows rows)
    {
        var kind = (int)rows.Int(0);
        var (key, day, version) = (rows.Int(1), (int)rows.Int(2), rows.Int(4));
        var id = BinaryPrimitives.ReadUInt128BigEndian(rows.Bytes(3));
        var seq = rows.Int(6);
        if (rows.Int(5) < 0)
        {
            taken = (kind, key, day, id, version);
            takenBy = seq;
            return;
        }

        var until = taken == (kind, key, day, id, version) ? takenBy : long.MaxValue;
        var row = new Row
        {
            Kind = kind,
            Key = key,
            Day = DateOnly.FromDayNumber(day),
            Id = id,
            Version = (int)version,
            Unit = new(rows.Int(7)),
            Facts = new(rows.Bytes(8)),
        };
        // Records of any kind may answer; only the kinds that were asked for are taken.
        foreach (var sink in sinks.GetValueOrDefault(kind) ?? [])
        {
            if (seq <= sink.Seq && sink.Seq < until)
            {
                sink.Take(row);
            }
        }
    }
}
