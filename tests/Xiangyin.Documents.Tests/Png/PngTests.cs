using SkiaSharp;

namespace Xiangyin.Documents.Tests;

public class PngTests
{
    [Fact]
    public void Page_IsDrawnWhereTheLayoutPutsIt()
    {
        InstalledFonts.Need();
        using var picture = SKBitmap.Decode(Samples.RedHead.LayOut().ToPng(1, dpi: 127)); // five dots a millimetre
        Assert.Equal((1050, 1485), (picture.Width, picture.Height));
        // The margins are white, the mark's place has red in it and the text's place black.
        Assert.Equal(SKColors.White, picture.GetPixel(10, 10));
        Assert.False(Has(picture, new SKRectI(0, 0, 27 * 5, 297 * 5), IsInk));
        Assert.True(Has(picture, new SKRectI(28 * 5, 72 * 5, 184 * 5, 88 * 5), IsRed));
        Assert.False(Has(picture, new SKRectI(28 * 5, 37 * 5, 184 * 5, 60 * 5), IsRed));
        Assert.True(Has(picture, new SKRectI(28 * 5, 37 * 5, 184 * 5, 60 * 5), IsInk));
    }

    [Fact]
    public void EveryPageOfEveryForm_IsDrawn()
    {
        InstalledFonts.Need();
        foreach (var document in Samples.All)
        {
            var paged = document.LayOut();
            for (var page = 1; page <= paged.Pages; page++)
            {
                using var picture = SKBitmap.Decode(paged.ToPng(page));
                Assert.Equal((794, 1123), (picture.Width, picture.Height));
            }
        }
    }

    [Theory]
    [InlineData(0, 96)]
    [InlineData(99, 96)]
    [InlineData(1, 10)]
    [InlineData(1, 1200)]
    public void PageOrResolutionOutsideItsRange_IsRefused(int page, double dpi)
    {
        InstalledFonts.Need();
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Report.LayOut().ToPng(page, dpi));
    }

    private static bool Has(SKBitmap picture, SKRectI box, Func<SKColor, bool> what)
    {
        for (var y = box.Top; y < box.Bottom; y++)
        for (var x = box.Left; x < box.Right; x++)
        {
            if (what(picture.GetPixel(x, y)))
                return true;
        }
        return false;
    }

    private static bool IsRed(SKColor colour) => colour.Red > 200 && colour.Green < 60;

    private static bool IsInk(SKColor colour) => colour.Red < 100;
}
