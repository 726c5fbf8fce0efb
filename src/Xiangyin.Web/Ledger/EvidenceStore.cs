using System.Security.Cryptography;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Files that show what was done, kept by their content: <c>evidence/ab/cdef…</c>. The same bytes are kept once.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">When a file was added.</param>
internal sealed class EvidenceStore(string folder, TimeProvider clock)
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    public const long Limit = 20 * 1024 * 1024;

    private readonly string root = Path.Combine(folder, "evidence");

    /// <summary>Keeps a file; it is on the disk when this returns.</summary>
    /// <exception cref="LedgerRefusal">Too large, none of the accepted types by its content, or the disk is full.</exception>
    public async Task<Evidence> Put(Stream content, string name, string shows, PersonId by, CancellationToken ct)
    {
        Directory.CreateDirectory(root);
        var arriving = Path.Combine(root, $"{Guid.CreateVersion7(clock.GetUtcNow()):N}.arriving");
        try
        {
            var (hash, length, type) = await Take(content, arriving, ct);
            var kept = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Move(arriving, kept, overwrite: true);
            return new(hash, Path.GetFileName(name), type, length, shows, by, clock.GetUtcNow());
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

    /// <summary>Keeps a document that was read and found sound by whoever hands it over.</summary>
    /// <exception cref="LedgerRefusal">The disk is full.</exception>
    public async Task<Evidence> PutDocument(
        byte[] content,
        string name,
        string type,
        string shows,
        PersonId by,
        CancellationToken ct
    )
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var arriving = Path.Combine(
            Directory.CreateDirectory(root).FullName,
            $"{Guid.CreateVersion7(clock.GetUtcNow()):N}.arriving"
        );
        try
        {
            await using (var file = File.Create(arriving))
            {
                await file.WriteAsync(content, ct);
                file.Flush(flushToDisk: true);
            }

            var kept = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Move(arriving, kept, overwrite: true);
            return new(hash, Path.GetFileName(name), type, content.Length, shows, by, clock.GetUtcNow());
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

    /// <summary>The file with its type; none when it isn't there.</summary>
    public EvidenceFile? Open(string hash)
    {
        if (hash is not { Length: 64 } || !hash.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(hash)))
        {
            return null;
        }

        var content = File.OpenRead(PathOf(hash));
        var start = new byte[EvidenceType.Needed];
        var length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = 0;
        return new(content, EvidenceType.Of(start.AsSpan(0, length)) ?? "application/octet-stream");
    }

    private string PathOf(string hash) => Path.Combine(root, hash[..2], hash[2..]);

    private static async Task<(string Hash, long Length, string Type)> Take(
        Stream from,
        string path,
        CancellationToken ct
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(path);
        var buffer = new byte[64 * 1024];
        string? type = null;
        long length = 0;
        for (int read; (read = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0; )
        {
            type ??= EvidenceType.Of(buffer.AsSpan(0, read)) ?? throw new LedgerRefusal(LedgerRefusal.UnknownType);
            length += read;
            if (length > Limit)
            {
                throw new LedgerRefusal(LedgerRefusal.TooLarge, $"{Limit / 1024 / 1024}");
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        file.Flush(flushToDisk: true);
        return (
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            length,
            type ?? throw new LedgerRefusal(LedgerRefusal.UnknownType)
        );
    }
}

/// <summary>A kept file, opened for reading.</summary>
internal sealed record EvidenceFile(Stream Content, string MediaType);

/// <summary>What a file is, by its first bytes; its name says nothing.</summary>
internal static class EvidenceType
{
    /// <summary>How many bytes are enough to tell.</summary>
    public const int Needed = 12;

    /// <summary>The media type; none when it is none of the accepted ones.</summary>
    public static string? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? "image/png"
        : start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) ? "image/gif"
        : start.StartsWith("RIFF"u8) && start.Length >= Needed && start[8..].StartsWith("WEBP"u8) ? "image/webp"
        : start.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;
}
