using CsCheck;

namespace Xiangyin.Documents.Tests;

/// <summary>Laws over generated documents.</summary>
public class DocxPropertyTests
{
    [Fact]
    public void AnyDocument_IsWrittenValid_ReadsBack_AndIsTheSameTwice() =>
        Generated.Document.Sample(
            document =>
            {
                var docx = document.ToDocx();
                Assert.Empty(DocxReader.Faults(docx));
                Assert.Equal(document.ToPlainText(), DocxReader.Text(docx));
                Assert.Equal(docx, document.ToDocx());
            },
            iter: 40
        );

    [Fact]
    public void AnyCharacters_GiveAWellFormedDocument() =>
        Gen
            .Char.Array[0, 200]
            .Select(characters => new string(characters))
            .Sample(
                text =>
                {
                    var document = Samples.Report with { Body = [Paragraph.Of(text, new Figure(text, text))] };
                    Assert.Empty(DocxReader.Faults(document.ToDocx()));
                },
                iter: 40
            );
}
