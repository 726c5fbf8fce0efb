using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The text of a PDF that has any.</summary>
internal static class PdfText
{
    private const int MostPages = 300;
    private const int MostLetters = 1_000_000;

    /// <exception cref="UploadRefusal">It is broken or locked, or its pages are pictures.</exception>
    public static string Read(byte[] content, CancellationToken ct)
    {
        var lines = new PageLines();
        try
        {
            using var pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true });
            if (pdf.NumberOfPages > MostPages)
            {
                throw new UploadRefusal(UploadRefusal.TooLong, Upload.MostCharacters / 10_000);
            }

            var letters = 0;
            foreach (var page in pdf.GetPages())
            {
                ct.ThrowIfCancellationRequested();
                letters += page.Letters.Count;
                if (letters > MostLetters)
                {
                    throw new UploadRefusal(UploadRefusal.TooLong, Upload.MostCharacters / 10_000);
                }

                Read(page, lines);
            }
        }
        catch (UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            throw new UploadRefusal(UploadRefusal.Locked);
        }
        catch (Exception e) when (e is not (UploadRefusal or OperationCanceledException))
        {
            // A damaged PDF fails in as many ways as there are parts of the format.
            throw new UploadRefusal(UploadRefusal.Broken);
        }

        return lines.Text() is { Length: > 0 } text ? text : throw new UploadRefusal(UploadRefusal.Scanned);
    }

    private static void Read(Page page, PageLines lines)
    {
        var rows = page
            .Letters.Where(l => l.Value.Length > 0)
            .GroupBy(l => Math.Round(l.StartBaseLine.Y / 2))
            .OrderByDescending(g => g.Key);
        foreach (var row in rows)
        {
            var letters = row.OrderBy(l => l.StartBaseLine.X).ToList();
            var size = letters.Max(l => l.PointSize);
            lines.Add(
                new(
                    string.Concat(letters.Select(l => l.Value)),
                    letters[0].StartBaseLine.X,
                    letters[^1].EndBaseLine.X,
                    size > 0 ? size : 12
                )
            );
        }
    }
}
