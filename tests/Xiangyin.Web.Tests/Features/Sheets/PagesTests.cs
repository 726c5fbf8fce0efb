using Xiangyin.Testing;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Sheets;

/// <summary>The pages of spreadsheets in a real browser.</summary>
public sealed class PagesTests(TestSite site, Browser browser) : IClassFixture<TestSite>
{
    private static readonly byte[] Wrong = TestBook.Of(
        ["单位", "日期", "事由", "主题", "发出份数"],
        ["石桥村", "昨天", "发放", "天气", "很多"],
        ["石桥村", "2022-06-18", "发放", "法律知识", 5]
    );

    [Theory]
    [InlineData(Screen.Office)]
    [InlineData(Screen.Phone)]
    public async Task Pages_AreAccessibleAndFit(Screen screen)
    {
        using var officer = site.As(TestSite.Officer);
        var (_, upload) = await SheetTests.Checked(officer, Wrong, "leaflet", 2022);
        var added = await officer.Send(
            "/sheets/forms/new",
            ("name", "一张很长名字的统计表"),
            (
                "file",
                (
                    "表.xlsx",
                    TestBook.Of(["项目", "全年", "上半年"], ["发放宣传单份数", null, null], ["合计", "=B2", null])
                )
            )
        );
        var form = added.Location!;
        await officer.Send(
            $"{form}/cells/0/B2",
            ("indicator", "leaflets-given"),
            ("guess", ""),
            ("unit", $"{TestSite.Town}"),
            ("span", "year")
        );
        var page = await browser.OpenAsync(screen, baseAddress: site.Address);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "who",
                Value = TestSite.Officer.Value.ToString(),
                Url = site.Address.ToString(),
            },
        ]);

        foreach (
            var path in new[]
            {
                "/sheets",
                upload,
                "/sheets/forms/new",
                form,
                $"{form}/cells/0/C2",
                $"{form}/filled?year=2022",
            }
        )
        {
            await page.GotoAsync(path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitItsScreenAsync();
        }

        await page.Context.DisposeAsync();
    }
}
