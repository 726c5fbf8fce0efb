using System.Globalization;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Capture;

/// <summary>Phones that capture for long while the server is away, and send when it is back.</summary>
public sealed class ServerAwayTests(TestSite site, Browser browser) : IClassFixture<TestSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_Of500_ArrivesWhenTheServerIsBack_AllOfIt_NoneTwice()
    {
        await using var phone = await Phone.Open(browser, site);
        await phone.Inspect("第一条");
        await phone.Delivered();
        await site.StopAsync();

        // What 500 more of the same leave behind.
        await phone.Page.EvaluateAsync(
            """
            async (person) => {
              const keeping = await outbox.Keeping.open(person);
              const [one] = keeping.all("sent");
              for (let i = 0; i < 500; i++) {
                const title = `第${i}条`;
                await keeping.put("queue", {
                  id: outbox.newId(), kind: one.kind, title, fields: { ...one.fields, title: [title] }, files: [],
                  capturedAt: Date.now(), heardAt: 0, heard: 1, state: "queued",
                });
              }
            }
            """,
            TestSite.Publicist.Value.ToString()
        );
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.State).ToContainTextAsync("待发送 500", new() { Timeout = 20_000 });
        await Assertions.Expect(phone.Main).ToContainTextAsync("还有 450 条");

        await site.StartAsync();
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.State).ToHaveTextAsync("都已送到", new() { Timeout = 90_000 });

        var arrived = (await Titles()).Where(t => t.StartsWith('第')).ToList();
        Assert.Equal(501, arrived.Count);
        Assert.Equal(501, arrived.Distinct().Count());
    }

    [Fact]
    public async Task ThreePhones_SendingWhileTheServerRestarts_LoseNothingAndSendNothingTwice()
    {
        PersonId[] people = [TestSite.Publicist, TestSite.Neighbour, TestSite.Officer];
        var phones = new List<Phone>();
        foreach (var person in people)
        {
            var phone = await Phone.Open(browser, site, person);
            await phone.LoseSignal();
            phones.Add(phone);
        }

        for (var i = 0; i < phones.Count; i++)
        {
            for (var n = 0; n < 2; n++)
            {
                await phones[i].Main.Page.ReloadAsync();
                await Record(phones[i], string.Create(CultureInfo.InvariantCulture, $"三部手机 {i} {n}"), i == 2);
            }
        }

        foreach (var phone in phones)
        {
            await phone.FindSignal();
        }

        await site.StopAsync();
        await site.StartAsync();
        foreach (var phone in phones)
        {
            await phone.Page.ReloadAsync();
            await phone.Delivered();
            await phone.DisposeAsync();
        }

        Assert.Equal(6, (await Titles()).Count(t => t.StartsWith("三部手机", StringComparison.Ordinal)));
        foreach (var summary in (await Find()).Where(r => r.Title.StartsWith("三部手机", StringComparison.Ordinal)))
        {
            Assert.Single((await site.Ledger.History(summary.Id, TestSite.Officer, Ct))[^1].Content.Evidence);
        }
    }

    // Somebody of the town is asked whose work it is.
    private static async Task Record(Phone phone, string title, bool isOfTheTown)
    {
        if (!isOfTheTown)
        {
            await phone.Inspect(title, BarePhone.Photo());
            return;
        }

        await phone.Main.GetByRole(AriaRole.Link, new() { Name = "现在记" }).ClickAsync();
        await phone.Main.Locator("button", new() { HasText = "文明实践" }).First.ClickAsync();
        await phone.Main.Locator("button", new() { HasText = "环境卫生检查" }).First.ClickAsync();
        await phone.Choose("石桥村");
        await phone.Next();
        await phone.Main.Locator(".options label").First.ClickAsync();
        await phone.Next();
        await phone.Pick(BarePhone.Photo());
        await Assertions.Expect(phone.Main.Locator(".shots img")).ToHaveCountAsync(1);
        await phone.Next();
        await phone.Next();
        await phone.Main.Locator("label", new() { HasText = "题目" }).Locator("input").FillAsync(title);
        await phone.Next();
        await Assertions.Expect(phone.Main).ToContainTextAsync($"记下了：{title}");
    }

    private async Task<IReadOnlyList<RecordSummary>> Find() =>
        (await site.Ledger.Find(new(TestSite.Town, null, "inspection"), null, 2000, Ct)).Rows;

    private async Task<IReadOnlyList<string>> Titles() => [.. (await Find()).Select(r => r.Title)];
}
