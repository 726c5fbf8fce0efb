using System.Globalization;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Capture;

/// <summary>A village publicist's phone with the capture page open, and what she does with it.</summary>
internal sealed class Phone(IPage page) : IAsyncDisposable
{
    /// <summary>The clock of a phone that agrees with the test site's: 8 October 2022, 10 in the morning.</summary>
    public static readonly DateTimeOffset Morning = new(2022, 10, 8, 10, 0, 0, TimeSpan.FromHours(8));

    public IPage Page => page;

    public ILocator State => page.Locator("#state");

    public ILocator Main => page.Locator("#main");

    /// <summary>A phone with the page open, as whoever is picked on the demonstration's site.</summary>
    public static async Task<Phone> Open(
        Browser browser,
        TestSite site,
        PersonId? person = null,
        DateTimeOffset? clock = null
    )
    {
        var page = await browser.OpenAsync(Screen.Phone, baseAddress: site.Address);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "who",
                Value = (person ?? TestSite.Publicist).Value.ToString(),
                Url = site.Address.ToString(),
            },
        ]);
        var phone = new Phone(page);
        await phone.SetClock(clock ?? Morning);
        await phone.Visit();
        return phone;
    }

    /// <summary>From the next page on, the phone believes that it is <paramref name="now"/>; its clock goes on from there.</summary>
    public Task SetClock(DateTimeOffset now) =>
        page.Context.AddInitScriptAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {
                  const Real = self.RealDate || (self.RealDate = Date);
                  const skew = {{now.ToUnixTimeMilliseconds()}} - {{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}};
                  self.Date = class extends Real {
                    constructor(...given) { given.length ? super(...given) : super(Real.now() + skew); }
                    static now() { return Real.now() + skew; }
                  };
                }
                """
            )
        );

    public async Task Visit()
    {
        await page.GotoAsync("/capture");
        await Assertions.Expect(page.Locator("#who")).Not.ToBeEmptyAsync();
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.WaitForFunctionAsync("() => caches.match('/capture').then((kept) => Boolean(kept))");
    }

    public Task LoseSignal() => page.Context.SetOfflineAsync(true);

    public Task FindSignal() => page.Context.SetOfflineAsync(false);

    /// <summary>Chooses a kind.</summary>
    public async Task Begin(string group, string kind)
    {
        await Main.GetByRole(AriaRole.Link, new() { Name = "现在记" }).ClickAsync();
        await Main.Locator("button", new() { HasText = group }).First.ClickAsync();
        await Main.Locator("button", new() { HasText = kind }).First.ClickAsync();
        await Assertions.Expect(Main.Locator("h1")).ToHaveTextAsync("哪天");
    }

    /// <summary>Goes on, and waits for what comes then: two questions may look alike.</summary>
    public async Task Next()
    {
        var asked = await Main.Locator("form").ElementHandleAsync();
        await Main.Locator("button.go").ClickAsync();
        await asked.WaitForElementStateAsync(ElementState.Hidden);
    }

    public async Task Choose(string label)
    {
        await Main.Locator(".options label", new() { HasText = label }).First.ClickAsync();
        await Next();
    }

    public async Task Type(string amount)
    {
        await Main.Locator("input[inputmode=decimal]").FillAsync(amount);
        await Next();
    }

    /// <summary>Chooses a picture from the album.</summary>
    public Task Pick(byte[] picture, string name = "IMG_0001.png", string type = "image/png") =>
        Main.Locator("input[type=file]")
            .Last.SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = type,
                    Buffer = picture,
                }
            );

    /// <summary>Saves an inspection with a picture of before.</summary>
    public async Task Inspect(string title, byte[]? picture = null, string? on = null)
    {
        await Begin("文明实践", "环境卫生检查");
        if (on is not null)
        {
            await Main.Locator("#on").FillAsync(on);
        }

        await Next();
        await Main.Locator(".options label").First.ClickAsync();
        await Next();
        if (picture is not null)
        {
            await Pick(picture);
            await Assertions.Expect(Main.Locator(".shots img")).ToHaveCountAsync(1);
        }

        await Next();
        await Next();
        await Main.Locator("label", new() { HasText = "题目" }).Locator("input").FillAsync(title);
        await Next();
        await Assertions.Expect(Main).ToContainTextAsync($"记下了：{title}");
    }

    public Task Delivered() => Assertions.Expect(State).ToHaveTextAsync("都已送到", new() { Timeout = 30_000 });

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();
}
