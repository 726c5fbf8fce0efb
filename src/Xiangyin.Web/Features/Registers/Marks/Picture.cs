using SkiaSharp;

namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>A picture in shades of grey, 0 black to 255 white.</summary>
/// <param name="Pixels">Row by row.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Picture(byte[] Pixels, int Width, int Height)
{
    /// <summary>The longer side is made no longer than this: 8 pixels to the millimetre of a page that fills the picture.</summary>
    public const int Longest = 2400;

    /// <summary>The most pixels that are taken: a picture may claim more than a machine can hold.</summary>
    public const long MostPixels = 80_000_000;

    /// <summary>Reads a JPEG, PNG, WebP or GIF; none when it is none of them, or claims to be larger than <see cref="MostPixels"/>.</summary>
    public static Picture? Read(Stream content)
    {
        using var data = SKData.Create(content);
        using var codec = data is null ? null : SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return null;
        }

        // JPEG can be decoded at a fraction, which is all that a photograph of many megapixels needs.
        var times = Math.Min(1f, Longest / (float)Math.Max(codec.Info.Width, codec.Info.Height));
        var size = codec.GetScaledDimensions(times);
        using var full = new SKBitmap(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul)
        );
        if (
            codec.GetPixels(full.Info, full.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)
        )
        {
            return null;
        }

        times = Math.Min(1f, Longest / (float)Math.Max(size.Width, size.Height));
        var info = new SKImageInfo(
            Math.Max(1, (int)(size.Width * times)),
            Math.Max(1, (int)(size.Height * times)),
            SKColorType.Gray8,
            SKAlphaType.Opaque
        );
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(full);
        surface.Canvas.DrawImage(
            image,
            new SKRect(0, 0, info.Width, info.Height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        );
        using var small = surface.Snapshot();
        using var pixels = small.PeekPixels();
        return new(pixels.GetPixelSpan().ToArray(), info.Width, info.Height);
    }

    /// <summary>The shade at a place between pixels; outside lies black.</summary>
    public double At(double x, double y)
    {
        x -= 0.5;
        y -= 0.5;
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (left < 0 || top < 0 || left + 1 >= Width || top + 1 >= Height)
        {
            return 0;
        }

        var (right, down) = (x - left, y - top);
        var at = (top * Width) + left;
        return ((((Pixels[at] * (1 - right)) + (Pixels[at + 1] * right))) * (1 - down))
            + (((Pixels[at + Width] * (1 - right)) + (Pixels[at + Width + 1] * right)) * down);
    }

    /// <summary>A part of the page, laid flat, as a JPEG.</summary>
    /// <param name="page">Where the page lies in the picture.</param>
    /// <param name="area">Which part.</param>
    /// <param name="scale">Pixels to the millimetre.</param>
    public byte[] Cut(PageInPicture page, Area area, double scale)
    {
        var info = new SKImageInfo(
            (int)(area.Width * scale),
            (int)(area.Height * scale),
            SKColorType.Gray8,
            SKAlphaType.Opaque
        );
        var cut = new byte[info.Width * info.Height];
        for (var row = 0; row < info.Height; row++)
        {
            for (var column = 0; column < info.Width; column++)
            {
                var (x, y) = page.Of(new(area.X + ((column + 0.5) / scale), area.Y + ((row + 0.5) / scale)));
                cut[(row * info.Width) + column] = (byte)At(x, y);
            }
        }

        using var image = SKImage.FromPixelCopy(info, cut);
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 80);
        return jpeg.ToArray();
    }
}
