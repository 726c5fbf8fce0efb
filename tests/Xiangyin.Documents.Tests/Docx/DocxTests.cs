using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Xiangyin.Documents.Tests;

public class DocxTests
{
    public static TheoryData<int> Forms => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_WithEveryProfileAndGrid_IsValidOpenXml(int form)
    {
        foreach (var profile in Enum.GetValues<DocxProfile>())
        foreach (var grid in Enum.GetValues<DocxGrid>())
            Assert.Empty(
                DocxReader.Faults(Samples.All[form].ToDocx(new DocxOptions { Profile = profile, Grid = grid }))
            );
    }

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_ReadBack_SaysWhatTheDocumentSays(int form) =>
        Assert.Equal(Samples.All[form].ToPlainText(), DocxReader.Text(Samples.All[form].ToDocx()));

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_WrittenTwice_GivesTheSameBytes(int form) =>
        Assert.Equal(Samples.All[form].ToDocx(), Samples.All[form].ToDocx());

    [Fact]
    public void Stream_ThatCannotSeek_GivesTheSameBytes()
    {
        using var seen = new MemoryStream();
        using (
            var narrow = new BufferedStream(new DeflateStream(seen, CompressionLevel.NoCompression, leaveOpen: true))
        )
            Samples.Report.ToDocx(narrow);
        seen.Position = 0;
        using var back = new MemoryStream();
        using (var inflate = new DeflateStream(seen, CompressionMode.Decompress))
            inflate.CopyTo(back);
        Assert.Equal(Samples.Report.ToDocx(), back.ToArray());
    }

    [Fact]
    public void Parts_CarryTheDocumentsDate_NotTheClocks()
    {
        using var zip = new ZipArchive(new MemoryStream(Samples.Report.ToDocx()));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(2022, 1, 14), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void Date_BeforeZipsBegan_IsWritten() =>
        Assert.Empty(DocxReader.Faults((Samples.Report with { Date = new DateOnly(1949, 10, 1) }).ToDocx()));

    [Fact]
    public void Headings_CarryWordsBuiltInNames_AndNoBold()
    {
        using var file = Open(Samples.Report);
        var styles = file.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<W.Style>().ToList();
        for (var level = 1; level <= 4; level++)
        {
            var heading = styles.Single(style => style.StyleName!.Val == $"heading {level}");
            Assert.Equal(level - 1, heading.StyleParagraphProperties!.OutlineLevel!.Val!.Value);
            Assert.Contains(
                file.MainDocumentPart.Document!.Body!.Elements<W.Paragraph>(),
                paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val == heading.StyleId
            );
        }
        Assert.DoesNotContain(styles, style => style.Descendants<W.Bold>().Any());
    }

    [Fact]
    public void Faces_AreTheOfficialOnes_AndNoThemeIsAskedFor()
    {
        using var file = Open(Samples.RedHead);
        var faces = file.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<W.RunFonts>().ToList();
        var names = faces.Select(face => face.EastAsia?.Value).Distinct();
        Assert.Equal(["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"], names);
        Assert.All(faces, face => Assert.Null(face.EastAsiaTheme));
    }

    [Fact]
    public void EveryRun_HintsEastAsia_SoThatQuotationMarksAreChinese()
    {
        using var file = Open(Samples.Report);
        var runs = file.MainDocumentPart!.Document!.Body!.Descendants<W.Run>().ToList();
        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.Equal(W.FontTypeHintValues.EastAsia, run.RunProperties!.RunFonts!.Hint!.Value));
    }

    [Fact]
    public void Figure_WithAddress_IsALink_AndOneWithoutIsNot()
    {
        using var file = Open(Samples.Report);
        var main = file.MainDocumentPart!;
        var links = main.Document!.Body!.Descendants<W.Hyperlink>().ToList();
        Assert.Equal(["12次", "76余篇", "4"], links.Select(link => link.InnerText));
        var targets = links.Select(link => main.HyperlinkRelationships.Single(to => to.Id == link.Id).Uri);
        Assert.Equal([new Uri("https://example.org/figures/study"), Samples.Address, Samples.Address], targets);
        Assert.Equal(2, main.HyperlinkRelationships.Count());
    }

    [Fact]
    public void Figures_AreNamedForPrograms()
    {
        using var file = Open(Samples.Report);
        var part = Assert.Single(file.MainDocumentPart!.CustomXmlParts);
        using var reader = new StreamReader(part.GetStream());
        var xml = reader.ReadToEnd();
        Assert.Contains(
            "<figure bookmark=\"_figure4\" id=\"placements.province\">3</figure>",
            xml,
            StringComparison.Ordinal
        );
        Assert.Equal(4, file.MainDocumentPart.Document!.Body!.Descendants<W.BookmarkStart>().Count());
    }

    [Fact]
    public void PageNumbers_StandRightOnOddPagesAndLeftOnEvenOnes()
    {
        using var file = Open(Samples.Report);
        var main = file.MainDocumentPart!;
        var section = main.Document!.Body!.GetFirstChild<W.SectionProperties>()!;
        Assert.NotNull(main.DocumentSettingsPart!.Settings!.GetFirstChild<W.EvenAndOddHeaders>());
        foreach (var footer in section.Elements<W.FooterReference>())
        {
            var side = ((FooterPart)main.GetPartById(footer.Id!)).Footer!.Descendants<W.Justification>().Single().Val!;
            var odd = footer.Type! == W.HeaderFooterValues.Default;
            Assert.Equal(odd ? W.JustificationValues.Right : W.JustificationValues.Left, side.Value);
        }
    }

    [Fact]
    public void TableHead_IsRepeated_AndRowsAreKeptWhole()
    {
        using var file = Open(Samples.Report);
        var rows = file.MainDocumentPart!.Document!.Body!.Descendants<W.Table>()
            .First()
            .Elements<W.TableRow>()
            .ToList();
        Assert.NotEmpty(rows[0].Descendants<W.TableHeader>());
        Assert.All(rows, row => Assert.NotEmpty(row.Descendants<W.CantSplit>()));
        Assert.Empty(rows[1].Descendants<W.TableHeader>());
    }

    [Fact]
    public void CharactersThatXmlCannotCarry_AreReplaced_AndTold()
    {
        var document = Samples.Report with { Body = [new Paragraph("甲\u0001乙\uD800丙\uFFFF丁😀戊")] };
        using var stream = new MemoryStream();
        var written = document.ToDocx(stream);
        Assert.Contains("甲\uFFFD乙\uFFFD丙\uFFFD丁😀戊", DocxReader.Text(stream.ToArray()), StringComparison.Ordinal);
        var warning = Assert.Single(written.Warnings);
        Assert.Equal(WarningKind.CharacterReplaced, warning.Kind);
        Assert.StartsWith("3 characters", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LineFeedInAParagraph_IsALineBreak() =>
        Assert.Contains(
            "第一行\n第二行\n第三行\n",
            DocxReader.Text((Samples.Report with { Body = [new Paragraph("第一行\n第二行\r\n第三行")] }).ToDocx()),
            StringComparison.Ordinal
        );

    [Fact]
    public void TenThousandRows_AreWritten()
    {
        var table = new Table(
            [new Column("序号"), new Column("内容", CellAlign.Start)],
            [
                .. Enumerable
                    .Range(1, 10_000)
                    .Select(i => (System.Collections.Immutable.ImmutableArray<Cell>)[$"{i}", "记录"]),
            ]
        );
        var docx = (Samples.Report with { Body = [table] }).ToDocx();
        Assert.Equal(10_000 + 1, Encoding.UTF8.GetByteCount(DocxReader.Text(docx)) > 0 ? Rows(docx) : 0);
    }

    private static int Rows(byte[] docx)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return file.MainDocumentPart!.Document!.Body!.Descendants<W.TableRow>().Count();
    }

    private static WordprocessingDocument Open(OfficialDocument document) =>
        WordprocessingDocument.Open(new MemoryStream(document.ToDocx()), isEditable: false);
}
