using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Capture;

/// <summary>Recording on a phone, with signal and without, and whatever may befall it.</summary>
public sealed partial class PhoneTests(TestSite site, Browser browser) : IClassFixture<TestSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryStep_IsAccessible_AndFitsThePhone()
    {
        foreach (var (language, size) in new[] { ("zh-Hans", "normal"), ("en", "large"), ("zh-Hant", "large") })
        {
            await using var phone = await Open();
            await phone.Page.GotoAsync($"/language/{language}?back=/capture");
            await phone.Page.GotoAsync($"/type-size/{size}?back=/capture");
            await phone.Page.WaitForSelectorAsync("main a.go");
            await Look();
            await phone.Main.Locator("a.go").ClickAsync();
            await Look();
            await phone.Main.Locator("button").Nth(2).ClickAsync();
            await Look();
            await phone.Main.Locator("button").Nth(2).ClickAsync();
            await Look();
            await phone.Next();
            await Look();
            await phone.Next();
            await Look();
            await phone.Main.Locator(".options label").First.ClickAsync();
            await phone.Next();
            await phone.Next();
            await Look();
            await phone.Type("23");
            await phone.Type("46");
            await phone.Pick(BarePhone.Photo());
            await phone.Main.Locator(".shots img").WaitForAsync();
            await Look();
            await phone.Next();
            await phone.Next();
            await phone.Main.Locator("summary").ClickAsync();
            await Look();

            async Task Look()
            {
                await phone.Page.ShouldBeAccessibleAsync();
                await phone.Page.ShouldFitItsScreenAsync();
            }
        }
    }

    [Fact]
    public async Task Offline_Records_AndSendsWhenThereIsASignal()
    {
        await using var phone = await Open();
        await phone.LoseSignal();
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.State).ToContainTextAsync("没有信号，照样能记");

        await phone.Begin("文明实践", "志愿服务活动");
        await phone.Next();
        await phone.Choose("清洁家园");
        await phone.Type("很多");
        await Assertions.Expect(phone.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("“很多”不是数字");
        await phone.Type("２３");
        await phone.Type("46");
        await phone.Pick(BarePhone.Photo());
        await Assertions.Expect(phone.Main).ToContainTextAsync("够了，不用再拍");
        await phone.Next();
        await phone.Main.GetByText("录一段话").ClickAsync();
        await phone.Page.WaitForTimeoutAsync(400);
        await phone.Main.GetByText("说完了").ClickAsync();
        await Assertions.Expect(phone.Main.Locator("audio")).ToHaveCountAsync(1);
        await phone.Next();
        await phone.Next();
        await Assertions.Expect(phone.State).ToContainTextAsync("待发送 1");

        await phone.FindSignal();
        await phone.Delivered();

        var record = await Newest("志愿服务活动：清洁家园");
        Assert.Equal((23, 46), (record.Measures["people"].Amount, record.Measures["hours"].Amount));
        Assert.Equal(["before", "after"], record.Evidence.Select(e => e.Shows));
        Assert.Equal("image/jpeg", record.Evidence[0].MediaType);
        Assert.StartsWith("audio/", record.Evidence[1].MediaType, StringComparison.Ordinal);
        // What has arrived is no longer kept on the phone.
        Assert.Equal(
            0,
            await phone.Page.EvaluateAsync<int>(
                "async () => (await (await caches.open((await caches.keys()).find((k) => k.startsWith('capture-files')))).keys()).length"
            )
        );
    }

    /// <summary>
    /// Background Sync: the page is closed while there is no signal, and later the browser wakes the worker. Here the test says that the time
    /// has come, as Chromium's own tools do; when a phone's browser decides so is not for a test to say.
    /// </summary>
    [Fact]
    public async Task PageClosed_TheWorkerSendsWhatWaits_WhenTheBrowserWakesIt()
    {
        await using var phone = await Open();
        await phone.LoseSignal();
        // The worker goes by the machine's clock, which is years from the site's: it would ask for a day that came from the clock.
        await phone.Inspect("页面关了才送到", BarePhone.Photo(), on: "2022-10-07");
        await Assertions.Expect(phone.State).ToContainTextAsync("待发送 1");
        var elsewhere = await phone.Page.Context.NewPageAsync();
        await phone.Page.CloseAsync();
        await elsewhere.Context.SetOfflineAsync(false);
        await elsewhere.GotoAsync("/error/404");

        var browser = await elsewhere.Context.NewCDPSessionAsync(elsewhere);
        var registered = new TaskCompletionSource<string>();
        browser.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var registration in told!.Value.GetProperty("registrations").EnumerateArray())
            {
                registered.TrySetResult(registration.GetProperty("registrationId").GetString()!);
            }
        };
        await browser.SendAsync("ServiceWorker.enable");
        await browser.SendAsync(
            "ServiceWorker.dispatchSyncEvent",
            new()
            {
                ["origin"] = site.Address.GetLeftPart(UriPartial.Authority),
                ["registrationId"] = await registered.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct),
                ["tag"] = "outbox",
                ["lastChance"] = false,
            }
        );

        for (var tries = 0; await Sent("页面关了才送到") is not { Evidence.Count: 1 }; tries++)
        {
            Assert.True(tries < 300, "the worker never sent it");
            await Task.Delay(100, Ct);
        }
    }

    private async Task<WorkRecord?> Sent(string title)
    {
        var found = await site.Ledger.Find(new(TestSite.Town, null, "inspection"), null, 2000, Ct);
        return found.Rows.FirstOrDefault(r => r.Title == title) is { } row
            ? (await site.Ledger.History(row.Id, TestSite.Officer, Ct))[^1].Content
            : null;
    }

    [Fact]
    public async Task Picture_IsMadeSmaller_AndLosesItsPlace_OnThePhone()
    {
        await using var phone = await Open();
        await phone.LoseSignal();
        await phone.Begin("文明实践", "环境卫生检查");
        await phone.Next();
        await phone.Main.Locator(".options label").First.ClickAsync();
        await phone.Next();
        var large = await phone.Page.EvaluateAsync<string>(
            """
            () => {
              const canvas = document.createElement("canvas");
              canvas.width = 3000; canvas.height = 2000;
              canvas.getContext("2d").fillRect(0, 0, 900, 900);
              return canvas.toDataURL("image/jpeg").split(",")[1];
            }
            """
        );

        await phone.Pick(WithPlace(Convert.FromBase64String(large)), "IMG_20221008.jpg", "image/jpeg");
        await phone.Main.Locator(".shots img").WaitForAsync();

        var kept = await phone.Page.EvaluateAsync<string>(
            """
            async () => {
              const cache = await caches.open((await caches.keys()).find((k) => k.startsWith("capture-files")));
              const blob = await (await cache.match((await cache.keys())[0])).blob();
              const picture = await createImageBitmap(blob);
              const text = String.fromCharCode(...new Uint8Array(await blob.arrayBuffer()).slice(0, 4000));
              return `${picture.width}×${picture.height} ${text.includes("Exif") || text.includes("25.0432N")}`;
            }
            """
        );
        Assert.Equal("1600×1067 false", kept);
    }

    [Fact]
    public async Task Draft_SurvivesAReload_AndANewerPage()
    {
        await using var phone = await Open();
        await phone.Begin("文明实践", "志愿服务活动");
        await phone.Next();
        await phone.Choose("清洁家园");
        await phone.Main.Locator("input[inputmode=decimal]").FillAsync("23");
        await phone.Page.WaitForTimeoutAsync(400);

        // A page in another language is another page: the worker keeps it as it keeps a newer version.
        await phone.Page.GotoAsync("/language/zh-Hant?back=/capture");
        await Assertions.Expect(phone.Main).ToContainTextAsync("沒寫完的");
        // The forms of the other language have come and are kept too.
        await Assertions.Expect(phone.Main).ToContainTextAsync("志願服務活動：清潔家園");
        await phone.Page.WaitForFunctionAsync(
            "() => caches.match('/capture').then((r) => r.text()).then((t) => t.includes('沒寫完的'))"
        );
        await phone.LoseSignal();
        await phone.Page.ReloadAsync();
        await phone.Main.GetByText("志願服務活動：清潔家園").ClickAsync();
        await phone.Next();
        await phone.Next();

        await Assertions.Expect(phone.Main.Locator("input[inputmode=decimal]")).ToHaveValueAsync("23");
        await phone.FindSignal();
    }

    [Fact]
    public async Task Clock_AYearAhead_AsksForTheDay_BeforeAnythingIsSent()
    {
        await using var phone = await Open(clock: Phone.Morning.AddYears(1));
        await phone.LoseSignal();
        // The server was heard of: the phone knows better than its clock. A phone that had not would have written 2023.
        await phone.Page.EvaluateAsync("() => localStorage.setItem('capture-clock', '{\"now\":0,\"skew\":0}')");
        await phone.Page.ReloadAsync();
        await phone.Inspect("钟快一年");
        await phone.FindSignal();

        await phone.Main.Locator("#waiting a", new() { HasText = "钟快一年" }).ClickAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(phone.Main).ToContainTextAsync("核对日期");
        await Assertions.Expect(phone.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("2023年10月8日");
        Assert.Empty(await Titled("钟快一年"));
        await phone.Main.GetByRole(AriaRole.Button, new() { Name = "是2022年10月8日" }).ClickAsync();
        await phone.Delivered();

        Assert.Equal(TestSite.Today, (await Newest("钟快一年")).On);
    }

    [Fact]
    public async Task Session_OfSomebodyElse_HidesWhatWaits_AndSendsItOnceTheRightOneIsBack()
    {
        await using var phone = await Open();
        await phone.LoseSignal();
        await phone.Page.ReloadAsync();
        await phone.Inspect("换人以前记的", BarePhone.Photo());

        await SignIn(phone, TestSite.Neighbour);
        await phone.FindSignal();
        await Assertions.Expect(phone.Page.Locator("#who")).ToContainTextAsync("覃文", new() { Timeout = 20_000 });
        await Assertions.Expect(phone.Main).ToContainTextAsync("还有别人没送出的");
        await Assertions.Expect(phone.Main).Not.ToContainTextAsync("换人以前记的");
        Assert.Empty(await Titled("换人以前记的"));

        await SignIn(phone, TestSite.Publicist);
        await phone.Page.ReloadAsync();
        await phone.Delivered();
        var versions = await site.Ledger.History((await Newest("换人以前记的")).Id, TestSite.Officer, Ct);
        Assert.All(versions, v => Assert.Equal(TestSite.Publicist, v.By));
    }

    [Theory]
    [InlineData(
        "gone",
        "() => new Promise((done) => { const r = indexedDB.deleteDatabase(NAME); r.onsuccess = r.onerror = r.onblocked = done; })"
    )]
    [InlineData(
        "another shape",
        """
            () => new Promise((done) => {
              const erased = indexedDB.deleteDatabase(NAME);
              erased.onsuccess = () => {
                const opened = indexedDB.open(NAME, 7);
                opened.onupgradeneeded = () => opened.result.createObjectStore("nonsense");
                opened.onsuccess = () => { opened.result.close(); done(); };
              };
            })
            """
    )]
    public async Task Database_ThatIsBroken_IsMended_AndNothingIsLostNorSentTwice(string how, string breaking)
    {
        await using var phone = await Open();
        await phone.LoseSignal();
        await phone.Page.ReloadAsync();
        await phone.Inspect($"存储坏过 {how}", BarePhone.Photo());
        await phone.Begin("文明实践", "环境卫生检查");

        var name = $"'capture-{TestSite.Publicist.Value}'";
        await phone.Page.EvaluateAsync(breaking.Replace("NAME", name, StringComparison.Ordinal));
        await phone.Page.GotoAsync("/capture");

        await Assertions.Expect(phone.Main).ToContainTextAsync("从备份里找回 2 条");
        await phone.FindSignal();
        await phone.Delivered();
        Assert.Single((await Newest($"存储坏过 {how}")).Evidence);
        Assert.Single(await Titled($"存储坏过 {how}"));
        await Assertions.Expect(phone.Main).ToContainTextAsync("没写完的");
    }

    [Fact]
    public async Task File_ThatIsNoPicture_IsToldAtOnce_AndNothingElseIsLost()
    {
        await using var phone = await Open();
        await phone.Begin("文明实践", "环境卫生检查");
        await phone.Next();
        await phone.Main.Locator(".options label").First.ClickAsync();
        await phone.Next();

        await phone.Pick("MZ This program cannot be run in DOS mode."u8.ToArray(), "照片.jpg", "image/jpeg");
        await Assertions.Expect(phone.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("“照片.jpg”不是照片");

        var film = Path.Combine(Directory.CreateTempSubdirectory("xy-film-").FullName, "录像.mp4");
        await using (var file = File.Create(film))
        {
            file.SetLength(200L << 20);
        }

        await phone.Main.Locator("input[type=file]").Last.SetInputFilesAsync(film);
        await Assertions.Expect(phone.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("这是录像（200 兆）");
        Directory.Delete(Path.GetDirectoryName(film)!, recursive: true);

        var photo = BarePhone.Photo();
        await phone.Pick(photo);
        await Assertions.Expect(phone.Main).ToContainTextAsync("够了，不用再拍");
    }

    [Fact]
    public async Task Phone_ThatIsFull_SaysSo_AndKeepsWhatWasFilledIn()
    {
        await using var phone = await Open();
        await phone.LoseSignal();
        await phone.Begin("文明实践", "环境卫生检查");
        await phone.Next();
        await phone.Main.Locator(".options label").First.ClickAsync();
        await phone.Next();
        var chromium = await phone.Page.Context.NewCDPSessionAsync(phone.Page);
        await chromium.SendAsync(
            "Storage.overrideQuotaForOrigin",
            new() { ["origin"] = site.Address.GetLeftPart(UriPartial.Authority), ["quotaSize"] = 1000 }
        );

        await phone.Pick(BarePhone.Photo(400));
        await Assertions.Expect(phone.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("手机存满了");
        await phone.Next();
        await phone.Next();
        await phone.Main.Locator("label", new() { HasText = "题目" }).Locator("input").FillAsync("手机满了也记下");
        await phone.Next();
        await Assertions.Expect(phone.Main).ToContainTextAsync("记下了：手机满了也记下");

        await phone.FindSignal();
        await phone.Page.ReloadAsync();
        await phone.Delivered();
        Assert.Single(await Titled("手机满了也记下"));
    }

    [Fact]
    public async Task Correction_OfWhatSomebodyElseCorrected_ShowsBothAndAsks()
    {
        await using var phone = await Open();
        await phone.Inspect("两边都改");
        await phone.Delivered();
        var record = await Newest("两边都改");
        await site.Ledger.Correct(
            Guid.CreateVersion7(),
            1,
            record with
            {
                Title = "两边都改（镇里）",
            },
            TestSite.Officer,
            "核对",
            Ct
        );

        await phone.Main.Locator(".plain a", new() { HasText = "两边都改" }).ClickAsync();
        await phone.Main.GetByRole(AriaRole.Button, new() { Name = "更正" }).ClickAsync();
        await phone.Main.Locator("label", new() { HasText = "题目" }).Locator("input").FillAsync("两边都改（村里）");
        await phone.Main.Locator("label", new() { HasText = "为什么改" }).Locator("input").FillAsync("题目写全");
        await phone.Next();
        await phone.Main.Locator("#waiting a").ClickAsync();
        await Assertions.Expect(phone.Main).ToContainTextAsync("两份都留着");
        await Assertions.Expect(phone.Main).ToContainTextAsync("现在是这样（周敏 改的）");
        await Assertions.Expect(phone.Main).ToContainTextAsync("两边都改（镇里）");
        await phone.Page.ShouldBeAccessibleAsync();

        await phone.Main.GetByRole(AriaRole.Button, new() { Name = "按我的再交一次" }).ClickAsync();
        await phone.Delivered();
        var versions = await site.Ledger.History(record.Id, TestSite.Officer, Ct);
        Assert.Equal(["两边都改", "两边都改（镇里）", "两边都改（村里）"], versions.Select(v => v.Content.Title));
    }

    [Fact]
    public async Task Page_WithAllItsParts_IsSmall()
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        var html = await http.GetStringAsync("/capture", Ct);
        var sent = 0L;
        foreach (
            var part in Parts().Matches(html).Select(m => m.Groups[1].Value).Concat(["/capture", "/capture-worker.js"])
        )
        {
            // A build for tests does not compress; a published one does.
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                await gzip.WriteAsync(await http.GetByteArrayAsync(part, Ct), Ct);
            }

            sent += packed.Length;
        }

        Assert.InRange(sent, 1, 60 * 1024);
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+\\.(?:js|css|svg|png|webmanifest))\"")]
    private static partial Regex Parts();

    private Task<Phone> Open(PersonId? person = null, DateTimeOffset? clock = null) =>
        Phone.Open(browser, site, person, clock);

    private Task SignIn(Phone phone, PersonId person) =>
        phone.Page.Context.AddCookiesAsync([
            new()
            {
                Name = "who",
                Value = person.Value.ToString(),
                Url = site.Address.ToString(),
            },
        ]);

    private async Task<IReadOnlyList<RecordSummary>> Titled(string title) =>
        [.. (await site.Ledger.Find(new(TestSite.Town, null, null), null, 1000, Ct)).Rows.Where(r => r.Title == title)];

    private async Task<WorkRecord> Newest(string title)
    {
        var found = Assert.Single(await Titled(title));
        return (await site.Ledger.History(found.Id, TestSite.Officer, Ct))[^1].Content;
    }

    // A JPEG whose camera wrote down where it was.
    private static byte[] WithPlace(byte[] jpeg)
    {
        var exif = Encoding.ASCII.GetBytes("Exif\0\0 GPS 25.0432N 108.3211E ");
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
