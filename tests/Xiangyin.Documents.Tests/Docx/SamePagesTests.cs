namespace Xiangyin.Documents.Tests;

/// <summary>The .docx as LibreOffice sets it beside our own pages.</summary>
public class SamePagesTests
{
    private static readonly DocxOptions Lines = new() { Grid = DocxGrid.Lines };

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public async Task ReportOfText_HasAsManyPagesInLibreOffice_AndTheSameLineOnTopOfEach(int paragraphs)
    {
        InstalledFonts.Need();
        var document = Samples.Long(paragraphs);
        var own = document.LayOut().Set.Pages;
        var office = await PageReader.InLibreOffice(document.ToDocx(Lines));
        Assert.Equal(own.Count, office.Count);
        for (var i = 1; i < own.Count - 1; i++)
            Assert.StartsWith(First(own[i]), office[i][0].Text, StringComparison.Ordinal);
    }

    private static string First(Page page)
    {
        var top = page.Texts.Where(text => text.Element >= 0).Min(text => text.Baseline);
        var line = string.Concat(page.Texts.Where(text => text.Baseline == top).Select(text => text.Text));
        return line[..Math.Min(10, line.Length)];
    }
}
