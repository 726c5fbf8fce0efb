using Microsoft.Playwright;
using Xiangyin.Testing;

namespace Xiangyin.Documents.Tests;

/// <summary>Our OFD in a reader that knows nothing of us: ofd.js in Chromium.</summary>
public sealed class OfdReaderTests(Browser browser)
{
    private static readonly Tool Reader = Tool.Find(
        "ofd.js (npm)",
        Repository.PathOf(".tools", "ofd.js", "package", "lib", "ofd.umd.min.js")
    );

    // What a page says, and where its words stand in millimetres; A4 is drawn 210 times 4 pixels wide.
    private const string Render = """
        async base64 => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0)).buffer;
          const read = await new Promise((done, fail) => ofd.parseOfdDocument({ ofd: bytes, success: done, fail }));
          document.body.replaceChildren();
          document.body.style.margin = 0;
          for (const page of ofd.renderOfd(840, read[0] ?? read)) document.body.append(page);
          await document.fonts.ready;
          await new Promise(done => setTimeout(done, 300));
          return [...document.body.children].map(page => ({
            text: [...page.querySelectorAll("text")].map(text => text.textContent).join(""),
            images: page.querySelectorAll("image").length,
            width: page.getBoundingClientRect().width
          }));
        }
        """;

    public static TheoryData<int> Forms => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory, MemberData(nameof(Forms))]
    public async Task EveryPageOfEveryForm_IsRenderedByOfdJs_WithAllItsText(int form)
    {
        InstalledFonts.Need();
        Reader.SkipIfAbsent();
        var paged = Samples.All[form].LayOut();
        var page = await browser.OpenAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await page.AddScriptTagAsync(new() { Path = Reader.Path });
        var rendered = await page.EvaluateAsync<RenderedPage[]>(Render, Convert.ToBase64String(paged.ToOfd()));

        Assert.Empty(complaints);
        Assert.Equal(paged.Pages, rendered.Length);
        foreach (var (ours, theirs) in paged.Set.Pages.Zip(rendered))
        {
            Assert.Equal(840, theirs.Width, 2.0);
            Assert.Equal(ours.Pictures.Count, theirs.Images);
            Assert.Equal(Sorted(string.Concat(ours.Texts.Select(text => text.Text))), Sorted(theirs.Text));
        }
        if (Environment.GetEnvironmentVariable("XIANGYIN_LOOK") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"ofd-{form}.png") });
        await page.Context.CloseAsync();
    }

    /// <summary>A reader may draw in another order than we write.</summary>
    private static string Sorted(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Order());

    private sealed record RenderedPage
    {
        public string Text { get; set; } = "";

        public int Images { get; set; }

        public double Width { get; set; }
    }
}
