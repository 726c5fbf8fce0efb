using System.Buffers.Binary;

namespace Xiangyin.Web.Ledger;

/// <summary>JPEG (ITU-T T.81, annex B): keeps what decoders need, drops EXIF, XMP, IPTC, comments and what follows the end.</summary>
internal static class JpegCleaning
{
    private const byte StartOfScan = 0xDA;
    private const byte End = 0xD9;

    public static byte[] Clean(byte[] bytes)
    {
        var to = new MemoryStream(bytes.Length);
        to.Write(bytes, 0, 2);
        var turned = 1;
        for (var at = 2; ; )
        {
            // Fill bytes may stand before a marker.
            while (Byte(bytes, at) == 0xFF && Byte(bytes, at + 1) == 0xFF)
            {
                at++;
            }

            if (Byte(bytes, at) != 0xFF)
            {
                throw new InvalidDataException("no marker where one must stand");
            }

            var marker = bytes[at + 1];
            if (marker == End)
            {
                to.Write([0xFF, End]);
                return to.ToArray();
            }

            var length = (Byte(bytes, at + 2) << 8) | Byte(bytes, at + 3);
            if (length < 2 || at + 2 + length > bytes.Length)
            {
                throw new InvalidDataException("a segment goes beyond the end");
            }

            var segment = bytes.AsSpan(at, 2 + length);
            if (marker == 0xE1 && Exif.Orientation(segment[4..]) is { } orientation)
            {
                turned = orientation;
            }

            if (IsNeeded(marker, segment))
            {
                // Before the first table at the latest, so that the picture still stands upright.
                if (turned > 1 && marker is not (0xE0 or 0xE1))
                {
                    to.Write(Exif.OfOrientation(turned));
                    turned = 1;
                }

                to.Write(segment);
            }

            at += 2 + length;
            if (marker == StartOfScan)
            {
                at = CopyScan(bytes, at, to);
            }
        }
    }

    // Frames, tables and scans; of what applications add only JFIF, the colour profile and Adobe's colour transform.
    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> segment) =>
        marker is < 0xE0 and not 0x01
        || (marker == 0xE0 && segment[4..].StartsWith("JFIF\0"u8))
        || (marker == 0xE2 && segment[4..].StartsWith("ICC_PROFILE\0"u8))
        || (marker == 0xEE && segment[4..].StartsWith("Adobe"u8));

    // Coded data up to the next marker; restarts (RST0–7) and stuffed zeros belong to it.
    private static int CopyScan(byte[] bytes, int from, MemoryStream to)
    {
        var at = from;
        while (true)
        {
            var next = bytes.AsSpan(at).IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length)
            {
                throw new InvalidDataException("the picture is cut off");
            }

            at += next;
            if (bytes[at + 1] is 0 or >= 0xD0 and <= 0xD7)
            {
                at += 2;
            }
            else if (bytes[at + 1] == 0xFF)
            {
                at++;
            }
            else
            {
                to.Write(bytes, from, at - from);
                return at;
            }
        }
    }

    private static int Byte(byte[] bytes, int at) =>
        at < bytes.Length ? bytes[at] : throw new InvalidDataException("the picture is cut off");
}

/// <summary>The one thing of EXIF that is part of the picture: which way is up (EXIF 2.32, tag 0x0112).</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>1–8; none where it is not said. <paramref name="content"/> begins with <c>Exif\0\0</c>.</summary>
    public static int? Orientation(ReadOnlySpan<byte> content) =>
        content.StartsWith("Exif\0\0"u8) ? OfTiff(content[6..]) : null;

    /// <inheritdoc cref="Orientation"/>
    public static int? OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return null;
        }

        var little = tiff[0] == 'I';
        var at = (int)Math.Min(int.MaxValue, Long(tiff[4..], little));
        if (at + 2 > tiff.Length)
        {
            return null;
        }

        var entries = Short(tiff[at..], little);
        at += 2;
        for (var i = 0; i < entries && at + 12 <= tiff.Length; i++, at += 12)
        {
            if (Short(tiff[at..], little) == OrientationTag)
            {
                return Short(tiff[(at + 8)..], little) is >= 1 and <= 8 and var turned ? turned : null;
            }
        }

        return null;
    }

    /// <summary>A whole APP1 segment that says which way is up, and nothing else.</summary>
    public static byte[] OfOrientation(int turned)
    {
        var tiff = TiffOfOrientation(turned);
        return [0xFF, 0xE1, 0, (byte)(2 + 6 + tiff.Length), .. "Exif\0\0"u8, .. tiff];
    }

    public static byte[] TiffOfOrientation(int turned) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turned, 0, 0, 0, 0, 0, 0];

    private static int Short(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static long Long(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}

/// <summary>PNG (W3C, third edition): keeps chunks that make the picture, drops text, time, EXIF, unknown ones and what follows IEND.</summary>
internal static class PngCleaning
{
    private static readonly HashSet<string> Kept =
    [
        "IHDR",
        "PLTE",
        "IDAT",
        "IEND",
        "tRNS",
        "cHRM",
        "gAMA",
        "iCCP",
        "sBIT",
        "sRGB",
        "cICP",
        "bKGD",
        "pHYs",
        "acTL",
        "fcTL",
        "fdAT",
    ];

    public static byte[] Clean(byte[] bytes)
    {
        const int Signature = 8;
        var to = new MemoryStream(bytes.Length);
        to.Write(bytes, 0, Signature);
        for (var at = Signature; at + 12 <= bytes.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12)
            {
                break;
            }

            var type = System.Text.Encoding.Latin1.GetString(bytes, at + 4, 4);
            if (Kept.Contains(type))
            {
                to.Write(bytes, at, (int)length + 12);
            }

            at += (int)length + 12;
            if (type == "IEND")
            {
                return to.ToArray();
            }
        }

        throw new InvalidDataException("the picture is cut off");
    }
}

/// <summary>WebP (RFC 9649): drops EXIF and XMP and what follows the end, and says so in the extended header.</summary>
internal static class WebPCleaning
{
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    private static readonly HashSet<string> Kept = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"];

    public static byte[] Clean(byte[] bytes)
    {
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        if (end > bytes.Length)
        {
            throw new InvalidDataException("the picture is cut off");
        }

        var to = new MemoryStream(bytes.Length);
        to.Write(bytes, 0, 12);
        for (var at = 12; at + 8 <= end; )
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 4));
            if (length > end - at - 8)
            {
                throw new InvalidDataException("a chunk goes beyond the end");
            }

            // Chunks are padded to even lengths.
            var whole = (int)Math.Min(8 + length + (length & 1), end - at);
            var type = System.Text.Encoding.Latin1.GetString(bytes, at, 4);
            if (Kept.Contains(type))
            {
                var start = (int)to.Position;
                to.Write(bytes, at, whole);
                if (type == "VP8X" && length > 0)
                {
                    to.GetBuffer()[start + 8] &= unchecked((byte)~(ExifFlag | XmpFlag));
                }
            }

            at += whole;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(to.GetBuffer().AsSpan(4), (uint)(to.Length - 8));
        return to.ToArray();
    }
}

/// <summary>GIF (89a): drops comments, plain text and what applications add, but for the loop of an animation.</summary>
internal static class GifCleaning
{
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    public static byte[] Clean(byte[] bytes)
    {
        var to = new MemoryStream(bytes.Length);
        var at = 13 + Table(Byte(bytes, 10));
        Copy(bytes, 0, at, to);
        while (true)
        {
            var from = at;
            switch (Byte(bytes, at))
            {
                case Trailer:
                    to.WriteByte(Trailer);
                    return to.ToArray();
                case Image:
                    at += 10 + Table(Byte(bytes, at + 9));
                    at = AfterBlocks(bytes, at + 1);
                    Copy(bytes, from, at, to);
                    break;
                case Extension:
                    var label = Byte(bytes, at + 1);
                    at = AfterBlocks(bytes, at + 2);
                    if (label == 0xF9 || (label == 0xFF && bytes.AsSpan(from + 3).StartsWith("NETSCAPE2.0"u8)))
                    {
                        Copy(bytes, from, at, to);
                    }

                    break;
                default:
                    throw new InvalidDataException("an unknown block");
            }
        }
    }

    private static int Table(int flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int AfterBlocks(byte[] bytes, int at)
    {
        for (int length; (length = Byte(bytes, at)) > 0; )
        {
            at += length + 1;
        }

        return at + 1;
    }

    private static void Copy(byte[] bytes, int from, int to, MemoryStream into)
    {
        if (to > bytes.Length)
        {
            throw new InvalidDataException("the picture is cut off");
        }

        into.Write(bytes, from, to - from);
    }

    private static int Byte(byte[] bytes, int at) =>
        at < bytes.Length ? bytes[at] : throw new InvalidDataException("the picture is cut off");
}
