using Npgsql;

namespace Xiangyin.Web.Data;

/// <summary>Keeps a command for each statement; the server prepares those that come back.</summary>
internal sealed class PostgresSession(Database database, NpgsqlConnection connection) : Session(database, connection)
{
    // A batch is one round trip; longer ones only hold more of the answer back.
    private const int BatchLength = 200;

    private readonly Dictionary<string, NpgsqlCommand> commands = [];

    public override void Close()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        base.Close();
    }

    protected override int Execute(string sql, ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    protected override Rows Open(string sql, ReadOnlySpan<object?> values) =>
        new PostgresRows(Bind(sql, values).ExecuteReader());

    protected override void OpenEach(string sql, IReadOnlyList<object?[]> sets, Action<Rows> onRow)
    {
        var names = ParametersOf(sql).ToArray();
        foreach (var chunk in sets.Chunk(BatchLength))
        {
            using var batch = new NpgsqlBatch(connection);
            foreach (var values in chunk)
            {
                var command = new NpgsqlBatchCommand(sql);
                for (var i = 0; i < names.Length; i++)
                {
                    command.Parameters.Add(new(names[i], values[i] ?? DBNull.Value));
                }

                batch.BatchCommands.Add(command);
            }

            using var reader = batch.ExecuteReader();
            using var rows = new PostgresRows(reader);
            do
            {
                while (rows.Next())
                {
                    onRow(rows);
                }
            } while (reader.NextResult());
        }
    }

    private NpgsqlCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = new(sql, connection);
            foreach (var name in ParametersOf(sql))
            {
                command.Parameters.Add(new() { ParameterName = name });
            }

            commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private sealed class PostgresRows(NpgsqlDataReader reader) : Rows
    {
        public override bool Next() => reader.Read();

        public override long Int(int column) => reader.GetInt64(column);

        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override string Text(int column) => reader.GetString(column);

        public override ReadOnlySpan<byte> Bytes(int column) =>
            reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

        public override void Dispose() => reader.Dispose();
    }
}
