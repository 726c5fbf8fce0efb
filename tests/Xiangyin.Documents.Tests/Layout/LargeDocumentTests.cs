using System.Collections.Immutable;

namespace Xiangyin.Documents.Tests;

/// <summary>What is large or odd ends in a document or a named refusal, in bounded time and memory.</summary>
public class LargeDocumentTests
{
    [Fact]
    public void TenThousandRows_AreLaidOutWithEveryRow()
    {
        InstalledFonts.Need();
        var paged = (Samples.Report with { Body = [Rows(10_000)] }).LayOut();
        Assert.Equal(10_000, paged.Set.Pages.SelectMany(page => page.Texts).Count(text => text.Text == "记录"));
        Assert.NotEmpty(paged.ToPdf());
    }

    // Time itself is the bench's to measure; what a page costs in memory is the same on every machine.
    [Fact]
    public void TwiceThePages_TakeTwiceTheMemory()
    {
        InstalledFonts.Need();
        Write(50); // warms up
        var (half, whole) = (Write(1000), Write(2000));
        Assert.True(whole < half * 2.2, $"{half} bytes became {whole}");

        static long Write(int paragraphs)
        {
            var body = Samples.Long(paragraphs).Body.Add(Rows(paragraphs));
            var before = GC.GetAllocatedBytesForCurrentThread();
            (Samples.Report with { Body = body }).LayOut().ToPdf();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData("אבגדה עברית")] // right to left
    [InlineData("😀👩‍👩‍👧")] // beyond the basic plane, joined
    [InlineData("e\u0301 combining")]
    [InlineData("\u202E turned \u202C")]
    public void OddText_IsADocumentOrANamedRefusal(string text)
    {
        InstalledFonts.Need();
        var document = Samples.Report with { Body = [new Paragraph(text)] };
        Assert.Equal(document.ToPlainText(), DocxReader.Text(document.ToDocx()));
        try
        {
            document.LayOut().ToPdf();
        }
        catch (DocumentRefusedException refused)
        {
            Assert.Equal(RefusalReason.MissingGlyph, Assert.Single(refused.Refusals).Reason);
        }
    }

    [Fact]
    public void WordLongerThanAPage_IsBrokenWhereItsLinesEnd()
    {
        InstalledFonts.Need();
        var document = Samples.Report with { Body = [new Paragraph(new string('x', 5000))], Annexes = [] };
        var texts = document
            .LayOut()
            .Set.Pages.SelectMany(page => page.Texts)
            .Where(text => text.Text.Contains('x', StringComparison.Ordinal));
        Assert.Equal(5000, texts.Sum(text => text.Runes.Length));
        Assert.All(texts, text => Assert.True(text.End <= 184.05));
    }

    private static Table Rows(int count) =>
        new(
            [new Column("序号"), new Column("内容", CellAlign.Start)],
            [.. Enumerable.Range(1, count).Select(i => (ImmutableArray<Cell>)[$"{i}", "记录"])]
        );
}
