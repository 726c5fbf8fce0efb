using Xiangyin.Testing;
using Xiangyin.Web.Features.Registers.Marks;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Registers;

/// <summary>What office scanners make of paper in black and white: one bit a dot, packed as fax machines do (CCITT group 4).</summary>
public sealed class ScannedPdfTests
{
    [Fact]
    public async Task Page_PackedAsAFax_IsFound()
    {
        var pdf = File.ReadAllBytes(Repository.PathOf("tests/Xiangyin.Web.Tests/Features/Registers/scan-g4.pdf"));

        var page = Assert.Single(
            await ScannedPdf
                .Pages(pdf, TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken)
        );

        var picture = Picture.Read(new MemoryStream(page))!;
        Assert.Equal(1, FoundPage.In(picture, out _)?.Code.Page);
    }
}
