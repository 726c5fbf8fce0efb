namespace Xiangyin.Documents;

/// <summary>
/// A document laid out on pages: PDF, OFD and pictures are written from it, and share its layout and its fonts' subsets.
/// Immutable; see <see cref="DocumentWriter.LayOut"/>.
/// </summary>
public sealed class PagedDocument
{
    private readonly OfficialDocument document;

    internal PagedDocument(OfficialDocument document, PageOptions options)
    {
        this.document = document;
        Set = PageLayout.Of(document, options.Fonts);
        Faces = UsedFace.Of(Set.Pages);
    }

    internal PageSet Set { get; }

    internal Dictionary<FontFace, UsedFace> Faces { get; }

    /// <summary>How many pages there are.</summary>
    public int Pages => Set.Pages.Count;

    /// <summary>What was set otherwise than asked: every font that stands in for another.</summary>
    public IReadOnlyList<Warning> Warnings => Set.Warnings;

    /// <summary>Where seals go; empty unless the document's signature is <see cref="SignatureKind.Sealed"/>.</summary>
    public IReadOnlyList<SealPlace> Seals => Set.Seals;

    /// <summary>The document as PDF 1.7 to the rules of PDF/A-2u (ISO 19005-2).</summary>
    public byte[] ToPdf(PdfOptions? options = null) =>
        new PdfWriter(document, this, options ?? PdfOptions.Default).Write();

    /// <summary>The document as OFD (GB/T 33190-2016), with the editable .docx attached unless told otherwise.</summary>
    public byte[] ToOfd(OfdOptions? options = null) =>
        new OfdWriter(document, this, options ?? OfdOptions.Default).Write();

    /// <summary>A page as a picture, for a preview.</summary>
    /// <param name="page">1 to <see cref="Pages"/>.</param>
    /// <param name="dpi">Dots per inch, 24 to 600: at 96 a page is 794 by 1123.</param>
    /// <returns>A PNG.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page, or the resolution is outside its range.</exception>
    public byte[] ToPng(int page, double dpi = 96)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page, Pages);
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, 24);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, 600);
        return PngWriter.Write(Set.Pages[page - 1], dpi);
    }

    /// <summary>
    /// A page as SVG, for a preview in a browser: real text that can be read aloud, searched and copied, each character
    /// where the layout puts it, in the reader's own fonts; figures are links.
    /// </summary>
    /// <param name="page">1 to <see cref="Pages"/>.</param>
    /// <returns>An <c>svg</c> element without an XML declaration, to stand alone or inside HTML.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public string ToSvg(int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page, Pages);
        return SvgWriter.Write(document, Set.Pages[page - 1]);
    }
}
