using System.Data.Common;
using Microsoft.Data.Sqlite;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>
/// The rows that a record leaves behind, inserted by the provider's prepared commands into copies of the tables (as full, in the same file), with none
/// of what makes them a ledger: no rules, no second look at the id, no sequence in order, no cells. What a program that only stores would do.
/// </summary>
internal sealed class RawInserts : IDisposable
{
    private const int Months = 2021 * 12;

    private readonly BenchTown town;
    private readonly DbConnection connection;
    private readonly DbCommand log;
    private readonly DbCommand version;
    private readonly DbCommand ledger;
    private readonly DbCommand audit;
    private readonly UnitTree tree;
    private readonly Symbols symbols;
    private readonly byte[] digest = new byte[32];
    private long seq;

    public RawInserts(BenchTown town)
    {
        this.town = town;
        var state = new Register(town.Database, town.Size.County).Current;
        (tree, symbols) = (state.Tree, state.Symbols);
        connection = town.Database.OpenConnection();
        log = Insert(
            "change_log",
            "county, recorded_at, seq, record_id, version",
            "county, recorded_at, seq",
            "WITHOUT ROWID"
        );
        version = Insert(
            "record_version",
            "county, id, version, seq, recorded_at, change_id, action, counts, person, why, unit_key, content",
            "county, id, version",
            ""
        );
        ledger = Insert(
            "ledger",
            "county, kind, year, unit_key, day, id, version, sign, seq, recorded_month, unit_id, facts",
            "county, kind, year, unit_key, day, id, version, sign",
            "WITHOUT ROWID"
        );
        audit = InsertAudit();
    }

    /// <summary>The entry of the audit trail, with its index and without its chain.</summary>
    private DbCommand InsertAudit()
    {
        var command = Insert(
            "audit",
            "county, entry, at, person, action, unit, subject, origin, salt, origin_digest, hash",
            "county, entry",
            "WITHOUT ROWID"
        );
        LedgerBench.Execute(connection, "CREATE INDEX raw_audit_unit ON raw_audit (county, unit, entry)");
        return command;
    }

    public void Synchronous(string mode) => LedgerBench.Execute(connection, $"PRAGMA synchronous = {mode}");

    public void Write(int count, int batch)
    {
        foreach (
            var part in Enumerable.Range(0, count).Select(_ => town.One(new(LedgerBench.Year, 12, 30))).Chunk(batch)
        )
        {
            LedgerBench.Execute(connection, "BEGIN IMMEDIATE");
            foreach (var r in part)
            {
                var (id, key) = (r.Id.Bytes(), tree.KeyOn(r.Unit, r.On));
                var (by, kind, facts) = (r.Author.Value.Bytes(), symbols[r.Kind], Facts.Of(r, symbols));
                var at = long.MaxValue / 2 + ++seq; // after all that was recorded
                Run(log, 1L, at, seq, id, 1);
                Run(version, 1L, id, 1, seq, at, id, 0, 1, by, "", key, RecordText.Of(r));
                Run(ledger, 1L, kind, r.On.Year, key, r.On.DayNumber, id, 1, 1, seq, Months, r.Unit.Value, facts);
                Run(audit, 1L, at, at, by, "record", r.Unit.Value, r.Id.ToString(), "", DBNull.Value, digest, digest);
            }

            LedgerBench.Execute(connection, "COMMIT");
        }

        LedgerBench.Execute(connection, LedgerBench.Checkpoint);

        void Run(DbCommand command, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => connection.Dispose();

    private DbCommand Insert(string of, string columns, string key, string options)
    {
        var table = "raw_" + of;
        LedgerBench.Execute(connection, $"CREATE TABLE {table} ({columns}, PRIMARY KEY ({key})) {options}");
        LedgerBench.Execute(connection, $"INSERT INTO {table} SELECT {columns} FROM {of} ORDER BY {key}");
        var command = connection.CreateCommand();
        var names = columns.Split(", ");
        command.CommandText =
            $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})";
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }

        command.Prepare();
        return command;
    }
}
