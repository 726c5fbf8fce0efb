using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Xiangyin.Testing;

/// <summary>What every page owes its reader.</summary>
public static class PageChecks
{
    private static readonly AxeRunOptions Wcag22AA = new()
    {
        RunOnly = new()
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    /// <summary>WCAG 2.2 AA as far as a machine can see it. Needs scripts on.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var found = await page.RunAxe(Wcag22AA);
        Assert.True(
            found.Violations.Length == 0,
            $"{page.Url}\n"
                + string.Join(
                    '\n',
                    found.Violations.Select(v =>
                        $"{v.Id}: {v.Help}\n    {string.Join("\n    ", v.Nodes.Select(n => n.Html))}"
                    )
                )
        );
    }

    /// <summary>Nothing hangs over the right edge: the page never scrolls sideways.</summary>
    public static async Task ShouldFitItsScreenAsync(this IPage page)
    {
        var over = await page.EvaluateAsync<string[]>(
            """
            width => document.documentElement.scrollWidth <= width ? [] :
              [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .map(e => e.outerHTML.slice(0, 120))
            """,
            page.ViewportSize!.Width
        );
        Assert.True(over.Length == 0, $"{page.Url} is wider than the screen:\n{string.Join('\n', over.Take(5))}");
    }
}
