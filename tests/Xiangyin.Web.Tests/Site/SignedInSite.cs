using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>The same county in earnest: nobody can pick who they are, everybody signs in.</summary>
public class SignedInSite : TestSite
{
    /// <summary>A password that every rule lets pass.</summary>
    internal const string Password = "河边柳树下有三只白鹅";

    private protected override bool IsDemonstration => false;

    /// <summary>A visitor who is not signed in.</summary>
    internal SiteVisitor Stranger(string language = "zh-Hans") => new(Address, null, language);

    /// <summary>An invitation, as the command line makes it.</summary>
    internal Task<Invitation> Invite(PersonId person) =>
        Services
            .GetRequiredService<Invitations>()
            .Invite(Guid.CreateVersion7(Time.GetUtcNow()), person, null, TestContext.Current.CancellationToken);

    /// <summary>A visitor who has taken up a new invitation and is signed in. Earlier devices of that person are out.</summary>
    internal async Task<SiteVisitor> SignedIn(PersonId person, string language = "zh-Hans")
    {
        var visitor = Stranger(language);
        var invitation = await Invite(person);
        var answer = await Patiently(() =>
            visitor.Send($"/invited/{invitation.Code}", ("login", LoginOf(person)), ("password", Password))
        );
        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.Status, answer.Location));
        return visitor;
    }

    /// <summary>Whoever asks for everything at once is told to wait, and so is who comes after from the same address.</summary>
    internal static async Task<Answer> Patiently(Func<Task<Answer>> ask)
    {
        while (true)
        {
            var answer = await ask();
            if (answer.Status != HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A browser's page in which that person is signed in.</summary>
    internal async Task<IPage> Open(
        Browser browser,
        PersonId person,
        Screen screen = Screen.Office,
        bool scripts = true
    )
    {
        using var visitor = await SignedIn(person);
        var page = await browser.OpenAsync(screen, scripts, baseAddress: Address);
        await page.Context.AddCookiesAsync(
            visitor.Cookies.Select(c => new Microsoft.Playwright.Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Url = Address.ToString(),
                HttpOnly = c.HttpOnly,
            })
        );
        return page;
    }

    internal static string LoginOf(PersonId person) => $"u{person.Value:N}"[^8..];
}

/// <summary>The same on PostgreSQL; its tests are skipped where that is not installed.</summary>
public sealed class SignedInOnPostgres : SignedInSite
{
    private string? connection;

    private protected override SiteOptions Options => base.Options with { Database = connection };

    public override async ValueTask InitializeAsync()
    {
        connection = await PostgresServer.CreateDatabaseAsync();
        await base.InitializeAsync();
    }
}

/// <summary>The same on SQLite.</summary>
public sealed class SignedInOnSqlite : SignedInSite;
