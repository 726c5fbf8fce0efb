using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A filled sheet on its way into the ledger.</summary>
/// <param name="Id">Made with the form: sending it twice keeps it once.</param>
/// <param name="Kind">What its rows are.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Year">The year that its rows are of.</param>
/// <param name="By">Who sent it.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="AskedAt">When they said that it be recorded; none before.</param>
/// <param name="RecordedAt">When all of it was in the ledger; none before.</param>
/// <param name="Written">How many rows were new.</param>
/// <param name="Known">How many the ledger had.</param>
internal sealed record SheetUpload(
    Guid Id,
    string Kind,
    string Name,
    int Year,
    PersonId By,
    DateTimeOffset UploadedAt,
    DateTimeOffset? AskedAt = null,
    DateTimeOffset? RecordedAt = null,
    int Written = 0,
    int Known = 0
);

/// <summary>Where uploaded sheets are kept, until they are recorded.</summary>
internal sealed class SheetUploads(Database database)
{
    private const long County = 1;
    private const string Columns = "id, kind, name, year, person, uploaded_at, asked_at, recorded_at, written, known";

    /// <summary>Keeps a file. The same upload again changes nothing.</summary>
    public Task Add(SheetUpload upload, byte[] content, CancellationToken ct) =>
        database.Change(
            new("sheet-upload", Subject: upload.Id.ToString()),
            session =>
                session.Run(
                    "INSERT INTO sheet_upload (county, id, kind, name, year, content, person, uploaded_at)"
                        + " VALUES (@county, @id, @kind, @name, @year, @content, @person, @at) ON CONFLICT DO NOTHING",
                    County,
                    upload.Id.Bytes(),
                    upload.Kind,
                    upload.Name,
                    upload.Year,
                    content,
                    upload.By.Value.Bytes(),
                    upload.UploadedAt.ToUnixTimeMilliseconds()
                ),
            ct
        );

    /// <summary>Notes that it shall be recorded: a site that stops meanwhile goes on with it.</summary>
    public Task Ask(Guid id, DateTimeOffset at, CancellationToken ct) =>
        database.Change(
            new("sheet-record", Subject: id.ToString()),
            session =>
                session.Run(
                    "UPDATE sheet_upload SET asked_at = @at WHERE county = @county AND id = @id AND asked_at IS NULL",
                    at.ToUnixTimeMilliseconds(),
                    County,
                    id.Bytes()
                ),
            ct
        );

    /// <summary>
    /// Notes how many rows the ledger has before the first is written. Whoever goes on after a stop finds its own among those that are known, and
    /// changes nothing here.
    /// </summary>
    public Task Begin(Guid id, int known, CancellationToken ct) =>
        database.Change(
            null,
            session =>
                session.Run(
                    "UPDATE sheet_upload SET known = @known WHERE county = @county AND id = @id AND known IS NULL",
                    known,
                    County,
                    id.Bytes()
                ),
            ct
        );

    /// <summary>Notes that all of its rows are in the ledger; the file is no longer needed.</summary>
    public Task Close(Guid id, DateTimeOffset at, int rows, CancellationToken ct) =>
        database.Change(
            null,
            session =>
                session.Run(
                    "UPDATE sheet_upload SET recorded_at = @at, written = @rows - known, content = NULL"
                        + " WHERE county = @county AND id = @id AND recorded_at IS NULL",
                    at.ToUnixTimeMilliseconds(),
                    rows,
                    County,
                    id.Bytes()
                ),
            ct
        );

    /// <summary>Throws a file away that was not recorded.</summary>
    public Task Drop(Guid id, CancellationToken ct) =>
        database.Change(
            new("sheet-drop", Subject: id.ToString()),
            session =>
                session.Run(
                    "DELETE FROM sheet_upload WHERE county = @county AND id = @id AND asked_at IS NULL",
                    County,
                    id.Bytes()
                ),
            ct
        );

    /// <summary>The upload, where that person sent it.</summary>
    public SheetUpload? Find(Guid id, PersonId by)
    {
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM sheet_upload WHERE county = @county AND id = @id",
            County,
            id.Bytes()
        );
        return rows.Next() && Read(rows) is var upload && upload.By == by ? upload : null;
    }

    /// <summary>The file; none once it is recorded.</summary>
    public byte[]? Content(Guid id)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT content FROM sheet_upload WHERE county = @county AND id = @id",
            County,
            id.Bytes()
        );
        return rows.Next() && !rows.IsNull(0) ? rows.Bytes(0).ToArray() : null;
    }

    /// <summary>What somebody sent, newest first.</summary>
    public IReadOnlyList<SheetUpload> Of(PersonId by, int take)
    {
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM sheet_upload WHERE county = @county AND person = @person ORDER BY uploaded_at DESC LIMIT @take",
            County,
            by.Value.Bytes(),
            take
        );
        var found = new List<SheetUpload>();
        while (rows.Next())
        {
            found.Add(Read(rows));
        }

        return found;
    }

    private static SheetUpload Read(Rows rows) =>
        new(
            rows.Id(0),
            rows.Text(1),
            rows.Text(2),
            (int)rows.Int(3),
            new(rows.Id(4)),
            rows.Instant(5),
            rows.IsNull(6) ? null : rows.Instant(6),
            rows.IsNull(7) ? null : rows.Instant(7),
            rows.IsNull(8) ? 0 : (int)rows.Int(8),
            rows.IsNull(9) ? 0 : (int)rows.Int(9)
        );
}
