using CsCheck;

namespace Xiangyin.Documents.Tests;

/// <summary>What GB/T 9704-2012 and GB/T 15834-2011 ask of every page, over documents that nobody wrote.</summary>
public class ExactnessTests
{
    private const string NeverFirst = "。，、；：？！”’）〕】》〉·—～／";
    private const string NeverLast = "“‘（〔【《〈";

    [Fact]
    public void NoLineOfAThousandDocuments_BeginsOrEndsWithAMarkThatMayNot()
    {
        InstalledFonts.Need();
        var lines = 0;
        Generated.Document.Sample(
            document =>
            {
                if (Generated.Paged(document)?.Set is not { } set)
                    return;
                // A paragraph's lines: its first may begin, and its last end, as its author pleased.
                foreach (var paragraph in Paragraphs(set))
                {
                    Assert.All(paragraph.Skip(1), line => Assert.DoesNotContain(line[0], NeverFirst));
                    Assert.All(paragraph.SkipLast(1), line => Assert.DoesNotContain(line[^1], NeverLast));
                    Interlocked.Add(ref lines, paragraph.Count);
                }
            },
            iter: 1000
        );
        Assert.True(lines > 10_000);
    }

    [Fact]
    public void NoNumber_IsPartedFromItsUnit()
    {
        InstalledFonts.Need();
        Generated.Document.Sample(
            document =>
            {
                if (Generated.Paged(document)?.Set is not { } set)
                    return;
                foreach (var paragraph in Paragraphs(set))
                    Assert.All(
                        paragraph.Zip(paragraph.Skip(1)),
                        pair => Assert.False(char.IsAsciiDigit(pair.First[^1]) && pair.Second[0] is '年' or '%' or ',')
                    );
            },
            iter: 200
        );
    }

    [Fact]
    public void AnyDocument_IsWrittenInEveryForm_WithoutACrash()
    {
        InstalledFonts.Need();
        // The bench does ten thousand.
        Generated.Document.Sample(
            document =>
            {
                if (Generated.Paged(document) is not { } paged)
                    return;
                paged.ToPdf();
                paged.ToOfd();
                paged.ToSvg(paged.Pages);
            },
            iter: 60
        );
    }

    private static IEnumerable<List<string>> Paragraphs(PageSet set) =>
        set
            .Pages.SelectMany(page => page.Texts.Select(text => (page.Number, Text: text)))
            .Where(at => at.Text.Element >= 0 && set.Elements[at.Text.Element].Role == Role.Body)
            .GroupBy(at => at.Text.Element)
            .Select(paragraph =>
                paragraph
                    .GroupBy(at => (at.Number, at.Text.Baseline))
                    .Select(line => string.Concat(line.Select(at => at.Text.Text)).Trim())
                    .Where(line => line.Length > 0)
                    .ToList()
            );
}
