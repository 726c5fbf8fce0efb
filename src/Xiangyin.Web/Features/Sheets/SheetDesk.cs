using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>How a row of a checked sheet stands to the ledger.</summary>
internal enum RowState
{
    /// <summary>It will be recorded.</summary>
    New,

    /// <summary>The ledger has it, word for word.</summary>
    Known,

    /// <summary>The ledger has it with other content: it is corrected there, not here.</summary>
    Differs,
}

/// <summary>A sheet that was read and held against the ledger.</summary>
/// <param name="Reading">What was read; none where the file can't be read as a whole.</param>
/// <param name="States">How each row of the reading stands to the ledger.</param>
/// <param name="Refusal">Why it can't be read as a whole.</param>
internal sealed record CheckedSheet(SheetReading? Reading, IReadOnlyList<RowState> States, SheetRefusal? Refusal)
{
    /// <summary>Whether it may be recorded.</summary>
    public bool IsGood => Reading is { Problems.Count: 0 } && !States.Contains(RowState.Differs);

    public int Count(RowState state) => States.Count(s => s == state);
}

/// <summary>Checks and records uploaded sheets, in the background.</summary>
internal sealed class SheetDesk(
    TownLedger ledger,
    PeopleStore people,
    SheetUploads uploads,
    Jobs jobs,
    Texts texts,
    TimeProvider clock
)
{
    private const int Batch = 1_000;

    // What was read is kept while somebody looks at it; read again when it is gone.
    private const int KeptReadings = 6;
    private readonly ConcurrentDictionary<Guid, CheckedSheet> read = new();

    /// <summary>The job that reads or records an upload, where one is at work.</summary>
    public Job? JobOf(SheetUpload upload) =>
        jobs.Find(upload.Id) is { } job && (job.IsRunning || job.HasFailed) ? job : null;

    /// <summary>The reading; none while it is being made.</summary>
    public CheckedSheet? Reading(SheetUpload upload, Scope scope, string language)
    {
        if (read.TryGetValue(upload.Id, out var made))
        {
            return made;
        }

        Read(upload, scope, language);
        return null;
    }

    /// <summary>Starts reading.</summary>
    public void Read(SheetUpload upload, Scope scope, string language) =>
        jobs.Start(upload.Id, (job, ct) => Check(upload, scope, language, job, ct));

    /// <summary>Records all rows, a thousand in one transaction. Those that the ledger has already are left as they are.</summary>
    public void Record(SheetUpload upload, Scope scope, string language) =>
        jobs.Start(
            upload.Id,
            async (job, ct) =>
            {
                var made = read.GetValueOrDefault(upload.Id) ?? await Check(upload, scope, language, job, ct);
                if (!made.IsGood)
                {
                    return;
                }

                var rows = made.Reading!.Rows.Where((_, i) => made.States[i] == RowState.New).ToList();
                var known = made.Count(RowState.Known);
                job.Advance(known - job.Done);
                job.Total = known + rows.Count;
                await uploads.Begin(upload.Id, known, ct);
                foreach (var part in rows.Chunk(Batch))
                {
                    await ledger.Write([.. part.Select(r => new NewRecord(r.Record, r.Record.Author))], ct);
                    job.Advance(part.Length);
                }

                await uploads.Close(upload.Id, clock.GetUtcNow(), job.Total, ct);
                read.TryRemove(upload.Id, out _);
            }
        );

    private async Task<CheckedSheet> Check(
        SheetUpload upload,
        Scope scope,
        string language,
        Job job,
        CancellationToken ct
    )
    {
        foreach (var (old, _) in read.Take(Math.Max(0, read.Count - KeptReadings + 1)))
        {
            read.TryRemove(old, out _);
        }

        return read[upload.Id] = await Check(upload, scope, new T(texts, language), job, ct);
    }

    /// <summary>Reads a file and holds it against the ledger.</summary>
    public async Task<CheckedSheet> Check(SheetUpload upload, Scope scope, T t, Job? job, CancellationToken ct)
    {
        try
        {
            var kind = ledger.Catalogue.Kind(upload.Kind) ?? throw new SheetRefusal(SheetRefusal.NoKind);
            var content = uploads.Content(upload.Id) ?? throw new SheetRefusal(SheetRefusal.Empty);
            using var workbook = Workbook.Open(content);
            var columns = await new KindSheet(ledger, people, scope, t).Columns(kind, ct);
            var reading = new SheetReader(kind, columns, ledger.Catalogue, scope, upload.Year).Read(workbook, job, ct);
            return new(reading, await StatesOf(reading.Rows, ct), null);
        }
        catch (SheetRefusal refusal)
        {
            return new(null, [], refusal);
        }
    }

    private async Task<IReadOnlyList<RowState>> StatesOf(IReadOnlyList<SheetRow> rows, CancellationToken ct)
    {
        var known = ledger.Known([.. rows.Select(r => r.Record.Id)]);
        var states = new List<RowState>(rows.Count);
        foreach (var row in rows)
        {
            states.Add(known.Contains(row.Record.Id) ? await StateOf(row.Record, ct) : RowState.New);
        }

        return states;
    }

    // Whoever recorded it: the same row sent by two people is one.
    private async Task<RowState> StateOf(WorkRecord record, CancellationToken ct)
    {
        var history = await ledger.History(record.Id, record.Author, ct);
        return
            history is [var first, ..]
            && RecordText.SayTheSame(first.Content, record with { Author = first.Content.Author })
            ? RowState.Known
            : RowState.Differs;
    }
}
