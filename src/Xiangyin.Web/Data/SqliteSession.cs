using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Xiangyin.Web.Data;

/// <summary>
/// Speaks to SQLite itself. The provider's commands make a reader and look at every parameter's type anew for each row,
/// which takes longer than SQLite takes to insert it.
/// </summary>
internal sealed class SqliteSession(Database database, SqliteConnection connection) : Session(database, connection)
{
    private readonly Dictionary<string, SqliteRows> statements = [];
    private readonly sqlite3 handle = connection.Handle!;

    public override void Close()
    {
        foreach (var statement in statements.Values)
        {
            statement.Close();
        }

        base.Close();
    }

    protected override int Execute(string sql, ReadOnlySpan<object?> values)
    {
        using var rows = Open(sql, values);
        while (rows.Next()) { }

        return raw.sqlite3_changes(handle);
    }

    protected override Rows Open(string sql, ReadOnlySpan<object?> values)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements.Add(sql, statement = new(handle, sql));
        }

        statement.Bind(values);
        return statement;
    }

    protected override void OpenEach(string sql, IReadOnlyList<object?[]> sets, Action<Rows> onRow)
    {
        foreach (var values in sets)
        {
            using var rows = Open(sql, values);
            while (rows.Next())
            {
                onRow(rows);
            }
        }
    }

    /// <summary>A prepared statement, and the rows of its running query.</summary>
    private sealed class SqliteRows : Rows
    {
        private readonly sqlite3 database;
        private readonly sqlite3_stmt statement;

        public SqliteRows(sqlite3 database, string sql)
        {
            this.database = database;
            Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement, out var rest));
            if (!string.IsNullOrWhiteSpace(rest))
            {
                throw new ArgumentException($"more than one statement: {sql}", nameof(sql));
            }
        }

        public void Bind(ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(i + 1, values[i]));
            }
        }

        public override bool Next()
        {
            var result = raw.sqlite3_step(statement);
            if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                Check(result);
            }

            return result == raw.SQLITE_ROW;
        }

        public override long Int(int column) => raw.sqlite3_column_int64(statement, column);

        public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

        public override string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

        // What went wrong was told by Next; a statement at its start holds no lock.
        public override void Dispose() => raw.sqlite3_reset(statement);

        public void Close() => statement.Dispose();

        private int Bind(int parameter, object? value) =>
            value switch
            {
                null or DBNull => raw.sqlite3_bind_null(statement, parameter),
                long number => raw.sqlite3_bind_int64(statement, parameter, number),
                int number => raw.sqlite3_bind_int64(statement, parameter, number),
                bool yes => raw.sqlite3_bind_int64(statement, parameter, yes ? 1 : 0),
                double number => raw.sqlite3_bind_double(statement, parameter, number),
                string text => raw.sqlite3_bind_text(statement, parameter, text),
                byte[] bytes => raw.sqlite3_bind_blob(statement, parameter, bytes),
                _ => throw new ArgumentException($"no column holds a {value.GetType().Name}", nameof(value)),
            };

        private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
    }
}
