using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Outline;
using Xiangyin.Testing;

namespace Xiangyin.Documents.Tests;

public class PdfTests
{
    private static readonly Tool Qpdf = Tool.Find("qpdf", "qpdf");

    public static TheoryData<int> Forms => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory, MemberData(nameof(Forms))]
    public async Task EveryForm_PassesQpdf(int form)
    {
        InstalledFonts.Need();
        Qpdf.SkipIfAbsent();
        await WithFile(
            Samples.All[form].LayOut().ToPdf(),
            async file =>
            {
                var said = await Qpdf.RunAsync(["--check", file], cancellation: TestContext.Current.CancellationToken);
                Assert.Contains("No syntax or stream encoding errors found", said, StringComparison.Ordinal);
            }
        );
    }

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_ReadByPdfPig_HasItsCharactersWhereTheLayoutPutThem(int form)
    {
        InstalledFonts.Need();
        var paged = Samples.All[form].LayOut();
        using var pdf = PdfDocument.Open(paged.ToPdf());
        Assert.Equal(paged.Pages, pdf.NumberOfPages);
        foreach (var page in paged.Set.Pages)
        {
            var letters = pdf.GetPage(page.Number).Letters;
            var expected = page.Texts.SelectMany(text =>
                text.Runes.Select(
                    (rune, i) =>
                        text.IsTurned
                            ? (Rune: rune, X: text.Baseline, Y: 297 - text.Places[i])
                            : (Rune: rune, X: text.Places[i], Y: text.Baseline)
                )
            );
            Assert.Equal(expected.Select(at => char.ConvertFromUtf32(at.Rune)), letters.Select(letter => letter.Value));
            foreach (var (at, letter) in expected.Zip(letters))
            {
                Assert.Equal(at.X, letter.StartBaseLine.X * 25.4 / 72, 0.01);
                Assert.Equal(at.Y, 297 - (letter.StartBaseLine.Y * 25.4 / 72), 0.01);
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task EveryForm_ReadByPoppler_SaysItsTextWithoutCompatibilityCharacters(int form)
    {
        InstalledFonts.Need();
        var document = Samples.All[form];
        await WithFile(
            document.LayOut().ToPdf(),
            async file =>
            {
                var pages = await PageReader.OfPdf(file);
                var text = string.Concat(pages.SelectMany(page => page).Select(line => line.Text));
                // What a picture shows is said to those who cannot see it, not printed; turned lines are no lines to poppler.
                var elsewhere = document
                    .Body.OfType<Picture>()
                    .Select(picture => picture.Description)
                    .Concat(
                        document.Body.OfType<Table>().Where(table => table.IsLandscape).Select(table => table.Title!)
                    );
                foreach (
                    var line in document
                        .ToPlainText()
                        .Split('\n', '\t')
                        .Except(elsewhere)
                        .Where(line => line.Length is > 0 and < 20)
                )
                    Assert.Contains(
                        line.Replace("　", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
                        System.Net.WebUtility.HtmlDecode(text).Replace("　", "", StringComparison.Ordinal),
                        StringComparison.Ordinal
                    );
                Assert.DoesNotContain(text, c => c is (>= '\u2E80' and <= '\u2FDF') or (>= '\uF900' and <= '\uFAFF'));
            }
        );
    }

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_WrittenTwice_GivesTheSameBytes(int form)
    {
        InstalledFonts.Need();
        Assert.Equal(Samples.All[form].LayOut().ToPdf(), Samples.All[form].LayOut().ToPdf());
    }

    [Fact]
    public void Figure_WithAddress_IsALinkAroundItsText()
    {
        InstalledFonts.Need();
        using var pdf = PdfDocument.Open(Samples.Report.LayOut().ToPdf());
        var page = pdf.GetPage(1);
        var links = page.GetAnnotations().Where(annotation => annotation.Type == AnnotationType.Link).ToList();
        Assert.Equal(3, links.Count);
        Assert.All(
            links,
            link =>
                Assert.StartsWith(
                    "https://example.org/figures/",
                    ((UriAction)link.Action!).Uri,
                    StringComparison.Ordinal
                )
        );
        var inside = page.Letters.Where(letter =>
            Holds(links[1], letter.StartBaseLine.X + 1, letter.StartBaseLine.Y + 1)
        );
        Assert.Equal("76余篇", string.Concat(inside.Select(letter => letter.Value)));
    }

    private static bool Holds(Annotation link, double x, double y) =>
        x > link.Rectangle.Left && x < link.Rectangle.Right && y > link.Rectangle.Bottom && y < link.Rectangle.Top;

    [Fact]
    public void Outline_IsATreeOfTheHeadings()
    {
        InstalledFonts.Need();
        using var pdf = PdfDocument.Open(Samples.Report.LayOut().ToPdf());
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        Assert.Equal([Samples.Report.Title, "农家书屋名册"], bookmarks.Roots.Select(entry => entry.Title));
        var root = bookmarks.Roots[0];
        Assert.Equal(["一、理论学习", "二、外宣"], root.Children.Select(child => child.Title));
        Assert.Equal("（1）材料", root.Children[0].Children[0].Children[0].Children[0].Title);
        Assert.Equal(3, Assert.IsType<DocumentBookmarkNode>(bookmarks.Roots[1], exactMatch: false).PageNumber);
    }

    [Fact]
    public void Metadata_ComesFromTheDocument()
    {
        InstalledFonts.Need();
        using var pdf = PdfDocument.Open(Samples.Report.LayOut().ToPdf());
        Assert.Equal(Samples.Report.Title, pdf.Information.Title);
        Assert.Equal("桐花镇人民政府", pdf.Information.Author);
        Assert.Equal("D:20220114000000+08'00'", pdf.Information.CreationDate);
        Assert.True(pdf.TryGetXmpMetadata(out var xmp));
        Assert.Contains("pdfaid", Encoding.UTF8.GetString(xmp.GetXmlBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void CharactersWithOneGlyph_AreReadBackAsTwo()
    {
        InstalledFonts.Need();
        var text = "甲\u00A0乙 丙·丁\u2027戊—己\u2015庚";
        var document = Samples.Report with { Body = [new Paragraph(text)] };
        try
        {
            using var pdf = PdfDocument.Open(document.LayOut().ToPdf());
            var read = string.Concat(pdf.GetPage(1).Letters.Select(letter => letter.Value));
            Assert.Contains(text, read, StringComparison.Ordinal);
        }
        catch (DocumentRefusedException refused)
        {
            Assert.Skip($"The installed fonts lack a character: {refused.Message}");
        }
    }

    [Fact]
    public void Warnings_NameEverySubstitute()
    {
        InstalledFonts.Need();
        var paged = Samples.Report.LayOut();
        var used = paged.Set.Pages.SelectMany(page => page.Texts).Select(text => (text.Role, text.Face)).Distinct();
        var standIns =
            from use in used
            where !FontLibrary.System.Faces(use.Role).IsOfficial(use.Face)
            select (FontLibrary.OfficialName(use.Role), use.Face.Family);
        var named = paged
            .Warnings.Where(warning => warning.Kind == WarningKind.FontSubstituted)
            .Select(warning => (warning.Asked!, warning.Used!));
        Assert.Equal(standIns.Order(), named.Order());
    }

    private static async Task WithFile(byte[] pdf, Func<string, Task> use)
    {
        var folder = Directory.CreateTempSubdirectory("xy-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "document.pdf");
            await File.WriteAllBytesAsync(file, pdf, TestContext.Current.CancellationToken);
            await use(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
