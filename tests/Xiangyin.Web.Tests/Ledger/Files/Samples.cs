using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>Files as phones make them, with a secret word wherever a maker may put one.</summary>
internal static class Samples
{
    /// <summary>What no kept file may hold.</summary>
    public const string Secret = "SECRET-24.4790N-118.0894E";

    private static readonly byte[] Word = Encoding.UTF8.GetBytes(Secret);

    /// <summary>A picture: hills and houses placed by a number, so that each number is another picture.</summary>
    public static SKBitmap Scene(int number, int width = 640, int height = 480)
    {
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        var random = new Random(number);
        canvas.Clear(new SKColor((uint)random.Next() | 0xFF000000));
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < 24; i++)
        {
            paint.Color = new SKColor((uint)random.Next() | 0xFF000000);
            canvas.DrawOval(
                random.Next(width),
                random.Next(height),
                random.Next(width / 12, width / 3),
                random.Next(height / 12, height / 3),
                paint
            );
        }

        return bitmap;
    }

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality = 90)
    {
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>A JPEG that says where it was taken, how it is to be turned, and has something behind its end.</summary>
    public static byte[] Jpeg(SKBitmap bitmap, int orientation = 1, int quality = 90)
    {
        var plain = Encode(bitmap, SKEncodedImageFormat.Jpeg, quality);
        byte[] tiff =
        [
            .. "II*\0"u8,
            8,
            0,
            0,
            0,
            2,
            0,
            0x12,
            0x01,
            3,
            0,
            1,
            0,
            0,
            0,
            (byte)orientation,
            0,
            0,
            0,
            0x0E,
            0x01,
            2,
            0,
            (byte)Word.Length,
            0,
            0,
            0,
            38,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Word,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        byte[] comment = [0xFF, 0xFE, 0, (byte)(2 + Word.Length), .. Word];
        byte[] segment = [0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif];
        return [.. plain[..2], .. segment, .. comment, .. plain[2..], .. Word];
    }

    public static byte[] Png(SKBitmap bitmap)
    {
        var plain = Encode(bitmap, SKEncodedImageFormat.Png);
        var end = plain.Length - 12;
        return
        [
            .. plain[..33],
            .. PngChunk("tEXt", [.. "Comment\0"u8, .. Word]),
            .. PngChunk("eXIf", Word),
            .. plain[33..end],
            .. PngChunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Word]),
            .. plain[end..],
            .. Word,
        ];
    }

    public static byte[] WebP(SKBitmap bitmap)
    {
        var plain = Encode(bitmap, SKEncodedImageFormat.Webp);
        byte[] extended =
        [
            .. RiffChunk(
                "VP8X",
                [
                    0x0C,
                    0,
                    0,
                    0,
                    (byte)(bitmap.Width - 1),
                    (byte)((bitmap.Width - 1) >> 8),
                    0,
                    (byte)(bitmap.Height - 1),
                    (byte)((bitmap.Height - 1) >> 8),
                    0,
                ]
            ),
            .. plain[12..],
            .. RiffChunk("EXIF", Word),
            .. RiffChunk("XMP ", Word),
        ];
        return Riff("WEBP", extended);
    }

    /// <summary>A second of silence.</summary>
    public static byte[] Wav() =>
        Riff(
            "WAVE",
            [
                .. RiffChunk("fmt ", [1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]),
                .. RiffChunk("LIST", [.. "INFOICMT"u8, .. Word]),
                .. RiffChunk("data", Enumerable.Repeat((byte)128, 8000).ToArray()),
            ]
        );

    public static byte[] Mp3()
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x64, .. new byte[413]];
        byte[] tag = [.. "ID3"u8, 3, 0, 0, 0, 0, 0, (byte)Word.Length, .. Word];
        byte[] last = [.. "TAG"u8, .. Word, .. new byte[125 - Word.Length]];
        return [.. tag, .. frame, .. frame, .. frame, .. last];
    }

    /// <summary>A voice note (M4A) or, with a picture, a film.</summary>
    public static byte[] Mp4(bool film)
    {
        var track = Box(
            "trak",
            [
                .. Box("tkhd", [0, 0, 0, 7, 1, 2, 3, 4, 5, 6, 7, 8, .. new byte[72]]),
                .. Box(
                    "mdia",
                    Box("hdlr", [.. new byte[8], .. Encoding.Latin1.GetBytes(film ? "vide" : "soun"), .. new byte[13]])
                ),
            ]
        );
        return
        [
            .. Box("ftyp", [.. Encoding.Latin1.GetBytes(film ? "isom" : "M4A "), 0, 0, 2, 0, .. "isomiso2"u8]),
            .. Box(
                "moov",
                [
                    .. Box("mvhd", [0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, .. new byte[88]]),
                    .. track,
                    .. Box("udta", Box("\u00A9xyz", Word)),
                ]
            ),
            .. Box("uuid", [.. new byte[16], .. Word]),
            .. Box("mdat", Encoding.ASCII.GetBytes(new string('m', 4000))),
        ];
    }

    public static byte[] WebM(bool film)
    {
        byte[] segment =
        [
            .. Element(
                [0x15, 0x49, 0xA9, 0x66],
                [.. Element([0x7B, 0xA9], Word), .. Element([0x44, 0x89], [64, 0, 0, 0])]
            ),
            .. Element([0x16, 0x54, 0xAE, 0x6B], Element([0xAE], [.. Element([0x83], [(byte)(film ? 1 : 2)])])),
            .. Element([0x12, 0x54, 0xC3, 0x67], Word),
            // A cluster whose length the recorder did not know.
            0x1F,
            0x43,
            0xB6,
            0x75,
            0x01,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            .. Element([0xA3], Encoding.ASCII.GetBytes(new string('c', 3000))),
        ];
        return
        [
            .. Element([0x1A, 0x45, 0xDF, 0xA3], [.. Element([0x42, 0x82], "webm"u8.ToArray())]),
            0x18,
            0x53,
            0x80,
            0x67,
            0x01,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            .. segment,
        ];
    }

    public static byte[] Ogg()
    {
        byte[] comments =
        [
            .. "OpusTags"u8,
            4,
            0,
            0,
            0,
            .. "test"u8,
            1,
            0,
            0,
            0,
            (byte)(Word.Length + 9),
            0,
            0,
            0,
            .. "LOCATION="u8,
            .. Word,
        ];
        return
        [
            .. OggPage(2, [.. "OpusHead"u8, 1, 1, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0]),
            .. OggPage(0, comments),
            .. OggPage(4, new byte[200]),
        ];
    }

    /// <summary>The checksum of an Ogg page with its own field taken as zero (RFC 3533).</summary>
    public static uint OggCrc(ReadOnlySpan<byte> page)
    {
        var copy = page.ToArray();
        copy.AsSpan(22, 4).Clear();
        uint crc = 0;
        foreach (var b in copy)
        {
            crc ^= (uint)b << 24;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc << 1) ^ ((crc >> 31) * 0x04C11DB7);
            }
        }

        return crc;
    }

    private static byte[] OggPage(byte flags, byte[] packet)
    {
        byte[] page = [.. "OggS"u8, 0, flags, .. new byte[20], 1, (byte)packet.Length, .. packet];
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), OggCrc(page));
        return page;
    }

    private static byte[] Box(string type, byte[] content)
    {
        byte[] box = [0, 0, 0, 0, .. Encoding.Latin1.GetBytes(type), .. content];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        return box;
    }

    private static byte[] Element(byte[] id, byte[] content) =>
        [.. id, (byte)(0x40 | (content.Length >> 8)), (byte)content.Length, .. content];

    private static byte[] Riff(string form, byte[] content)
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. Encoding.Latin1.GetBytes(form), .. content];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    private static byte[] RiffChunk(string type, byte[] content)
    {
        byte[] chunk = [.. Encoding.Latin1.GetBytes(type), 0, 0, 0, 0, .. content, .. new byte[content.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        return chunk;
    }

    private static byte[] PngChunk(string type, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.Latin1.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(
            chunk.AsSpan(chunk.Length - 4),
            PngCrc(chunk.AsSpan(4, 4 + content.Length))
        );
        return chunk;
    }

    private static uint PngCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
