using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>
/// Takes the text out of a file, whatever its name says: what it is, its first bytes tell. Nothing in a file is fetched or run, and each reader
/// bounds what it unpacks.
/// </summary>
internal static class UploadReader
{
    /// <summary>A file for a page to show: no larger than a page can.</summary>
    /// <exception cref="UploadRefusal">It is not taken.</exception>
    public static async Task<Upload> Read(byte[] content, string name, CancellationToken ct)
    {
        if (content.Length > Upload.MostBytes)
        {
            throw new UploadRefusal(UploadRefusal.TooLarge, Upload.MostBytes >> 20);
        }

        var upload = await Take(content, name, ct);
        return Bounded(upload);
    }

    /// <summary>What somebody pasted.</summary>
    /// <exception cref="UploadRefusal">It is not taken.</exception>
    public static Upload Paste(string text) => Bounded(new("", text));

    /// <summary>A file of any length; a plain text as it stands.</summary>
    /// <exception cref="UploadRefusal">It is not taken.</exception>
    public static async Task<Upload> Take(byte[] content, string name, CancellationToken ct)
    {
        name = Path.GetFileName(name.Replace('\\', '/'));
        if (Is(content, "PK\x03\x04"u8))
        {
            var zip = new BoundedZip(content);
            return zip.Has(DocxText.ContentTypes) ? new(name, new DocxText(zip).Text, content)
                : zip.Has(OfdText.Root) ? new(name, OfdText.Read(zip))
                : throw new UploadRefusal(UploadRefusal.Unknown);
        }

        if (Is(content, [0xD0, 0xCF, 0x11, 0xE0]))
        {
            var docx = await OldWord.ToDocx(content, ct);
            return new(name, new DocxText(new(docx)).Text, docx);
        }

        if (content.AsSpan(0, Math.Min(1024, content.Length)).IndexOf("%PDF-"u8) >= 0)
        {
            return new(name, await PdfText.Read(content, ct));
        }

        return new(name, Plain(content));
    }

    private static string Plain(byte[] content)
    {
        if (content.Length == 0)
        {
            return "";
        }

        var text = TextDecoder.Decode(content)?.Text ?? throw new UploadRefusal(UploadRefusal.Unknown);
        return HtmlText.Looks(text) ? HtmlText.Read(text) : text;
    }

    private static Upload Bounded(Upload upload) =>
        string.IsNullOrWhiteSpace(upload.Text) ? throw new UploadRefusal(UploadRefusal.Empty)
        : upload.Text.Length > Upload.MostCharacters
            ? throw new UploadRefusal(UploadRefusal.TooLong, Upload.MostCharacters / 10_000)
        : upload with { Text = Lines(upload.Text) };

    private static bool Is(byte[] content, ReadOnlySpan<byte> start) => content.AsSpan().StartsWith(start);

    // Browsers send \r\n, files whatever their writer used: one line end, so that a place in the text means one thing.
    private static string Lines(string text) =>
        text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
}
