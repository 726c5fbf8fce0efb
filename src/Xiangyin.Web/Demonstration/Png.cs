using System.Buffers.Binary;

namespace Xiangyin.Web.Demonstration;

/// <summary>
/// Writes a picture of up to 256 colours as PNG. The bytes are the same on every machine, which a zlib that comes with one does not promise:
/// the pixels are packed here, by runs only, which is enough for flat drawings.
/// </summary>
internal static class Png
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    public static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<int> palette)
    {
        var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits
        header[9] = 3; // colours by number
        Chunk(png, "IHDR"u8, header);

        var colours = new byte[palette.Length * 3];
        for (var i = 0; i < palette.Length; i++)
        {
            (colours[i * 3], colours[(i * 3) + 1], colours[(i * 3) + 2]) = (
                (byte)(palette[i] >> 16),
                (byte)(palette[i] >> 8),
                (byte)palette[i]
            );
        }

        Chunk(png, "PLTE"u8, colours);
        Chunk(png, "IDAT"u8, Zlib(Filtered(width, height, pixels)));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // Each row as its difference from the row above: what stands upright becomes a run of zeros.
    private static byte[] Filtered(int width, int height, ReadOnlySpan<byte> pixels)
    {
        var rows = new byte[(width + 1) * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * (width + 1), width + 1);
            row[0] = 2;
            for (var x = 0; x < width; x++)
            {
                row[x + 1] = (byte)(pixels[(y * width) + x] - (y == 0 ? 0 : pixels[((y - 1) * width) + x]));
            }
        }

        return rows;
    }

    // RFC 1950 around one block of RFC 1951 with the fixed codes.
    private static byte[] Zlib(ReadOnlySpan<byte> data)
    {
        var bits = new BitWriter();
        bits.Write(0b011, 3);
        for (var i = 0; i < data.Length; )
        {
            bits.Literal(data[i]);
            var run = 1;
            while (run < 259 && i + run < data.Length && data[i + run] == data[i])
            {
                run++;
            }

            if (run > 3)
            {
                bits.Repeat(run - 1);
                i += run;
            }
            else
            {
                i++;
            }
        }

        bits.EndOfBlock();
        var packed = bits.ToArray();
        var zlib = new byte[packed.Length + 6];
        (zlib[0], zlib[1]) = (0x78, 0x01);
        packed.CopyTo(zlib, 2);
        BinaryPrimitives.WriteUInt32BigEndian(zlib.AsSpan(zlib.Length - 4), Adler(data));
        return zlib;
    }

    private static uint Adler(ReadOnlySpan<byte> data)
    {
        uint a = 1,
            b = 0;
        foreach (var value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(0xFFFFFFFF, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }

    private sealed class BitWriter
    {
        // Of each length code of the fixed alphabet: the shortest run and how many more bits tell the rest.
        private static readonly (int From, int Extra)[] Lengths =
        [
            (3, 0),
            (4, 0),
            (5, 0),
            (6, 0),
            (7, 0),
            (8, 0),
            (9, 0),
            (10, 0),
            (11, 1),
            (13, 1),
            (15, 1),
            (17, 1),
            (19, 2),
            (23, 2),
            (27, 2),
            (31, 2),
            (35, 3),
            (43, 3),
            (51, 3),
            (59, 3),
            (67, 4),
            (83, 4),
            (99, 4),
            (115, 4),
            (131, 5),
            (163, 5),
            (195, 5),
            (227, 5),
            (258, 0),
        ];

        private readonly List<byte> bytes = [];
        private uint held;
        private int count;

        public void Literal(byte value) => Symbol(value);

        public void EndOfBlock() => Symbol(256);

        public void Repeat(int length)
        {
            var code = Array.FindLastIndex(Lengths, l => l.From <= length);
            Symbol(257 + code);
            Write((uint)(length - Lengths[code].From), Lengths[code].Extra);
            Write(0, 5); // one back
        }

        public void Write(uint value, int bits)
        {
            held |= value << count;
            count += bits;
            while (count >= 8)
            {
                bytes.Add((byte)held);
                held >>= 8;
                count -= 8;
            }
        }

        public byte[] ToArray()
        {
            Write(0, (8 - count) % 8);
            return [.. bytes];
        }

        private void Symbol(int symbol)
        {
            var (code, bits) = symbol switch
            {
                < 144 => (0x30 + symbol, 8),
                < 256 => (0x190 + symbol - 144, 9),
                < 280 => (symbol - 256, 7),
                _ => (0xC0 + symbol - 280, 8),
            };
            // Codes go in from their first bit on, everything else from its last.
            var turned = 0u;
            for (var i = 0; i < bits; i++)
            {
                turned |= (uint)((code >> i) & 1) << (bits - 1 - i);
            }

            Write(turned, bits);
        }
    }
}
