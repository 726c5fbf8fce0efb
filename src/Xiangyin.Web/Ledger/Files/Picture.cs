using SkiaSharp;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Looks at pictures: whether they are whole, what they look like when small, and whether two show the same.</summary>
internal static class Picture
{
    /// <summary>The most pixels that are looked at, in millions. A picture of more costs hundreds of megabytes to open.</summary>
    public const int MostMegapixels = 50;

    /// <summary>The longer side of a small picture, in pixels.</summary>
    public const int ThumbnailSide = 480;

    // Opening a large picture takes its size in memory: two at a time are enough.
    private static readonly SemaphoreSlim Gate = new(2);

    /// <summary>Opens the picture at a small size to see that it is whole.</summary>
    /// <exception cref="LedgerRefusal">It has too many pixels.</exception>
    /// <exception cref="InvalidDataException">It can't be opened.</exception>
    public static void Check(string path)
    {
        using var file = File.OpenRead(path);
        using var opened = Open(file);
    }

    /// <summary>A small picture as WebP, with the whole picture's size and its <see cref="Likeness"/>.</summary>
    /// <exception cref="InvalidDataException">It can't be opened.</exception>
    public static (byte[] WebP, int Width, int Height, Likeness Likeness) Shrink(Stream content)
    {
        using var upright = Open(content, out var width, out var height);
        var scale = Math.Min(1f, ThumbnailSide / (float)Math.Max(upright.Width, upright.Height));
        using var small = upright.Resize(
            new SKImageInfo(
                Math.Max(1, (int)MathF.Round(upright.Width * scale)),
                Math.Max(1, (int)MathF.Round(upright.Height * scale)),
                SKColorType.Rgba8888,
                SKAlphaType.Premul
            ),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        );
        using var encoded = small.Encode(SKEncodedImageFormat.Webp, 80);
        return (encoded.ToArray(), width, height, Likeness.Of(small));
    }

    private static SKBitmap Open(Stream content) => Open(content, out _, out _);

    private static SKBitmap Open(Stream content, out int width, out int height)
    {
        using var codec =
            SKCodec.Create(content, out var answer) ?? throw new InvalidDataException($"the picture: {answer}");
        var size = codec.Info;
        if ((long)size.Width * size.Height > MostMegapixels * 1_000_000L)
        {
            throw new LedgerRefusal(
                LedgerRefusal.TooManyPixels,
                $"{MostMegapixels}",
                $"{(long)size.Width * size.Height / 1_000_000}"
            );
        }

        Gate.Wait();
        try
        {
            // JPEG opens at an eighth of its size for a fraction of the work.
            var scale = Math.Min(1f, 2f * ThumbnailSide / Math.Max(size.Width, size.Height));
            var smaller = codec.GetScaledDimensions(scale);
            var bitmap = new SKBitmap(
                new SKImageInfo(smaller.Width, smaller.Height, SKColorType.Rgba8888, SKAlphaType.Premul)
            );
            answer = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
            if (answer != SKCodecResult.Success)
            {
                bitmap.Dispose();
                throw new InvalidDataException($"the picture: {answer}");
            }

            var turned = codec.EncodedOrigin;
            (width, height) = turned >= SKEncodedOrigin.LeftTop ? (size.Height, size.Width) : (size.Width, size.Height);
            return Upright(bitmap, turned);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin turned)
    {
        if (turned is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            return bitmap;
        }

        using (bitmap)
        {
            float w = bitmap.Width,
                h = bitmap.Height;
            var matrix = turned switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
                _ => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            };
            var swaps = turned >= SKEncodedOrigin.LeftTop;
            var upright = new SKBitmap(
                new SKImageInfo(
                    swaps ? bitmap.Height : bitmap.Width,
                    swaps ? bitmap.Width : bitmap.Height,
                    SKColorType.Rgba8888,
                    SKAlphaType.Premul
                )
            );
            using var canvas = new SKCanvas(upright);
            canvas.SetMatrix(matrix);
            using var image = SKImage.FromBitmap(bitmap);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
            return upright;
        }
    }
}

/// <summary>
/// 64 bits that stay almost the same when a picture is shrunk, compressed anew or a little brighter: the signs of its lowest frequencies
/// (a discrete cosine transform of 32 × 32 grey values) around their median.
/// </summary>
internal readonly record struct Likeness(ulong Bits)
{
    /// <summary>Up to so many differing bits two pictures show the same, cut or pressed another way.</summary>
    public const int Near = 8;

    private const int Side = 32;
    private const int Low = 8;

    public int DistanceTo(Likeness other) => System.Numerics.BitOperations.PopCount(Bits ^ other.Bits);

    public static Likeness Of(SKBitmap picture)
    {
        using var small = picture.Resize(
            new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        );
        var grey = small.GetPixelSpan();
        var stride = small.RowBytes;
        Span<double> rows = stackalloc double[Side * Low];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Low; u++)
            {
                var sum = 0.0;
                for (var x = 0; x < Side; x++)
                {
                    sum += grey[(y * stride) + x] * Wave(x, u + 1);
                }

                rows[(y * Low) + u] = sum;
            }
        }

        // Without the frequency zero, which is how bright the picture is.
        Span<double> low = stackalloc double[Low * Low];
        for (var v = 0; v < Low; v++)
        {
            for (var u = 0; u < Low; u++)
            {
                var sum = 0.0;
                for (var y = 0; y < Side; y++)
                {
                    sum += rows[(y * Low) + u] * Wave(y, v + 1);
                }

                low[(v * Low) + u] = sum;
            }
        }

        var sorted = low.ToArray();
        Array.Sort(sorted);
        var median = (sorted[(Low * Low / 2) - 1] + sorted[Low * Low / 2]) / 2;
        var bits = 0UL;
        for (var i = 0; i < low.Length; i++)
        {
            bits |= low[i] > median ? 1UL << i : 0;
        }

        return new(bits);
    }

    private static double Wave(int at, int frequency) => Math.Cos(((2 * at) + 1) * frequency * Math.PI / (2 * Side));
}
