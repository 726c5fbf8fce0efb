using System.Runtime.CompilerServices;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>A PDF whose pages are pictures, as scanners make it.</summary>
internal static class ScannedPdf
{
    /// <summary>A page of it has no picture, or one in a format that is not opened here; arguments: which page.</summary>
    public const string NoPicture = "pdf-page";

    /// <summary>It asks for a password.</summary>
    public const string Locked = "pdf-locked";

    /// <summary>What <see cref="PdfProcess"/> is asked.</summary>
    public const string Question = "pictures";

    /// <summary>The picture of each page as a file of its own. A JPEG is handed over as the scanner made it.</summary>
    /// <exception cref="LedgerRefusal">It can't be opened, or a page of it is no picture.</exception>
    public static async IAsyncEnumerable<byte[]> Pages(byte[] content, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var pages = PdfProcess.Ask(Question, content, ct).GetAsyncEnumerator(ct);
        while (await IsThereAnother())
        {
            yield return pages.Current;
        }

        async ValueTask<bool> IsThereAnother()
        {
            try
            {
                return await pages.MoveNextAsync();
            }
            catch (PdfRefusal refusal)
            {
                throw refusal.Rule switch
                {
                    PdfRefusal.Locked => new LedgerRefusal(Locked),
                    NoPicture => new LedgerRefusal(NoPicture, refusal.Arguments),
                    _ => new LedgerRefusal(LedgerRefusal.BrokenFile),
                };
            }
        }
    }

    /// <summary>The pictures, looked for here and now.</summary>
    /// <exception cref="PdfRefusal">As above.</exception>
    public static IEnumerable<byte[]> In(byte[] content)
    {
        using var pdf = Opened(() => PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true }));
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            yield return Opened(() => PictureOf(pdf.GetPage(number))) ?? throw new PdfRefusal(NoPicture, $"{number}");
        }
    }

    private static byte[]? PictureOf(Page page)
    {
        var images = page.GetImages().ToList();
        return images.Sum(i => (long)i.WidthInSamples * i.HeightInSamples) > Picture.MostPixels ? null
            : images is [var whole] ? FileOf(whole)
            : images.Count > 0 ? Together(images)
            : null;
    }

    private static byte[]? FileOf(IPdfImage image) =>
        image.RawBytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? image.RawBytes.ToArray()
        : image.TryGetPng(out var png) ? png
        : null;

    // Some scanners cut a page into strips, others lay the ink over the paper: white hides nothing of what lies below it.
    private static byte[]? Together(IReadOnlyList<IPdfImage> images)
    {
        var places = images.Select(i => i.BoundingBox).ToList();
        var (left, top) = (places.Min(p => p.Left), places.Max(p => p.Top));
        var scale = images.Zip(places, (i, p) => i.WidthInSamples / Math.Max(1, p.Width)).Max();
        scale = Math.Min(scale, Picture.Longest / Math.Max(1, top - places.Min(p => p.Bottom)));
        using var page = new SKBitmap(
            Math.Max(1, (int)((places.Max(p => p.Right) - left) * scale)),
            Math.Max(1, (int)((top - places.Min(p => p.Bottom)) * scale))
        );
        using var canvas = new SKCanvas(page);
        using var ink = new SKPaint { BlendMode = SKBlendMode.Multiply };
        canvas.Clear(SKColors.White);
        foreach (var (image, place) in images.Zip(places))
        {
            using var drawn = FileOf(image) is { } file ? SKImage.FromEncodedData(file) : null;
            if (drawn is null)
            {
                return null;
            }

            canvas.DrawImage(
                drawn,
                new SKRect(
                    (float)((place.Left - left) * scale),
                    (float)((top - place.Top) * scale),
                    (float)((place.Right - left) * scale),
                    (float)((top - place.Bottom) * scale)
                ),
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear),
                ink
            );
        }

        using var jpeg = page.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }

    private static T Opened<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new PdfRefusal(PdfRefusal.Locked);
        }
        // A damaged PDF fails in as many ways as there are parts of the format.
        catch (Exception e) when (e is not PdfRefusal)
        {
            throw new PdfRefusal(PdfRefusal.Broken);
        }
    }
}
