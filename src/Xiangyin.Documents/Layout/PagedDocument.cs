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

    /// <summary>The document as PDF 1.7 to the rules of PDF/A-2u (ISO 19005-2).</summary>
    public byte[] ToPdf() => new PdfWriter(document, this).Write();

    /// <summary>The document as OFD (GB/T 33190-2016), with the editable .docx attached unless told otherwise.</summary>
    public byte[] ToOfd(OfdOptions? options = null) =>
        new OfdWriter(document, this, options ?? OfdOptions.Default).Write();
}
