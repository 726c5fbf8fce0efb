using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks.Uploads;

/// <summary>The author's own Word file comes back with what was put right, its formatting, and remarks.</summary>
public sealed class CorrectedDocxTests
{
    private static readonly DateTimeOffset At = new(2022, 1, 14, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Words_PutInTheirPlace_KeepTheLookOfTheRun()
    {
        var (paragraphs, bold, _) = Correct(
            WordFile.Of("截至*7月13日止*，上稿33篇。"),
            t => [(t.IndexOf('止'), 1, "")]
        );

        Assert.Equal(["截至7月13日，上稿33篇。"], paragraphs);
        Assert.Equal(["7月13日"], bold);
    }

    [Fact]
    public void Words_AcrossRuns_GoIntoTheFirst()
    {
        var (paragraphs, bold, _) = Correct(
            WordFile.Of("共发放*近两千*余人次。"),
            t => [(t.IndexOf('近'), 5, "两千余人")]
        );

        Assert.Equal(["共发放两千余人次。"], paragraphs);
        Assert.Equal(["两千余人"], bold);
    }

    [Fact]
    public void Paragraph_TakenOut_IsNoEmptyLine()
    {
        var (paragraphs, _, _) = Correct(
            WordFile.Of("第一段。", "第二段。", "第二段。", "第三段。"),
            t => [(9, 5, "")]
        );

        Assert.Equal(["第一段。", "第二段。", "第三段。"], paragraphs);
    }

    [Fact]
    public void Comment_AroundHalfARun_StandsAroundThoseWords()
    {
        var docx = WordFile.Of("一年来，*上稿76余篇*，群众满意。");
        var text = new DocxText(new(docx)).Text;
        var (paragraphs, bold, comments) = WordFile.Read(
            CorrectedDocx.Write(
                docx,
                Edits.None,
                [
                    new(new(text.IndexOf("76", StringComparison.Ordinal), 4), "能数清的数不写“余”"),
                    new(new(0, 3), "半年还是一年？"),
                ],
                "乡音",
                At
            )
        );

        Assert.Equal(["一年来，上稿76余篇，群众满意。"], paragraphs);
        Assert.Equal("上稿76余篇", string.Concat(bold));
        Assert.Equal([("76余篇", "能数清的数不写“余”"), ("一年来", "半年还是一年？")], comments);
    }

    [Fact]
    public void Comments_OfTheAuthor_Stay()
    {
        var docx = WordFile.Of("上稿33篇，其中市级8篇。");
        var once = CorrectedDocx.Write(docx, Edits.None, [new(new(2, 3), "先前的话")], "甲", At);
        var twice = CorrectedDocx.Write(once, Edits.None, [new(new(10, 2), "后来的话")], "乙", At);

        Assert.Equal([("33篇", "先前的话"), ("8篇", "后来的话")], WordFile.Read(twice).Comments);
    }

    [Fact]
    public void PlainText_BecomesAWordFile_WithTheSameWords()
    {
        const string text = "桐花镇2021年总结\n\n一、学习\n\t中心组学习12次。";
        var docx = PlainDocx.Write(Reader.Read(text), At);

        Assert.Equal(text.Replace('\t', ' '), new DocxText(new(docx)).Text);
        Assert.Equal(4, WordFile.Read(docx).Paragraphs.Length);
    }

    private static (string[] Paragraphs, string[] Bold, (string About, string Says)[] Comments) Correct(
        byte[] docx,
        Func<string, (int At, int Length, string Words)[]> changes
    )
    {
        var text = new DocxText(new(docx)).Text;
        var edits = changes(text).Aggregate(Edits.None, (e, c) => e.With(text, new(c.At, c.Length), c.Words));
        return WordFile.Read(CorrectedDocx.Write(docx, edits, [], "乡音", At));
    }
}
