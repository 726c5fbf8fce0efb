namespace Xiangyin.Documents.Tests;

public class LibreOfficeTests
{
    private static readonly DocxOptions Lines = new() { Grid = DocxGrid.Lines };

    [Fact]
    public async Task LinesGrid_InLibreOffice_Has22LinesOf28CharactersOnAPage()
    {
        var pages = await PageReader.InLibreOffice(Samples.Long().ToDocx(Lines));
        Assert.True(pages.Count > 4);
        // The signature and its blank line go together to the last page and leave the one before short.
        foreach (var page in pages.Skip(1).SkipLast(2))
        {
            var text = page.Where(line => !line.Text.StartsWith('—')).ToList();
            Assert.Equal(22, text.Count);
            // Punctuation that may not start a line can leave one character less, never one more.
            Assert.InRange(text.Max(line => line.Text.Length), 27, 29);
        }
    }

    [Fact]
    public async Task EveryForm_OpensInLibreOffice_SaysItsTitle_AndHasAsManyPagesAsOurs()
    {
        foreach (var document in Samples.All.Where(document => document.Form != DocumentForm.Order))
        {
            var pages = await PageReader.InLibreOffice(document.ToDocx(Lines));
            var text = string.Concat(pages.SelectMany(page => page).Select(line => line.Text));
            Assert.Contains(document.Title, text, StringComparison.Ordinal);
            // An even last page for 版记 is something only pages laid out once can promise.
            if (FontLibrary.System.IsUsable && document.Colophon is null)
                Assert.InRange(pages.Count - document.LayOut().Pages, -1, 1);
        }
    }
}
