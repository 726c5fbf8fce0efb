using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using Xiangyin.Testing;

namespace Xiangyin.Documents.Tests;

/// <summary>
/// The rules of PDF/A-2u (ISO 19005-2) as far as they show in the file's objects, and the structure tree as poppler reads it.
/// No validator of PDF/A is packaged for Debian; these are the clauses that one would name.
/// </summary>
public sealed partial class PdfArchiveTests
{
    private static readonly Tool PdfInfo = Tool.Find("poppler-utils (pdfinfo)", "pdfinfo");

    public static TheoryData<int> Forms => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_KeepsTheRulesOfPdfA2u(int form)
    {
        InstalledFonts.Need();
        var pdf = Samples.All[form].LayOut().ToPdf();
        var text = Encoding.Latin1.GetString(pdf);
        // §6.1.2 and §6.1.3: header, a line of high bytes, ids, nothing encrypted.
        Assert.Matches(@"^%PDF-1\.7\n%[\x80-\xFF]{4,}\n", text);
        Assert.Matches("/ID\\[<[0-9A-F]{32}><[0-9A-F]{32}>\\]", text);
        Assert.DoesNotContain("/Encrypt", text, StringComparison.Ordinal);
        // §6.2.3: colours have an output intent; §6.2.10: nothing is transparent.
        Assert.Contains("/S/GTS_PDFA1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/SMask", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/ca ", text, StringComparison.Ordinal);
        // §6.3: annotations are printed; §6.5: no actions but links.
        Assert.Equal(Count(text, "/Type/Annot"), Count(text, "/F 4"));
        Assert.DoesNotContain("/JavaScript", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/AA", text, StringComparison.Ordinal);
        // §6.2.11: every font is embedded, and every code has a character.
        Assert.True(Count(text, "/Type/Font/") > 0);
        Assert.Equal(Count(text, "/Subtype/Type0"), Count(text, "/ToUnicode"));
        Assert.Equal(Count(text, "/Subtype/CIDFontType2"), Count(text, "/FontFile2"));
        // §6.6.2: the metadata are plain and say what the information dictionary says.
        var metadata = Metadata().Match(text);
        Assert.True(metadata.Success && !metadata.Value.Contains("/Filter", StringComparison.Ordinal));
        using var read = PdfDocument.Open(pdf);
        Assert.True(read.TryGetXmpMetadata(out var xmp));
        var said = Encoding.UTF8.GetString(xmp.GetXmlBytes());
        Assert.Contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>", said, StringComparison.Ordinal);
        Assert.Contains(read.Information.Title!, System.Net.WebUtility.HtmlDecode(said), StringComparison.Ordinal);
        var day = Samples.All[form].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains($"<xmp:CreateDate>{day}T00:00:00+08:00", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Structure_SaysWhatEveryPieceIs_InReadingOrder()
    {
        var structure = await Structure(Samples.Report.LayOut());
        Assert.StartsWith(
            """
            Document
              H1 (block)
                "桐花镇2021年宣传思想工作总结及2022年工作计划"
              P (block)
                "县委宣传部："
            """,
            structure,
            StringComparison.Ordinal
        );
        Assert.Contains("  H5 (block)\n    \"（1）材料\"", structure, StringComparison.Ordinal);
        Assert.Contains("    Link (inline)\n      \"76余篇\"\n      Object", structure, StringComparison.Ordinal);
        // Four rows of three cells, the empty one too; the head once, whatever pages it is repeated on.
        Assert.Equal((4, 3, 9), (Count(structure, "    TR"), Count(structure, "      TH"), Count(structure, "      TD")));
        // Page numbers and rules are no part of what is read.
        Assert.DoesNotContain("— 1 —", structure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_StandAfterTheTitle_WithWhatTheyShow()
    {
        var structure = await Structure(Samples.Illustrated.LayOut());
        var (title, picture, chart, table) = (
            structure.IndexOf("H1 (block)", StringComparison.Ordinal),
            structure.IndexOf("Figure", StringComparison.Ordinal),
            structure.LastIndexOf("Figure", StringComparison.Ordinal),
            structure.IndexOf("Table (block)", StringComparison.Ordinal)
        );
        Assert.True(title < picture && picture < chart && chart < table);
        var pdf = Encoding.Latin1.GetString(Samples.Illustrated.LayOut().ToPdf());
        var shows = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("桐花村文化广场上的晒谷节"));
        Assert.Matches($"/S/Figure/P [0-9]+ 0 R/Alt<FEFF{shows}>", pdf);
    }

    [Fact]
    public void Seal_HasAnEmptySignatureField_WhereItGoes()
    {
        InstalledFonts.Need();
        var paged = Samples.Joint.LayOut();
        using var pdf = PdfDocument.Open(paged.ToPdf());
        Assert.True(pdf.TryGetForm(out var form));
        Assert.Equal(3, form.Fields.Count);
        var seal = paged.Seals[0];
        var bounds = form.Fields[0].Bounds!.Value;
        Assert.Equal(seal.X - 21, bounds.Left * 25.4 / 72, 0.01);
        Assert.Equal(42, bounds.Width * 25.4 / 72, 0.01);
        Assert.Equal(297 - seal.Y + 21, bounds.Top * 25.4 / 72, 0.01);
    }

    [Fact]
    public void WithoutTags_TheFileIsSmaller_AndSaysNothingOfStructure()
    {
        InstalledFonts.Need();
        var paged = Samples.Report.LayOut();
        var bare = paged.ToPdf(new PdfOptions { IsTagged = false });
        Assert.True(bare.Length < paged.ToPdf().Length);
        Assert.DoesNotContain("StructTreeRoot", Encoding.Latin1.GetString(bare), StringComparison.Ordinal);
    }

    private static async Task<string> Structure(PagedDocument paged)
    {
        InstalledFonts.Need();
        PdfInfo.SkipIfAbsent();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, paged.ToPdf(), TestContext.Current.CancellationToken);
            return await PdfInfo.RunAsync(["-struct-text", file], cancellation: TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<</Type/Metadata[^>]*>>")]
    private static partial Regex Metadata();
}
