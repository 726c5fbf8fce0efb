namespace Xiangyin.Documents;

/// <summary>
/// The front door: writes an <see cref="OfficialDocument"/> into a file form. One method for each form, each with a
/// stream or an array to write to.
/// </summary>
public static class DocumentWriter
{
    /// <summary>The media type of a .docx.</summary>
    public const string DocxMediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The media type of a PDF.</summary>
    public const string PdfMediaType = "application/pdf";

    /// <summary>The media type of an OFD.</summary>
    public const string OfdMediaType = "application/ofd";

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

    /// <summary>Lays the document out on pages, from which several forms can be written at the price of one layout.</summary>
    /// <param name="document">What to lay out.</param>
    /// <param name="options">With which fonts; those of this machine when left out.</param>
    /// <exception cref="DocumentRefusedException">
    /// The document cannot be laid out: it is faulty, no font has one of its characters, or there is no font at all.
    /// </exception>
    public static PagedDocument LayOut(this OfficialDocument document, PageOptions? options = null)
    {
        Examination.Admit(document);
        return new PagedDocument(document, options ?? PageOptions.Default);
    }

    /// <summary>Writes the document as PDF.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="stream">Where to; it need not be seekable and stays open.</param>
    /// <param name="options">With which fonts; those of this machine when left out.</param>
    /// <returns>What was written otherwise than asked: every font that stands in for another.</returns>
    /// <exception cref="DocumentRefusedException">The document cannot be written; the stream is untouched.</exception>
    public static Written ToPdf(this OfficialDocument document, Stream stream, PageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var paged = document.LayOut(options);
        stream.Write(paged.ToPdf());
        return new Written(paged.Warnings);
    }

    /// <summary>Writes the document as OFD (GB/T 33190-2016), the format archives ask for.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="stream">Where to; it need not be seekable and stays open.</param>
    /// <param name="options">With which fonts; those of this machine when left out.</param>
    /// <returns>What was written otherwise than asked: every font that stands in for another.</returns>
    /// <exception cref="DocumentRefusedException">The document cannot be written; the stream is untouched.</exception>
    public static Written ToOfd(this OfficialDocument document, Stream stream, PageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var paged = document.LayOut(options);
        stream.Write(paged.ToOfd());
        return new Written(paged.Warnings);
    }
}
