using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Reads back what an archive package is sealed from.</summary>
internal sealed class ArchiveSource(Database database, TownLedger ledger, long county = 1)
{
    /// <summary>The history of some kinds of record, with all units and catalogues, up to an instant.</summary>
    public LedgerHistory History(IReadOnlySet<string> kinds, KnownAt known)
    {
        var timeline = new List<KnownAt>();
        var versions = new List<RecordVersion>();
        using var session = database.Read();
        using (
            var rows = session.Query(
                "SELECT recorded_at, seq FROM change_log WHERE county = @county AND seq <= @seq ORDER BY recorded_at, seq",
                county,
                known.Seq
            )
        )
        {
            while (rows.Next())
            {
                timeline.Add(new(rows.Instant(0), rows.Int(1)));
            }
        }

        using (
            var rows = session.Query(
                $"SELECT {RecordFile.Columns} FROM record_version WHERE county = @county AND seq <= @seq ORDER BY seq, id",
                county,
                known.Seq
            )
        )
        {
            while (rows.Next())
            {
                if (RecordFile.Version(rows).Version is var version && kinds.Contains(version.Content.Kind))
                {
                    versions.Add(version);
                }
            }
        }

        return new(
            timeline,
            versions,
            [.. ledger.Tree.Changes.Where(c => c.Seq <= known.Seq)],
            [.. ledger.Catalogues.Where((c, i) => i == 0 || c.Seq <= known.Seq)]
        );
    }

    /// <summary>The files of the catalogue known at a sequence.</summary>
    public IReadOnlyList<CatalogueFile> Catalogue(long seq)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT files FROM catalogue WHERE county = @county AND seq <= @seq ORDER BY seq DESC LIMIT 1",
            county,
            seq
        );
        return rows.Next() ? RecordText.CatalogueFiles(rows.Text(0)) : [];
    }
}
