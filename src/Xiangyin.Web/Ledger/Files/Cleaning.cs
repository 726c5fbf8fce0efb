namespace Xiangyin.Web.Ledger;

/// <summary>
/// Takes out of a file what its maker did not mean to hand over: where it was taken, by which phone, by whom. What is seen and heard stays as it
/// is, to the bit; what stands behind the end of a picture goes too. The same file always gives the same clean file.
/// </summary>
internal static class Cleaning
{
    /// <summary>Cleans in place, and says what the file is, now that it is known whether a film has a picture.</summary>
    /// <param name="file">Open for reading and writing.</param>
    /// <param name="type">As <see cref="EvidenceType.Of"/> judged.</param>
    /// <exception cref="InvalidDataException">It is not built as such a file must be.</exception>
    public static async Task<string> Clean(FileStream file, string type, CancellationToken ct)
    {
        switch (type)
        {
            case EvidenceType.Jpeg:
                Clean(file, JpegCleaning.Clean);
                return type;
            case EvidenceType.Png:
                Clean(file, PngCleaning.Clean);
                return type;
            case EvidenceType.WebP:
                Clean(file, WebPCleaning.Clean);
                return type;
            case EvidenceType.Gif:
                Clean(file, GifCleaning.Clean);
                return type;
            case EvidenceType.Pdf:
                var sent = Whole(file);
                Replace(file, sent, await PdfCleaning.Clean(sent, ct));
                return type;
            case EvidenceType.Mp4:
                return Mp4Cleaning.Clean(file) ? EvidenceType.Mp4 : EvidenceType.Mp4Audio;
            case EvidenceType.WebM:
                return WebMCleaning.Clean(file) ? EvidenceType.WebM : EvidenceType.WebMAudio;
            case EvidenceType.Wav:
                SoundCleaning.Wav(file);
                return type;
            case EvidenceType.Mp3:
                Clean(file, SoundCleaning.Mp3);
                return type;
            case EvidenceType.Ogg:
                Clean(file, SoundCleaning.Ogg);
                return type;
            default:
                return type;
        }
    }

    // Small enough to be held whole: EvidenceType.LimitOf.
    private static byte[] Whole(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void Clean(FileStream file, Func<byte[], byte[]> clean)
    {
        var sent = Whole(file);
        Replace(file, sent, clean(sent));
    }

    private static void Replace(FileStream file, byte[] sent, byte[] cleaned)
    {
        if (!cleaned.AsSpan().SequenceEqual(sent))
        {
            file.Position = 0;
            file.Write(cleaned);
            file.SetLength(cleaned.Length);
        }
    }
}
