using System.Buffers.Binary;
using System.IO.Hashing;

namespace Xiangyin.Documents;

/// <summary>Pixels as PNG (ISO/IEC 15948): eight bits of red, green and blue, each row as differences from its left neighbour.</summary>
internal static class PngFile
{
    /// <summary>The file, and its rows deflated, which a PDF takes as they are.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgb">Three bytes a pixel, row after row.</param>
    public static (byte[] File, PackedPart Rows) Of(int width, int height, ReadOnlySpan<byte> rgb)
    {
        const byte sub = 1;
        var stride = width * 3;
        var filtered = new byte[(stride + 1) * height];
        for (var y = 0; y < height; y++)
        {
            var row = rgb.Slice(y * stride, stride);
            var to = filtered.AsSpan(y * (stride + 1), stride + 1);
            to[0] = sub;
            row[..3].CopyTo(to[1..]);
            for (var x = 3; x < stride; x++)
                to[x + 1] = (byte)(row[x] - row[x - 3]);
        }
        var rows = PackedPart.Of(filtered);
        using var file = new MemoryStream(rows.Deflated.Length + 100);
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, 2);
        header[10..].Clear();
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, new PdfBuffer().Zlib(rows.Deflated, filtered).Written);
        Chunk(file, "IEND"u8, []);
        return (file.ToArray(), rows with { Adler = PdfBuffer.Adler32(filtered) });
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. kind, .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.Write(number);
    }
}
