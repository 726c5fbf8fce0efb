using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Where a row of a cell stands: the level of its unit, the cell, and which part of it.</summary>
internal readonly record struct CellPart(int Level, CellAddress At, int Part);

/// <summary>A table with a row for each part of a cell, and none where a part holds nothing.</summary>
internal sealed class CellTable(string name, string part, string content)
{
    /// <summary>Lanes, by the number of their block.</summary>
    public static readonly CellTable Blocks = new("cell", "block", "lanes");

    /// <summary>Different events, by the number of the slot that counts them.</summary>
    public static readonly CellTable Events = new("cell_events", "slot", "events");

    private readonly string put = $"""
        INSERT INTO {name} (county, level, year, unit_key, month, recorded_month, {part}, {content})
        VALUES (@county, @level, @year, @unit, @month, @recorded, @part, @content)
        ON CONFLICT (county, level, year, unit_key, month, recorded_month, {part}) DO UPDATE SET {content} = excluded.{content}
        """;

    private const string Place = """
        county = @county AND level = @level AND year = @year AND unit_key = @unit AND month = @month
            AND recorded_month = @recorded
        """;

    private readonly string drop = $"DELETE FROM {name} WHERE {Place} AND {part} = @part";
    private readonly string get = $"SELECT {content} FROM {name} WHERE {Place} AND {part} = @part";

    public delegate void OnRow(in CellPart at, ReadOnlySpan<byte> row);

    public string Name => name;

    public string Part => part;

    /// <summary>Puts a row where it stands; an empty one goes.</summary>
    public void Put(Session session, long county, in CellPart where, byte[] row)
    {
        var (level, at, number) = where;
        if (row.Length > 0)
        {
            session.Run(put, county, level, at.Year, at.Unit, at.Month, at.RecordedMonth, number, row);
        }
        else
        {
            session.Run(drop, county, level, at.Year, at.Unit, at.Month, at.RecordedMonth, number);
        }
    }

    /// <summary>Adds the row that stands in a place, if there is one.</summary>
    public void Add(Session session, long county, in CellPart where, ISum sum)
    {
        var (level, at, number) = where;
        using var rows = session.Query(get, county, level, at.Year, at.Unit, at.Month, at.RecordedMonth, number);
        if (rows.Next())
        {
            sum.Add(rows.Bytes(0));
        }
    }

    /// <summary>Reads the rows of a county's cells that a condition tells.</summary>
    public void Each(Session session, long county, string condition, object?[] values, OnRow onRow) =>
        session.Each(
            $"""
            SELECT level, year, unit_key, month, recorded_month, {part}, {content} FROM {name}
            WHERE county = @county AND {condition}
            """,
            [
                [county, .. values],
            ],
            rows =>
                onRow(
                    new(
                        (int)rows.Int(0),
                        new((int)rows.Int(1), rows.Int(2), (int)rows.Int(3), (int)rows.Int(4)),
                        (int)rows.Int(5)
                    ),
                    rows.Bytes(6)
                )
        );
}
