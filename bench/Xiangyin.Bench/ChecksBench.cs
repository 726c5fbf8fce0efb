using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Xiangyin.Bench;

/// <summary>A document of 10,000 characters looked over on the site of the demonstration town: read, checked by the rules, set against the ledger, shown.</summary>
internal static partial class ChecksBench
{
    private const int Characters = 10_000;
    private const int Looks = 41;

    private static readonly string[] Sentences =
    [
        "2021年，党委中心组学习12次，机关及部门干部职工集中学习15次。",
        "截至7月13日，我镇在中央级媒体上稿4篇，省级媒体上稿3篇，市级媒体上稿34篇，县级媒体上稿76余篇。",
        "2021年6月，在集镇街道设立宣传咨询台，发放各类宣传单6000余份。",
        "镇机关、站所干部职工学习会议精神7场次，各村组织宣传学习各2场次。",
        "现有农家书屋10个、文体活动中心1个，全年借出图书3100册次。",
    ];

    private static readonly string[] Prose =
    [
        "全镇上下统一思想、转变作风，形成了干事创业的良好局面，群众的满意度不断提高。",
        "围绕镇党委、政府的中心工作，组织干部进村入户，把政策讲清楚，把群众的意见带回来。",
        "广播、专栏和公众号同时发布，老人听得到，年轻人看得到，在外务工的也能知道家里的事。",
        "志愿者定期清理河边和路口的垃圾，带动住户把房前屋后收拾干净，村里的面貌有了变化。",
        "对照要求，主动查摆问题，列出清单，明确谁来做、什么时候做完、做到什么样算数。",
        "传统节日里各村文艺队自编自演，用本地话讲身边的事，群众愿意听、听得懂、记得住。",
    ];

    public static async Task Run(Table table)
    {
        var web = Path.Combine(AppContext.BaseDirectory, "Xiangyin.Web.dll");
        var data = Path.Combine(Path.GetTempPath(), $"xiangyin-bench-{Environment.ProcessId}");
        await SiteBench.Start(web, "demo", "--data", data).WaitForExitAsync();
        var site = new Uri($"http://localhost:{SiteBench.FreePort()}");
        using var serving = SiteBench.Start(web, "serve", "--data", data, "--urls", site.ToString());
        try
        {
            await SiteBench.Answers(site.ToString());
            await Measure(table, site);
        }
        finally
        {
            serving.Kill();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Measure(Table table, Uri site)
    {
        await Measure(table, site, "as full of numbers as reports are", prose: Prose.Length, goal: 200);
        await Measure(table, site, "in which every sentence states several", prose: 0, goal: null);
    }

    private static async Task Measure(Table table, Uri site, string kind, int prose, double? goal)
    {
        using var handler = new HttpClientHandler
        {
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
        };
        using var http = new HttpClient(handler) { BaseAddress = site };
        var form = await http.GetStringAsync("/checks");
        using var sent = await http.PostAsync(
            "/checks",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
                    ["id"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
                    ["Text"] = Document(prose),
                }
            )
        );
        var page = sent.Headers.Location!;
        var first = await Time(http, page);
        var times = new List<double>();
        for (var i = 0; i < Looks; i++)
        {
            times.Add(await Time(http, page));
        }

        times.Sort();
        var name = $"a document of {Characters} characters {kind}, looked over and shown";
        if (goal is { } most)
        {
            table.Note($"{name}, the first ever", Table.Milliseconds(first));
            table.Add($"{name}, median", Table.Milliseconds(times[Looks / 2]), $"≤{most} ms", times[Looks / 2] <= most);
        }
        else
        {
            table.Note($"{name}, median", Table.Milliseconds(times[Looks / 2]));
        }

        table.Note($"{name}, the slowest", Table.Milliseconds(times[^1]));
    }

    private static async Task<double> Time(HttpClient http, Uri page)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(page);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // A sentence with numbers, then some without.
    private static string Document(int prose)
    {
        var text = new StringBuilder("桐花镇2021年宣传思想工作总结\n一、工作情况\n");
        for (var i = 0; text.Length < Characters; i++)
        {
            text.Append(Sentences[i % Sentences.Length]);
            for (var j = 0; j < prose; j++)
            {
                text.Append(Prose[(i + j) % Prose.Length]);
            }

            text.Append('\n');
        }

        return text.Append("\n中共桐花镇委员会\n2022年1月14日").ToString();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
