using System.IO.Compression;

namespace Xiangyin.Documents;

/// <summary>A zip whose bytes depend on its parts and on the document's day alone.</summary>
internal sealed class FixedZip : IDisposable
{
    private readonly ZipArchive zip;
    private readonly DateTimeOffset stamp;

    public FixedZip(Stream stream, DateOnly date)
    {
        zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        // A zip's clock begins in 1980 and ends in 2107.
        var year = Math.Clamp(date.Year, 1980, 2107);
        var day = Math.Min(date.Day, DateTime.DaysInMonth(year, date.Month));
        stamp = new DateTimeOffset(year, date.Month, day, 0, 0, 0, TimeSpan.Zero);
    }

    public void Add(string name, ReadOnlySpan<byte> part)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = stamp;
        using var stream = entry.Open();
        stream.Write(part);
    }

    public void Dispose() => zip.Dispose();
}
