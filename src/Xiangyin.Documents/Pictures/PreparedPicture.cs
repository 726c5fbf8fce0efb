using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SkiaSharp;

namespace Xiangyin.Documents;

/// <summary>A picture as every form carries it: upright, opaque, no finer than print needs, without its camera's notes.</summary>
internal sealed class PreparedPicture
{
    /// <summary>64 million: what a telephone takes; 256 MB while it is decoded.</summary>
    public const int MostPixels = 64_000_000;

    private const double FinestDpi = 220;
    private const double UsualDpi = 150;
    private const double TallestMillimetres = 150;
    private const int Quality = 88;

    private static readonly ConditionalWeakTable<Picture, PreparedPicture> Known = [];

    private PreparedPicture() { }

    public static PreparedPicture Of(Picture picture) => Known.GetValue(picture, Prepare);

    /// <summary>Why there is none.</summary>
    public RefusalReason? Refusal { get; private init; }

    /// <summary>A JPEG or a PNG.</summary>
    public byte[] File { get; private init; } = [];

    public bool IsJpeg { get; private init; }

    public int PixelWidth { get; private init; }

    public int PixelHeight { get; private init; }

    /// <summary>A PNG's rows as deflated for PDF with the PNG predictor; empty for a JPEG.</summary>
    public PackedPart? Rows { get; private init; }

    /// <summary>As printed, mm.</summary>
    public double Width { get; private init; }

    /// <summary>As printed, mm.</summary>
    public double Height => Width * PixelHeight / PixelWidth;

    public string Extension => IsJpeg ? "jpeg" : "png";

    private static PreparedPicture Prepare(Picture picture)
    {
        if (picture.File.IsDefaultOrEmpty)
            return new PreparedPicture { Refusal = RefusalReason.BrokenPicture };
        using var data = SKData.CreateCopy(picture.File.AsSpan());
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return new PreparedPicture { Refusal = RefusalReason.BrokenPicture };
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
            return new PreparedPicture { Refusal = RefusalReason.PictureTooLarge };
        using var pixels = Decode(codec);
        return pixels is null
            ? new PreparedPicture { Refusal = RefusalReason.BrokenPicture }
            : Encode(picture, codec, pixels);
    }

    private static SKBitmap? Decode(SKCodec codec)
    {
        // A JPEG can be decoded at an eighth and more of its size, which bounds memory and time.
        var wanted = (float)(OfficialFormat.AreaWidth / 25.4 * FinestDpi * 1.2);
        var least = Math.Max(codec.Info.Width, codec.Info.Height);
        var size = codec.GetScaledDimensions(Math.Min(1, wanted / least));
        var info = new SKImageInfo(
            size.Width,
            size.Height,
            SKColorType.Rgba8888,
            SKAlphaType.Premul,
            SKColorSpace.CreateSrgb()
        );
        var pixels = new SKBitmap(info);
        if (codec.GetPixels(info, pixels.GetPixels()) == SKCodecResult.Success)
            return pixels;
        pixels.Dispose();
        return null;
    }

    private static PreparedPicture Encode(Picture picture, SKCodec codec, SKBitmap pixels)
    {
        var isPhoto = codec.EncodedFormat is SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp;
        var turned = codec.EncodedOrigin;
        var isAcross = turned >= SKEncodedOrigin.LeftTop;
        var (sourceWidth, sourceHeight) = isAcross ? (pixels.Height, pixels.Width) : (pixels.Width, pixels.Height);
        var natural = (isAcross ? codec.Info.Height : codec.Info.Width) / UsualDpi * 25.4;
        var width = Math.Min(
            picture.Width ?? Math.Clamp(natural, 10, OfficialFormat.AreaWidth),
            OfficialFormat.AreaWidth
        );
        width = Math.Min(width, TallestMillimetres * sourceWidth / sourceHeight);
        var most = Math.Max(1, (int)Math.Ceiling(width / 25.4 * FinestDpi));
        var scale = Math.Min(1.0, (double)most / sourceWidth);
        var (wide, high) = (Round(sourceWidth * scale), Round(sourceHeight * scale));
        using var surface = SKSurface.Create(new SKImageInfo(wide, high, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale((float)wide / sourceWidth, (float)high / sourceHeight);
        canvas.Concat(Upright(turned, sourceWidth, sourceHeight));
        using var image = SKImage.FromBitmap(pixels);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var peek = surface.PeekPixels();
        var (file, rows) = isPhoto ? (Jpeg(peek), null) : PngFile.Of(wide, high, Rgb(peek));
        return new PreparedPicture
        {
            File = file,
            Rows = rows,
            IsJpeg = isPhoto,
            PixelWidth = wide,
            PixelHeight = high,
            Width = width,
        };
    }

    private static int Round(double size) => Math.Max(1, (int)Math.Round(size));

    private static byte[] Jpeg(SKPixmap pixels)
    {
        using var jpeg = pixels.Encode(
            new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)
        );
        return jpeg?.ToArray() ?? throw new InvalidOperationException("Skia could not write the picture.");
    }

    private static byte[] Rgb(SKPixmap pixels)
    {
        var rgba = pixels.GetPixelSpan();
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
            (rgb[to], rgb[to + 1], rgb[to + 2]) = (rgba[from], rgba[from + 1], rgba[from + 2]);
        return rgb;
    }

    /// <summary>From pixels as stored to pixels as seen (TIFF 6.0, tag Orientation).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
}
