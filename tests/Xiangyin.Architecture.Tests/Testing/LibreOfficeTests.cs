using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests.Testing;

public sealed class LibreOfficeTests
{
    [Fact]
    public async Task Convert_TextToPdf_KeepsItsWords()
    {
        var folder = Directory.CreateTempSubdirectory("xy-test-");
        try
        {
            var text = Path.Combine(folder.FullName, "报告.txt");
            await File.WriteAllTextAsync(text, "全镇开展理论学习12次。", TestContext.Current.CancellationToken);

            var pdf = await LibreOffice.ConvertAsync(text, "pdf", TestContext.Current.CancellationToken);

            var words = await Tool.Find("poppler", "pdftotext")
                .RunAsync([pdf, "-"], cancellation: TestContext.Current.CancellationToken);
            Assert.Contains("12", words, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
