using System.Text;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>A PDF loses who made it, with what and where, and keeps its pages and tags.</summary>
public sealed class PdfCleaningTests
{
    private static readonly Tool Qpdf = Tool.Find("qpdf", "qpdf");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("disable", "preserve")]
    [InlineData("generate", "compress")]
    [InlineData("disable", "uncompress")]
    public async Task Maker_IsBlankedWhereverItStands_AndThePagesStay(string objects, string streams)
    {
        var sent = await Rewritten(Made(), $"--object-streams={objects}", $"--stream-data={streams}");
        Assert.Contains(Samples.Secret, await Everything(sent), StringComparison.Ordinal);

        var cleaned = PdfCleaning.Cleaned(sent);

        Assert.DoesNotContain(Samples.Secret, await Everything(cleaned), StringComparison.Ordinal);
        Assert.Equal(sent.Length, cleaned.Length);
        Assert.Equal(cleaned, PdfCleaning.Cleaned(cleaned));
        using var pdf = PdfDocument.Open(cleaned);
        Assert.Equal(2, pdf.NumberOfPages);
        Assert.Single(pdf.GetPage(1).GetImages());
        Assert.True(string.IsNullOrWhiteSpace(pdf.Information.Author));
        Assert.True(string.IsNullOrWhiteSpace(pdf.Information.Title));
    }

    [Fact]
    public async Task TaggedPdf_KeepsItsTags()
    {
        var sent = Encoding.Latin1.GetBytes(
            Encoding
                .Latin1.GetString(Made())
                .Replace("/Type /Catalog", "/Type /Catalog /MarkInfo <</Marked true>>", StringComparison.Ordinal)
        );
        sent = await Rewritten(sent);

        var cleaned = await Everything(PdfCleaning.Cleaned(sent));

        Assert.Contains("/MarkInfo", cleaned, StringComparison.Ordinal);
        Assert.DoesNotContain(Samples.Secret, cleaned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PdfThatIsLocked_StaysAsItIs()
    {
        var locked = await Rewritten(Made(), "--encrypt", "", "owner", "256", "--");

        Assert.Equal(locked, PdfCleaning.Cleaned(locked));
    }

    // Of a signature only its range matters here: with any byte in it changed it is worth nothing.
    [Fact]
    public async Task PdfThatIsSigned_StaysAsItIs()
    {
        var plain = Encoding.Latin1.GetString(await Rewritten(Made(), "--object-streams=disable"));
        var signed = Encoding.Latin1.GetBytes(
            plain.Replace("%%EOF", "%/ByteRange [0 100 200 300]\n%%EOF", StringComparison.Ordinal)
        );

        Assert.Equal(signed, PdfCleaning.Cleaned(signed));
    }

    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\n1 0 obj\n<</Length 999999999 /Type /ObjStm /Filter /FlateDecode /First 9>>\nstream\nx")]
    [InlineData("%PDF-1.7\n1 0 obj\n(never ends\ntrailer <</Info 1 0 R>>")]
    public void PdfThatIsDamaged_StaysAsItIs(string text)
    {
        var damaged = Encoding.Latin1.GetBytes(text);

        Assert.Equal(damaged, PdfCleaning.Cleaned(damaged));
    }

    // Two pages, the first with a photograph that says where it was taken.
    private static byte[] Made()
    {
        var pdf = new PdfDocumentBuilder
        {
            IncludeDocumentInformation = true,
            DocumentInformation =
            {
                Author = Samples.Secret,
                Title = $"{Samples.Secret} (二\\)",
                Producer = Samples.Secret,
            },
        };
        using var scene = Samples.Scene(3);
        pdf.AddPage(PageSize.A4).AddJpeg(Samples.Jpeg(scene), new PdfRectangle(50, 50, 300, 250));
        pdf.AddPage(PageSize.A4).DrawRectangle(new PdfPoint(50, 50), 100, 100);
        var made = Encoding.Latin1.GetString(pdf.Build());
        // XMP, as an object that the catalogue names: qpdf finds its place in the table.
        var xmp =
            $"<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><a>{Samples.Secret} {new string('-', 200)}</a></x:xmpmeta><?xpacket end=\"w\"?>";
        return Encoding.Latin1.GetBytes(
            made.Replace("/Type /Catalog", "/Type /Catalog /Metadata 900 0 R", StringComparison.Ordinal)
                .Replace(
                    "xref\n",
                    $"900 0 obj\n<</Type /Metadata /Subtype /XML /Length {xmp.Length}>>\nstream\n{xmp}\nendstream\nendobj\nxref\n",
                    StringComparison.Ordinal
                )
        );
    }

    private static async Task<string> Everything(byte[] pdf) =>
        Encoding.Latin1.GetString(
            await Rewritten(pdf, "--qdf", "--object-streams=disable", "--decode-level=generalized")
        );

    private static async Task<byte[]> Rewritten(byte[] pdf, params string[] how)
    {
        var (from, to) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllBytesAsync(from, pdf, Ct);
            await Qpdf.RunAsync(["--warning-exit-0", .. how, from, to], cancellation: Ct);
            return await File.ReadAllBytesAsync(to, Ct);
        }
        finally
        {
            File.Delete(from);
            File.Delete(to);
        }
    }
}
