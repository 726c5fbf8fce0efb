namespace Xiangyin.Documents;

/// <summary>
/// Writes finished pages as PDF 1.7, made to the rules of PDF/A-2u: fonts embedded as subsets, every character with its
/// Unicode value, a structure tree, an outline, links, metadata, and nothing that depends on the day or the machine it
/// is written on.
/// </summary>
internal sealed partial class PdfWriter(OfficialDocument document, PagedDocument paged, PdfOptions options)
{
    private const int Catalogue = 1;
    private const int PageTree = 2;
    private const int Information = 3;
    private const int Metadata = 4;
    private const int Profile = 5;
    private const int FirstFont = 6;
    private const int ObjectsPerFont = 6;

    private readonly PageSet set = paged.Set;
    private readonly List<int> offsets = [0];
    private readonly PdfBuffer file = new();
    private readonly PdfBuffer content = new();
    private readonly TagTree? tags = options.IsTagged ? new(paged.Set.Elements, paged.Set.Pages.Count) : null;
    private readonly List<int> sealFields = [];
    private readonly Dictionary<PreparedPicture, int> pictures = [];
    private int next = FirstFont + (ObjectsPerFont * paged.Faces.Count) + (2 * paged.Set.Pages.Count);

    private int FirstPage => FirstFont + (ObjectsPerFont * paged.Faces.Count);

    private int PageObject(int number) => FirstPage + (2 * (number - 1));

    /// <summary>The first of so many new object numbers.</summary>
    private int Reserve(int count)
    {
        next += count;
        return next - count;
    }

    public byte[] Write()
    {
        file.Add("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        foreach (var face in paged.Faces.Values)
            Font(face);
        foreach (var page in set.Pages)
            Page(page);
        var outline = Outline();
        Catalog(outline, Tags());
        Begin(PageTree).Add("<</Type/Pages/Count "u8).Number(set.Pages.Count).Add("/Kids["u8);
        file.References(set.Pages.Select(page => PageObject(page.Number))).Add("]>>\nendobj\n"u8);
        Info();
        Xmp();
        Stream(Profile, "/N 3", ColourProfile.Srgb);
        return Finish();
    }

    private PdfBuffer Begin(int number)
    {
        while (offsets.Count <= number)
            offsets.Add(0);
        offsets[number] = file.Length;
        return file.Number(number).Add(" 0 obj\n"u8);
    }

    private void Stream(int number, string entries, ReadOnlySpan<byte> data) =>
        Stream(number, entries, data, PackedPart.Deflate(data));

    private void Stream(int number, string entries, ReadOnlySpan<byte> data, byte[] deflated)
    {
        // Two bytes before and four behind make a zlib stream.
        Begin(number).Add("<<"u8).Add(entries).Add("/Filter/FlateDecode/Length "u8).Number(deflated.Length + 6);
        file.Add(">>\nstream\n"u8).Zlib(deflated, data).Add("\nendstream\nendobj\n"u8);
    }
}
