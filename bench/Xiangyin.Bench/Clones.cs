using System.Data.Common;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Bench;

/// <summary>
/// Millions of records can't be written one by one in the time that a bench has. Those of the first county are, by the ledger itself; the counties
/// that follow it get copies of its rows under their own keys, units and ids, and with events of their own, in the same SQL on either engine. The ledger can't tell them from what it wrote: it reads them, and the peers' copies agree with it.
/// </summary>
internal static class Clones
{
    private const int Units = BenchTown.TownsInCounty * 100;

    /// <summary>How far the keys of two counties lie apart.</summary>
    public static long Keys => UnitKey.Span(UnitKey.Depth(UnitType.County));

    public static async Task Make(BenchTown town, int counties)
    {
        var blob = town.Database.Words["blob"];
        using var connection = town.Database.OpenConnection();
        Execute($"CREATE TEMP TABLE clone (n INTEGER, two {blob})");
        for (short n = 1; n < counties; n++)
        {
            Execute("INSERT INTO clone (n, two) VALUES (@n, @two)", ("@n", (int)n), ("@two", Two((ushort)n)));
        }

        Execute("CREATE TEMP TABLE one AS SELECT * FROM ledger");
        Execute("CREATE INDEX one_kind ON one (kind)");

        // In the order of the ledger's key.
        foreach (var kind in Kinds())
        {
            Execute(
                $"""
                INSERT INTO ledger (county, kind, year, unit_key, day, id, version, sign, seq, recorded_month, unit_id, facts)
                SELECT county, kind, year, unit_key + n * {Keys}, day, CAST(substr(id, 1, 14) || two AS {blob}), version,
                    sign, seq, recorded_month, unit_id + n * {Units}, CASE WHEN substr(facts, length(facts) - 3) = @shared
                        THEN CAST(substr(facts, 1, length(facts) - 4) || two || @none AS {blob}) ELSE facts END
                FROM one, clone WHERE kind = @kind
                ORDER BY n, unit_key, day, id, version, sign
                """,
                // Neither links nor people follow an event.
                ("@shared", (byte[])[.. Two(BenchTown.SharedEnd), 0, 0]),
                ("@none", new byte[2]),
                ("@kind", kind)
            );
        }

        Execute("DROP TABLE one");

        // The ledger counts the cells itself.
        Execute("DELETE FROM slot");
        await new TownLedger(town.Database, TimeProvider.System, town.Size.County).FillCells(default);

        List<int> Kinds()
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT DISTINCT kind FROM ledger ORDER BY kind";
            using var reader = command.ExecuteReader();
            var kinds = new List<int>();
            while (reader.Read())
            {
                kinds.Add(reader.GetInt32(0));
            }

            return kinds;
        }

        void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 600;
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            command.ExecuteNonQuery();
        }
    }

    private static byte[] Two(ushort number) => [(byte)(number >> 8), (byte)number];
}
