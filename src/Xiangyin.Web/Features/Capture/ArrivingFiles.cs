using System.Security.Cryptography;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Capture;

/// <summary>
/// Files that phones are sending, piece by piece: <c>arriving/person-hash.part</c> in the data folder. Only whole chunks count, so what a broken
/// connection or a killed server left of one is cut off and sent again.
/// </summary>
internal sealed class ArrivingFiles
{
    /// <summary>Bytes of every piece but the last: a minute at 10 kbit/s.</summary>
    public const int Chunk = 64 * 1024;

    // A phone that was silent for longer starts the file again from its first byte.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(60);

    private readonly string root;

    public ArrivingFiles(string folder, TimeProvider clock)
    {
        root = Path.Combine(folder, "arriving");
        Directory.CreateDirectory(root);
        var oldest = clock.GetUtcNow().UtcDateTime - Patience;
        foreach (var part in new DirectoryInfo(root).EnumerateFiles("*.part").Where(f => f.LastWriteTimeUtc < oldest))
        {
            part.Delete();
        }
    }

    /// <summary>Adds a piece at <paramref name="offset"/>, if that is where the file ends so far; one that is there already changes nothing.</summary>
    /// <returns>Where the next piece belongs.</returns>
    public async Task<long> Append(
        PersonId by,
        string hash,
        long offset,
        ReadOnlyMemory<byte> piece,
        CancellationToken ct
    )
    {
        await using var part = new FileStream(
            PathOf(by, hash),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            // Two senders of one file take turns; the second is told to ask again.
            FileShare.None
        );
        var whole = part.Length / Chunk * Chunk;
        part.SetLength(whole);
        if (whole != offset)
        {
            return whole;
        }

        part.Position = whole;
        await part.WriteAsync(piece, ct);
        return part.Length;
    }

    /// <summary>Where the next piece belongs.</summary>
    public long Length(PersonId by, string hash) =>
        new FileInfo(PathOf(by, hash)) is { Exists: true } part ? part.Length / Chunk * Chunk : 0;

    /// <summary>The whole file, if it is the one that was announced; none when its bytes are others.</summary>
    public async Task<Stream?> Open(PersonId by, string hash, CancellationToken ct)
    {
        var part = File.OpenRead(PathOf(by, hash));
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(part, ct)) == hash)
        {
            part.Position = 0;
            return part;
        }

        await part.DisposeAsync();
        return null;
    }

    public void Drop(PersonId by, string hash) => File.Delete(PathOf(by, hash));

    private string PathOf(PersonId by, string hash) => Path.Combine(root, $"{by.Value:N}-{hash}.part");
}
