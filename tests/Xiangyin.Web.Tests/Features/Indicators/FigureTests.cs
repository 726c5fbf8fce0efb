using System.Net;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Indicators;

public sealed class FigureTests(FiguresTown town) : IClassFixture<FiguresTown>
{
    [Fact]
    public async Task Get_Figure_ShowsItsValue()
    {
        using var visitor = town.Visitor();
        var page = await visitor.GetAsync(
            "/figures/placements-county?from=2021-01-01&to=2021-12-31",
            TestContext.Current.CancellationToken
        );
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync("/tmp/figure.html", html, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
