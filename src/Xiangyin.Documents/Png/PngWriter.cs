using System.Collections.Concurrent;
using SkiaSharp;

namespace Xiangyin.Documents;

/// <summary>Draws a finished page as a PNG.</summary>
internal static class PngWriter
{
    private static readonly ConcurrentDictionary<FontFace, SKTypeface> Typefaces = new();

    public static byte[] Write(Page page, double dpi)
    {
        var scale = (float)(dpi / 25.4);
        var width = (int)Math.Round(OfficialFormat.PaperWidth * scale);
        var height = (int)Math.Round(OfficialFormat.PaperHeight * scale);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var rule in page.Rules)
        {
            paint.Color = Colour(rule.Ink);
            var box = new SKRect(
                (float)rule.X,
                (float)rule.Y,
                (float)(rule.X + rule.Width),
                (float)(rule.Y + rule.Height)
            );
            canvas.DrawRect(
                SKRect.Create(box.Left * scale, box.Top * scale, box.Width * scale, box.Height * scale),
                paint
            );
        }
        foreach (var picture in page.Pictures)
            Draw(canvas, picture, scale);
        foreach (var text in page.Texts)
        {
            paint.Color = Colour(text.Ink);
            if (text.IsTurned)
            {
                canvas.Save();
                canvas.Translate(0, height);
                canvas.RotateDegrees(-90);
            }
            Draw(canvas, text, scale, paint);
            if (text.IsTurned)
                canvas.Restore();
        }
        using var pixels = surface.PeekPixels();
        using var data = pixels?.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3));
        return data?.ToArray() ?? throw new InvalidOperationException("Skia could not write the picture.");
    }

    private static SKColor Colour(Ink ink)
    {
        var (red, green, blue) = ink.Rgb();
        return new SKColor(red, green, blue);
    }

    private static void Draw(SKCanvas canvas, PlacedPicture placed, float scale)
    {
        using var image = SKImage.FromEncodedData(placed.Picture.File);
        var box = SKRect.Create(
            (float)placed.X * scale,
            (float)placed.Y * scale,
            (float)placed.Width * scale,
            (float)placed.Height * scale
        );
        canvas.DrawImage(image, box, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    private static void Draw(SKCanvas canvas, PlacedText text, float scale, SKPaint paint)
    {
        var typeface = Typefaces.GetOrAdd(text.Face, face => SKTypeface.FromFile(face.Path, (int)face.Index));
        using var font = new SKFont(typeface, (float)text.Height * scale)
        {
            Subpixel = true,
            Hinting = SKFontHinting.None,
        };
        using var builder = new SKTextBlobBuilder();
        var run = builder.AllocateHorizontalRun(font, text.Glyphs.Length, 0);
        for (var i = 0; i < text.Glyphs.Length; i++)
        {
            run.Glyphs[i] = (ushort)text.Glyphs[i];
            run.Positions[i] = (float)text.Places[i] * scale;
        }
        using var blob = builder.Build();
        if (blob is null)
            return;
        paint.Style = text.Pen > 0 ? SKPaintStyle.StrokeAndFill : SKPaintStyle.Fill;
        paint.StrokeWidth = (float)text.Pen * scale;
        canvas.DrawText(blob, 0, (float)text.Baseline * scale, paint);
    }
}
