using System.Collections.Immutable;
using System.Diagnostics;

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

    [Fact]
    public void TwiceThePages_TakeAboutTwiceTheTime()
    {
        InstalledFonts.Need();
        Write(50); // warms up
        var (half, whole) = (Write(1000), Write(2000));
        // A quadratic step would make it four times; the machine's other work may make it three.
        Assert.True(whole < half * 3.2, $"{half.TotalMilliseconds} ms became {whole.TotalMilliseconds} ms");

        static TimeSpan Write(int paragraphs)
        {
            var body = Samples.Long(paragraphs).Body.Add(Rows(paragraphs));
            var document = Samples.Report with { Body = body };
            var best = TimeSpan.MaxValue;
            for (var i = 0; i < 3; i++)
            {
                var clock = Stopwatch.StartNew();
                document.LayOut().ToPdf();
                best = clock.Elapsed < best ? clock.Elapsed : best;
            }
            return best;
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
