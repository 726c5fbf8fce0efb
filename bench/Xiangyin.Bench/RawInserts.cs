using System.Data.Common;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>
/// The rows that a record leaves behind, inserted by the provider's prepared commands into copies of the tables (as full, in the same database), with
/// none of what makes them a ledger: no rules, no second look at the id, no sequence in order, no cells. What a program that only stores would do.
/// </summary>
internal sealed class RawInserts
{
    private const int Months = 2021 * 12;

    private static readonly (string Of, string Columns, string Key)[] Tables =
    [
        ("change_log", "county, recorded_at, seq, record_id, version", "county, recorded_at, seq"),
        (
            "record_version",
            "county, id, version, seq, recorded_at, change_id, action, counts, person, why, unit_key, content",
            "county, id, version"
        ),
        (
            "ledger",
            "county, kind, year, unit_key, day, id, version, sign, seq, recorded_month, unit_id, facts",
            "county, kind, year, unit_key, day, id, version, sign"
        ),
        (
            "audit",
            "county, entry, at, person, action, unit, subject, origin, salt, origin_digest, hash",
            "county, entry"
        ),
    ];

    private readonly BenchTown town;
    private readonly UnitTree tree;
    private readonly Symbols symbols;
    private readonly byte[] digest = new byte[32];
    private long seq;

    public RawInserts(BenchTown town)
    {
        this.town = town;
        var state = new Register(town.Database, town.Size.County).Current;
        (tree, symbols) = (state.Tree, state.Symbols);
        using var connection = town.Database.OpenConnection();
        foreach (var (of, columns, key) in Tables)
        {
            if (town.Size.ConnectionString is null)
            {
                var options = of == "record_version" ? "" : "WITHOUT ROWID";
                LedgerBench.Execute(connection, $"CREATE TABLE raw_{of} ({columns}, PRIMARY KEY ({key})) {options}");
                LedgerBench.Execute(connection, $"INSERT INTO raw_{of} SELECT {columns} FROM {of} ORDER BY {key}");
            }
            else
            {
                LedgerBench.Execute(connection, $"CREATE TABLE raw_{of} AS SELECT {columns} FROM {of} ORDER BY {key}");
                LedgerBench.Execute(connection, $"ALTER TABLE raw_{of} ADD PRIMARY KEY ({key})");
            }
        }

        LedgerBench.Execute(connection, "CREATE INDEX raw_audit_unit ON raw_audit (county, unit, entry)");
    }

    /// <summary>A connection that writes; each of several at once has its own.</summary>
    public Writer Open() => new(this);

    internal sealed class Writer : IDisposable
    {
        private readonly RawInserts raw;
        private readonly DbConnection connection;
        private readonly DbCommand[] inserts;

        public Writer(RawInserts raw)
        {
            this.raw = raw;
            connection = raw.town.Database.OpenConnection();
            inserts = [.. Tables.Select(t => Insert(t.Of, t.Columns.Split(", ")))];
        }

        public void Execute(string sql) => LedgerBench.Execute(connection, sql);

        public void Write(IEnumerable<WorkRecord> records, int batch = 1)
        {
            foreach (var part in records.Chunk(batch))
            {
                Execute(raw.town.Size.ConnectionString is null ? "BEGIN IMMEDIATE" : "BEGIN");
                foreach (var r in part)
                {
                    var (id, key) = (r.Id.Bytes(), raw.tree.KeyOn(r.Unit, r.On));
                    var (by, kind, facts) = (r.Author.Value.Bytes(), raw.symbols[r.Kind], Facts.Of(r, raw.symbols));
                    var seq = Interlocked.Increment(ref raw.seq);
                    var at = (long.MaxValue / 2) + seq; // after all that was recorded
                    Run(0, 1L, at, seq, id, 1);
                    Run(1, 1L, id, 1, seq, at, id, 0, 1, by, "", key, RecordText.Of(r));
                    Run(2, 1L, kind, r.On.Year, key, r.On.DayNumber, id, 1, 1, seq, Months, r.Unit.Value, facts);
                    Run(
                        3,
                        1L,
                        at,
                        at,
                        by,
                        "record",
                        r.Unit.Value,
                        r.Id.ToString(),
                        "",
                        DBNull.Value,
                        raw.digest,
                        raw.digest
                    );
                }

                Execute("COMMIT");
            }
        }

        public void Dispose() => connection.Dispose();

        private void Run(int table, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                inserts[table].Parameters[i].Value = values[i];
            }

            inserts[table].ExecuteNonQuery();
        }

        private DbCommand Insert(string of, string[] columns)
        {
            var command = connection.CreateCommand();
            command.CommandText =
                $"INSERT INTO raw_{of} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
            foreach (var column in columns)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + column;
                command.Parameters.Add(parameter);
            }

            if (raw.town.Size.ConnectionString is null)
            {
                command.Prepare(); // the connections of PostgreSQL prepare by themselves what comes back
            }

            return command;
        }
    }
}
