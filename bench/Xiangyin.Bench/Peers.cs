using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Xiangyin.Ledger;

namespace Xiangyin.Bench;

/// <summary>
/// What one would write without a ledger, on the same records. <c>record</c>: a row with a column for each field and its text, indexed by day, asked
/// a query for each indicator. <c>plain</c>: the same without text, clustered by day, for the best single pass; in the same SQLite file and in DuckDB.
/// </summary>
internal sealed class Peers : IDisposable
{
    private readonly DbConnection sqlite;
    private readonly DuckDBConnection duck = new("DataSource=:memory:");
    private readonly List<(Term Term, string Value, string Where)> asked;
    private readonly List<DbCommand> sixty = [];
    private readonly List<string> columns;

    public Peers(BenchTown town)
    {
        asked = [.. town.Additive.Select(i => Sql((Term)i.Policies[0].Formula))];
        columns =
        [
            .. town
                .Ledger.Catalogue.Kinds.SelectMany(k =>
                    k.Dimensions.Select(d => "d_" + Name(d.Id)).Concat(k.Measures.Select(m => "m_" + Name(m.Id)))
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        sqlite = town.Database.OpenConnection();
        duck.Open();
        var definition =
            $"(day INTEGER, id TEXT, kind TEXT, {string.Join(", ", columns.Select(c => c + (c[0] == 'd' ? " TEXT" : " BIGINT")))}";
        LedgerBench.Execute(sqlite, $"CREATE TABLE plain {definition}, PRIMARY KEY (day, id)) WITHOUT ROWID");
        LedgerBench.Execute(sqlite, $"CREATE TABLE record {definition}, title TEXT, text TEXT)");
        LedgerBench.Execute(duck, $"CREATE TABLE plain {definition})");
        Fill(town);
        LedgerBench.Execute(sqlite, "CREATE INDEX record_day ON record (day)");
        foreach (var (_, value, where) in asked)
        {
            sixty.Add(Command(sqlite, $"SELECT {value} FROM record WHERE day BETWEEN @from AND @to AND {where}"));
        }
    }

    public void Index() => LedgerBench.Execute(sqlite, "CREATE INDEX record_kind ON record (kind, day)");

    public IReadOnlyList<decimal?> SixtyQueries(int year) => [.. sixty.Select(c => Values(c, year, 1)[0])];

    public IReadOnlyList<decimal?> OnePass(int year) => Ask(sqlite, OnePassSql, year);

    public IReadOnlyList<decimal?> DuckOnePass(int year) => Ask(duck, OnePassSql, year);

    /// <summary>One pass that groups by kind, to be folded by the caller: fewer columns are looked at for each row.</summary>
    public int Grouped(int year) => Rows(sqlite, year);

    public int DuckGrouped(int year) => Rows(duck, year);

    public void Dispose()
    {
        sqlite.Dispose();
        duck.Dispose();
    }

    private readonly Dictionary<(DbConnection, string), DbCommand> commands = [];

    private string OnePassSql =>
        $"SELECT {string.Join(", ", asked.Select(a => $"{(a.Term is Count ? "COUNT" : "SUM")}(CASE WHEN {a.Where} THEN {(a.Term is Sum s ? "m_" + Name(s.Measure) : "1")} END)"))} FROM plain WHERE day BETWEEN @from AND @to";

    private string GroupedSql
    {
        get
        {
            var fields = asked
                .SelectMany(a => Source(a.Term).Where.Select(c => "d_" + Name(c.Field)))
                .Distinct()
                .ToList();
            var sums = asked.Select(a => a.Term).OfType<Sum>().Select(s => "m_" + Name(s.Measure)).Distinct();
            return $"SELECT {string.Join(", ", fields.Prepend("kind").Append("COUNT(*)").Concat(sums.Select(s => $"SUM({s})")))} FROM plain WHERE day BETWEEN @from AND @to GROUP BY {string.Join(", ", fields.Prepend("kind"))}";
        }
    }

    private int Rows(DbConnection connection, int year)
    {
        var command = Prepared(connection, GroupedSql);
        SetYear(command, year);
        using var reader = command.ExecuteReader();
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

    private IReadOnlyList<decimal?> Ask(DbConnection connection, string sql, int year) =>
        Values(Prepared(connection, sql), year, asked.Count);

    private DbCommand Prepared(DbConnection connection, string sql) =>
        commands.TryGetValue((connection, sql), out var command)
            ? command
            : commands[(connection, sql)] = Command(connection, sql);

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = connection is DuckDBConnection ? sql.Replace('@', '$') : sql;
        foreach (var name in new[] { "from", "to" })
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = connection is DuckDBConnection ? name : "@" + name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void SetYear(DbCommand command, int year)
    {
        command.Parameters[0].Value = new DateOnly(year, 1, 1).DayNumber;
        command.Parameters[1].Value = new DateOnly(year, 12, 31).DayNumber;
    }

    private static IReadOnlyList<decimal?> Values(DbCommand command, int year, int columns)
    {
        SetYear(command, year);
        using var reader = command.ExecuteReader();
        reader.Read();
        return
        [
            .. Enumerable.Range(0, columns).Select(c => reader.IsDBNull(c) ? 0 : (decimal?)Number(reader.GetValue(c))),
        ];
    }

    // DuckDB adds BIGINTs up to a HUGEINT.
    private static decimal Number(object value) =>
        value is System.Numerics.BigInteger big ? (decimal)big : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static Source Source(Term term) => term is Sum s ? s.Of : ((Count)term).Of;

    private static (Term, string Value, string Where) Sql(Term term)
    {
        var source = Source(term);
        var where = source
            .Where.Select(c =>
                $"d_{Name(c.Field)} {(c.Negated ? "NOT " : "")}IN ({string.Join(", ", c.Values.Select(v => $"'{v}'"))})"
            )
            .Prepend($"kind = '{source.Kinds[0]}'");
        return (term, term is Sum s ? $"SUM(m_{Name(s.Measure)})" : "COUNT(*)", string.Join(" AND ", where));
    }

    private static string Name(string id) => id.Replace('-', '_');

    private void Fill(BenchTown town)
    {
        using var read = sqlite.CreateCommand();
        read.CommandText =
            "SELECT content FROM record_version v WHERE action < 2 AND version = (SELECT MAX(version) FROM record_version w WHERE w.county = v.county AND w.id = v.id)";
        using var reader = read.ExecuteReader();
        var rows = new List<WorkRecord>();
        while (reader.Read())
        {
            rows.Add(Xiangyin.Web.Ledger.RecordText.Record(reader.GetString(0)));
        }

        using var transaction = sqlite.BeginTransaction();
        using var appender = duck.CreateAppender("plain");
        using var insert = sqlite.CreateCommand();
        insert.Transaction = transaction;
        using var withText = sqlite.CreateCommand();
        withText.Transaction = transaction;
        var names = columns.Prepend("kind").Prepend("id").Prepend("day").ToList();
        var values = string.Join(", ", names.Select(n => "@" + n));
        insert.CommandText = $"INSERT INTO plain ({string.Join(", ", names)}) VALUES ({values})";
        withText.CommandText =
            $"INSERT INTO record ({string.Join(", ", names)}, title, text) VALUES ({values}, @title, @text)";
        foreach (var name in names.Append("title").Append("text"))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@" + name;
            withText.Parameters.Add(parameter);
        }

        foreach (var name in names)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@" + name;
            insert.Parameters.Add(parameter);
        }

        foreach (var record in rows)
        {
            var dimensions = record.Dimensions.ToDictionary(d => "d_" + Name(d.Key), d => d.Value);
            var measures = record.Measures.ToDictionary(m => "m_" + Name(m.Key), m => (long?)m.Value.Amount);
            var row = appender.CreateRow();
            Set(0, (long)record.On.DayNumber);
            row.AppendValue((int?)record.On.DayNumber);
            Set(1, record.Id.ToString());
            row.AppendValue(record.Id.ToString());
            Set(2, record.Kind);
            row.AppendValue(record.Kind);
            for (var c = 0; c < columns.Count; c++)
            {
                if (columns[c][0] == 'd')
                {
                    var value = dimensions.GetValueOrDefault(columns[c]);
                    Set(c + 3, value);
                    row.AppendValue(value);
                }
                else
                {
                    var value = measures.GetValueOrDefault(columns[c]);
                    Set(c + 3, value);
                    row.AppendValue(value);
                }
            }

            row.EndRow();
            insert.ExecuteNonQuery();
            withText.Parameters["@title"].Value = record.Title;
            withText.Parameters["@text"].Value = record.Text;
            withText.ExecuteNonQuery();
        }

        transaction.Commit();

        void Set(int at, object? value)
        {
            insert.Parameters[at].Value = value ?? DBNull.Value;
            withText.Parameters[at].Value = value ?? DBNull.Value;
        }
    }
}
