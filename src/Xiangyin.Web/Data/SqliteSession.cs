using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Xiangyin.Web.Data;

/// <summary>
/// Speaks to SQLite itself. The provider's commands make a reader and look at every parameter's type anew for each row, which takes longer than
/// SQLite takes to insert it; and a figure reads a hundred small rows, of which each call's own cost would be half.
/// </summary>
internal sealed partial class SqliteSession(Database database, SqliteConnection connection)
    : Session(database, connection)
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
    private sealed unsafe class SqliteRows : Rows
    {
        private readonly sqlite3 database;
        private readonly sqlite3_stmt statement;
        private readonly nint native;

        public SqliteRows(sqlite3 database, string sql)
        {
            this.database = database;
            Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement, out var rest));
            if (!string.IsNullOrWhiteSpace(rest))
            {
                throw new ArgumentException($"more than one statement: {sql}", nameof(sql));
            }

            native = statement.DangerousGetHandle();
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
            var result = Native.Step(native);
            if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                Check(result);
            }

            return result == raw.SQLITE_ROW;
        }

        public override long Int(int column) => Native.ColumnInt64(native, column);

        public override bool IsNull(int column) => Native.ColumnType(native, column) == raw.SQLITE_NULL;

        public override ReadOnlySpan<byte> Bytes(int column)
        {
            var start = Native.ColumnBlob(native, column);
            return new(start, Native.ColumnBytes(native, column));
        }

        public override string Text(int column)
        {
            var start = Native.ColumnText(native, column);
            return Encoding.UTF8.GetString(start, Native.ColumnBytes(native, column));
        }

        // What went wrong was told by Next; a statement at its start holds no lock.
        public override void Dispose() => _ = Native.Reset(native);

        public void Close() => statement.Dispose();

        private int Bind(int parameter, object? value) =>
            value switch
            {
                null or DBNull => Native.BindNull(native, parameter),
                long number => Native.BindInt64(native, parameter, number),
                int number => Native.BindInt64(native, parameter, number),
                bool yes => Native.BindInt64(native, parameter, yes ? 1 : 0),
                double number => Native.BindDouble(native, parameter, number),
                string text => Bind(parameter, text),
                byte[] bytes => Bind(parameter, bytes),
                _ => throw new ArgumentException($"no column holds a {value.GetType().Name}", nameof(value)),
            };

        private int Bind(int parameter, string text)
        {
            var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
            var length = Encoding.UTF8.GetBytes(text, rented);
            fixed (byte* start = rented)
            {
                var result = Native.BindText(native, parameter, start, length, Native.Copied);
                ArrayPool<byte>.Shared.Return(rented);
                return result;
            }
        }

        private int Bind(int parameter, byte[] bytes)
        {
            fixed (byte* start = bytes)
            {
                return bytes.Length == 0
                    ? Native.BindZeroBlob(native, parameter, 0)
                    : Native.BindBlob(native, parameter, start, bytes.Length, Native.Copied);
            }
        }

        private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
    }

    /// <summary>SQLite's C interface (sqlite.org/c3ref), without a safe handle around each call: a session keeps its statements as long as itself.</summary>
    private static unsafe partial class Native
    {
        private const string Library = "e_sqlite3";

        /// <summary>SQLite takes a copy before the call returns (SQLITE_TRANSIENT).</summary>
        public const nint Copied = -1;

        [LibraryImport(Library, EntryPoint = "sqlite3_step")]
        public static partial int Step(nint statement);

        [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
        public static partial int Reset(nint statement);

        [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
        public static partial int BindNull(nint statement, int parameter);

        [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
        public static partial int BindInt64(nint statement, int parameter, long value);

        [LibraryImport(Library, EntryPoint = "sqlite3_bind_double")]
        public static partial int BindDouble(nint statement, int parameter, double value);

        [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
        public static partial int BindText(nint statement, int parameter, byte* text, int length, nint lifetime);

        [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
        public static partial int BindBlob(nint statement, int parameter, byte* bytes, int length, nint lifetime);

        [LibraryImport(Library, EntryPoint = "sqlite3_bind_zeroblob")]
        public static partial int BindZeroBlob(nint statement, int parameter, int length);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
        public static partial int ColumnType(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
        public static partial long ColumnInt64(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
        public static partial byte* ColumnBlob(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
        public static partial byte* ColumnText(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
        public static partial int ColumnBytes(nint statement, int column);
    }
}
