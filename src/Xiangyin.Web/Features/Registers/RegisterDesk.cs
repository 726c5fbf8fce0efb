using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Picture = Xiangyin.Web.Features.Registers.Marks.Picture;

namespace Xiangyin.Web.Features.Registers;

/// <summary>Makes registers, takes their pictures in and reads them.</summary>
internal sealed class RegisterDesk(
    RegisterBook book,
    EvidenceStore evidence,
    TownLedger ledger,
    Jobs jobs,
    TimeProvider clock
) : IDisposable
{
    /// <summary>The most pages that are taken at once.</summary>
    public const int MostPages = 60;

    /// <summary>More than <see cref="MostPages"/>; arguments: these.</summary>
    public const string TooManyPages = "pdf-pages";

    /// <summary>How long names are kept after the event.</summary>
    public const int NamesKeptDays = 90;

    // Without those that are taken for one another.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int NumberLength = 10;
    private const int DoorLength = 16;

    private readonly SemaphoreSlim looking = new(1);
    private (Guid Scan, Picture Picture, PageInPicture Page)? looked;

    public RegisterBook Book => book;

    /// <summary>Makes a register.</summary>
    /// <param name="id">Made with the form: sent twice it is made once.</param>
    /// <param name="kind">What it records.</param>
    /// <param name="form">How.</param>
    /// <param name="unit">For which unit.</param>
    /// <param name="on">On which day.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="pages">How many pages.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Make(
        Guid id,
        Kind kind,
        RegisterForm form,
        UnitId unit,
        DateOnly on,
        string title,
        int pages,
        PersonId by,
        CancellationToken ct
    )
    {
        await book.Add(
            new Register
            {
                Id = id,
                Number = RandomNumberGenerator.GetString(Signs, NumberLength),
                Kind = kind.Id,
                Unit = unit,
                On = on,
                Form = form,
                Title = title,
                Pages = PaperLayout.Of(kind, ledger.Catalogue, form, pages),
                Door = RandomNumberGenerator.GetString(Signs, DoorLength),
                By = by,
                MadeAt = clock.GetUtcNow(),
            },
            ct
        );
        await book.StrikeNamesBefore(clock.Today().AddDays(-NamesKeptDays), ct);
    }

    /// <summary>Keeps pictures, of a PDF the picture of each page; they are read in the background.</summary>
    /// <returns>The file that can't be taken, and why: then none of them is kept for reading.</returns>
    public async Task<(string Name, LedgerRefusal Why)?> Take(
        Guid batch,
        IReadOnlyList<IFormFile> files,
        PersonId by,
        CancellationToken ct
    )
    {
        var scans = new List<Scan>();
        foreach (var file in files)
        {
            try
            {
                await foreach (var (name, picture) in PicturesIn(file, ct))
                {
                    if (scans.Count == MostPages)
                    {
                        throw new LedgerRefusal(TooManyPages, $"{MostPages}");
                    }

                    await using var content = picture;
                    var kept = await evidence.Put(content, name, "", by, ct);
                    // The same pictures sent again are the same scans.
                    var id = IdOf($"scan {batch} {scans.Count}");
                    scans.Add(new(id, batch, kept, null, 0, null, null, by, clock.GetUtcNow()));
                }
            }
            catch (LedgerRefusal refusal)
            {
                return (Path.GetFileName(file.FileName), refusal);
            }
        }

        await book.Add(scans, ct);
        Read(batch);
        return null;
    }

    private static async IAsyncEnumerable<(string Name, Stream Picture)> PicturesIn(
        IFormFile file,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var name = Path.GetFileName(file.FileName);
        var content = file.OpenReadStream();
        var start = new byte[EvidenceType.Needed];
        var length = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        if (EvidenceType.Of(start.AsSpan(0, length)) != EvidenceType.Pdf)
        {
            yield return (name, content);
            yield break;
        }

        await using (content)
        {
            var whole = new byte[content.Length];
            await content.ReadExactlyAsync(whole, ct);
            await foreach (var (number, picture) in ScannedPdf.Pages(whole, ct).Index())
            {
                yield return ($"{Path.GetFileNameWithoutExtension(name)}-{number + 1}", new MemoryStream(picture));
            }
        }
    }

    /// <summary>Reads what of a batch is not read yet; a site that stopped meanwhile goes on with it.</summary>
    public Job Read(Guid batch) =>
        jobs.Start(
            batch,
            async (job, ct) =>
            {
                var scans = book.Batch(batch).Where(s => !s.IsRead).ToList();
                job.Total = scans.Count;
                foreach (var scan in scans)
                {
                    await book.Keep(await Read(scan, ct), ct);
                    job.Advance();
                }
            }
        );

    /// <summary>The job that reads a batch; none when it is done.</summary>
    public Job? JobOf(Guid batch) => jobs.Find(batch) is { IsRunning: true } job ? job : null;

    private async Task<Scan> Read(Scan scan, CancellationToken ct)
    {
        if (await PictureOf(scan, ct) is not { } picture)
        {
            return scan with { Problem = "no-picture" };
        }

        if (FoundPage.In(picture, out var why) is not { } found)
        {
            return scan with { Problem = why == Marks.Unreadable.NoCode ? "no-code" : "no-corners" };
        }

        if (
            book.ByNumber(found.Code.Number) is not { } register
            || register.Pages.FirstOrDefault(p => p.Number == found.Code.Page) is not { } page
        )
        {
            return scan with { Problem = "unknown-register" };
        }

        return scan with
        {
            Register = register.Id,
            Page = page.Number,
            Reading = new MarkReader(picture, found.Page).Read(page),
        };
    }

    /// <summary>The ink of a field, cut out of its picture; none where it is not found again.</summary>
    public async Task<byte[]?> InkOf(Scan scan, string field, CancellationToken ct)
    {
        const double Scale = 6;
        return
            scan.Register is { } id
            && book.Find(id)
                ?.Pages.FirstOrDefault(p => p.Number == scan.Page)
                ?.Fields.FirstOrDefault(f => f.Id == field)
                is { } printed
            && await Look(scan, ct) is var (picture, page)
            ? picture.Cut(page, printed.Area, Scale)
            : null;
    }

    // A page's ink is asked for field by field, all at once: it is looked for once.
    private async Task<(Picture Picture, PageInPicture Page)?> Look(Scan scan, CancellationToken ct)
    {
        await looking.WaitAsync(ct);
        try
        {
            if (looked?.Scan != scan.Id)
            {
                looked =
                    await PictureOf(scan, ct) is { } picture && FoundPage.In(picture, out _) is { } found
                        ? (scan.Id, picture, found.Page)
                        : null;
            }

            return looked is var (_, last, page) ? (last, page) : null;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>The id of the record that an entry of a page becomes: a page photographed twice is one record.</summary>
    public static Guid RecordOf(Register register, int page, string entry) =>
        IdOf($"record {register.Id} {page} {entry}");

    private async Task<Picture?> PictureOf(Scan scan, CancellationToken ct)
    {
        if (await evidence.Open(scan.Evidence.Hash, ct) is not { } file)
        {
            return null;
        }

        using var content = file.Content;
        return file.MediaType.StartsWith("image/", StringComparison.Ordinal) ? Picture.Read(content) : null;
    }

    public void Dispose() => looking.Dispose();

    // RFC 9562, 5.8: version 8, by a digest of our own.
    private static Guid IdOf(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"xiangyin register {name}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}
