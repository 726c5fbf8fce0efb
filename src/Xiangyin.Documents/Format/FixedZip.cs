using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>A zip whose bytes depend on its parts and on the document's day alone (APPNOTE 6.3, without extensions).</summary>
internal sealed class FixedZip : IDisposable
{
    private readonly Stream stream;
    private readonly uint stamp;
    private readonly List<(string Name, PackedPart Part, uint Offset)> entries = [];
    private uint offset;

    public FixedZip(Stream stream, DateOnly date)
    {
        this.stream = stream;
        // A zip's clock begins in 1980 and ends in 2107.
        var year = Math.Clamp(date.Year, 1980, 2107);
        var day = Math.Min(date.Day, DateTime.DaysInMonth(year, date.Month));
        stamp = (uint)((((year - 1980) << 9) | (date.Month << 5) | day) << 16);
    }

    public void Add(string name, ReadOnlySpan<byte> part) => Add(name, PackedPart.Of(part));

    /// <summary>Adds a part that was packed before.</summary>
    public void Add(string name, PackedPart part)
    {
        Span<byte> header = stackalloc byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034B50);
        Describe(header[4..], name, part);
        stream.Write(header);
        var encoded = Encoding.UTF8.GetBytes(name);
        stream.Write(encoded);
        stream.Write(part.Deflated);
        entries.Add((name, part, offset));
        offset += (uint)(30 + encoded.Length + part.Deflated.Length);
    }

    /// <summary>What a local and a central header have in common, 26 bytes from "version needed".</summary>
    private void Describe(Span<byte> at, string name, PackedPart part)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], 0x0800); // names are UTF-8
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], 8); // deflated
        BinaryPrimitives.WriteUInt32LittleEndian(at[6..], stamp);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], part.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], (uint)part.Deflated.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], (uint)part.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[22..], (ushort)Encoding.UTF8.GetByteCount(name));
        BinaryPrimitives.WriteUInt16LittleEndian(at[24..], 0);
    }

    /// <summary>Writes the directory.</summary>
    public void Dispose()
    {
        Span<byte> header = stackalloc byte[46];
        uint length = 0;
        foreach (var (name, part, at) in entries)
        {
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014B50);
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 20);
            Describe(header[6..], name, part);
            BinaryPrimitives.WriteUInt32LittleEndian(header[42..], at);
            var encoded = Encoding.UTF8.GetBytes(name);
            stream.Write(header);
            stream.Write(encoded);
            length += (uint)(46 + encoded.Length);
        }
        Span<byte> end = stackalloc byte[22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], offset);
        stream.Write(end);
    }
}

/// <summary>Bytes as zips and PDFs keep them. Packed once, it can go into many files.</summary>
/// <param name="Deflated">As raw deflate (RFC 1951).</param>
/// <param name="Length">Of the bytes before.</param>
/// <param name="Crc">Their CRC-32.</param>
internal sealed record PackedPart(byte[] Deflated, int Length, uint Crc)
{
    /// <summary>The bytes' Adler-32, where a zlib stream will want it.</summary>
    public uint Adler { get; init; }

    public static PackedPart Of(ReadOnlySpan<byte> bytes) =>
        new(Deflate(bytes), bytes.Length, Crc32.HashToUInt32(bytes));

    public static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream((bytes.Length / 2) + 64);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(bytes);
        // An empty part is still a deflate stream: one final empty block.
        return packed.Length > 0 ? packed.ToArray() : [3, 0];
    }
}
