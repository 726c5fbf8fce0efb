using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>
/// What one would write without a ledger, on the same records: a table with a row for each and a column for each field. It is asked a query for each
/// indicator, or all of them in one pass.
/// </summary>
internal sealed class Peer : IDisposable
{
    private readonly DbConnection connection;
    private readonly string table;
    private readonly PeerForm form;
    private readonly List<(Term Term, string Where)> asked;
    private readonly List<(Term Term, string Where)> distinct;
    private readonly List<(string Name, string Type)> columns;
    private readonly Dictionary<string, DbCommand> commands = [];

    /// <param name="town">Whose records.</param>
    /// <param name="connection">SQLite, DuckDB or PostgreSQL; closed with this.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="form">What else it holds.</param>
    /// <param name="options">What follows its columns: a key, and how it is clustered.</param>
    public Peer(BenchTown town, DbConnection connection, string table, PeerForm form, string options = ")")
    {
        (this.connection, this.table, this.form) = (connection, table, form);
        asked = [.. town.Additive.Select(Sql)];
        distinct = [.. town.Distinct.Select(Sql)];
        var id = connection is DuckDBConnection or NpgsqlConnection ? "UUID" : "TEXT";
        columns =
        [
            .. form == PeerForm.Placed ? [("unit", "BIGINT"), ("event", id)] : Array.Empty<(string, string)>(),
            ("day", "INTEGER"),
            ("id", id),
            ("kind", "TEXT"),
            .. town
                .Ledger.Catalogue.Kinds.SelectMany(k =>
                    k.Dimensions.Select(d => ("d_" + Name(d.Id), "TEXT"))
                        .Concat(k.Measures.Select(m => ("m_" + Name(m.Id), "BIGINT")))
                )
                .Distinct()
                .Order(),
            .. form == PeerForm.WithText ? [("title", "TEXT"), ("text", "TEXT")] : Array.Empty<(string, string)>(),
        ];
        Execute($"CREATE TABLE {table} ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))}{options}");
        Fill(town);
    }

    public void Execute(string sql) => LedgerBench.Execute(connection, sql);

    /// <summary>A query for each indicator that adds.</summary>
    public IReadOnlyList<decimal?> SixtyQueries(KeyRange asked) =>
        [.. this.asked.Select(a => Ask($"SELECT {Value(a.Term)} FROM {From(asked)} AND {a.Where}", asked)[0])];

    /// <summary>All of them in one pass.</summary>
    public IReadOnlyList<decimal?> OnePass(KeyRange asked) =>
        Ask(
            $"SELECT {string.Join(", ", this.asked.Select(a => $"{(a.Term is Count ? "COUNT" : "SUM")}(CASE WHEN {a.Where} THEN {(a.Term is Sum s ? "m_" + Name(s.Measure) : "1")} END)"))} FROM {From(asked)}",
            asked
        );

    /// <summary>One pass that groups by kind, to be folded by the caller: fewer columns are looked at for each row.</summary>
    public int Grouped(KeyRange asked)
    {
        var fields = this
            .asked.SelectMany(a => Source(a.Term).Where.Select(c => "d_" + Name(c.Field)))
            .Prepend("kind")
            .Distinct()
            .ToList();
        var sums = this.asked.Select(a => a.Term).OfType<Sum>().Select(s => $"SUM(m_{Name(s.Measure)})").Distinct();
        var sql =
            $"SELECT {string.Join(", ", fields.Append("COUNT(*)").Concat(sums))} FROM {From(asked)} GROUP BY {string.Join(", ", fields)}";
        using var reader = Command(sql, asked).ExecuteReader();
        var rows = 0;
        while (reader.Read())
        {
            for (var c = 0; c < reader.FieldCount; c++)
            {
                _ = reader.GetValue(c);
            }

            rows++;
        }

        return rows;
    }

    /// <summary>How many different events, a query for each indicator.</summary>
    public IReadOnlyList<decimal?> Events(KeyRange asked) =>
        [.. distinct.Select(d => Ask($"SELECT COUNT(DISTINCT event) FROM {From(asked)} AND {d.Where}", asked)[0])];

    /// <summary>How many different events, in one pass.</summary>
    public IReadOnlyList<decimal?> EventsInOnePass(KeyRange asked) =>
        Ask(
            $"SELECT {string.Join(", ", distinct.Select(d => $"COUNT(DISTINCT CASE WHEN {d.Where} THEN event END)"))} FROM {From(asked)}",
            asked
        );

    /// <summary>Copies all rows of a county to those that follow it, with ids of their own; see <see cref="Clones"/>.</summary>
    public void Clone(int counties)
    {
        Execute($"CREATE TEMP TABLE one AS SELECT * FROM {table}");
        var names = string.Join(", ", columns.Select(c => c.Name));
        for (var n = 1; n < counties; n++)
        {
            var values = columns.Select(c =>
                c.Name == "unit" ? $"unit + {n * Clones.Keys}"
                : c.Type == "UUID" ? $"CAST(substr(CAST({c.Name} AS VARCHAR), 1, 32) || '{n:x4}' AS UUID)"
                : c.Name
            );
            Execute($"INSERT INTO {table} ({names}) SELECT {string.Join(", ", values)} FROM one");
        }

        Execute("DROP TABLE one");
    }

    public void Dispose() => connection.Dispose();

    private string From(KeyRange asked) =>
        $"{table} WHERE day BETWEEN @from AND @to{(asked.High == long.MaxValue ? "" : " AND unit BETWEEN @low AND @high")}";

    private IReadOnlyList<decimal?> Ask(string sql, KeyRange asked)
    {
        using var reader = Command(sql, asked).ExecuteReader();
        reader.Read();
        return
        [
            .. Enumerable
                .Range(0, reader.FieldCount)
                .Select(c => reader.IsDBNull(c) ? 0 : (decimal?)Number(reader.GetValue(c))),
        ];
    }

    private DbCommand Command(string sql, KeyRange asked)
    {
        var mark = connection is DuckDBConnection ? '$' : '@';
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
            command.CommandText = sql.Replace('@', mark);
            command.CommandTimeout = 600;
            foreach (var name in new[] { "from", "to", "low", "high" }.Where(n => sql.Contains("@" + n)))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = mark == '$' ? name : "@" + name;
                command.Parameters.Add(parameter);
            }
        }

        object[] values = [asked.Days.From.DayNumber, asked.Days.To.DayNumber, asked.Low, asked.High];
        for (var i = 0; i < command.Parameters.Count; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    // DuckDB adds BIGINTs up to a HUGEINT.
    private static decimal Number(object value) =>
        value is System.Numerics.BigInteger big ? (decimal)big : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static Source Source(Term term) =>
        term switch
        {
            Sum s => s.Of,
            Distinct d => d.Of,
            _ => ((Count)term).Of,
        };

    private static string Value(Term term) => term is Sum s ? $"SUM(m_{Name(s.Measure)})" : "COUNT(*)";

    private static (Term, string Where) Sql(Indicator indicator)
    {
        var term = (Term)indicator.Policies[0].Formula;
        var source = Source(term);
        var where = source
            .Where.Select(c =>
                $"d_{Name(c.Field)} {(c.Negated ? "NOT " : "")}IN ({string.Join(", ", c.Values.Select(v => $"'{v}'"))})"
            )
            .Prepend($"kind = '{source.Kinds[0]}'");
        return (term, string.Join(" AND ", where));
    }

    private static string Name(string id) => id.Replace('-', '_');

    private void Fill(BenchTown town)
    {
        using var from = town.Database.OpenConnection();
        using var read = from.CreateCommand();
        read.CommandText =
            "SELECT unit_key, content FROM record_version v WHERE action < 2 AND version = (SELECT MAX(version) FROM record_version w WHERE w.county = v.county AND w.id = v.id)";
        using var reader = read.ExecuteReader();
        using var rows = PeerRows.Into(connection, table, [.. columns.Select(c => c.Name)]);
        while (reader.Read())
        {
            var record = RecordText.Record(reader.GetString(1));
            var fields = record
                .Dimensions.Select(d => ("d_" + Name(d.Key), (object)d.Value))
                .Concat(record.Measures.Select(m => ("m_" + Name(m.Key), (object)(long)m.Value.Amount!.Value)))
                .ToDictionary();
            fields["unit"] = reader.GetInt64(0);
            fields["day"] = record.On.DayNumber;
            fields["id"] = record.Id;
            fields["event"] = record.Event ?? record.Id;
            fields["kind"] = record.Kind;
            fields["title"] = record.Title;
            fields["text"] = record.Text;
            rows.Add([.. columns.Select(c => fields.GetValueOrDefault(c.Name))]);
        }

        rows.Complete();
    }
}

/// <summary>What a peer's rows hold besides kind, day and fields.</summary>
internal enum PeerForm
{
    /// <summary>Nothing: narrow, for the best single pass over one town.</summary>
    Plain,

    /// <summary>The record's text, as one would keep it first.</summary>
    WithText,

    /// <summary>The unit's key and the event.</summary>
    Placed,
}

/// <summary>The quickest way of each engine to take many rows.</summary>
internal abstract class PeerRows : IDisposable
{
    public static PeerRows Into(DbConnection connection, string table, IReadOnlyList<string> columns) =>
        connection switch
        {
            DuckDBConnection duck => new Appended(duck, table),
            NpgsqlConnection postgres => new Copied(postgres, table, columns),
            _ => new Inserted(connection, table, columns),
        };

    public abstract void Add(IReadOnlyList<object?> values);

    public virtual void Complete() { }

    public abstract void Dispose();

    private sealed class Appended(DuckDBConnection duck, string table) : PeerRows
    {
        private readonly DuckDBAppender appender = duck.CreateAppender(table);

        public override void Add(IReadOnlyList<object?> values)
        {
            var row = appender.CreateRow();
            foreach (var value in values)
            {
                _ = value switch
                {
                    null => row.AppendNullValue(),
                    int number => row.AppendValue((int?)number),
                    long number => row.AppendValue((long?)number),
                    Guid id => row.AppendValue((Guid?)id),
                    _ => row.AppendValue((string)value),
                };
            }

            row.EndRow();
        }

        public override void Dispose() => appender.Dispose();
    }

    private sealed class Copied(NpgsqlConnection postgres, string table, IReadOnlyList<string> columns) : PeerRows
    {
        private readonly NpgsqlBinaryImporter importer = postgres.BeginBinaryImport(
            $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN BINARY"
        );

        public override void Add(IReadOnlyList<object?> values)
        {
            importer.StartRow();
            foreach (var value in values)
            {
                if (value is null)
                {
                    importer.WriteNull();
                }
                else
                {
                    importer.Write(value);
                }
            }
        }

        public override void Complete() => importer.Complete();

        public override void Dispose() => importer.Dispose();
    }

    private sealed class Inserted : PeerRows
    {
        private readonly DbTransaction transaction;
        private readonly DbCommand insert;

        public Inserted(DbConnection connection, string table, IReadOnlyList<string> columns)
        {
            transaction = connection.BeginTransaction();
            insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText =
                $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
            foreach (var column in columns)
            {
                var parameter = insert.CreateParameter();
                parameter.ParameterName = "@" + column;
                insert.Parameters.Add(parameter);
            }
        }

        public override void Add(IReadOnlyList<object?> values)
        {
            for (var i = 0; i < values.Count; i++)
            {
                insert.Parameters[i].Value = values[i] is Guid id ? id.ToString() : values[i] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }

        public override void Complete() => transaction.Commit();

        public override void Dispose()
        {
            insert.Dispose();
            transaction.Dispose();
        }
    }
}
