#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:property AnalysisLevel=none
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net.NetworkInformation;
using System.Xml.Linq;

// Everything a developer or a build server does with this repository. Needs the .NET SDK and nothing else.

Console.OutputEncoding = System.Text.Encoding.UTF8;
Directory.SetCurrentDirectory(
    AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Directory.GetCurrentDirectory()
);
Environment.SetEnvironmentVariable("DOTNET_NOLOGO", "1");
Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");

var verb = args.FirstOrDefault() ?? "run";
var rest = args.Skip(1).ToList();
return verb switch
{
    "run" => await RunTown(rest),
    "setup" => Setup() ? 0 : 1,
    "test" => Test(rest),
    "check" => Check(),
    "bench" => Bench(rest),
    _ => Help(verb),
};

static int Help(string verb)
{
    if (verb is not ("help" or "--help" or "-h"))
        Say($"不认识 “{verb}”。", $"There is no verb '{verb}'.");
    Console.WriteLine(
        """

        dotnet run dev.cs                     打开示范镇 · open the demonstration town (--fresh 重新生成 · make it anew)
        dotnet run dev.cs -- setup            安装测试所需 · install what the tests need
        dotnet run dev.cs -- test             全部测试 · all tests
             --only Ledger                    只测一个项目 · one project; other options go to its runner (--filter-class "*Name*")
             --accept                         接受公开接口的改动 · accept changes of the libraries' public API
        dotnet run dev.cs -- check            格式与分析 · formatting and analyzers
        dotnet run dev.cs -- bench ledger     性能 · one of the benches (ledger, scale, paper, reading …)
            dotnet run dev.cs -- bench fuzz 3        乱文件、乱文字，连试几分钟 · spoilt files and texts, for minutes
        """
    );
    return verb is "help" or "--help" or "-h" ? 0 : 2;
}

// ---- run ------------------------------------------------------------------------------------------------------------

static async Task<int> RunTown(List<string> rest)
{
    const string Web = "src/Xiangyin.Web";
    const string Town = ".data/demo";
    const string Making = ".data/demo.making";

    Step("编译", "Building");
    if (Run("dotnet", ["build", Web, "-c", "Release", "-v", "q", "--nologo"]) != 0)
        return Fail("编译没有通过。", "The build failed.");

    if (rest.Remove("--fresh") && Directory.Exists(Town))
        Directory.Delete(Town, recursive: true);
    if (!Directory.Exists(Town))
    {
        Step("生成示范镇（虚构的镇，只做一次）", "Making the demonstration town (invented; done once)");
        // Made aside and moved into place, so that an interrupted start never leaves half a town.
        if (Directory.Exists(Making))
            Directory.Delete(Making, recursive: true);
        if (
            Run("dotnet", ["run", "--no-build", "-c", "Release", "--project", Web, "--", "demo", "--data", Making]) != 0
        )
            return Fail("示范镇没有生成。", "The demonstration town was not made.");
        Directory.Move(Making, Town);
    }

    var given = rest.IndexOf("--urls");
    var address = given >= 0 && given + 1 < rest.Count ? rest[given + 1] : $"http://localhost:{FreePort(5080)}";
    if (given < 0)
        rest.AddRange(["--urls", address]);

    Step("启动", "Starting");
    var started = new ProcessStartInfo("dotnet");
    foreach (
        var arg in (string[])["run", "--no-build", "-c", "Release", "--project", Web, "--", "serve", "--data", Town]
    )
        started.ArgumentList.Add(arg);
    foreach (var arg in rest)
        started.ArgumentList.Add(arg);
    // Ctrl+C reaches the site too: it closes in its own time, and this waits for it.
    Console.CancelKeyPress += (_, press) => press.Cancel = true;
    using var site = Process.Start(started)!;
    AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (!site.HasExited)
            site.Kill(entireProcessTree: true);
    };
    if (await Answers(address, site))
    {
        Say($"请打开 {address} （按 Ctrl+C 结束）", $"Open {address} (Ctrl+C ends)");
        OpenBrowser(address);
    }
    await site.WaitForExitAsync();
    return site.ExitCode;
}

static int FreePort(int wanted)
{
    var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port).ToHashSet();
    return Enumerable.Range(wanted, 100).First(port => !taken.Contains(port));
}

static async Task<bool> Answers(string address, Process site)
{
    using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
    while (!site.HasExited)
    {
        try
        {
            using var page = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Task.Delay(100);
        }
    }
    return false;
}

static void OpenBrowser(string address)
{
    try
    {
        if (OperatingSystem.IsWindows())
            Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        else if (OperatingSystem.IsMacOS())
            Process.Start("open", address);
        else if ((Env("DISPLAY") ?? Env("WAYLAND_DISPLAY")) is not null && OnPath("xdg-open") is { } open)
            Process.Start(open, address);
    }
    catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
    {
        // The address is on the screen.
    }
}

// ---- setup ----------------------------------------------------------------------------------------------------------

static bool Setup()
{
    (string What, string Package, bool Present)[] needs =
    [
        (
            "chromium",
            "chromium",
            Env("CHROMIUM") is not null
                || Found(
                    "chromium",
                    "chromium-browser",
                    "google-chrome",
                    "google-chrome-stable",
                    "/Applications/Google Chrome.app",
                    "/Applications/Chromium.app"
                )
        ),
        ("postgresql", "postgresql", Found("initdb") || Directory.Exists("/usr/lib/postgresql")),
        ("libreoffice", "libreoffice-writer-nogui", Found("soffice", "/Applications/LibreOffice.app")),
        ("poppler", "poppler-utils", Found("pdftotext")),
        ("qpdf", "qpdf", Found("qpdf")),
        ("文泉驿 WenQuanYi Zen Hei", "fonts-wqy-zenhei", NotDebian() || Found("/usr/share/fonts/truetype/wqy")),
        ("明体 AR PL UMing", "fonts-arphic-uming", NotDebian() || Found("/usr/share/fonts/truetype/arphic/uming.ttc")),
        ("霞鹜文楷 LXGW WenKai", "fonts-lxgw-wenkai", NotDebian() || Found("/usr/share/fonts/truetype/lxgw-wenkai")),
        ("仿宋 cwTeX Fang Song", "fonts-cwtex-fs", NotDebian() || Found("/usr/share/fonts/truetype/cwtex/cwfs.ttf")),
    ];
    OfdReader();
    ObjectStore();
    var missing = needs.Where(need => !need.Present).ToList();
    if (missing.Count == 0)
    {
        Step("测试所需已齐", "Everything the tests need is here");
        return true;
    }

    var packages = string.Join(' ', missing.Select(need => need.Package));
    if (NotDebian() || Environment.UserName != "root")
    {
        var names = string.Join("、", missing.Select(need => need.What));
        var how = NotDebian() ? $"{names}" : $"sudo apt-get install --no-install-recommends {packages}";
        Say(
            $"请先安装：{how}（没有的，相应测试会跳过）",
            $"Please install: {how} (tests that need them are skipped without)"
        );
        return false;
    }

    Step($"安装 {packages}", "Installing (about a minute)");
    Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
    Run("apt-get", ["update", "-qq"]);
    string[] install = ["install", "-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"];
    if (Run("apt-get", [.. install, .. missing.Select(need => need.Package)], quiet: true) == 0)
        return true;
    Say($"没有装成：{packages}。检查网络后重试。", $"Could not install {packages}. Check the network and try again.");
    return false;
}

// An OFD reader that is not ours: one file of a package, which needs npm to fetch it and a browser to run.
static void OfdReader()
{
    const string Package = "ofd.js@0.2.6";
    const string Folder = ".tools/ofd.js";
    if (File.Exists(Path.Combine(Folder, "package/lib/ofd.umd.min.js")))
        return;
    if (OnPath("npm") is not { } npm)
    {
        Say(
            "没有 npm，用 ofd.js 打开 OFD、存到对象存储的测试会跳过。",
            "There is no npm: tests that open OFD files in ofd.js, and those of object storage, are skipped."
        );
        return;
    }
    Directory.CreateDirectory(Folder);
    if (Run(npm, ["pack", "--silent", "--pack-destination", Folder, Package], quiet: true) != 0)
    {
        Say(
            "ofd.js 没有装成，用它打开 OFD 的测试会跳过。",
            "ofd.js could not be fetched: the tests that open OFD files in it are skipped."
        );
        return;
    }
    foreach (var packed in Directory.EnumerateFiles(Folder, "*.tgz"))
    {
        using var tar = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(tar, Folder, overwriteFiles: true);
    }
}

// A server of S3-compatible storage, for the tests of evidence that is kept there.
static void ObjectStore()
{
    const string Folder = ".tools/s3";
    if (OnPath("npm") is not { } npm || Directory.Exists($"{Folder}/node_modules/s3rver"))
        return;
    Step("安装 s3rver", "Installing s3rver");
    if (
        Run(npm, ["install", "--prefix", Folder, "--no-audit", "--no-fund", "--silent", "s3rver@3.7.1"], quiet: true)
        != 0
    )
        Say(
            "s3rver 没有装成，存到对象存储的测试会跳过。",
            "s3rver could not be installed: the tests of object storage are skipped."
        );
}

static bool NotDebian() => !File.Exists("/etc/debian_version");

static bool Found(params string[] names) => names.Any(name => Path.Exists(name) || OnPath(name) is not null);

static string? OnPath(string name) =>
    (Env("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, name), Path.Combine(folder, name + ".exe")])
        .FirstOrDefault(File.Exists);

// ---- test -----------------------------------------------------------------------------------------------------------

static int Test(List<string> rest)
{
    // The browser and the office program that tests use write Chinese names of files only in a locale that has them, and is here.
    if (OperatingSystem.IsLinux())
        Environment.SetEnvironmentVariable("LC_ALL", "C.UTF-8");

    var only = Option(rest, "--only");
    if (rest.Remove("--accept"))
    {
        Environment.SetEnvironmentVariable("XIANGYIN_ACCEPT_API", "1");
        only = "Architecture";
        rest.AddRange(["--filter-class", "*PublicApiTests"]);
    }

    var projects = Directory
        .EnumerateFiles("tests", "*.Tests.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Where(project => only is null || Path.GetFileName(project).Contains(only, StringComparison.OrdinalIgnoreCase))
        .ToList();
    if (projects.Count == 0)
        return Fail($"没有名字含 “{only}” 的测试项目。", $"No test project has '{only}' in its name.");

    Setup();
    Step("编译", "Building");
    var target = projects.Count == 1 ? projects[0] : "Xiangyin.slnx";
    if (Run("dotnet", ["build", target, "-v", "m", "--nologo"]) != 0)
        return Fail("编译没有通过，没有测试。", "The build failed; nothing was tested.");

    Directory.CreateDirectory("TestResults");
    var total = new Tally(0, 0, 0);
    foreach (var (number, project) in projects.Index())
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Step($"测试 {number + 1}/{projects.Count}", name);
        var tally = RunTests(project, name, rest);
        total += tally;
        Console.WriteLine($"  {name}: 通过 {tally.Passed} · 失败 {tally.Failed} · 跳过 {tally.Skipped}");
    }

    // Whoever started this may read this line and nothing else.
    Console.WriteLine();
    Console.WriteLine(total);
    return total.Failed == 0 && total.Passed > 0 ? 0 : 1;
}

static Tally RunTests(string project, string name, List<string> options)
{
    const int NothingMatched = 8;
    var report = Path.GetFullPath(Path.Combine("TestResults", name + ".xml"));
    File.Delete(report);
    var tests = Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug", "net10.0", name + ".dll");
    var code = Run(
        "dotnet",
        [
            tests,
            "--results-directory",
            "TestResults",
            "--report-xunit-xml",
            "--report-xunit-xml-filename",
            name + ".xml",
            .. options,
        ]
    );
    var tally = File.Exists(report) ? Tally.Read(report) : new Tally(0, 0, 0);
    // A runner that died, or could not start, has failed even though no test says so.
    return code is 0 or NothingMatched || tally.Failed > 0 ? tally : tally with { Failed = 1 };
}

// ---- check, bench ---------------------------------------------------------------------------------------------------

static int Check()
{
    Step("格式", "Formatting");
    if (Run("dotnet", ["tool", "restore"], quiet: true) != 0 || Run("dotnet", ["csharpier", "check", "."]) != 0)
        return Fail("格式不一致：运行 dotnet csharpier format .", "Formatting differs: run dotnet csharpier format .");
    Step("编译与分析", "Building with analyzers");
    if (Run("dotnet", ["build", "Xiangyin.slnx", "-v", "m", "--nologo"]) != 0)
        return Fail("分析没有通过。", "The analyzers object.");
    Say("都好。", "All good.");
    return 0;
}

static int Bench(List<string> rest) =>
    rest.Count == 0
        ? Fail("要测哪一个？例如 bench ledger", "Which bench? For example: bench ledger")
        : Run("dotnet", ["run", "-c", "Release", "--project", "bench/Xiangyin.Bench", "--", .. rest]);

// ---- small things ---------------------------------------------------------------------------------------------------

static string? Env(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

static string? Option(List<string> rest, string name)
{
    var at = rest.IndexOf(name);
    if (at < 0 || at + 1 >= rest.Count)
        return null;
    var value = rest[at + 1];
    rest.RemoveRange(at, 2);
    return value;
}

// Quiet keeps a command's output back and shows it only if the command fails.
static int Run(string command, IEnumerable<string> arguments, bool quiet = false)
{
    var start = new ProcessStartInfo(command, arguments)
    {
        RedirectStandardOutput = quiet,
        RedirectStandardError = quiet,
    };
    using var process = Process.Start(start)!;
    if (quiet)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            Console.Error.WriteLine(output + error.Result);
    }
    process.WaitForExit();
    return process.ExitCode;
}

static void Step(string chinese, string english) => Console.WriteLine($"▸ {chinese} · {english}");

static void Say(string chinese, string english) => Console.WriteLine($"\n{chinese}\n{english}\n");

static int Fail(string chinese, string english)
{
    Console.Error.WriteLine($"✗ {chinese} {english}");
    return 1;
}

sealed record Tally(int Passed, int Failed, int Skipped)
{
    public static Tally operator +(Tally one, Tally other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    public static Tally Read(string report)
    {
        int Sum(string count) => XDocument.Load(report).Descendants("assembly").Sum(a => (int?)a.Attribute(count) ?? 0);
        return new(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped") + Sum("not-run"));
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
