using Xiangyin.Web.Cli;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("zh-Hans", "打开网站")]
    [InlineData("zh-Hant", "打開網站")]
    [InlineData("en", "Open the site")]
    public async Task Help_InThreeLanguages_NamesEveryVerb(string language, string words)
    {
        var help = await TheProgram.RunAsync("--help", "--language", language);
        Assert.Equal(0, help.Code);
        Assert.Contains(words, help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", help.Output, StringComparison.Ordinal);
        Assert.All(CommandLine.Verbs, v => Assert.Contains($"-- {v.Name}", help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", "不认识")]
    [InlineData("zh_TW.UTF-8", "不認識")]
    [InlineData("en_GB.UTF-8", "There is no verb")]
    [InlineData("C", "不认识")]
    public async Task UnknownVerb_IsToldInTheEnvironmentsLanguage_AndEndsWith2(string language, string words)
    {
        var ended = await TheProgram.RunInAsync(language, "print");
        Assert.Equal(2, ended.Code);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.Contains("print", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dta", "serve", "--dta", "x")]
    [InlineData("--data", "serve", "--data")]
    [InlineData("--data", "demo")]
    [InlineData("FILE", "verify")]
    [InlineData("more", "verify", "a.zip", "more")]
    [InlineData("DIR", "backup")]
    public async Task Misuse_NamesWhatIsWrong_AndEndsWith2(string named, params string[] typed)
    {
        var (code, _, errors) = await Run(typed);
        Assert.Equal(2, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("import", "nothing.jsonl")]
    [InlineData("backup", "somewhere")]
    public async Task FolderWithoutData_IsRefused_AndStaysAsItWas(params string[] typed)
    {
        var folder = Path.Combine(
            Path.GetTempPath(),
            $"xy-none-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}"
        );
        var (code, _, errors) = await Run([.. typed, "--data", folder]);
        Assert.Equal(1, code);
        Assert.Contains(folder, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Demo_IntoAFolderWithOtherThings_IsRefused_AndTheyStay()
    {
        var folder = Directory.CreateTempSubdirectory("xy-own-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "letter.txt"), "mine", TestContext.Current.CancellationToken);
        var (code, _, errors) = await Run("demo", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains(folder, errors, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task BrokenCatalogue_IsToldWithFileLineAndRemedy_AndNoDataIsTouched()
    {
        var catalogue = Directory.CreateTempSubdirectory("xy-catalogue-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(catalogue, "groups.yaml"),
            "groups:\n\tstudy: {zh-Hans: 学习}\n",
            TestContext.Current.CancellationToken
        );
        var data = Path.Combine(catalogue, "data");
        var (code, _, errors) = await Run("demo", "--data", data, "--catalogue", catalogue);
        Assert.Equal(1, code);
        Assert.Contains("groups.yaml:2", errors, StringComparison.Ordinal);
        Assert.Contains("缩进改用空格", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
        Directory.Delete(catalogue, recursive: true);
    }

    [Theory]
    [InlineData("zh-Hans", "zh-CN")]
    [InlineData("zh-Hans", "")]
    [InlineData("zh-Hans", "POSIX")]
    [InlineData("zh-Hans", "zh_SG.UTF-8")]
    [InlineData("zh-Hant", "zh_HK.UTF-8")]
    [InlineData("zh-Hant", "zh-Hant")]
    [InlineData("en", "fr_FR.UTF-8")]
    public void Language_FollowsTheEnvironment(string spoken, string lang) =>
        Assert.Equal(spoken, Terminal.LanguageOf([], name => name == "LANG" ? lang : null));

    [Fact]
    public void Language_ThatIsTyped_ComesFirst() =>
        Assert.Equal("en", Terminal.LanguageOf(["serve", "--language=en"], _ => "zh_CN.UTF-8"));

    internal static async Task<(int Code, string Output, string Errors)> Run(params string[] typed)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(typed, new(output, errors, "zh-Hans"));
        return (code, output.ToString(), errors.ToString());
    }
}
