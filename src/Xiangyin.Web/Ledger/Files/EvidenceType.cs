using System.Buffers.Binary;
using System.Text;

namespace Xiangyin.Web.Ledger;

/// <summary>What a file is, by its first bytes; its name says nothing.</summary>
internal static class EvidenceType
{
    /// <summary>How many bytes are enough to tell.</summary>
    public const int Needed = 64;

    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Gif = "image/gif";
    public const string WebP = "image/webp";
    public const string Pdf = "application/pdf";
    public const string Mp4 = "video/mp4";
    public const string Mp4Audio = "audio/mp4";
    public const string WebM = "video/webm";
    public const string WebMAudio = "audio/webm";
    public const string Ogg = "audio/ogg";
    public const string Mp3 = "audio/mpeg";
    public const string Wav = "audio/wav";
    public const string Amr = "audio/amr";

    private const long Mega = 1024 * 1024;

    /// <summary>Everything that is accepted.</summary>
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string> { Jpeg, Png, Gif, WebP, Pdf, Mp4, Mp4Audio, WebM, WebMAudio, Ogg, Mp3, Wav, Amr };

    // Brands of files that phones and browsers record, of pictures in the same wrapping (HEIC, AVIF) none.
    private static readonly string[] Brands =
    [
        "iso",
        "mp4",
        "avc1",
        "M4A ",
        "M4B ",
        "M4V ",
        "3gp",
        "3g2",
        "MSNV",
        "dash",
    ];

    /// <summary>
    /// The media type; none when it is none of the accepted ones. Of what may hold sound alone (MP4, WebM) it is video until
    /// <see cref="Cleaning"/> has looked for a picture.
    /// </summary>
    public static string? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? Png
        : start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) ? Gif
        : IsRiff(start, "WEBP"u8) ? WebP
        : IsRiff(start, "WAVE"u8) ? Wav
        : start.StartsWith("%PDF-"u8) ? Pdf
        : IsMp4(start) ? Mp4
        : start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && start.IndexOf("webm"u8) > 0 ? WebM
        : start.StartsWith("OggS"u8) && IsSound(start) ? Ogg
        : start.StartsWith("ID3"u8) || IsMp3Frame(start) ? Mp3
        : start.StartsWith("#!AMR"u8) ? Amr
        : null;

    /// <summary>Whether it is a picture as iPhones keep it by default, which browsers and office programs don't open.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> start) =>
        start.Length >= 12
        && start[4..].StartsWith("ftyp"u8)
        && Encoding.Latin1.GetString(start.Slice(8, 4)) is "heic" or "heix" or "heim" or "heis" or "mif1" or "msf1";

    public static bool IsPicture(string type) => type.StartsWith("image/", StringComparison.Ordinal);

    public static bool IsAudio(string type) => type.StartsWith("audio/", StringComparison.Ordinal);

    public static bool IsVideo(string type) => type.StartsWith("video/", StringComparison.Ordinal);

    /// <summary>The largest file of a type, in bytes: a minute of video, everything else as a phone makes it.</summary>
    public static long LimitOf(string type) => (IsVideo(type) ? 60 : 20) * Mega;

    private static bool IsRiff(ReadOnlySpan<byte> start, ReadOnlySpan<byte> form) =>
        start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..].StartsWith(form);

    private static bool IsMp4(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12 || !start[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        var brand = Encoding.Latin1.GetString(start.Slice(8, 4));
        return Brands.Any(known => brand.StartsWith(known, StringComparison.Ordinal));
    }

    // The codec names itself in the first page, after a header of 27 bytes and the table of segments.
    private static bool IsSound(ReadOnlySpan<byte> start) =>
        start.IndexOf("OpusHead"u8) > 0 || start.IndexOf("\u0001vorbis"u8) > 0 || start.IndexOf("Speex   "u8) > 0;

    // MPEG-1/2 layer III: 11 bits set, a known version, layer 01, a bitrate and a sampling rate that exist (ISO/IEC 11172-3, 2.4.2.3).
    private static bool IsMp3Frame(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4)
        {
            return false;
        }

        var header = BinaryPrimitives.ReadUInt32BigEndian(start);
        return header >> 21 == 0x7FF
            && ((header >> 19) & 3) != 1
            && ((header >> 17) & 3) == 1
            && ((header >> 12) & 15) is not (0 or 15)
            && ((header >> 10) & 3) != 3;
    }
}
