using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Tests.Demonstration;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

/// <summary>A county's own rules on the site, as whoever runs it gives them: <c>serve --rules FILE</c>, or a file beside the catalogue's.</summary>
public sealed class ServeRulesTests(DemonstrationTownFixture town)
    : IClassFixture<DemonstrationTownFixture>,
        IDisposable
{
    private const string Own = """
        period/cut-off-wording: { on: false }
        county/words:
          reason: 本县文稿不写“{0}”，写“{1}”。
          words: [{ word: 村委会主任, fix: 村民委员会主任 }]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("xy-rules-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Named_AreLaidOverTheProgramsOwn()
    {
        var said = await Look("--rules", Write("own.yaml", Own));

        Assert.Contains("本县文稿不写“村委会主任”，写“村民委员会主任”", said, StringComparison.Ordinal);
        Assert.DoesNotContain("用词不当", said, StringComparison.Ordinal);
        Assert.Contains("“XX镇”是占位符", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BesideTheCatalogue_AreFound()
    {
        CopyCatalogue();
        Write("rules.yaml", Own);

        Assert.Contains("本县文稿不写“村委会主任”", await Look("--catalogue", folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_LeavesTheProgramsOwn() =>
        Assert.Contains("用词不当", await Look(), StringComparison.Ordinal);

    [Theory]
    [InlineData("zh_CN.UTF-8", "第3行：county/words 的每一项应是一个词")]
    [InlineData("zh_TW.UTF-8", "第3行：county/words 的每一項應是一個詞")]
    [InlineData(
        "en_GB.UTF-8",
        "line 3: each item of county/words must be a word, or a map with word: { word: one, fix: two }"
    )]
    public async Task ThatCantBeUsed_AreRefusedAtTheStart_WithFileLineAndRemedy(string language, string said)
    {
        var rules = Write("own.yaml", "county/words:\n  reason: 甲。\n  words: [{ fix: 乙 }]\n");

        var ended = await TheProgram.RunInAsync(language, "serve", "--data", town.Folder, "--rules", rules);

        Assert.Equal(1, ended.Code);
        Assert.Contains(rules, ended.Errors, StringComparison.Ordinal);
        Assert.Contains(said, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BesideTheCatalogue_ThatCantBeUsed_AreRefusedToo()
    {
        CopyCatalogue();
        var rules = Write("rules.yaml", "placeholder/nmae: { on: false }\n");

        var ended = await TheProgram.RunAsync("serve", "--data", town.Folder, "--catalogue", folder);

        Assert.Equal(1, ended.Code);
        Assert.Contains($"{rules} 第1行：没有 placeholder/nmae 这条规则", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsNotThere_IsRefused()
    {
        var ended = await TheProgram.RunAsync("serve", "--data", town.Folder, "--rules", "none.yaml");

        Assert.Equal(1, ended.Code);
        Assert.Contains("none.yaml", ended.Errors, StringComparison.Ordinal);
    }

    // What the site says of a document, started like this.
    private async Task<string> Look(params string[] options)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var data = await MadeTown.CopyAsync();
        using var site = TheProgram.Start(
            "zh_CN.UTF-8",
            ["serve", "--data", data, "--urls", address.ToString(), .. options]
        );
        try
        {
            await Answers(address, site);
            var officer = (await town.People.In([new UnitId(100)], new(2022, 1, 14), Ct)).First(p =>
                p.Post == "officer"
            );
            using var visitor = new SiteVisitor(address, officer.Id, "zh-Hans");
            var sent = await visitor.Send(
                "/checks",
                ("Text", "桐花镇2022年总结\n截止目前，XX镇各村的村委会主任都参加了学习。")
            );
            return (await visitor.Get(sent.Location!)).Text;
        }
        finally
        {
            site.Kill(entireProcessTree: true);
            await site.WaitForExitAsync(Ct);
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Answers(Uri address, Process site)
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 600 && !site.HasExited; tries++)
        {
            try
            {
                await http.GetAsync(new Uri(address, "/healthz"), Ct);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, Ct);
            }
        }

        Assert.Fail("the site did not start: " + (site.HasExited ? await site.StandardError.ReadToEndAsync(Ct) : ""));
    }

    private void CopyCatalogue()
    {
        var catalogue = Repository.PathOf("catalogue");
        foreach (var file in Directory.EnumerateFiles(catalogue, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(catalogue, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
