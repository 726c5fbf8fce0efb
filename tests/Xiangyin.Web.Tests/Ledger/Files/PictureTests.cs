using SkiaSharp;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class PictureTests
{
    private const int Scenes = 20;

    [Fact]
    public void Small_KeepsTheShape_AndTurnsItUpright()
    {
        using var scene = Samples.Scene(1, 1600, 1200);

        var (webp, width, height, _) = Picture.Shrink(new MemoryStream(Samples.Jpeg(scene, orientation: 6)));

        using var small = SKBitmap.Decode(webp);
        Assert.Equal((360, 480), (small.Width, small.Height));
        Assert.Equal((1200, 1600), (width, height));
        Assert.True(webp.Length < 40_000);
    }

    // EXIF 2.32, tag 0x0112: where the first corner of what is stored is seen.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Turned_ShowsTheFirstCornerWhereItBelongs(int orientation)
    {
        using var corners = new SKBitmap(200, 100);
        using (var canvas = new SKCanvas(corners))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawRect(0, 0, 100, 50, new SKPaint { Color = SKColors.Red });
        }

        var (right, bottom) = orientation switch
        {
            1 or 5 => (false, false),
            2 or 6 => (true, false),
            3 or 7 => (true, true),
            _ => (false, true),
        };
        var (webp, width, height, _) = Picture.Shrink(new MemoryStream(Samples.Jpeg(corners, orientation)));

        using var seen = SKBitmap.Decode(webp);
        Assert.Equal(orientation < 5 ? (200, 100) : (100, 200), (width, height));
        var found = seen.GetPixel(right ? seen.Width - 10 : 10, bottom ? seen.Height - 10 : 10);
        Assert.True(found is { Red: > 200, Green: < 60 }, $"{orientation}: {found}");
    }

    [Fact]
    public void SamePicture_PressedShrunkBrightenedOrCut_IsNear_AndAnotherIsNot()
    {
        var all = new List<Likeness>();
        for (var i = 0; i < Scenes; i++)
        {
            using var scene = Samples.Scene(i);
            var whole = Of(Samples.Encode(scene, SKEncodedImageFormat.Png));
            Assert.True(whole.DistanceTo(Of(Samples.Encode(scene, SKEncodedImageFormat.Jpeg, 35))) <= Likeness.Near);
            Assert.True(
                whole.DistanceTo(Of(Samples.Encode(Resized(scene), SKEncodedImageFormat.Jpeg, 70))) <= Likeness.Near
            );
            Assert.True(
                whole.DistanceTo(Of(Samples.Encode(Brighter(scene), SKEncodedImageFormat.Jpeg, 80))) <= Likeness.Near
            );
            all.Add(whole);
        }

        var near = (
            from i in Enumerable.Range(0, Scenes)
            from j in Enumerable.Range(0, i)
            where all[i].DistanceTo(all[j]) <= Likeness.Near
            select (i, j)
        ).ToList();
        Assert.Empty(near);
    }

    private static Likeness Of(byte[] picture) => Picture.Shrink(new MemoryStream(picture)).Likeness;

    private static SKBitmap Resized(SKBitmap scene) =>
        scene.Resize(new SKImageInfo(333, 250), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));

    private static SKBitmap Brighter(SKBitmap scene)
    {
        var brighter = new SKBitmap(scene.Width, scene.Height);
        using var canvas = new SKCanvas(brighter);
        using var image = SKImage.FromBitmap(scene);
        using var paint = new SKPaint { ColorFilter = SKColorFilter.CreateLighting(new(0xFFDDDDDD), new(0xFF141414)) };
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), paint);
        return brighter;
    }
}
