using SkiaSharp;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Registers.Marks;

namespace Xiangyin.Web.Tests.Features.Registers;

/// <summary>How a hand fills in a ring.</summary>
internal enum Hand
{
    /// <summary>All of it, over the edge here and there.</summary>
    Full,

    /// <summary>A part of it, off the middle.</summary>
    Partly,

    /// <summary>A tick.</summary>
    Tick,

    /// <summary>A cross.</summary>
    Cross,

    /// <summary>Back and forth.</summary>
    Scribble,

    /// <summary>All of it, with a soft pencil.</summary>
    Pencil,

    /// <summary>What an eraser leaves.</summary>
    Erased,

    /// <summary>Filled in, then crossed out.</summary>
    CrossedOut,
}

/// <summary>What happens to paper on its way into a picture.</summary>
[Flags]
internal enum Harm
{
    None = 0,
    Rotation = 1,
    Shadow = 2,
    Blur = 4,
    Jpeg = 8,
    Crease = 16,
    Perspective = 32,
    All = Rotation | Shadow | Blur | Jpeg | Crease | Perspective,
}

/// <summary>A printed page, filled in by hand and photographed: drawn from the shapes that the site prints.</summary>
internal sealed class PaperScan : IDisposable
{
    private const float Scale = 7;

    // A scan at 150 dots to the inch.
    private const double Dots = 150 / 25.4;

    // Skia knows no installed fonts on Linux; without this one the page has no words, and reads alike.
    private const string Font = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc";

    private static readonly SKTypeface Letters = File.Exists(Font) ? SKTypeface.FromFile(Font) : SKTypeface.Default;

    private readonly Random random;
    private readonly SKBitmap flat = new((int)(PaperPage.Width * Scale), (int)(PaperPage.Height * Scale));
    private readonly SKCanvas canvas;

    public PaperScan(IEnumerable<Shape> printed, Random random)
    {
        this.random = random;
        canvas = new(flat);
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        foreach (var shape in printed)
        {
            Print(shape);
        }
    }

    /// <summary>Fills in a ring.</summary>
    public void Mark(Bubble bubble, Hand hand)
    {
        var r = (float)PaperPage.Radius;
        var (x, y) = ((float)bubble.X + Off(0.25), (float)bubble.Y + Off(0.25));
        var shade = (byte)random.Next(15, 70);
        switch (hand)
        {
            case Hand.Full:
                Blob(x, y, r * Between(0.88, 1.08), shade, Between(0.8, 0.97));
                break;
            case Hand.Pencil:
                Blob(x, y, r * Between(0.9, 1.02), 70, Between(0.6, 0.8));
                break;
            case Hand.Partly:
                Blob(x + Off(0.35), y + Off(0.35), r * Between(0.68, 0.82), shade, Between(0.8, 0.95));
                break;
            case Hand.Erased:
                Blob(x, y, r, 60, Between(0.1, 0.2));
                break;
            case Hand.Tick:
                Line(
                    shade,
                    Between(0.6, 0.9),
                    (x - r * 0.9f, y),
                    (x - r * 0.2f, y + r * 0.8f),
                    (x + r * 1.1f, y - r * 1.0f)
                );
                break;
            case Hand.Cross:
                Line(shade, Between(0.5, 0.8), (x - r * 0.9f, y - r * 0.9f), (x + r * 0.9f, y + r * 0.9f));
                Line(shade, Between(0.5, 0.8), (x + r * 0.9f, y - r * 0.9f), (x - r * 0.9f, y + r * 0.9f));
                break;
            case Hand.Scribble:
                (float, float)[] strokes =
                [
                    .. Enumerable
                        .Range(0, 8)
                        .Select(i => (x + (i % 2 == 0 ? -r : r) * 0.85f, y - r * 0.8f + i * r * 0.23f)),
                ];
                Line(shade, Between(0.4, 0.6), strokes);
                break;
            default:
                Blob(x, y, r * Between(0.88, 1.05), shade, 0.9f);
                var reach = r * Between(1.7, 2.3);
                Line(shade, Between(0.5, 0.8), (x - reach, y - reach), (x + reach, y + reach));
                Line(shade, Between(0.5, 0.8), (x + reach, y - reach), (x - reach, y + reach));
                break;
        }
    }

    /// <summary>Fills in a field with a value that is on it.</summary>
    public void Fill(PaperField field, string value, Hand hand = Hand.Full)
    {
        var digits = field.Form == FieldForm.Number ? value.PadLeft(field.Groups.Count) : value;
        for (var i = 0; i < field.Groups.Count; i++)
        {
            var wanted = field.Form == FieldForm.Number ? digits[i].ToString() : value;
            if (field.Groups[i].FirstOrDefault(b => b.Value == wanted) is { } bubble)
            {
                Mark(bubble, hand);
            }
        }
    }

    /// <summary>Writes into a box: a few strokes like those of a character.</summary>
    public void Write(PaperField field, int characters = 3)
    {
        var height = (float)field.Area.Height * 0.55f;
        for (var c = 0; c < characters; c++)
        {
            var (x, y) = (
                (float)field.Area.X + 4 + (c * height * 1.2f),
                (float)field.Area.Y + ((float)field.Area.Height * 0.22f)
            );
            for (var s = 0; s < 5; s++)
            {
                Line(
                    40,
                    0.5f,
                    (x + Between(0, height), y + Between(0, height)),
                    (x + Between(0, height), y + Between(0, height))
                );
            }
        }
    }

    /// <summary>The picture that somebody takes of it, as a JPEG.</summary>
    public byte[] Photograph(Harm harm)
    {
        canvas.Flush();
        using var creased = harm.HasFlag(Harm.Crease) ? Crease() : flat.Copy();
        var turn = harm.HasFlag(Harm.Rotation)
            ? (random.Next(4) * 90) + (random.NextDouble() * 24) - 12
            : (random.NextDouble() * 2) - 1;
        var isPhoto = harm.HasFlag(Harm.Perspective);
        var side = isPhoto ? 0.06 : 0;
        // As large as the turned page, with something of the table around.
        var (width, height) = (PaperPage.Width * Dots, PaperPage.Height * Dots);
        var radians = turn * Math.PI / 180;
        var (cos, sin) = (Math.Abs(Math.Cos(radians)), Math.Abs(Math.Sin(radians)));
        var (wide, high) = (
            (int)(((width * cos) + (height * sin)) * 1.06),
            (int)(((width * sin) + (height * cos)) * 1.06)
        );
        using var picture = new SKBitmap(wide, high);
        using var onto = new SKCanvas(picture);
        onto.Clear(isPhoto ? new SKColor(120, 96, 74) : new SKColor(250, 250, 248));
        SKPoint Corner(double x, double y)
        {
            var (dx, dy) = ((x - 0.5) * width, (y - 0.5) * height);
            return new(
                (float)(
                    (wide / 2.0) + (dx * Math.Cos(radians)) - (dy * Math.Sin(radians)) + (Signed() * side * width * 0.5)
                ),
                (float)(
                    (high / 2.0) + (dx * Math.Sin(radians)) + (dy * Math.Cos(radians)) + (Signed() * side * width * 0.5)
                )
            );
        }

        onto.SetMatrix(Onto(creased.Width, creased.Height, [Corner(0, 0), Corner(1, 0), Corner(1, 1), Corner(0, 1)]));
        using (var image = SKImage.FromBitmap(creased))
        {
            onto.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        onto.ResetMatrix();
        if (harm.HasFlag(Harm.Shadow))
        {
            Shadow(onto, wide, high);
        }

        using var blurred = harm.HasFlag(Harm.Blur) ? Blur(picture, Between(0.8, 1.9)) : picture.Copy();
        Grain(blurred);
        using var done = SKImage.FromBitmap(blurred);
        using var jpeg = done.Encode(SKEncodedImageFormat.Jpeg, harm.HasFlag(Harm.Jpeg) ? random.Next(18, 45) : 88);
        return jpeg.ToArray();
    }

    public void Dispose()
    {
        canvas.Dispose();
        flat.Dispose();
    }

    private void Print(Shape shape)
    {
        using var paint = new SKPaint { IsAntialias = true };
        switch (shape)
        {
            case BoxShape b:
                var box = SKRect.Create((float)b.Area.X, (float)b.Area.Y, (float)b.Area.Width, (float)b.Area.Height);
                paint.Color = SKColor.Parse(b.Fill ?? b.Line);
                paint.IsStroke = b.Fill is null;
                paint.StrokeWidth = 0.2f;
                canvas.DrawRect(box, paint);
                break;
            case RingShape ring:
                paint.Color = SKColors.Black;
                paint.IsStroke = !ring.IsFilled;
                paint.StrokeWidth = (float)PaperPage.Stroke;
                canvas.DrawCircle((float)ring.Middle.X, (float)ring.Middle.Y, (float)PaperPage.Radius, paint);
                break;
            case WordsShape words:
                using (var font = new SKFont(Letters, (float)words.Size))
                {
                    canvas.DrawText(
                        words.Words,
                        (float)words.At.X,
                        (float)words.At.Y,
                        words.Centred ? SKTextAlign.Center : SKTextAlign.Left,
                        font,
                        paint
                    );
                }

                break;
        }
    }

    private void Blob(float x, float y, float r, byte shade, float dense)
    {
        using var outline = new SKPathBuilder();
        for (var i = 0; i < 16; i++)
        {
            var (turn, reach) = (i * Math.Tau / 16, r * (1 + Off(0.08)));
            var at = new SKPoint(x + (float)(reach * Math.Cos(turn)), y + (float)(reach * Math.Sin(turn)));
            if (i == 0)
            {
                outline.MoveTo(at);
            }
            else
            {
                outline.LineTo(at);
            }
        }

        using var path = outline.Detach();
        using var paint = new SKPaint
        {
            IsAntialias = true,
            Color = new(shade, shade, (byte)(shade + 10), (byte)(dense * 255)),
        };
        canvas.DrawPath(path, paint);
    }

    private void Line(byte shade, float thick, params (float X, float Y)[] points)
    {
        using var paint = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = thick,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = new(shade, shade, (byte)(shade + 20), 235),
        };
        for (var i = 1; i < points.Length; i++)
        {
            canvas.DrawLine(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y, paint);
        }
    }

    // Folded across, near the middle, and laid flat again: a worn line, one half turned away from the light and a little shorter.
    private SKBitmap Crease()
    {
        var folded = new SKBitmap(flat.Width, flat.Height);
        using var onto = new SKCanvas(folded);
        onto.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(flat);
        var at = flat.Height * Between(0.44, 0.56);
        var shorter = 1 - Between(0, 0.008);
        onto.DrawImage(
            image,
            new SKRect(0, 0, flat.Width, at),
            new SKRect(0, 0, flat.Width, at),
            new SKSamplingOptions(SKFilterMode.Linear)
        );
        onto.DrawImage(
            image,
            new SKRect(0, at, flat.Width, flat.Height),
            new SKRect(Off(4), at, flat.Width + Off(4), at + ((flat.Height - at) * shorter)),
            new SKSamplingOptions(SKFilterMode.Linear)
        );
        using var dim = new SKPaint { Color = new(0, 0, 0, (byte)random.Next(15, 60)) };
        onto.DrawRect(new SKRect(0, at, flat.Width, flat.Height), dim);
        using var worn = new SKPaint
        {
            IsStroke = true,
            StrokeWidth = Between(1.5, 5),
            Color = random.Next(2) == 0 ? new SKColor(150, 146, 140, 200) : new SKColor(255, 255, 255, 230),
        };
        onto.DrawLine(0, at + Off(6), flat.Width, at + Off(6), worn);
        // And a corner of it crumpled.
        worn.StrokeWidth = Between(1, 3);
        var x = flat.Width * Between(0.1, 0.9);
        onto.DrawLine(x, 0, x + Off(200), flat.Height, worn);
        return folded;
    }

    private void Shadow(SKCanvas onto, int wide, int high)
    {
        using var paint = new SKPaint
        {
            BlendMode = SKBlendMode.Multiply,
            Shader = SKShader.CreateLinearGradient(
                new(wide * Between(0, 1), 0),
                new(wide * Between(0, 1), high),
                [new SKColor(255, 255, 255), Grey(Between(0.4, 0.75))],
                SKShaderTileMode.Clamp
            ),
        };
        onto.DrawRect(0, 0, wide, high, paint);
        // The hand with the phone.
        using var edge = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, Between(4, 40));
        using var hand = new SKPaint
        {
            BlendMode = SKBlendMode.Multiply,
            Color = Grey(Between(0.45, 0.75)),
            MaskFilter = edge,
        };
        var (x, y) = (wide * Between(0.1, 0.9), high * Between(0.2, 0.8));
        onto.DrawOval(x, y, wide * Between(0.15, 0.4), high * Between(0.15, 0.4), hand);
    }

    private static SKBitmap Blur(SKBitmap picture, float sigma)
    {
        var blurred = new SKBitmap(picture.Width, picture.Height);
        using var onto = new SKCanvas(blurred);
        using var filter = SKImageFilter.CreateBlur(sigma, sigma);
        using var paint = new SKPaint { ImageFilter = filter };
        using var image = SKImage.FromBitmap(picture);
        onto.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), paint);
        return blurred;
    }

    private void Grain(SKBitmap picture)
    {
        var pixels = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(picture.GetPixelSpan()),
            picture.ByteCount
        );
        var state = (uint)random.Next(1, int.MaxValue);
        for (var i = 0; i < pixels.Length; i += 4)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            var add = (int)(state % 13) - 6;
            for (var channel = i; channel < i + 3; channel++)
            {
                pixels[channel] = (byte)Math.Clamp(pixels[channel] + add, 0, 255);
            }
        }
    }

    // Leads a rectangle onto a quadrilateral: the classical formula.
    private static SKMatrix Onto(double width, double height, SKPoint[] corners)
    {
        var (a, b, c, d) = (corners[0], corners[1], corners[2], corners[3]);
        var (dx1, dx2, dx3) = (b.X - c.X, d.X - c.X, a.X - b.X + c.X - d.X);
        var (dy1, dy2, dy3) = (b.Y - c.Y, d.Y - c.Y, a.Y - b.Y + c.Y - d.Y);
        var det = (dx1 * dy2) - (dx2 * dy1);
        var g = ((dx3 * dy2) - (dx2 * dy3)) / det;
        var h = ((dx1 * dy3) - (dx3 * dy1)) / det;
        return new(
            (float)((b.X - a.X + (g * b.X)) / width),
            (float)((d.X - a.X + (h * d.X)) / height),
            a.X,
            (float)((b.Y - a.Y + (g * b.Y)) / width),
            (float)((d.Y - a.Y + (h * d.Y)) / height),
            a.Y,
            (float)(g / width),
            (float)(h / height),
            1
        );
    }

    private static SKColor Grey(float light) => new((byte)(light * 255), (byte)(light * 255), (byte)(light * 255));

    private float Off(double most) => (float)(((random.NextDouble() * 2) - 1) * most);

    private double Signed() => (random.NextDouble() * 2) - 1;

    private float Between(double from, double to) => (float)(from + (random.NextDouble() * (to - from)));
}
