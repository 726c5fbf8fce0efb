using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The text of a PDF that has any.</summary>
internal static class PdfText
{
    /// <summary>What <see cref="PdfProcess"/> is asked.</summary>
    public const string Question = "text";

    private const int MostPages = 2000;
    private const int MostLetters = 1_000_000;

    private static PdfRefusal TooLong => new(UploadRefusal.TooLong, $"{MostLetters / 10_000}");

    /// <exception cref="UploadRefusal">It is broken or locked, or its pages are pictures.</exception>
    public static async Task<string> Read(byte[] content, CancellationToken ct)
    {
        try
        {
            return Encoding.UTF8.GetString(await PdfProcess.Ask(Question, content, ct).SingleAsync(ct));
        }
        catch (PdfRefusal refusal)
        {
            throw new UploadRefusal(refusal.Rule, [.. refusal.Arguments]);
        }
    }

    /// <summary>The text, read here and now.</summary>
    /// <exception cref="PdfRefusal">As above, by the same rules.</exception>
    public static string In(byte[] content)
    {
        var lines = new PageLines();
        try
        {
            using var pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true });
            if (pdf.NumberOfPages > MostPages)
            {
                throw TooLong;
            }

            var letters = 0;
            foreach (var page in pdf.GetPages())
            {
                letters += page.Letters.Count;
                if (letters > MostLetters)
                {
                    throw TooLong;
                }

                Read(page, lines);
            }
        }
        catch (UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            throw new PdfRefusal(PdfRefusal.Locked);
        }
        catch (Exception e) when (e is not PdfRefusal)
        {
            // A damaged PDF fails in as many ways as there are parts of the format.
            throw new PdfRefusal(PdfRefusal.Broken);
        }

        return lines.Text() is { Length: > 0 } text ? text : throw new PdfRefusal(UploadRefusal.Scanned);
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
