using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks.Uploads;

/// <summary>Word files made and looked at with the Open XML SDK: what Word itself would make of them.</summary>
internal static class WordFile
{
    /// <summary>A file of paragraphs; in each, words between stars are bold: runs end wherever a star stands.</summary>
    public static byte[] Of(params string[] paragraphs)
    {
        using var file = new MemoryStream();
        using (var word = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            main.Document = new(new Body(paragraphs.Select(Paragraph)));
        }

        return file.ToArray();
    }

    /// <summary>What is written in it: paragraphs, and what is bold.</summary>
    public static (string[] Paragraphs, string[] Bold, (string About, string Says)[] Comments) Read(byte[] file)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        // Some of the SDK's complaints are about what an author's program wrote; ours must be none.
        Assert.Empty(
            new OpenXmlValidator(FileFormatVersions.Office2013)
                .Validate(word)
                .Select(e => $"{e.Path?.XPath}: {e.Description}")
        );
        var body = word.MainDocumentPart!.Document!.Body!;
        var comments =
            word.MainDocumentPart.WordprocessingCommentsPart?.Comments?.Elements<DocumentFormat.OpenXml.Wordprocessing.Comment>()
            ?? [];
        return (
            [.. body.Descendants<Paragraph>().Select(p => string.Concat(p.Descendants<Text>().Select(t => t.Text)))],
            [
                .. body.Descendants<Run>()
                    .Where(r => r.RunProperties?.Bold is not null)
                    .Select(r => r.InnerText)
                    .Where(t => t.Length > 0),
            ],
            [.. comments.Select(c => (About(body, c.Id!), c.InnerText))]
        );
    }

    private static string About(Body body, string id)
    {
        var about = false;
        var words = new System.Text.StringBuilder();
        foreach (var element in body.Descendants())
        {
            about = element switch
            {
                CommentRangeStart start when start.Id == id => true,
                CommentRangeEnd end when end.Id == id => false,
                _ => about,
            };
            words.Append(about && element is Text text ? text.Text : "");
        }

        return words.ToString();
    }

    private static Paragraph Paragraph(string words) =>
        new(
            words
                .Split('*')
                .Select(
                    (piece, i) =>
                        new Run(
                            i % 2 == 1 ? new RunProperties(new Bold()) : null!,
                            new Text(piece) { Space = SpaceProcessingModeValues.Preserve }
                        )
                )
                .Where(r => r.InnerText.Length > 0)
        );
}
