namespace Xiangyin.Documents;

/// <summary>
/// The front door: writes an <see cref="OfficialDocument"/> into a file form. One method for each form, each with a
/// stream or an array to write to.
/// </summary>
public static class DocumentWriter
{
    /// <summary>The media type of a .docx.</summary>
    public const string DocxMediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Writes the document as .docx (ISO/IEC 29500 transitional) laid out to GB/T 9704-2012.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="stream">Where to; it need not be seekable and stays open.</param>
    /// <param name="options">How; <see cref="DocxOptions.Default"/> when left out.</param>
    /// <returns>What was written otherwise than asked.</returns>
    /// <exception cref="DocumentRefusedException">The document cannot be written; the stream is untouched.</exception>
    public static Written ToDocx(this OfficialDocument document, Stream stream, DocxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Examination.Admit(document);
        using var file = new MemoryStream(1 << 15);
        var written = new DocxWriter(document, options ?? DocxOptions.Default).Write(file);
        file.WriteTo(stream);
        return written;
    }

    /// <summary>Writes the document as .docx into an array.</summary>
    /// <inheritdoc cref="ToDocx(OfficialDocument, Stream, DocxOptions)"/>
    public static byte[] ToDocx(this OfficialDocument document, DocxOptions? options = null)
    {
        using var file = new MemoryStream(1 << 15);
        document.ToDocx(file, options);
        return file.ToArray();
    }
}
