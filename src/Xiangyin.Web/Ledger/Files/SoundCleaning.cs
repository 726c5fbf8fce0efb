using System.Buffers.Binary;

namespace Xiangyin.Web.Ledger;

/// <summary>Sound without its labels: who spoke, with what, where.</summary>
internal static class SoundCleaning
{
    private static readonly HashSet<string> WavKept = ["fmt ", "data", "fact", "JUNK"];

    /// <summary>WAV: chunks that tell of the maker (LIST, id3, bext, iXML) become junk of the same size.</summary>
    public static void Wav(FileStream file)
    {
        Span<byte> head = stackalloc byte[8];
        var hasData = false;
        for (long at = 12; at + 8 <= file.Length; )
        {
            file.Position = at;
            file.ReadExactly(head);
            // A recorder that was cut off leaves the length of the data open.
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            length = Math.Min(length, file.Length - at - 8);
            var type = System.Text.Encoding.Latin1.GetString(head[..4]);
            hasData |= type == "data" && length > 0;
            if (!WavKept.Contains(type))
            {
                file.Position = at;
                file.Write("JUNK"u8);
                Zero.Fill(file, at + 8, length);
            }

            at += 8 + length + (length & 1);
        }

        if (!hasData)
        {
            throw new InvalidDataException("no sound in it");
        }
    }

    /// <summary>MP3 without ID3 tags at its beginning (version 2) and end (version 1).</summary>
    public static byte[] Mp3(byte[] bytes)
    {
        var from = 0;
        while (bytes.AsSpan(from).StartsWith("ID3"u8) && from + 10 <= bytes.Length)
        {
            // Four times seven bits; a footer repeats the header.
            var length = (bytes[from + 6] << 21) | (bytes[from + 7] << 14) | (bytes[from + 8] << 7) | bytes[from + 9];
            from += 10 + length + ((bytes[from + 5] & 0x10) != 0 ? 10 : 0);
            if (from >= bytes.Length)
            {
                throw new InvalidDataException("no sound in it");
            }
        }

        while (from < bytes.Length && bytes[from] == 0)
        {
            from++;
        }

        var end = bytes.Length;
        if (end - from >= 128 && bytes.AsSpan(end - 128).StartsWith("TAG"u8))
        {
            end -= 128;
        }

        return EvidenceType.Of(bytes.AsSpan(from, Math.Min(EvidenceType.Needed, end - from))) == EvidenceType.Mp3
            ? bytes[from..end]
            : throw new InvalidDataException("no sound in it");
    }

    /// <summary>
    /// Ogg (RFC 3533, RFC 7845): the comments of Opus and Vorbis are emptied where they stand. A header that goes over several pages, as one with
    /// a picture does, is refused: no recorder makes one.
    /// </summary>
    public static byte[] Ogg(byte[] bytes)
    {
        var clean = bytes.ToArray();
        var pages = 0;
        for (var at = 0; at < clean.Length; )
        {
            if (at + 27 > clean.Length || !clean.AsSpan(at).StartsWith("OggS"u8))
            {
                throw new InvalidDataException("the sound is cut off");
            }

            var segments = clean[at + 26];
            if (at + 27 + segments > clean.Length)
            {
                throw new InvalidDataException("the sound is cut off");
            }

            var lacing = clean.AsSpan(at + 27, segments);
            var length = 0;
            foreach (var part in lacing)
            {
                length += part;
            }

            var body = at + 27 + segments;
            if (body + length > clean.Length)
            {
                throw new InvalidDataException("the sound is cut off");
            }

            if (pages++ == 1)
            {
                Forget(clean.AsSpan(body, FirstPacket(lacing)));
                Sign(clean.AsSpan(at, body + length - at));
            }

            at = body + length;
        }

        return clean;
    }

    private static int FirstPacket(ReadOnlySpan<byte> lacing)
    {
        var length = 0;
        foreach (var part in lacing)
        {
            length += part;
            if (part < 255)
            {
                return length;
            }
        }

        throw new InvalidDataException("comments over several pages");
    }

    // Vendor, number of comments, comments, each with its length; Vorbis ends with a bit that is set.
    private static void Forget(Span<byte> packet)
    {
        var isVorbis = packet.StartsWith("\u0003vorbis"u8);
        if (!isVorbis && !packet.StartsWith("OpusTags"u8))
        {
            return;
        }

        var at = isVorbis ? 7 : 8;
        if (at + 4 > packet.Length)
        {
            throw new InvalidDataException("the sound is cut off");
        }

        packet[at..].Clear();
        if (isVorbis && packet.Length >= at + 9)
        {
            packet[at + 8] = 1;
        }
    }

    private static void Sign(Span<byte> page)
    {
        page.Slice(22, 4).Clear();
        uint crc = 0;
        foreach (var b in page)
        {
            crc ^= (uint)b << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.Slice(22, 4), crc);
    }
}
