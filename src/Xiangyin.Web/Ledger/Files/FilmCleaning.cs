using System.Buffers.Binary;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// MP4 (ISO/IEC 14496-12): turns boxes that tell of the maker (<c>udta</c>, <c>meta</c>, <c>uuid</c>) into free space of the same size, so that
/// nothing else moves, and forgets when it was made.
/// </summary>
internal static class Mp4Cleaning
{
    private static readonly HashSet<string> Personal = ["udta", "meta", "uuid", "free", "skip"];
    private static readonly HashSet<string> Holders = ["moov", "trak", "mdia", "minf", "moof", "traf", "edts"];
    private static readonly HashSet<string> Dated = ["mvhd", "tkhd", "mdhd"];

    /// <summary>Cleans in place; whether it has a picture.</summary>
    public static bool Clean(FileStream file)
    {
        var (film, sound) = (false, false);
        Walk(file, 0, file.Length, ref film, ref sound);
        return film || sound ? film : throw new InvalidDataException("neither picture nor sound");
    }

    private static void Walk(FileStream file, long from, long end, ref bool film, ref bool sound)
    {
        Span<byte> head = stackalloc byte[16];
        for (var at = from; at < end; )
        {
            if (at + 8 > end)
            {
                throw new InvalidDataException("the film is cut off");
            }

            file.Position = at;
            file.ReadExactly(head[..8]);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var header = 8;
            if (size == 1)
            {
                file.ReadExactly(head[8..]);
                (size, header) = (BinaryPrimitives.ReadInt64BigEndian(head[8..]), 16);
            }
            else if (size == 0)
            {
                size = end - at;
            }

            if (size < header || size > end - at)
            {
                throw new InvalidDataException("the film is cut off");
            }

            var type = System.Text.Encoding.Latin1.GetString(head.Slice(4, 4));
            if (Personal.Contains(type))
            {
                file.Position = at + 4;
                file.Write("free"u8);
                Zero.Fill(file, at + header, size - header);
            }
            else if (Holders.Contains(type))
            {
                Walk(file, at + header, at + size, ref film, ref sound);
            }
            else if (Dated.Contains(type))
            {
                Forget(file, at + header, size - header);
            }
            else if (type == "hdlr" && size >= header + 12)
            {
                file.Position = at + header + 8;
                file.ReadExactly(head[..4]);
                film |= head[..4].SequenceEqual("vide"u8);
                sound |= head[..4].SequenceEqual("soun"u8);
            }

            at += size;
        }
    }

    // Version and flags, then creation and modification time: 4 bytes each, in version 1 eight.
    private static void Forget(FileStream file, long at, long length)
    {
        file.Position = at;
        var times = file.ReadByte() == 1 ? 16 : 8;
        if (length >= 4 + times)
        {
            Zero.Fill(file, at + 4, times);
        }
    }
}

/// <summary>WebM (RFC 8794, RFC 9559): turns tags and attachments into void of the same size.</summary>
internal static class WebMCleaning
{
    private const uint Segment = 0x18538067;
    private const uint Tracks = 0x1654AE6B;
    private const uint TrackEntry = 0xAE;
    private const uint TrackType = 0x83;
    private const uint Tags = 0x1254C367;
    private const uint Attachments = 0x1941A469;
    private const uint Info = 0x1549A966;
    private const uint Title = 0x7BA9;
    private const uint Date = 0x4461;
    private const byte Void = 0xEC;

    /// <summary>Cleans in place; whether it has a picture.</summary>
    public static bool Clean(FileStream file)
    {
        var types = new List<long>();
        Walk(file, 0, file.Length, types);
        return types.Count > 0 ? types.Contains(1) : throw new InvalidDataException("neither picture nor sound");
    }

    private static void Walk(FileStream file, long from, long end, List<long> types)
    {
        for (var at = from; at < end; )
        {
            file.Position = at;
            var id = (uint)Number(file, keepMarker: true, out _);
            var size = Number(file, keepMarker: false, out var unknown);
            var content = file.Position;
            // A browser that records live does not know how long it will be.
            if (unknown || size > end - content)
            {
                if (!unknown && id is not Segment)
                {
                    throw new InvalidDataException("the film is cut off");
                }

                size = end - content;
            }

            switch (id)
            {
                case Segment or Tracks or TrackEntry or Info:
                    Walk(file, content, content + size, types);
                    break;
                case TrackType:
                    file.Position = content;
                    types.Add(file.ReadByte());
                    break;
                case Tags or Attachments or Title or Date:
                    MakeVoid(file, at, content + size - at);
                    break;
            }

            if (unknown && id is not Segment)
            {
                // Clusters of unknown length run to the end; what follows in them is sound and picture.
                return;
            }

            at = content + size;
        }
    }

    private static void MakeVoid(FileStream file, long at, long length)
    {
        var whole = new byte[length];
        whole[0] = Void;
        if (length < 9)
        {
            whole[1] = (byte)(0x80 | (length - 2));
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(whole.AsSpan(1), (1UL << 56) | (ulong)(length - 9));
        }

        file.Position = at;
        file.Write(whole);
    }

    // A number whose leading zeros say how many bytes it has.
    private static long Number(FileStream file, bool keepMarker, out bool unknown)
    {
        var first = file.ReadByte();
        if (first <= 0)
        {
            throw new InvalidDataException("the film is cut off");
        }

        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24 + 1;
        long value = keepMarker ? first : first & ((1 << (8 - length)) - 1);
        var ones = (first & ((1 << (8 - length)) - 1)) == (1 << (8 - length)) - 1;
        for (var i = 1; i < length; i++)
        {
            var next = file.ReadByte();
            if (next < 0)
            {
                throw new InvalidDataException("the film is cut off");
            }

            value = (value << 8) | (uint)next;
            ones &= next == 0xFF;
        }

        unknown = ones && !keepMarker;
        return value;
    }
}

/// <summary>Overwrites.</summary>
internal static class Zero
{
    private static readonly byte[] Zeros = new byte[64 * 1024];

    public static void Fill(FileStream file, long at, long length)
    {
        file.Position = at;
        for (; length > 0; length -= Zeros.Length)
        {
            file.Write(Zeros, 0, (int)Math.Min(length, Zeros.Length));
        }
    }
}
