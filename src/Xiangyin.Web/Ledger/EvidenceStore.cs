using System.Security.Cryptography;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Files that show what was done, kept by their content: <c>evidence/ab/cdef…</c>. The same bytes are kept once. What is kept is clean
/// (<see cref="Cleaning"/>), so that no page, export or backup can give away where a picture was taken.
/// </summary>
/// <param name="folder">The data folder; a file arrives there whatever becomes of it.</param>
/// <param name="clock">When a file was added.</param>
/// <param name="place">Where files are kept; none keeps them in the data folder.</param>
internal sealed class EvidenceStore(string folder, TimeProvider clock, IEvidencePlace? place = null)
{
    /// <summary>The largest file of any type that is taken, in bytes.</summary>
    public static readonly long Limit = EvidenceType.All.Max(EvidenceType.LimitOf);

    private const string Root = "evidence";

    private readonly string arrivals = Path.Combine(folder, Root);
    private readonly IEvidencePlace place = place ?? new EvidenceFolder(folder);

    /// <summary>Keeps a file; it is safe when this returns. The same file sent again gives the same answer.</summary>
    /// <exception cref="LedgerRefusal">Too large, none of the accepted types by its content, broken, or the disk is full.</exception>
    public Task<Evidence> Put(Stream content, string name, string shows, PersonId by, CancellationToken ct) =>
        Arriving(async arriving =>
        {
            var (sent, type) = await Take(content, arriving, ct);
            type = await Examine(arriving, type, ct);
            var (hash, length) = await HashOf(arriving, ct);
            await place.Keep(arriving, KeyOf(Root, hash), ct);
            var original = sent == hash ? null : sent;
            return new Evidence(hash, Path.GetFileName(name), type, length, shows, by, clock.GetUtcNow(), original);
        });

    /// <summary>Keeps a document that was read and found sound by whoever hands it over.</summary>
    /// <exception cref="LedgerRefusal">The disk is full.</exception>
    public Task<Evidence> PutDocument(
        byte[] content,
        string name,
        string type,
        string shows,
        PersonId by,
        CancellationToken ct
    ) =>
        Arriving(async arriving =>
        {
            await using (var file = File.Create(arriving))
            {
                await file.WriteAsync(content, ct);
                file.Flush(flushToDisk: true);
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            await place.Keep(arriving, KeyOf(Root, hash), ct);
            return new Evidence(hash, Path.GetFileName(name), type, content.Length, shows, by, clock.GetUtcNow());
        });

    /// <summary>The file with its type, at its beginning and seekable; none when it isn't there.</summary>
    public async Task<EvidenceFile?> Open(string hash, CancellationToken ct)
    {
        if (!IsHash(hash) || await place.Open(KeyOf(Root, hash), ct) is not { } content)
        {
            return null;
        }

        var start = new byte[EvidenceType.Needed];
        var length = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        return new(content, EvidenceType.Of(start.AsSpan(0, length)) ?? "application/octet-stream");
    }

    /// <summary>A picture made small; none before <see cref="EvidenceWork"/> has made it.</summary>
    public Task<Stream?> OpenThumbnail(string hash, CancellationToken ct) =>
        IsHash(hash) ? place.Open(KeyOf("thumbnails", hash), ct) : Task.FromResult<Stream?>(null);

    /// <summary>Keeps the small picture of a file.</summary>
    public Task PutThumbnail(string hash, byte[] picture, CancellationToken ct) =>
        Arriving(async arriving =>
        {
            await File.WriteAllBytesAsync(arriving, picture, ct);
            await place.Keep(arriving, KeyOf("thumbnails", hash), ct);
            return true;
        });

    /// <summary>Removes a file and its small picture for good: only where a person on it must be erased.</summary>
    public async Task Erase(string hash, CancellationToken ct)
    {
        await place.Remove(KeyOf(Root, hash), ct);
        await place.Remove(KeyOf("thumbnails", hash), ct);
    }

    private async Task<T> Arriving<T>(Func<string, Task<T>> keep)
    {
        Directory.CreateDirectory(arrivals);
        var arriving = Path.Combine(arrivals, $"{Guid.CreateVersion7(clock.GetUtcNow()):N}.arriving");
        try
        {
            return await keep(arriving);
        }
        catch (IOException e) when (Disk.IsFull(e))
        {
            throw new LedgerRefusal(LedgerRefusal.DiskFull);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    private static bool IsHash(string hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower);

    private static string KeyOf(string root, string hash) => $"{root}/{hash[..2]}/{hash[2..]}";

    // What was sent, as it was sent: its hash and what it looks like from its first bytes.
    private static async Task<(string Hash, string Type)> Take(Stream from, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(path);
        var buffer = new byte[64 * 1024];
        string? type = null;
        for (int read; (read = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0; )
        {
            type ??=
                EvidenceType.Of(buffer.AsSpan(0, read))
                ?? throw new LedgerRefusal(
                    EvidenceType.IsHeic(buffer.AsSpan(0, read)) ? LedgerRefusal.Heic : LedgerRefusal.UnknownType
                );
            if (file.Position + read > EvidenceType.LimitOf(type))
            {
                throw new LedgerRefusal(LedgerRefusal.TooLarge, $"{EvidenceType.LimitOf(type) >> 20}");
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return (
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            type ?? throw new LedgerRefusal(LedgerRefusal.UnknownType)
        );
    }

    private static async Task<string> Examine(string path, string type, CancellationToken ct)
    {
        try
        {
            await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            {
                type = await Cleaning.Clean(file, type, ct);
                file.Flush(flushToDisk: true);
                if (file.Length > EvidenceType.LimitOf(type))
                {
                    throw new LedgerRefusal(LedgerRefusal.TooLarge, $"{EvidenceType.LimitOf(type) >> 20}");
                }
            }

            if (EvidenceType.IsPicture(type))
            {
                Picture.Check(path);
            }

            return type;
        }
        catch (InvalidDataException)
        {
            throw new LedgerRefusal(LedgerRefusal.BrokenFile);
        }
    }

    private static async Task<(string Hash, long Length)> HashOf(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)), file.Length);
    }
}

/// <summary>A kept file, opened for reading.</summary>
internal sealed record EvidenceFile(Stream Content, string MediaType);
