namespace Xiangyin.Documents.Tests;

public class LibreOfficeTests
{
    private static readonly DocxOptions Lines = new() { Grid = DocxGrid.Lines };

    public static TheoryData<int> Forms => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory]
    [InlineData(DocxProfile.Standard)]
    [InlineData(DocxProfile.Habit)]
    public async Task LinesGrid_InLibreOffice_Has22LinesOf28CharactersOnAPage(DocxProfile profile)
    {
        var pages = await PageReader.InLibreOffice(Samples.Long().ToDocx(Lines with { Profile = profile }));
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

    [Theory, MemberData(nameof(Forms))]
    public async Task EveryForm_OpensInLibreOffice_SaysItsTitle_AndHasAsManyPagesAsOurs(int form)
    {
        var document = Samples.All[form];
        var pages = await PageReader.InLibreOffice(document.ToDocx(Lines));
        var text = string.Concat(pages.SelectMany(page => page).Select(line => line.Text));
        if (document.Form != DocumentForm.Order) // which has its title in catalogues only
            Assert.Contains(document.Title, text, StringComparison.Ordinal);
        // An even last page for 版记 is something only pages laid out once can promise.
        if (FontLibrary.System.IsUsable && document.Colophon is null)
            Assert.InRange(pages.Count - document.LayOut().Pages, -1, 1);
    }
}
