using Xiangyin.Ledger;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>A browser that somebody is signed in with.</summary>
/// <param name="Means">password, code, passkey, county or invitation; its text is <c>means.</c> and this.</param>
/// <param name="Device">"Chrome · Android".</param>
/// <param name="Origin">The address it signed in from.</param>
/// <param name="Kept">On one's own device; otherwise for the day's work.</param>
/// <param name="UsedOn">The last day on which it was used; a day and no more, because nobody's hours are kept.</param>
internal sealed record SignIn(
    Guid Id,
    PersonId Person,
    string Means,
    string Device,
    string Origin,
    bool Kept,
    DateTimeOffset BegunAt,
    DateOnly UsedOn,
    DateTimeOffset? EndedAt
)
{
    /// <summary>How long one's own device stays signed in unused; a phone may be without signal for weeks.</summary>
    public const int KeptDays = 90;

    /// <summary>How long a device that is not one's own stays signed in.</summary>
    public static readonly TimeSpan DaysWork = TimeSpan.FromHours(12);

    public bool IsOpen(DateTimeOffset now, DateOnly today) =>
        EndedAt is null && (Kept ? UsedOn.AddDays(KeptDays) >= today : BegunAt + DaysWork > now);

    /// <summary>What a browser calls itself, in two words.</summary>
    public static string DeviceOf(string agent)
    {
        string[][] browsers =
        [
            ["MicroMessenger", "微信"],
            ["HuaweiBrowser", "华为浏览器"],
            ["MiuiBrowser", "小米浏览器"],
            ["QQBrowser", "QQ"],
            ["Edg", "Edge"],
            ["Firefox", "Firefox"],
            ["Chrome", "Chrome"],
            ["Safari", "Safari"],
        ];
        string[][] systems =
        [
            ["HarmonyOS", "HarmonyOS"],
            ["Android", "Android"],
            ["iPhone", "iPhone"],
            ["iPad", "iPad"],
            ["Windows", "Windows"],
            ["Mac OS", "Mac"],
            ["Linux", "Linux"],
        ];
        string[] found =
        [
            .. new[] { browsers, systems }
                .Select(list => list.FirstOrDefault(p => agent.Contains(p[0], StringComparison.Ordinal))?[1])
                .OfType<string>(),
        ];
        return string.Join(" · ", found);
    }
}
